"""Histories to try the review on: people who log as people do, and logs made to stand on the edges. Seeded.

Each is {case, history, as_of} as JSON, the history by the names of core.model.record.History.
"""

import copy
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from random import Random
from typing import Any

from tests.contract.bars import LIBRARY
from tests.contract.cases import BARRING, EXAMPLE, healthy
from tests.contract.facts import FLAGS, JsonDict
from tests.contract.judged import result_of

KINDS_OF_LOG = ("check_ins", "sessions", "ankle_tests", "function", "rescreens", "flares", "day_ticks", "kept_old")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ACTIVITIES = ("Lifting my daughter", "Garden", "Sitting through a film {x}")
# Days on which the clocks change, in Europe and in North America, and a leap day.
CLOCK_DAYS = (date(2026, 10, 25), date(2026, 11, 1), date(2027, 3, 14), date(2027, 3, 28), date(2028, 2, 29))
TEN_YEARS = 3650


@lru_cache(maxsize=64)
def _person(seed: int) -> tuple[JsonDict, JsonDict | None]:
    """(case, routine at the intake): few people, many histories."""
    rng = Random(f"person {seed}")
    case = copy.deepcopy(EXAMPLE) if seed == 0 else healthy(rng)
    if seed % 4 == 1:
        case["pain"].update(now=rng.choice([0, 1, 2]), average_week=rng.choice([1, 2, 3]), worst_week=4)
        case["pain"]["weeks_since_onset"] = 10
        case["capacity"]["training"] = rng.choice(["some", "regular"])
    if seed % 7 == 3:
        case["safety"][rng.choice(BARRING)] = "yes"
        case["person"]["cleared_by_clinician_on"] = case["as_of"]
    if seed % 5 == 2:
        case["positions"].update(rng.choice(SORE))
    return case, result_of(case)["routine"]


SORE: list[dict[str, str]] = [
    {"bending_forward": "worse", "sitting": "worse", "leaning_back": "better"},
    {"leaning_back": "worse", "standing": "worse", "sitting": "better"},
    {"twisting": "worse"},
    {"side_bending": "worse", "twisting": "worse"},
]


class Writer:
    """Writes a log day by day, the way the app would: one entry a day and kind, what is not said is null."""

    def __init__(self, rng: Random, case: JsonDict, routine: JsonDict | None) -> None:
        self.rng, self.case, self.routine = rng, case, routine
        self.history: JsonDict = {kind: [] for kind in KINDS_OF_LOG}
        items = routine["items"] if routine else []
        self.rungs = {item["exercise"]: item["rung"] for item in items}
        self.doses = {item["exercise"]: {name: item[name] for name in ("sets", "reps", "hold_s")} for item in items}

    def planned(self, day: date) -> list[str]:
        return list(self.routine["week"][WEEKDAYS[day.weekday()]]) if self.routine else []

    def check_in(self, day: date, pain: int, **told: Any) -> None:
        entry = {
            "day": day.isoformat(),
            "pain_average": max(0, min(10, pain)),
            "sitting_hours": None,
            "sleep_hours": None,
            "stress": None,
            "session_done": None,
            "leg_symptoms": None,
            "fell": None,
            "notes": None,
        }
        self.history["check_ins"].append(entry | told)

    def item(self, exercise: str, rung: str | None, **told: Any) -> JsonDict:
        entry = {
            "exercise": exercise,
            "rung": rung,
            "sets": 1,
            "reps": 10,
            "hold_s": None,
            "extra_reps": 2,
            "effort": 5,
            "outcome": "done",
        }
        # Most do what was asked.
        return entry | self.doses.get(exercise, {}) | told

    def session(self, day: date, pains: tuple[int | None, int | None, int | None], **told: Any) -> JsonDict:
        extra = told.pop("extra", lambda: 2)
        items = told.pop("items", None)
        if items is None:
            names = self.planned(day) or list(self.rungs)[:4]
            items = [self.item(name, self.rungs.get(name), extra_reps=extra()) for name in names]
        before, peak, morning = (None if p is None else max(0, min(10, p)) for p in pains)
        entry = {
            "day": day.isoformat(),
            "routine_version": 1,
            "items": items,
            "pain_before": before,
            "pain_peak": peak,
            "pain_next_morning": morning,
            "leg_symptoms": "none",
            "kind": "full",
        }
        self.history["sessions"].append(entry | told)
        return self.history["sessions"][-1]

    def zone(self, day: date, zone: str, **told: Any) -> JsonDict:
        """A session of that zone, at one of its edges."""
        pains = self.rng.choice(EDGES[zone])
        return self.session(day, pains, **told)

    def add(self, kind: str, day: date, **told: Any) -> None:
        self.history[kind].append({"day": day.isoformat()} | told)


