"""Half a year of many virtual people through recommend and review, with the judge's cheap rules at every step.

`python -m benchmarks.simulator --people 10000 --weeks 26` writes docs/simulation.md and its page of plots. The same
seed gives the same people, the same logs and the same numbers, however many processes run.
"""

import argparse
import gc
import multiprocessing
import os
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, cached_property
from typing import Any, Final

from benchmarks.people import START, Kind, Person, demands, make_person, movements
from core.content.content import Content, load_content
from core.model.log import CheckIn, Flare, FunctionScore, ItemDone, KeptOld, KeptRung, Peg, Rescreen, SessionDone
from core.model.record import History
from core.model.review import Review
from core.model.routine import Item, Routine
from core.model.vocabulary import PLANES, WEEKDAYS
from core.recommend.recommend import recommend
from core.review.review import forget, review
from tests.contract.review_facts import Past, Session
from tests.contract.review_oracle import judge_decisions

SEED: Final = "lower back"
PACE_DAYS: Final = 7
LONGEST_RUN_WEEKS: Final = 10
TOO_HARD_LEVELS: Final = 0.5
CHUNK: Final = 25


@dataclass
class Life:
    """What came of one person: plain counts, so that lives of many processes add up."""

    kind: Kind
    weeks: int = 0
    reviews: int = 0
    start_level: int = 0
    last_level: int = 0
    all_planes_week: int | None = None
    all_moved_week: int | None = None
    referred_week: int | None = None
    sent_away_week: int | None = None
    progressed: int = 0
    too_far: int = 0
    regressed: int = 0
    swapped: int = 0
    turnover: int = 0
    halved_spells: int = 0
    easing_spells: int = 0
    rescreens: int = 0
    asked_at_once: int = 0
    returned: int = 0
    longest_run: int = 0
    sessions: int = 0
    reds: int = 0
    first_pain: float = 0.0
    last_pain: float = 0.0
    verdicts: Counter[str] = field(default_factory=Counter)
    last_verdict: str = "too_early"
    faults: Counter[str] = field(default_factory=Counter)
    review_s: float = 0.0
    judge_s: float = 0.0


class Diary:
    """The log of one person as the product keeps it, and as the judge reads it."""

    def __init__(self) -> None:
        self.check_ins: list[CheckIn] = []
        self.sessions: list[SessionDone] = []
        self.function: list[FunctionScore] = []
        self.rescreens: list[Rescreen] = []
        self.flares: list[Flare] = []
        self.kept: list[KeptOld] = []
        self._read: list[tuple[SessionDone, Session]] = []
        self._days: dict[str, dict[date, list[dict[str, Any]]]] = {}

    def history(self) -> History:
        return History.model_construct(
            check_ins=tuple(self.check_ins),
            sessions=tuple(self.sessions),
            ankle_tests=(),
            function=tuple(self.function),
            rescreens=tuple(self.rescreens),
            flares=tuple(self.flares),
            kept_old=tuple(self.kept),
        )

    def by_day(self, kind: str) -> dict[date, list[dict[str, Any]]]:
        """Entries as the judge reads them, each made once; no day has two of a kind here."""
        entries: Sequence[Any] = {
            "check_ins": self.check_ins,
            "function": self.function,
            "rescreens": self.rescreens,
            "flares": self.flares,
            "kept_old": self.kept,
        }.get(kind, ())
        days = self._days.setdefault(kind, {})
        for entry in entries[len(days) :]:
            days[entry.day] = [entry.model_dump()]
        return days

    def read(self) -> tuple[Session, ...]:
        """Sessions as the judge reads them. Of those read before, only the last may have been told more of since."""
        known = self._read
        if known and known[-1][0] is not self.sessions[len(known) - 1]:
            known.pop()
        known += [(done, _as_read(done)) for done in self.sessions[len(known) :]]
        return tuple([session for _, session in known])

    def told_morning(self, pain: int) -> None:
        self.sessions[-1] = self.sessions[-1].model_copy(update={"pain_next_morning": pain})


def _as_read(done: SessionDone) -> Session:
    items = tuple(
        {"exercise": i.exercise, "rung": i.rung, "extra_reps": i.extra_reps, "outcome": i.outcome} for i in done.items
    )
    return Session(
        done.day, done.pain_before, done.pain_peak, done.pain_next_morning, done.leg_symptoms, done.kind, items
    )


