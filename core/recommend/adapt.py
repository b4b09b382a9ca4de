"""A week made fit for where the person stands, with as little change as can be: what rests is replaced by what serves
the same, each exercise goes to its own rung, and what has become too long gives way. No solver, the same every time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from core.model.review import Standing
from core.recommend.candidates import Candidate
from core.recommend.menu import Menu
from core.recommend.select import Selection
from core.recommend.worth import Aim, Chosen, Scale, Worth, coverage_of

# More changes than this are no longer the same week: then a new one is chosen.
MOST_CHANGES: Final = 12


@dataclass(frozen=True)
class _Option:
    chosen: Chosen
    over: tuple[bool, int]
    worth: Worth
    what: str

    @property
    def fits(self) -> bool:
        return not any(self.over)

    @property
    def rank(self) -> tuple[tuple[bool, int], int, int, str]:
        """The best first: what keeps the limits, what loses least of the aims, what is worth most, then by name."""
        return self.over, self.worth.lost, -self.worth.score, self.what


def adapt(base: Selection, menu: Menu, standing: Standing) -> Selection | None:
    """`base` for that standing; null where it cannot be had without losing an aim that `base` meets."""
    return _Adapting(base, menu, menu.scale(base.pattern), standing).run()


class _Adapting:
    def __init__(self, base: Selection, menu: Menu, scale: Scale, standing: Standing) -> None:
        self._base, self._menu, self._scale = base, menu, scale
        choice = menu.choice(standing)
        self._by_id: dict[str, list[Candidate]] = {}
        for candidate in choice.candidates:
            self._by_id.setdefault(candidate.exercise.id, []).append(candidate)
        self._possible = frozenset(aim for c in choice.candidates for aim in scale.could_serve(c))
        self._needs = scale.aims["need"]
        before = self._weigh(base.by_kind, "")
        self._allowed = min(base.lost, self._firmly_lost(before))

    def run(self) -> Selection | None:
        option = self._weigh({kind: tuple(self._lifted(kind, here)) for kind, here in self._base.by_kind.items()}, "")
        for _ in range(MOST_CHANGES):
            better = self._change(option)
            if better is None:
                break
            option = better
        if not option.fits or self._firmly_lost(option) > self._allowed:
            return None
        reached = coverage_of(c for here in option.chosen.values() for c in here)
        worth = option.worth
        return Selection(dict(option.chosen), self._base.pattern, reached, worth.lost, worth.lacking)

    def _lifted(self, kind: str, here: Iterable[Candidate]) -> Iterator[Candidate]:
        """Each exercise where the person stands with it, as long as it may stand in that kind of session."""
        for candidate in here:
            own = self._by_id.get(candidate.exercise.id, [])
            alike = [c for c in own if c.quick == candidate.quick] or own
            same = next((c for c in alike if c.rung is candidate.rung), None) or next(iter(alike), None)
            if same is not None and self._scale.may_stand(same, kind):
                yield same

    def _firmly_lost(self, option: _Option) -> int:
        """What is lost of size, coverage, direction, slots. What answers a finding may wait while something rests."""
        waiting = sum(place == "need" for place, _ in self._lost_aims(option.chosen))
        return option.worth.lost - waiting * self._needs

    def _weigh(self, chosen: Chosen, what: str) -> _Option:
        over = (not self._scale.keeps_limits(chosen), self._scale.too_long(chosen))
        return _Option(chosen, over, self._scale.worth(chosen, self._possible), what)

    def _change(self, option: _Option) -> _Option | None:
        """The next change that is called for: shorter where it is too long, else more where something is wanting."""
        if not option.fits:
            return min(self._shorter(option), key=lambda each: each.rank, default=None)
        fewer = self._fewer(option)
        if option.worth.lost <= self._base.lost and not fewer:
            return None
        more = [each for each in self._more(option, fewer) if each.fits and each.worth.lost <= option.worth.lost]
        more = [each for each in more if fewer or each.worth.lost < option.worth.lost]
        return min(more, key=lambda each: each.rank, default=None)

    def _fewer(self, option: _Option) -> tuple[str, ...]:
        """Kinds of session with fewer exercises than before."""
        before = self._base.by_kind
        return tuple(kind for kind, here in option.chosen.items() if len(here) < len(before[kind]))

    def _shorter(self, option: _Option) -> Iterator[_Option]:
        """Without one item in one kind of session, or with one in its shorter dose."""
        for kind, here in option.chosen.items():
            for candidate in here:
                name = candidate.exercise.id
                without = {**option.chosen, kind: tuple(c for c in here if c is not candidate)}
                yield self._weigh(without, f"{name} out of {kind}")
                quick = next((c for c in self._by_id[name] if c.quick and c.rung is candidate.rung), None)
                if quick is not None and not candidate.quick:
                    shorter = {
                        k: tuple(quick if c is candidate else c for c in c_here) for k, c_here in option.chosen.items()
                    }
                    yield self._weigh(shorter, f"{name} shorter")

    def _more(self, option: _Option, fewer: tuple[str, ...]) -> Iterator[_Option]:
        """With one exercise more that serves what is wanting, in one kind of session or in all."""
        standing = {c.exercise.id: c for here in option.chosen.values() for c in here}
        lost = self._lost_aims(option.chosen)
        gone = [c for here in self._base.by_kind.values() for c in here if c.exercise.id not in standing]
        roles = {c.exercise.role for c in gone}
        kinds = tuple(option.chosen)
        places = list(dict.fromkeys([*((kind,) for kind in kinds), kinds]))
        for name, candidates in self._by_id.items():
            for candidate in [standing[name]] if name in standing else candidates:
                if not (self._scale.could_serve(candidate) & lost or (fewer and candidate.exercise.role in roles)):
                    continue
                for place in places:
                    if any(candidate in option.chosen[kind] for kind in place):
                        continue
                    chosen = {k: (*here, candidate) if k in place else here for k, here in option.chosen.items()}
                    if self._scale.keeps_limits(chosen) and not self._scale.too_long(chosen):
                        yield self._weigh(chosen, f"{name} {candidate.quick} into {place}")

    def _lost_aims(self, chosen: Chosen) -> set[Aim]:
        where: dict[str, list[str]] = {}
        by_id: dict[str, Candidate] = {}
        for kind, here in chosen.items():
            for candidate in here:
                where.setdefault(candidate.exercise.id, []).append(kind)
                by_id[candidate.exercise.id] = candidate
        met = {aim for name, candidate in by_id.items() for aim in self._scale.serves(candidate, where[name])}
        return set(self._possible) - met


def _exchanged(chosen: Chosen, one: Candidate, other: Candidate) -> Chosen:
    """The week with one candidate in the place of another."""
    return {kind: tuple(other if each is one else each for each in here) for kind, here in chosen.items()}