# (before, peak, next morning) at the edges of the table of zones.
EDGES: dict[str, list[tuple[int | None, int | None, int | None]]] = {
    "green": [(3, 3, 3), (4, 5, 4), (0, 1, 0), (2, 3, 1), (5, 5, 5), (5, 4, 3), (1, 0, 0)],
    "amber": [(3, 5, 3), (2, 4, 2), (5, 6, 5), (3, 3, 4), (0, 0, 1), (6, 6, 6), (3, 3, None), (None, None, None)],
    "red": [(3, 6, 3), (4, 7, 4), (4, 6, 4), (2, 2, 4), (0, 0, 2), (5, 8, 5), (0, 10, 0), (3, 6, None), (1, 1, 10)],
}

Story = Callable[[Random, Writer, date, int], None]


def steady(rng: Random, log: Writer, start: date, days: int) -> None:
    """Every planned session green with repetitions to spare; pain falls slowly or stays."""
    level = rng.choice([2, 3, 4, 5])
    falls = rng.choice([0.0, 0.01, 0.05])
    for n in range(days):
        day = start + timedelta(days=n)
        pain = max(0, round(level - falls * n))
        if rng.random() < 0.9:
            log.check_in(day, pain, leg_symptoms=rng.choice([None, "none"]))
        if log.planned(day):
            log.session(day, (pain, min(5, pain + rng.choice([0, 0, 1])), pain), extra=lambda: rng.choice([2, 2, 3]))


def mixed(rng: Random, log: Writer, start: date, days: int) -> None:
    """All zones in turn, some mornings never told, some sessions missed."""
    weights = rng.choice([(8, 1, 1), (4, 3, 1), (2, 2, 2), (1, 6, 1)])
    for n in range(days):
        day = start + timedelta(days=n)
        if rng.random() < 0.6:
            log.check_in(day, rng.randint(1, 6))
        if log.planned(day) and rng.random() < 0.8:
            zone = rng.choices(["green", "amber", "red"], weights)[0]
            told = log.zone(day, zone, extra=lambda: rng.choice([None, 0, 1, 2, 2, 3]))
            if rng.random() < 0.15:
                told["pain_next_morning"] = None
            if rng.random() < 0.1 and told["items"]:
                rng.choice(told["items"])["outcome"] = rng.choice(["hurt", "skipped"])
            if rng.random() < 0.05:
                told["leg_symptoms"] = rng.choice(["spread", "same", None])


def edge(rng: Random, log: Writer, start: date, days: int) -> None:
    """Calm weeks, and then one or two things in the last days that the rules turn on."""
    steady(rng, log, start, days)
    last = start + timedelta(days=days - 1)
    for _ in range(rng.choice([1, 1, 2, 3])):
        day = last - timedelta(days=rng.choice([0, 0, 1, 2, 3, 6, 7, 8, 13, 14, 15]))
        kept = [s for s in log.history["sessions"] if s["day"] != day.isoformat()]
        what = rng.randrange(8)
        if what <= 2:
            log.history["sessions"] = kept
            log.zone(day, rng.choice(["red", "red", "amber"]))
        elif what == 3:
            log.history["sessions"] = kept
            log.zone(day, "green", leg_symptoms=rng.choice(["spread", "same"]))
        elif what == 4:
            _check_in_again(log, day, fell=True)
        elif what == 5:
            _check_in_again(log, day, leg_symptoms="spread")
        elif what == 6:
            _check_in_again(log, day, pain_average=rng.choice([6, 7, 8, 10]))
        elif log.history["sessions"]:
            last_one = log.history["sessions"][-1]
            for item in rng.sample(last_one["items"], min(2, len(last_one["items"]))):
                item.update(rng.choice([{"outcome": "hurt"}, {"extra_reps": 1}, {"extra_reps": None}]))