class Read(Past):
    """The judge's reading of a diary, without a detour through JSON."""

    diary: Diary

    @cached_property
    def sessions(self) -> tuple[Session, ...]:  # type: ignore[override]
        return self.diary.read()

    def by_day(self, kind: str) -> dict[date, list[dict[str, Any]]]:
        return self.diary.by_day(kind)

    @cached_property
    def twice(self) -> bool:  # type: ignore[override]
        return False


def _judged(case: dict[str, Any], diary: Diary, as_of: date, result: Review) -> list[str]:
    past = Read(case, {}, as_of)
    past.diary = diary
    told = {
        "decisions": [vars(decision) for decision in result.decisions],
        "zones": [{"day": row.day.isoformat(), "zone": row.zone} for row in result.zones],
        "standing": {
            **vars(result.standing),
            "steps": [vars(step) for step in result.standing.steps],
            "returned": [vars(row) for row in result.standing.returned],
        },
        "rescreen": result.rescreen,
        "referral": result.referral,
        "case_now": None if result.case_now is None else result.case_now.model_dump(mode="json"),
        "routine": None if result.routine is None else {"items": [vars(item) for item in result.routine.items]},
    }
    return [fault.rule for fault in judge_decisions(past, told) if not fault.open]


class Half:
    """One person's half year."""

    def __init__(self, person: Person, content: Content, weeks: int, each_session: bool) -> None:
        self.person, self.content, self.weeks, self.each_session = person, content, weeks, each_session
        self.asks, self.moves = demands(content), movements(content)
        self.diary = Diary()
        self.life = Life(person.kind)
        self.case = person.case.model_dump(mode="json")
        self.halved = self.easing = False
        self.before: set[str] = set()
        self.runs: dict[str, int] = {}
        self.version = 1

    def live(self) -> Life:
        life, person = self.life, self.person
        begun = time.process_time()
        self.routine: Routine | None = recommend(person.case, self.content).routine
        life.review_s += time.process_time() - begun
        if self.routine is None:
            life.sent_away_week = 0
            return life
        life.start_level = life.last_level = max((item.level for item in self.routine.items), default=0)
        self._reached(self.routine, 0)
        self.before = {item.exercise for item in self.routine.items}
        told: list[float] = []
        for week in range(self.weeks):
            done: set[str] = set()
            for n in range(PACE_DAYS):
                number = 7 * week + n
                told.append(self._day(number, done))
                if self.routine is None:
                    break
            life.weeks += 1
            if self.routine is not None and not self.each_session:
                self._review(START + timedelta(days=7 * week + 7), week + 1)
            self._count_runs(done)
            if self.routine is None:
                life.sent_away_week = week + 1
                break
        life.first_pain, life.last_pain = _mean(told[:7]), _mean(told[-7:])
        return life

    def _day(self, number: int, done: set[str]) -> float:
        person, rng, day = self.person, self.person.rng, START + timedelta(days=number)
        pain = person.wake(number)
        last = self.diary.sessions[-1] if self.diary.sessions else None
        there = number < person.stops_on
        if there and last is not None and last.day == day - timedelta(days=1) and rng.random() < 0.88:
            after = max(0.0, (last.pain_peak or 0) - (last.pain_before or 0) - 1.0)
            self.diary.told_morning(person.tell(pain + 0.5 * after))
            if self.each_session:
                self._review(day, number // 7 + 1)
        if not there or self.routine is None:
            return pain
        self._flare(number, day)
        planned = self.routine.week[WEEKDAYS[day.weekday()]]
        if planned and rng.random() < person.adherence:
            self._session(day, pain, planned, done)
        if rng.random() < 0.8:
            spread = "spread" if rng.random() < 0.001 else "none"
            fell = True if rng.random() < 0.001 else None
            self.diary.check_ins.append(
                CheckIn(day=day, pain_average=person.tell(pain), leg_symptoms=spread, fell=fell)
            )
        if number % 14 == 13:
            score = person.tell(pain)
            self.diary.function.append(
                FunctionScore(day=day, activities=(), peg=Peg(pain=score, enjoyment=score, general_activity=score))
            )
        return pain

    def _flare(self, number: int, day: date) -> None:
        """The one tap, by those who think of it."""
        on = bool(self.diary.flares) and self.diary.flares[-1].state == "began"
        lifted = sum(flare.on(number) for flare in self.person.flares)
        if not on and lifted > 2 and self.person.rng.random() < 0.5:
            self.diary.flares.append(Flare(day=day, state="began"))
        elif on and lifted <= 0.5 and self.person.rng.random() < 0.8:
            self.diary.flares.append(Flare(day=day, state="over"))
        else:
            return
        if self.each_session:
            self._review(day, number // 7 + 1)

    def _session(self, day: date, pain: float, planned: Iterable[str], done: set[str]) -> None:
        person, rng, routine = self.person, self.person.rng, self.routine
        assert routine is not None
        items = {item.exercise: item for item in routine.items}
        before = person.tell(pain)
        kind = "flare" if self.easing else "relief" if before >= 6 else "full"
        chosen = [items[name] for name in planned]
        if kind == "relief":
            chosen = [item for item in chosen if item.role == "relief"]
        rows: list[ItemDone] = []
        strain = 0.0
        for item in chosen:
            spare = person.can(item.exercise) - self.asks[item.exercise, item.rung]
            strain = max(strain, -spare)
            if strain > 1.5 and rng.random() < 0.3:
                rows.append(ItemDone(exercise=item.exercise, rung=item.rung, sets=1, outcome="hurt"))
                break
            rows.append(self._done(item, spare))
            person.train(item.exercise)
        rise = max(0.0, rng.gauss(0.1, 0.6)) + 1.6 * max(0.0, strain) + (0.5 if pain >= 5 else 0.0)
        spread = "spread" if rise >= 3 and rng.random() < 0.1 else "none"
        session = SessionDone(
            day=day,
            routine_version=self.version,
            items=tuple(rows),
            pain_before=before,
            pain_peak=max(before, person.tell(pain + rise)),
            leg_symptoms=spread,
            kind=kind,
        )
        self.diary.sessions.append(session)
        person.trained += 1
        done |= {row.exercise for row in rows}
        self.life.sessions += 1

    def _done(self, item: Item, spare: float) -> ItemDone:
        extra = max(0, round(3 * spare + self.person.rng.gauss(1, 0.8)) + self.person.boast)
        return ItemDone(
            exercise=item.exercise,
            rung=item.rung,
            sets=item.sets,
            reps=item.reps,
            hold_s=item.hold_s,
            extra_reps=min(extra, 9),
            effort=min(10, max(0, 8 - extra)),
        )

    def _count_runs(self, done: set[str]) -> None:
        self.runs = {name: self.runs.get(name, 0) + 1 for name in done}
        self.life.longest_run = max(self.life.longest_run, max(self.runs.values(), default=0))

    def _review(self, as_of: date, week: int) -> None:
        life, rng = self.life, self.person.rng
        result = self._asked(as_of)
        if result.rescreen and as_of - START < timedelta(days=self.person.stops_on):
            life.rescreens += 1
            last = self.diary.rescreens[-1].day if self.diary.rescreens else START
            life.asked_at_once += (as_of - last).days < PACE_DAYS
            answers = dict.fromkeys(self.case["safety"], "no")
            if rng.random() < 0.002:
                answers[rng.choice(sorted(answers))] = rng.choice(["unsure", "yes"])
            if not self.diary.rescreens or self.diary.rescreens[-1].day < as_of:
                self.diary.rescreens.append(Rescreen(day=as_of, answers=answers))
            if "yes" in answers.values() or "unsure" in answers.values():
                result = self._asked(as_of)
        self._count(result, week)
        changed = [d for d in result.decisions if d.action in ("progress", "regress")]
        self.routine, self.version = result.routine, self.version + 1
        now = {item.exercise for item in result.routine.items} if result.routine else set()
        life.turnover += len(now - self.before)
        self.before = now
        if changed and self.routine is not None and rng.random() < 0.03:
            kept = tuple(KeptRung(exercise=d.exercise, rung=d.rung) for d in changed[:1])
            if not self.diary.kept or self.diary.kept[-1].day < as_of:
                self.diary.kept.append(KeptOld(day=as_of, kept=kept))

    def _asked(self, as_of: date) -> Review:
        history = self.diary.history()
        begun = time.process_time()
        result = review(self.person.case, history, as_of, self.content)
        ended = time.process_time()
        self.life.faults.update(_judged(self.case, self.diary, as_of, result))
        self.life.review_s += ended - begun
        self.life.judge_s += time.process_time() - ended
        self.life.reviews += 1
        return result

    def _count(self, result: Review, week: int) -> None:
        life, standing = self.life, result.standing
        for decision in result.decisions:
            life.regressed += decision.action == "regress"
            life.swapped += decision.action == "swap" and decision.exercise in self.before
            if decision.action == "progress":
                life.progressed += 1
                asked = self.asks[decision.exercise, decision.to_rung]
                life.too_far += asked > self.person.can(decision.exercise) + TOO_HARD_LEVELS
        if result.referral and life.referred_week is None:
            life.referred_week = week
        life.halved_spells += standing.half_dose and not self.halved
        life.easing_spells += standing.relief_only and not self.easing
        self.halved, self.easing = standing.half_dose, standing.relief_only
        life.returned = max(life.returned, sum(row.stage for row in standing.returned))
        life.verdicts[result.trends.pain.verdict] += 1
        life.last_verdict = result.trends.pain.verdict
        if result.routine is not None:
            life.last_level = max((item.level for item in result.routine.items), default=0)
            self._reached(result.routine, week)

    def _reached(self, routine: Routine, week: int) -> None:
        """The first week with all four planes: as exercises count for them, and as the back moves in them."""
        life = self.life
        if life.all_planes_week is None and len({p for item in routine.items for p in item.planes}) == len(PLANES):
            life.all_planes_week = week
        moved = {plane for item in routine.items for plane in self.moves[item.exercise, item.rung]}
        if life.all_moved_week is None and len(moved) == len(PLANES):
            life.all_moved_week = week


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def live(number: int, seed: str, weeks: int, each_session: bool, content: Content) -> Life:
    """One person's half year, by number. What was remembered of them goes with them, as when somebody erases all."""
    person = make_person(f"{seed}:{number}", content, weeks)
    try:
        return Half(person, content, weeks, each_session).live()
    finally:
        forget()


@cache
def _content() -> Content:
    """Loaded once a process."""
    return load_content()


def _chunk(task: tuple[int, int, str, int, bool]) -> list[Life]:
    first, last, seed, weeks, each_session = task
    content = _content()
    return [live(number, seed, weeks, each_session, content) for number in range(first, last)]


def simulate(people: int, weeks: int, seed: str = SEED, each_session: bool = False, processes: int = 1) -> list[Life]:
    """Lives in order of their numbers."""
    tasks = [(n, min(n + CHUNK, people), seed, weeks, each_session) for n in range(0, people, CHUNK)]
    return [one for chunk in _chunks(tasks, processes) for one in chunk]


def _chunks(tasks: list[tuple[int, int, str, int, bool]], processes: int) -> Iterator[list[Life]]:
    if processes == 1:
        yield from map(_chunk, tasks)
        return
    with multiprocessing.get_context("spawn").Pool(processes, initializer=gc.disable) as pool:
        yield from pool.imap(_chunk, tasks)


def main() -> None:
    """Simulates, and writes the page or says how fast it was."""
    from benchmarks.report import speed, write

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--weeks", type=int, default=26)
    parser.add_argument("--seed", default=SEED)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--each-session", action="store_true", help="review after every session, not once a week")
    parser.add_argument("--speed", action="store_true", help="write nothing, say how fast one process is")
    options = parser.parse_args()
    # What comes and goes with a person hardly ever refers in circles: memory stays as it is without a collector, here
    # and in every process of the pool.
    gc.disable()
    if options.speed:
        simulate(CHUNK // 5, options.weeks, "warm")
        begun = time.process_time()
        lives = simulate(options.people, options.weeks, options.seed, options.each_session)
        sys.stdout.write(speed(lives, time.process_time() - begun) + "\n")
        return
    begun = time.perf_counter()
    lives = simulate(options.people, options.weeks, options.seed, options.each_session, options.processes)
    write(lives, options.weeks, options.seed, options.each_session, time.perf_counter() - begun, options.processes)


if __name__ == "__main__":
    main()
