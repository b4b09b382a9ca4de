"""Promises of the review, on histories made up by chance."""

import json
import re
from datetime import date, timedelta
from itertools import groupby
from random import Random
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from core.model.case import Case
from core.model.log import CheckIn, ItemDone, SessionDone
from core.model.merging import merge_sessions
from core.model.record import History
from core.model.review import Review
from core.model.vocabulary import PHASES
from core.recommend.recommend import recommend
from core.review.review import review
from tests.make import a_case, content
from tests.review.diary import flares, history, kept, screened
from tests.review.quoted import wrong_quotes

# In the middle of a year, so that no age changes where days are moved.
CASE = a_case(as_of="2026-05-04", **{"pain.now": 3, "pain.average_week": 3, "pain.worst_week": 5})
START = CASE.as_of
PLAN = recommend(CASE, content()).routine
LAST = 40
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
LADDERS = {exercise.id: [rung.id for rung in exercise.rungs] for exercise in content().library.exercises}
settings.register_profile("review", deadline=None, suppress_health_check=[HealthCheck.too_slow])
often = settings(parent=settings.get_profile("review"), max_examples=80)


def planned() -> list[ItemDone]:
    assert PLAN
    return [ItemDone(exercise=i.exercise, rung=i.rung, sets=i.sets, reps=i.reps, hold_s=i.hold_s) for i in PLAN.items]


pains = st.one_of(st.none(), st.integers(0, 10))
low = st.integers(0, 4)


@st.composite
def done(draw: st.DrawFn) -> ItemDone:
    plain = draw(st.sampled_from(planned()))
    rung = draw(st.one_of(st.just(plain.rung), st.sampled_from(LADDERS[plain.exercise])))
    return plain.model_copy(
        update={
            "rung": rung,
            "extra_reps": draw(st.one_of(st.none(), st.integers(0, 4), st.just(3))),
            "effort": draw(st.one_of(st.none(), st.integers(2, 9), st.just(4))),
            "outcome": draw(st.sampled_from(["done"] * 8 + ["skipped", "hurt"])),
        }
    )


@st.composite
def sessions(draw: st.DrawFn) -> tuple[SessionDone, ...]:
    days = draw(st.lists(st.integers(-3, LAST), min_size=1, max_size=14))
    found = []
    for number in sorted(days):
        before = draw(low)
        calm = draw(st.booleans())
        found.append(
            SessionDone(
                day=START + timedelta(days=number),
                routine_version=1,
                items=tuple(draw(st.lists(done(), max_size=4))),
                pain_before=before,
                pain_peak=before if calm else draw(pains),
                pain_next_morning=before if calm else draw(pains),
                leg_symptoms=draw(st.sampled_from(["none"] * 9 + ["same", "spread", None])),
                kind=draw(st.sampled_from(["full"] * 9 + ["relief"])),
            )
        )
    return tuple(found)


@st.composite
def check_ins(draw: st.DrawFn) -> tuple[CheckIn, ...]:
    usual = draw(low)
    days = draw(st.sets(st.integers(0, LAST), max_size=LAST))
    return tuple(
        CheckIn(
            day=START + timedelta(days=number),
            pain_average=min(10, usual + draw(st.sampled_from([0, 0, 0, 1, 1, 4]))),
            fell=draw(st.sampled_from([None] * 20 + [True])),
            leg_symptoms=draw(st.sampled_from([None] * 20 + ["spread"])),
        )
        for number in sorted(days)
    )


@st.composite
def histories(draw: st.DrawFn) -> History:
    moved = timedelta(days=(START - a_case().as_of).days)
    extra: dict[str, Any] = {}
    if draw(st.integers(0, 4)) == 0:
        extra["rescreens"] = screened(*draw(st.lists(st.integers(1, LAST), max_size=3)))
    if draw(st.integers(0, 4)) == 0:
        extra["kept_old"] = kept(
            draw(st.integers(1, LAST)), *draw(st.sampled_from([("bird_dog", "leg only"), ("row", "band")]))
        )
    if draw(st.integers(0, 4)) == 0:
        extra["flares"] = flares(began=draw(st.integers(1, 20)), over=draw(st.integers(21, 60)))
    told = history(*draw(sessions()), check_ins=draw(check_ins()), **extra)
    fixed = {
        kind: tuple(entry.model_copy(update={"day": entry.day + moved}) for entry in getattr(told, kind))
        for kind in ("rescreens", "kept_old", "flares")
    }
    return told.model_copy(update=fixed)


def look(told: History, number: int = LAST, case: Case = CASE) -> Review:
    return review(case, told, case.as_of + timedelta(days=number), content())


@often
@given(histories(), st.integers(1, LAST))
def test_one_rung_one_step_and_every_reason_true(told: History, number: int) -> None:
    found = look(told, number)
    progressed = [each for each in found.decisions if each.action == "progress"]
    assert len(progressed) <= 1
    assert len({each.exercise for each in found.decisions}) == len(found.decisions)
    for each in found.decisions:
        ladder = LADDERS[each.exercise]
        moved = ladder.index(each.to_rung) - ladder.index(each.rung)
        assert moved in {"progress": (0, 1), "hold": (0,), "deload": (0,), "swap": (0,), "stop": (0,)}.get(
            each.action, range(-9, 1)
        )
        assert each.because
    if found.routine:
        names = {item.exercise: item.rung for item in found.routine.items}
        for each in progressed:
            assert names[each.exercise] == each.to_rung
        assert not set(names) & set(found.standing.resting)
        assert found.case_now
        again = recommend(found.case_now, content(), found.standing)
        assert again.routine == found.routine, "anybody gets the same routine from the standing"
    assert wrong_quotes(CASE, told, found) == []