def _check_in_again(log: Writer, day: date, **told: Any) -> None:
    found = [entry for entry in log.history["check_ins"] if entry["day"] == day.isoformat()]
    if not found:
        log.check_in(day, 3)
        found = log.history["check_ins"][-1:]
    found[0].update(told)


def flaring(rng: Random, log: Writer, start: date, days: int) -> None:
    """Flare-ups that begin and end, or that nobody ends, with their moves."""
    steady(rng, log, start, days)
    at = rng.randint(0, max(1, days - 1))
    while at < days:
        began = start + timedelta(days=at)
        log.add("flares", began, state="began")
        length = rng.choice([0, 1, 3, 5, 7, 9])
        for n in range(length):
            day = began + timedelta(days=n)
            log.history["sessions"] = [s for s in log.history["sessions"] if s["day"] != day.isoformat()]
            if rng.random() < 0.5:
                moves = [log.item("pelvic_tilt", "lying"), log.item("knee_flops", None)]
                log.session(day, (6, 6, 5), kind=rng.choice(["flare", "relief"]), items=moves)
        if rng.random() < 0.7:
            log.add("flares", began + timedelta(days=length), state="over")
        at += rng.choice([10, 20, 60])
    rng.shuffle(log.history["flares"])
    unique = {entry["day"]: entry for entry in log.history["flares"]}
    log.history["flares"] = [unique[day] for day in sorted(unique)]


def gaps(rng: Random, log: Writer, start: date, days: int) -> None:
    """Weeks or months without a word."""
    mixed(rng, log, start, days)
    for _ in range(rng.choice([1, 2])):
        first = rng.randint(0, days)
        out = {(start + timedelta(days=first + n)).isoformat() for n in range(rng.choice([8, 30, 120]))}
        for kind in ("check_ins", "sessions"):
            log.history[kind] = [entry for entry in log.history[kind] if entry["day"] not in out]


def asked_again(rng: Random, log: Writer, start: date, days: int) -> None:
    """Warning signs asked again, with a yes or an unsure among many a no, and a flag that is no more."""
    steady(rng, log, start, days)
    for n in range(rng.randint(0, 7), days, rng.choice([7, 7, 9])):
        answers = dict.fromkeys(rng.sample(sorted(FLAGS), rng.choice([3, 17, len(FLAGS)])), "no")
        if rng.random() < 0.25:
            answers[rng.choice(sorted(FLAGS))] = rng.choice(["unsure", "yes"])
        if rng.random() < 0.1:
            answers["a_flag_of_long_ago"] = rng.choice(["yes", "no"])
        log.add("rescreens", start + timedelta(days=n), answers=answers)


def strange(rng: Random, log: Writer, start: date, days: int) -> None:
    """Exercises and rungs of another library version, counts at their limits, kept rungs, ticks of nothing known."""
    mixed(rng, log, start, days)
    ladders = [name for name, ladder in LIBRARY.items() if len(ladder) > 1]
    for session in log.history["sessions"]:
        for item in session["items"]:
            roll = rng.random()
            if roll < 0.05:
                item["rung"] = rng.choice(["a rung of long ago", "", None])
            elif roll < 0.1:
                item.update(sets=1000, reps=1000, extra_reps=1000, effort=10, hold_s=3600)
            elif roll < 0.15:
                item.update(sets=None, reps=None, extra_reps=None, effort=None)
            elif roll < 0.2:
                name = rng.choice(ladders)
                item.update(exercise=name, rung=rng.choice(LIBRARY[name]).name)
        if rng.random() < 0.1:
            session["items"].append(log.item("exercise_of_long_ago", rng.choice([None, "once"]), extra_reps=9))
        if rng.random() < 0.05:
            session["items"] = []
        if rng.random() < 0.05:
            session["routine_version"] = rng.choice([0, -1, 99999])
    for _ in range(rng.choice([0, 1, 2])):
        name = rng.choice([*log.rungs, *ladders])
        rung = rng.choice([*LIBRARY[name], None])
        kept = [{"exercise": name, "rung": rung.name if rung else "a rung of long ago"}]
        log.add("kept_old", start + timedelta(days=rng.randrange(days)), kept=kept)
    log.add("day_ticks", start, ticks=[{"what": "nothing known", "times": 1000}])


