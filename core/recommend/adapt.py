"""A week made fit for where the person stands, with as little change as can be: what they do stays, what rests is
replaced by what serves the same, each exercise goes to its own rung, and what has become too long gives way. No solver,
the same every time."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from core.model.review import Standing
from core.recommend.candidates import Candidate
from core.recommend.menu import Menu
from core.recommend.select import Selection
from core.recommend.worth import Chosen, Scale, Worth, coverage_of, union

# More changes than this are no longer the same week: then a new one is chosen.
MOST_CHANGES: Final = 12

# A week, and what was changed to have it.
_Change = tuple[Chosen, str]


class _Addition(NamedTuple):
    """One exercise more, and the kinds of session that it comes into."""

    candidate: Candidate
    kinds: tuple[str, ...]


class _Option(NamedTuple):
    """One week. `over`: whether it breaks a limit, and by how much it is too long. `new`: exercises that the person
    does not do yet."""

    chosen: Chosen
    over: tuple[bool, int]
    worth: Worth
    new: int
    what: str

    @property
    def fits(self) -> bool:
        return not any(self.over)

    @property
    def rank(self) -> tuple[tuple[bool, int], int, int, int, str]:
        """The best first: what keeps the limits, what loses least of the aims, what is new least, what is worth most,
        then by name."""
        return self.over, self.worth.lost, self.new, -self.worth.score, self.what


def adapt(base: Selection, menu: Menu, standing: Standing) -> Selection | None:
    """`base` for that standing; null where it cannot be had without losing an aim that `base` meets."""
    return _Adapting(base, menu, menu.scale(base.pattern), standing).run()


class _Adapting:
    def __init__(self, base: Selection, menu: Menu, scale: Scale, standing: Standing) -> None:
        self._base, self._scale, self._doing = base, scale, frozenset(standing.doing)
        choice = menu.choice(standing)
        self._by_id = choice.by_exercise
        self._possible = scale.possible(choice.candidates)
        self._allowed = min(base.lost, self._firmly_lost(scale.worth(base.by_kind, self._possible)))

    def run(self) -> Selection | None:
        option = self._weigh({kind: tuple(self._lifted(kind, here)) for kind, here in self._base.by_kind.items()}, "")
        for _ in range(MOST_CHANGES):
            better = self._change(option)
            if better is None:
                break
            option = better
        if not option.fits or self._firmly_lost(option.worth) > self._allowed:
            return None
        reached = coverage_of(c for here in option.chosen.values() for c in here)
        worth = option.worth
        return Selection(dict(option.chosen), self._base.pattern, reached, worth.lost, worth.lacking)

    def _lifted(self, kind: str, here: Iterable[Candidate]) -> Iterator[Candidate]:
        """Each exercise that they do where they stand with it, as long as it may stand in that kind of session."""
        for candidate in here:
            if self._doing and candidate.exercise.id not in self._doing:
                continue
            own = self._by_id.get(candidate.exercise.id, ())
            alike = [c for c in own if c.quick == candidate.quick] or own
            same = next((c for c in alike if c.rung is candidate.rung), None) or next(iter(alike), None)
            if same is not None and kind in self._scale.of(same).kinds:
                yield same

    def _firmly_lost(self, worth: Worth) -> int:
        """What is lost of size, coverage and direction. The rest is sought, but may wait: another week for it would be
        more change than it is worth."""
        return worth.lost - self._scale.weight(worth.missed & ~self._scale.firm)

    def _over(self, chosen: Chosen) -> tuple[bool, int]:
        return not self._scale.keeps_limits(chosen), self._scale.too_long(chosen)

    def _weigh(self, chosen: Chosen, what: str) -> _Option:
        return self._option(chosen, self._over(chosen), what)

    def _option(self, chosen: Chosen, over: tuple[bool, int], what: str) -> _Option:
        new = len({c.exercise.id for here in chosen.values() for c in here} - self._doing)
        return _Option(chosen, over, self._scale.worth(chosen, self._possible), new, what)

    def _change(self, option: _Option) -> _Option | None:
        """The next change that is called for: shorter where it is too long, else more where something is wanting."""
        if not option.fits:
            return self._best(self._shorter(option))
        fewer = self._fewer(option)
        if option.worth.lost <= self._base.lost and not fewer:
            return None
        more: dict[int, list[_Addition]] = {}
        for lost, addition in self._more(option, fewer):
            if fewer or lost < option.worth.lost:
                more.setdefault(lost, []).append(addition)
        # What would lose least comes first: most often nothing else is looked at.
        for lost in sorted(more):
            best = self._best(_with(option.chosen, addition) for addition in more[lost])
            if best is not None and best.fits:
                return best
        return self._exchange(option)

    def _exchange(self, option: _Option) -> _Option | None:
        """The best week with one exercise in the place of another, where less is lost by that."""
        found: dict[int, list[_Change]] = {}
        for lost, change in self._exchanges(option):
            found.setdefault(lost, []).append(change)
        for lost in sorted(found):
            best = self._best(found[lost])
            if best is not None and best.fits:
                return best
        return None

    def _exchanges(self, option: _Option) -> Iterator[tuple[int, _Change]]:
        """Weeks of the same size that lose less, and what they lose."""
        scale, chosen = self._scale, option.chosen
        standing = {c.exercise.id: c for here in chosen.values() for c in here}
        serving = [
            candidate
            for name, candidates in self._by_id.items()
            for candidate in ((standing[name],) if name in standing else candidates)
            if scale.of(candidate).could_serve & option.worth.missed
        ]
        short = option.worth.lost - scale.weight(option.worth.missed)
        for kind, here in chosen.items():
            n = scale.index[kind]
            elsewhere = union(scale.serves(other, c) for other, there in chosen.items() if other != kind for c in there)
            for place, gone in enumerate(here):
                kept = (*here[:place], *here[place + 1 :])
                missed = self._possible & ~elsewhere & ~union(scale.serves(kind, c) for c in kept)
                for candidate in serving:
                    facts = scale.of(candidate)
                    lost = short + scale.weight(missed & ~facts.serves[n])
                    if lost < option.worth.lost and kind in facts.kinds and candidate not in here:
                        what = f"{candidate.exercise.id} {candidate.quick} for {gone.exercise.id} in {kind}"
                        yield lost, ({**chosen, kind: (*kept, candidate)}, what)

    def _best(self, changes: Iterable[_Change]) -> _Option | None:
        """The best of these weeks. What they are worth is asked only of those that are least over the limits."""
        by_over: dict[tuple[bool, int], list[_Change]] = {}
        for change in changes:
            by_over.setdefault(self._over(change[0]), []).append(change)
        if not by_over:
            return None
        over = min(by_over)
        options = [self._option(chosen, over, what) for chosen, what in by_over[over]]
        return min(options, key=lambda each: each.rank)

    def _fewer(self, option: _Option) -> tuple[str, ...]:
        """Kinds of session with fewer exercises than before."""
        before = self._base.by_kind
        return tuple(kind for kind, here in option.chosen.items() if len(here) < len(before[kind]))

    def _shorter(self, option: _Option) -> Iterator[_Change]:
        """Without one item in one kind of session, or with one in its shorter dose."""
        for kind, here in option.chosen.items():
            for candidate in here:
                name = candidate.exercise.id
                yield {**option.chosen, kind: tuple(c for c in here if c is not candidate)}, f"{name} out of {kind}"
                quick = next((c for c in self._by_id[name] if c.quick and c.rung is candidate.rung), None)
                if quick is not None and not candidate.quick:
                    shorter = {
                        k: tuple(quick if c is candidate else c for c in c_here) for k, c_here in option.chosen.items()
                    }
                    yield shorter, f"{name} shorter"

    def _more(self, option: _Option, fewer: tuple[str, ...]) -> Iterator[tuple[int, _Addition]]:
        """One exercise more that serves what is wanting, in one kind of session or in all; and what is lost then.

        Nothing here keeps to the limits yet.
        """
        scale, missed, lost = self._scale, option.worth.missed, option.worth.lost
        standing = {c.exercise.id: c for here in option.chosen.values() for c in here}
        gone = [c for here in self._base.by_kind.values() for c in here if c.exercise.id not in standing]
        roles = {c.exercise.role for c in gone} if fewer else set()
        kinds = tuple(option.chosen)
        places = list(dict.fromkeys([*((kind,) for kind in kinds), kinds]))
        filled = {kind: self._item_is_worth(here) for kind, here in option.chosen.items()}
        for name, candidates in self._by_id.items():
            for candidate in (standing[name],) if name in standing else candidates:
                facts = scale.of(candidate)
                if not (facts.could_serve & missed or candidate.exercise.role in roles):
                    continue
                met = {kind: missed & facts.serves[scale.index[kind]] for kind in kinds}
                for place in places:
                    if any(candidate in option.chosen[kind] for kind in place):
                        continue
                    less = scale.weight(union(met[kind] for kind in place)) + sum(filled[kind] for kind in place)
                    yield lost - less, _Addition(candidate, place)

    def _item_is_worth(self, here: tuple[Candidate, ...]) -> int:
        """What is lost no more by one item more in a session."""
        return -self._scale.aims["item_short"] if len(here) < self._scale.frame.items_low else 0


def _with(chosen: Chosen, addition: _Addition) -> _Change:
    """A week with one exercise more."""
    candidate, place = addition
    more = {kind: (*here, candidate) if kind in place else here for kind, here in chosen.items()}
    return more, f"{candidate.exercise.id} {candidate.quick} into {place}"