@often
@given(histories())
def test_a_red_session_or_a_spread_never_steps_up_and_neither_does_a_flare_up(told: History) -> None:
    found = look(told)
    past = [entry for entry in told.sessions if entry.day <= found.as_of]
    zones = {row.day: row.zone for row in found.zones}
    latest = max((entry.day for entry in past), default=None)
    progressed = [each.exercise for each in found.decisions if each.action == "progress"]
    if found.standing.relief_only or found.standing.half_dose or (latest is not None and zones.get(latest) == "red"):
        assert progressed == []
    for name in progressed:
        with_it = [e for e in past if any(i.exercise == name and i.outcome != "skipped" for i in e.items)]
        days = sorted({entry.day for entry in with_it if entry.kind == "full"})[-2:]
        assert len(days) == 2
        assert all(zones[day] == "green" for day in days)
        assert not [day for day, zone in zones.items() if day >= days[0] and zone == "red"]


@often
@given(histories(), st.integers(-60, 60))
def test_moving_every_date_changes_the_dates_alone(told: History, days: int) -> None:
    there = CASE.model_copy(update={"as_of": START + timedelta(days=days)})
    moved = History.model_validate_json(shifted(told.model_dump_json(), days))
    assert shifted(look(moved, case=there).model_dump_json(), -days) == look(told).model_dump_json()


def shifted(text: str, days: int) -> str:
    return DAY.sub(lambda found: (date.fromisoformat(found[0]) + timedelta(days=days)).isoformat(), text)


@often
@given(histories(), st.integers(0, 1000))
def test_the_order_of_the_entries_changes_nothing(told: History, seed: int) -> None:
    mixed: dict[str, Any] = {}
    for kind in ("sessions", "check_ins", "rescreens", "flares", "kept_old"):
        entries = list(getattr(told, kind))
        Random(seed).shuffle(entries)
        mixed[kind] = tuple(entries)
    assert look(told.model_copy(update=mixed)) == look(told)


@often
@given(histories())
def test_two_entries_of_one_day_count_as_one(told: History) -> None:
    by_day = groupby(sorted(told.sessions, key=lambda entry: entry.day), key=lambda entry: entry.day)
    merged = []
    for _, same in by_day:
        first, *rest = same
        for other in rest:
            first = merge_sessions(first, other)
        merged.append(first)
    assert look(told.model_copy(update={"sessions": tuple(merged)})) == look(told)


@often
@given(histories(), st.integers(1, 20))
def test_what_is_to_come_changes_nothing(told: History, number: int) -> None:
    as_of = START + timedelta(days=number)
    known = {
        kind: tuple(entry for entry in getattr(told, kind) if entry.day <= as_of)
        for kind in ("sessions", "check_ins", "rescreens", "flares", "kept_old")
    }
    assert look(told.model_copy(update=known), number) == look(told, number)


@often
@given(histories(), st.data())
def test_more_pain_never_asks_for_more(told: History, data: st.DataObject) -> None:
    before = look(told)
    field = data.draw(st.sampled_from(["pain_peak", "pain_next_morning", "check_in"]))
    if field == "check_in":
        today = [entry for entry in told.check_ins if entry.day == before.as_of and entry.pain_average < 10]
        assume(today)
        more = min(10, today[0].pain_average + data.draw(st.integers(1, 6)))
        entries = tuple(e if e is not today[0] else e.model_copy(update={"pain_average": more}) for e in told.check_ins)
        after = look(told.model_copy(update={"check_ins": entries}))
    else:
        known = [entry for entry in told.sessions if getattr(entry, field) not in (None, 10)]
        assume(known)
        one = data.draw(st.sampled_from(known))
        more = min(10, getattr(one, field) + data.draw(st.integers(1, 6)))
        worse = tuple(e if e is not one else e.model_copy(update={field: more}) for e in told.sessions)
        after = look(told.model_copy(update={"sessions": worse}))
    assert not asks_for_more(before, after)


def asks_for_more(before: Review, after: Review) -> list[str]:
    if after.routine is None:
        return []
    found = []
    was, now = before.standing, after.standing
    moved = [sum(each.action == "progress" for each in found.decisions) for found in (before, after)]
    if before.routine is None:
        found.append("a routine where there was none")
    if moved[1] > moved[0]:
        found.append("a step more")
    if PHASES.index(now.phase) > PHASES.index(was.phase):
        found.append("a higher phase")
    if was.half_dose and not (now.half_dose or now.relief_only):
        found.append("no half dose any more")
    stages = {row.plane: row.stage for row in was.returned}
    found += [f"{row.plane} back" for row in now.returned if row.stage > stages.get(row.plane, 0)]
    steps = {step.exercise: step for step in was.steps}
    moving = {each.exercise for each in after.decisions if each.action == "progress"}
    here = {item.exercise for item in after.routine.items}
    for step in now.steps:
        old = steps.get(step.exercise)
        if old is None or step.exercise in moving or step.exercise not in here:
            continue
        ladder = LADDERS[step.exercise]
        if (ladder.index(step.rung), step.dose_step) > (ladder.index(old.rung), old.dose_step):
            found.append(f"{step.exercise} higher")
    if (before.rescreen, before.referral) > (after.rescreen, after.referral) and not after.rescreen:
        found.append("not asked any more")
    return found


def test_the_same_history_gives_the_same_bytes() -> None:
    told = history(*[SessionDone(day=START, routine_version=1, items=tuple(planned()))])
    first = look(told).model_dump_json()
    assert json.loads(first)
    assert look(told.model_copy()).model_dump_json() == first