def kept(rng: Random, log: Writer, start: date, days: int) -> None:
    """Calm weeks; the person keeps some exercises where they were, lately."""
    steady(rng, log, start, days)
    for _ in range(rng.choice([1, 2, 3])):
        day = start + timedelta(days=max(0, days - rng.choice([1, 1, 2, 3, 5, 8, 20])))
        names = rng.sample(sorted(log.rungs), min(len(log.rungs), rng.choice([1, 2, 9])))
        log.add("kept_old", day, kept=[{"exercise": name, "rung": log.rungs[name]} for name in names])


def climbing(rng: Random, log: Writer, start: date, days: int) -> None:
    """Each ladder is climbed a rung every few weeks, sometimes down again."""
    for n in range(days):
        day = start + timedelta(days=n)
        if n % rng.choice([9, 14, 21]) == 8 and log.rungs:
            name = rng.choice(sorted(log.rungs))
            ladder = [rung.name for rung in LIBRARY[name]]
            at = ladder.index(log.rungs[name]) + rng.choice([1, 1, 1, -1])
            log.rungs[name] = ladder[max(0, min(len(ladder) - 1, at))]
        pain = rng.choice([0, 1, 1, 2, 2, 3])
        if rng.random() < 0.8:
            log.check_in(day, pain)
        if log.planned(day) and rng.random() < 0.9:
            log.session(day, (pain, pain, max(0, pain - 1)), extra=lambda: rng.choice([1, 2, 3, 4]))


def worsening(rng: Random, log: Writer, start: date, days: int) -> None:
    """Pain that rises by a line or a step, or that falls; sessions are few."""
    base, slope = rng.choice([1, 3, 5]), rng.choice([-0.08, -0.04, 0.0, 0.03, 0.08, 0.15])
    step_at, step = rng.randint(0, days), rng.choice([0, 0, 2, 3, 4])
    share = rng.choice([0.4, 0.7, 1.0])
    for n in range(days):
        day = start + timedelta(days=n)
        pain = round(base + slope * n + (step if n >= step_at else 0) + rng.choice([-1, 0, 0, 0, 1]))
        if rng.random() < share:
            log.check_in(day, pain)
        if log.planned(day) and rng.random() < 0.5:
            log.session(day, (pain, pain + rng.choice([0, 1, 2]), pain), extra=lambda: rng.choice([0, 1, 2]))


def empty(rng: Random, log: Writer, start: date, days: int) -> None:
    """Nothing, or next to nothing."""
    if rng.random() < 0.5:
        log.check_in(start, rng.randint(0, 10))
    if rng.random() < 0.3:
        log.session(start, (None, None, None), items=[])


STORIES: tuple[Story, ...] = (
    steady,
    mixed,
    edge,
    flaring,
    edge,
    gaps,
    asked_again,
    strange,
    kept,
    climbing,
    worsening,
    edge,
    empty,
)


