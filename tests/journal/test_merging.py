"""Two entries of one day as one: in whatever order, however often, the same answer, and never a less cautious one."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.log import ItemDone, KeptOld, KeptRung, Rescreen, SessionDone
from core.model.merging import merge_kept, merge_rescreens, merge_sessions

DAY = date(2026, 11, 20)
scale = st.none() | st.integers(0, 10)
items = st.builds(
    ItemDone,
    exercise=st.sampled_from(["plank", "squat"]),
    rung=st.sampled_from([None, "", "easy", "hard"]),
    sets=st.none() | st.integers(0, 5),
    reps=st.none() | st.integers(0, 20),
    hold_s=st.none() | st.integers(0, 60),
    extra_reps=st.none() | st.integers(0, 5),
    effort=scale,
    outcome=st.sampled_from(["done", "skipped", "hurt"]),
)
sessions = st.builds(
    SessionDone,
    day=st.just(DAY),
    routine_version=st.integers(1, 4),
    items=st.lists(items, max_size=5).map(tuple),
    pain_before=scale,
    pain_peak=scale,
    pain_next_morning=scale,
    leg_symptoms=st.sampled_from([None, "none", "same", "spread"]),
    kind=st.sampled_from(["full", "relief", "flare"]),
)
rescreens = st.builds(
    Rescreen,
    day=st.just(DAY),
    answers=st.dictionaries(st.sampled_from(["fever", "fall", "numb"]), st.sampled_from(["yes", "no", "unsure"])),
)


def item(**more: Any) -> ItemDone:
    return ItemDone(exercise="plank", rung="easy", **more)


def session(*done: ItemDone, **more: Any) -> SessionDone:
    return SessionDone(day=DAY, routine_version=1, items=done, **more)


@given(sessions, sessions)
def test_the_order_does_not_matter(one: SessionDone, other: SessionDone) -> None:
    assert merge_sessions(one, other) == merge_sessions(other, one)


@given(sessions, sessions, sessions)
def test_nor_how_three_are_paired(one: SessionDone, two: SessionDone, three: SessionDone) -> None:
    assert merge_sessions(merge_sessions(one, two), three) == merge_sessions(one, merge_sessions(two, three))


@given(sessions, sessions)
def test_nor_how_often(one: SessionDone, other: SessionDone) -> None:
    merged = merge_sessions(one, other)
    assert merge_sessions(merged, other) == merge_sessions(merged, merged) == merged


@given(sessions, sessions)
def test_nothing_that_asks_for_caution_is_lost(one: SessionDone, other: SessionDone) -> None:
    merged = merge_sessions(one, other)
    for given_ in (one, other):
        for name in ("pain_peak", "pain_next_morning"):
            before, after = getattr(given_, name), getattr(merged, name)
            assert before is None or after >= before
        assert given_.leg_symptoms != "spread" or merged.leg_symptoms == "spread"
        assert given_.kind != "full" or merged.kind == "full"
        for done in given_.items:
            (same,) = [found for found in merged.items if (found.exercise, found.rung) == (done.exercise, done.rung)]
            assert done.outcome != "hurt" or same.outcome == "hurt"
            assert done.outcome == "skipped" or done.effort is None or (same.effort or 0) >= done.effort
    assert set(merged.exercises) == {*one.exercises, *other.exercises}, "what was done in either was done"


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        # the most sets, the fewest repetitions in reserve, the hardest effort
        (
            item(sets=3, reps=10, extra_reps=3, effort=4),
            item(sets=2, reps=8, extra_reps=1, effort=7),
            item(sets=3, reps=8, extra_reps=1, effort=7),
        ),
        # what was not counted gives way to what was
        (item(), item(sets=2, hold_s=20, extra_reps=2), item(sets=2, hold_s=20, extra_reps=2)),
        # skipped in the morning, done in the evening
        (item(outcome="skipped", sets=0, reps=0), item(sets=2, reps=8), item(sets=2, reps=8)),
        # skipped both times
        (item(outcome="skipped"), item(outcome="skipped", sets=0), item(outcome="skipped", sets=0)),
        # it hurt once
        (item(outcome="hurt", sets=1), item(sets=2), item(outcome="hurt", sets=2)),
    ],
)
def test_one_exercise(one: ItemDone, other: ItemDone, both: ItemDone) -> None:
    assert merge_sessions(session(one), session(other)).items == (both,)


def test_one_exercise_on_two_rungs_stays_two() -> None:
    hard = item().model_copy(update={"rung": "hard"})
    assert merge_sessions(session(hard), session(item())).items == (item(), hard)


def test_pain_before_is_the_lowest_so_that_no_rise_is_hidden() -> None:
    one, other = session(pain_before=4, pain_peak=5), session(pain_before=2, pain_peak=3)
    merged = merge_sessions(one, other)
    assert (merged.pain_before, merged.pain_peak) == (2, 5)


@given(rescreens, rescreens, rescreens)
def test_warning_signs_merge_like_that_too(one: Rescreen, two: Rescreen, three: Rescreen) -> None:
    assert merge_rescreens(one, two) == merge_rescreens(two, one)
    assert merge_rescreens(merge_rescreens(one, two), three) == merge_rescreens(one, merge_rescreens(two, three))
    merged = merge_rescreens(one, two)
    assert merge_rescreens(merged, merged) == merged
    for given_ in (one, two):
        for flag, answer in given_.answers.items():
            assert answer != "yes" or merged.answers[flag] == "yes"
            assert answer != "unsure" or merged.answers[flag] in ("unsure", "yes")


def test_of_what_was_kept_the_later_word_holds() -> None:
    before = KeptOld(day=DAY, kept=(KeptRung(exercise="plank", rung="easy"),), seen_version=5)
    after = KeptOld(day=DAY, kept=(KeptRung(exercise="plank", rung="hard"), KeptRung(exercise="squat")))
    assert merge_kept(before, after) == KeptOld(day=DAY, kept=after.kept, seen_version=5)


def test_two_days_are_never_merged() -> None:
    later = DAY + timedelta(days=1)
    with pytest.raises(ValueError, match="two days"):
        merge_sessions(session(), session().model_copy(update={"day": later}))
    with pytest.raises(ValueError, match="two days"):
        merge_rescreens(Rescreen(day=DAY, answers={}), Rescreen(day=later, answers={}))
    with pytest.raises(ValueError, match="two days"):
        merge_kept(KeptOld(day=DAY, kept=()), KeptOld(day=later, kept=()))
