"""A week made fit for where the person stands, with as little change as can be: what they do stays, what rests is
replaced by what serves the same, each exercise goes to its own rung, and what has become too long gives way. No solver,
the same every time."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from core.model.exercise import Rung
from core.model.review import Standing
from core.recommend.candidates import Candidate
from core.recommend.menu import Menu
from core.recommend.select import Selection
from core.recommend.weeks import (
    Chosen,
    Worth,
    has_room,
    keeps_limits,
    too_long,
    worth_of,
)
from core.recommend.worth import coverage_of, union

# More changes than this are no longer the same week: then a new one is chosen.
MOST_CHANGES: Final = 12

# A week, and what was changed to have it.
_Change = tuple[Chosen, str]


class _Move(NamedTuple):
    """`candidate` into some kinds of session, in the place of `gone`; null where it is one more."""

    candidate: Candidate
    kinds: tuple[str, ...]
    gone: Candidate | None = None

    def made(self, chosen: Chosen) -> _Change:
        """The week after it."""
        week = dict(chosen)
        for kind in self.kinds:
            week[kind] = (*(c for c in week[kind] if c is not self.gone), self.candidate)
        instead = f" for {self.gone.exercise.id}" if self.gone else ""
        return week, f"{self.candidate.exercise.id} {self.candidate.quick} into {self.kinds}{instead}"


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
    """`base` for that standing; null where it cannot be had without losing size, direction or coverage."""
    return _Adapting(base, menu, standing).run()


class _Adapting:
    def __init__(self, base: Selection, menu: Menu, standing: Standing) -> None:
        self._base, self._doing = base, frozenset(standing.doing)
        self._weighed = menu.weighed(base.pattern)
        self._scale = scale = self._weighed.scale
        choice = menu.choice(standing)
        self._by_id = choice.by_exercise
        self._offers = [scale.offer(candidates) for candidates in choice.by_exercise.values()]
        self._possible = union(offer.could_serve for offer in self._offers)
        worth = worth_of(scale, self._weighed.week(base.by_kind), self._possible)
        self._allowed = min(base.lost, self._firmly_lost(worth))

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

    # ---- weeks -----------------------------------------------------------------------------------------------------

    def _over(self, chosen: Chosen) -> tuple[bool, int]:
        week = self._weighed.week(chosen)
        return not keeps_limits(self._scale, week), too_long(week)

    def _weigh(self, chosen: Chosen, what: str) -> _Option:
        return self._option(chosen, self._over(chosen), what)

    def _option(self, chosen: Chosen, over: tuple[bool, int], what: str) -> _Option:
        week = self._weighed.week(chosen)
        names = {name for session in week for name in session.by_name}
        return _Option(chosen, over, worth_of(self._scale, week, self._possible), len(names - self._doing), what)

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

    def _first_that_fits(self, option: _Option, moves: Iterable[tuple[int, _Move]]) -> _Option | None:
        """The best of the weeks that lose least, of those first that hold least that is new to the person, and so on:
        the first that fits."""
        by_lost: dict[int, list[_Move]] = {}
        for lost, move in moves:
            by_lost.setdefault(lost, []).append(move)
        places = Counter([c.exercise.id for here in option.chosen.values() for c in here])
        for lost in sorted(by_lost):
            by_new: dict[int, list[_Move]] = {}
            for move in by_lost[lost]:
                by_new.setdefault(self._newer(move, places), []).append(move)
            for new in sorted(by_new):
                best = self._best([move.made(option.chosen) for move in by_new[new]])
                if best is not None and best.fits:
                    return best
        return None

    def _newer(self, move: _Move, places: Mapping[str, int]) -> int:
        """How many exercises more there are that the person does not do yet; `places`: how often each stands."""
        name, gone = move.candidate.exercise.id, move.gone.exercise.id if move.gone else None
        comes = name not in self._doing and not places[name]
        goes = gone is not None and gone not in self._doing and places[gone] == 1
        return comes - goes

    # ---- what may change -------------------------------------------------------------------------------------------

    def _change(self, option: _Option) -> _Option | None:
        """The next change that is called for: shorter where it is too long, else more where something is wanting, else
        one exercise for another."""
        if not option.fits:
            return self._best(self._shorter(option))
        fewer = self._fewer(option)
        if option.worth.lost <= self._base.lost and not fewer:
            return None
        more = self._first_that_fits(option, self._more(option, fewer))
        return more or self._first_that_fits(option, self._exchanges(option))

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

    def _more(self, option: _Option, fewer: tuple[str, ...]) -> Iterator[tuple[int, _Move]]:
        """One exercise more that serves what is wanting, in one kind of session or in all, and what is lost then. Where
        a session has fewer than before, also one of the kind that is gone."""
        scale, missed, lost = self._scale, option.worth.missed, option.worth.lost
        standing = {c.exercise.id: c for here in option.chosen.values() for c in here}
        gone = [c for here in self._base.by_kind.values() for c in here if c.exercise.id not in standing]
        roles = {c.exercise.role for c in gone} if fewer else set()
        weighed = {kind: self._weighed.session(kind, here) for kind, here in option.chosen.items()}
        sessions = {kind: each for kind, each in weighed.items() if len(each.by_name) < scale.frame.items_high}
        if not sessions:
            return
        filled = {kind: -scale.aims["item_short"] * (session.short > 0) for kind, session in sessions.items()}
        for offer in self._offers:
            wanted = offer.role in roles
            if not (wanted or offer.could_serve & missed):
                continue
            here = standing.get(offer.name)
            in_full: tuple[Rung | None, list[str]] = (None, [])
            for candidate, facts in offer.candidates:
                if not (wanted or facts.could_serve & missed) or here not in (None, candidate):
                    continue
                free = [kind for kind, session in sessions.items() if has_room(scale, kind, session, facts)]
                # A shorter dose is worth less: it is looked at only where the full one has no room.
                if candidate.quick and (candidate.rung, free) == in_full:
                    continue
                in_full = (candidate.rung, free)
                for place in [(kind,) for kind in free] + [tuple(free)] * (len(free) > 1):
                    met = less = 0
                    for kind in place:
                        met |= facts.serves[scale.index[kind]]
                        less += filled[kind]
                    less += scale.weight(missed & met)
                    if fewer or less:
                        yield lost - less, _Move(candidate, place)

    def _exchanges(self, option: _Option) -> Iterator[tuple[int, _Move]]:
        """One exercise in the place of another, where less is lost by that."""
        scale, chosen, missed = self._scale, option.chosen, option.worth.missed
        standing = {c.exercise.id: c for here in chosen.values() for c in here}
        serving = [
            (candidate, facts)
            for offer in self._offers
            if offer.could_serve & missed
            for candidate, facts in offer.candidates
            if facts.could_serve & missed and standing.get(offer.name, candidate) is candidate
        ]
        short = option.worth.lost - scale.weight(missed)
        for kind, here in chosen.items():
            n = scale.index[kind]
            elsewhere = union(
                self._weighed.session(other, there).met for other, there in chosen.items() if other != kind
            )
            for gone in here:
                kept = self._weighed.session(kind, tuple(c for c in here if c is not gone))
                without = self._possible & ~elsewhere & ~kept.met
                for candidate, facts in serving:
                    lost = short + scale.weight(without & ~facts.serves[n])
                    if lost < option.worth.lost and has_room(scale, kind, kept, facts):
                        yield lost, _Move(candidate, (kind,), gone)