def history_of(seed: int) -> JsonDict:
    """The history of that number: the stories take turns, and so do the faults of the log."""
    rng = Random(f"history {seed}")
    case, routine = _person(rng.randrange(64))
    case = copy.deepcopy(case)
    start = date.fromisoformat(case["as_of"])
    days = rng.choice([1, 3, 7, 8, 13, 14, 15, 21, 28, 29, 42, 43, 56, 84, 100, 180])
    if rng.random() < 0.05:
        start = rng.choice(CLOCK_DAYS) - timedelta(days=min(days, 3))
        case["as_of"] = start.isoformat()
    story = STORIES[seed % len(STORIES)]
    log = Writer(rng, case, routine)
    story(rng, log, start, days)
    _sides(rng, log, start, days)
    as_of = start + timedelta(days=max(0, days - rng.choice([0, 1, 1, 1, 1, 3])))
    told = {"case": case, "history": log.history, "as_of": as_of.isoformat()}
    if rng.random() < 0.15:
        _faults(rng, told)
    if rng.random() < 0.03:
        # Logs of before a new intake.
        case["as_of"] = (as_of - timedelta(days=rng.choice([0, 1, 10]))).isoformat()
    for entries in log.history.values():
        entries.sort(key=lambda entry: entry["day"])
    return told


def _sides(rng: Random, log: Writer, start: date, days: int) -> None:
    """Ankle tests, function, warning signs asked weekly: what stands beside the sessions."""
    if rng.random() < 0.5:
        drift = rng.choice([0.0, 0.02, 0.05, -0.05])
        for n in range(0, days, rng.choice([7, 7, 6, 14])):
            left, right = (
                rng.choice(
                    [None, [round(max(0.0, min(25.0, base + drift * n + rng.uniform(-0.6, 0.6))), 1) for _ in "123"]]
                )
                if rng.random() < 0.2
                else [round(max(0.0, min(25.0, base + drift * n + rng.uniform(-0.6, 0.6))), 1) for _ in "123"]
                for base in (8.0, 11.0)
            )
            log.add("ankle_tests", start + timedelta(days=n), left_cm=left, right_cm=right)
    if rng.random() < 0.5:
        score = rng.randint(0, 6)
        for n in range(0, days, 14):
            now = [max(0, min(10, score + n // 14 * rng.choice([0, 1]) + rng.choice([-1, 0, 1]))) for _ in ACTIVITIES]
            activities = [{"activity": name, "score": s} for name, s in zip(ACTIVITIES, now, strict=True)]
            peg = {"pain": now[0], "enjoyment": now[1], "general_activity": now[2]} if rng.random() < 0.7 else None
            log.add("function", start + timedelta(days=n), activities=activities[: rng.choice([0, 1, 3, 3])], peg=peg)
    if rng.random() < 0.5 and not log.history["rescreens"]:
        for n in range(7, days + 1, 7):
            log.add("rescreens", start + timedelta(days=n - 1), answers=dict.fromkeys(FLAGS, "no"))


def _faults(rng: Random, told: JsonDict) -> None:
    """Days twice, days to come, entries out of order."""
    history = told["history"]
    as_of = date.fromisoformat(told["as_of"])
    for _ in range(rng.choice([1, 2, 4])):
        kind = rng.choice(["check_ins", "sessions", "sessions", "ankle_tests", "flares", "rescreens"])
        if not history[kind]:
            continue
        entry = copy.deepcopy(rng.choice(history[kind][-10:]))
        what = rng.randrange(3)
        if what == 0:
            entry["day"] = (as_of + timedelta(days=rng.choice([1, 2, 30, 4000]))).isoformat()
        elif kind == "sessions" and what == 1:
            entry.update(pain_peak=rng.choice([None, 2, 9]), pain_before=rng.choice([None, 0, 4]), leg_symptoms="same")
        elif kind == "check_ins":
            entry.update(pain_average=rng.randint(0, 10), leg_symptoms=rng.choice([None, "none", "spread"]))
        history[kind].append(entry)


def ten_years(seed: int = 0) -> JsonDict:
    """A person of daily logs for ten years: for the clock, and for the limits of every fold."""
    rng = Random(f"ten years {seed}")
    case, routine = _person(0)
    case = copy.deepcopy(case)
    start = date.fromisoformat(case["as_of"])
    log = Writer(rng, case, routine)
    mixed(rng, log, start, TEN_YEARS)
    _sides(rng, log, start, TEN_YEARS)
    return {"case": case, "history": log.history, "as_of": (start + timedelta(days=TEN_YEARS - 1)).isoformat()}
