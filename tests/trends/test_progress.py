"""The whole: windows, and promises that hold for every log."""

from datetime import date, timedelta
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.content.evidence import Evidence, load_evidence
from core.content.files import DATA
from core.model.log import AnkleTest, CheckIn, Flare
from core.trends.inputs import Finding, PlannedDays
from core.trends.progress import Progress, build_progress
from core.trends.verdicts import verdicts
from core.trends.window import WINDOWS, first_day, step_weeks, steps
from tests.trends.logs import TODAY, Log, ago, ankle, pains, scored, sessions, shifted, shuffled, weeks

NUMBERS: Evidence = load_evidence(DATA / "evidence", [])


def build(log: Log, window: str = "12w", plans: tuple[PlannedDays, ...] = (), today: date = TODAY) -> Progress:
    return build_progress(log, plans, today, window, NUMBERS)


@st.composite
def logs(draw: st.DrawFn, days: int = 120) -> Log:
    noted = draw(st.dictionaries(st.integers(0, days), st.integers(0, 10), max_size=60))
    done = draw(st.sets(st.integers(0, days), max_size=30))
    trial = st.none() | st.tuples(st.integers(0, 50).map(lambda half: half / 2))
    tested = draw(st.dictionaries(st.integers(0, days), st.tuples(trial, trial), max_size=12))
    walked = draw(st.dictionaries(st.integers(0, days), st.integers(0, 10), max_size=6))
    flared = draw(st.dictionaries(st.integers(0, days), st.sampled_from(["began", "over"]), max_size=6))
    return Log(
        check_ins=tuple(CheckIn(day=ago(n), pain_average=pain, sleep_hours=pain) for n, pain in noted.items()),
        sessions=sessions(ago(n) for n in done),
        ankle_tests=tuple(AnkleTest(day=ago(n), left_cm=left, right_cm=right) for n, (left, right) in tested.items()),
        function=tuple(scored(ago(n), {"Walk": score}, (score, 5, 5)) for n, score in walked.items()),
        flares=tuple(Flare(day=ago(n), state=state) for n, state in flared.items()),
        plan_dates=(ago(90), ago(20)),
    )


PLANS = (PlannedDays(ago(90), ("mon", "wed", "fri")), PlannedDays(ago(20), ("tue", "sat")))
windows = st.sampled_from(WINDOWS)


def tables(progress: Progress) -> dict[str, pd.DataFrame]:
    pain, ankles = progress.pain, progress.ankle
    return {
        "days": pain.days,
        "medians": pain.medians,
        "weeks": pain.weeks,
        "changes": pain.changes,
        "tests": ankles.tests,
        "points": ankles.points,
        "bands": ankles.bands,
        "sessions": progress.sessions.weeks,
        "calendar": progress.sessions.days,
        "activities": progress.function.activities,
        "peg": progress.function.peg,
        "flares": progress.flares,
        "went_with": progress.went_with.rows,
        "pairs": progress.went_with.pairs,
    }


def findings(progress: Progress) -> tuple[Finding, ...]:
    pain, function, ankles = progress.pain.findings, progress.function.findings, progress.ankle.findings
    return (*pain, *function, *ankles, progress.sessions.finding, progress.went_with.finding)


def same(one: Progress, other: Progress, shift: timedelta = timedelta()) -> None:
    """Equal but for the dates, which lie `shift` apart."""
    others = tables(other)
    for name, frame in tables(one).items():
        dated = [column for column in frame if str(frame[column].dtype).startswith("datetime")]
        moved = frame.assign(**{column: (frame[column] + shift).astype(frame[column].dtype) for column in dated})
        pd.testing.assert_frame_equal(moved, others[name])
    for found, expected in zip(findings(one), findings(other), strict=True):
        values = {k: v + shift if isinstance(v, date) else v for k, v in found.values.items()}
        assert (found.code, values) == (expected.code, expected.values)


@settings(max_examples=60, deadline=None)
@given(logs(), windows, st.integers(-600, 600))
def test_shifting_all_dates_by_whole_weeks_changes_nothing_but_dates(log: Log, window: str, weeks: int) -> None:
    shift = timedelta(weeks=weeks)  # whole weeks: a plan's weekdays stay where they are; across every clock change
    plans = tuple(PlannedDays(plan.made_on + shift, plan.days) for plan in PLANS)
    same(build(log, window, PLANS), build(shifted(log, shift), window, plans, TODAY + shift), shift)


@settings(max_examples=40, deadline=None)
@given(logs(), windows, st.randoms(use_true_random=False))
def test_the_order_of_the_entries_changes_nothing(log: Log, window: str, random: object) -> None:
    same(build(log, window, PLANS), build(shuffled(log, random), window, PLANS))


@settings(max_examples=60, deadline=None)
@given(logs(), windows)
def test_no_point_without_an_entry_and_no_line_across_a_gap(log: Log, window: str) -> None:
    progress = build(log, window, PLANS)
    noted = {entry.day for entry in log.check_ins}
    days = [day.date() for day in progress.pain.days["day"]]
    medians = [day.date() for day in progress.pain.medians["day"]]
    assert set(medians) <= set(days) <= noted
    assert len(days) <= (progress.last - progress.first).days + 1
    runs = list(progress.pain.medians["run"])
    for (day, run), (next_day, next_run) in pairwise(zip(medians, runs, strict=True)):
        assert (run == next_run) == ((next_day - day).days == 1)
    assert progress.pain.medians["median"].between(0, 10).all()


@settings(max_examples=60, deadline=None)
@given(logs(), windows)
def test_what_is_said_is_what_the_review_is_told(log: Log, window: str) -> None:
    """One truth: the sentences of the page and the verdicts of the review, whatever window is chosen."""
    progress, told = build(log, window, PLANS), verdicts(log, TODAY, NUMBERS)
    pain = progress.pain.findings[0]
    if told.pain.verdict == "too_early":
        assert "first_mean" not in pain.values
    else:
        assert pain.code in (f"pain_{told.pain.verdict}", "pain_worse_stands")
        assert pain.values["first_mean"] == round(told.pain.baseline or 0, 1)
    for finding in progress.ankle.findings:
        if "side" in finding.values:
            verdict = getattr(told, f"ankle_{finding.values['side']}").verdict
            assert finding.code.endswith(("_one_entry", "_few_days") if verdict == "too_early" else f"_{verdict}")
    for finding, measure in zip(progress.function.findings, (told.my_activities, told.peg), strict=True):
        if measure.verdict != "too_early":
            assert finding.code.endswith(f"_{measure.verdict}")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(4, 6), min_size=60, max_size=60))
def test_pain_that_only_swings_by_one_is_never_called_changed(values: list[int]) -> None:
    # Every reading lies within one point of five, so a change can only be called where the weeks truly differ by
    # more than the noise of two weekly means (1.07 points).
    code = build(Log(check_ins=pains(values)), "all").pain.findings[0].code
    first, latest = values[:7], values[-7:]
    if code != "pain_no_clear_change":
        assert abs(sum(latest) - sum(first)) / 7 > 1.07


def test_of_two_entries_of_one_day_the_higher_pain_counts() -> None:
    one, other = CheckIn(day=TODAY, pain_average=8), CheckIn(day=TODAY, pain_average=2)
    for entries in ((one, other), (other, one)):
        assert list(build(Log(check_ins=entries)).pain.days["pain"]) == [8]


def test_windows_begin_on_a_monday_and_are_as_long_as_they_are_called() -> None:
    assert [first_day(window, TODAY) for window in WINDOWS] == [ago(32), ago(88), ago(4 + 52 * 7), None]
    sunday = TODAY + timedelta(days=2)
    assert first_day("4w", sunday) == sunday - timedelta(days=27)


@pytest.mark.parametrize(("years", "step", "most"), [(0.9, 1, 60), (3, 1, 160), (10, 4, 140)])
def test_a_long_story_has_room(years: float, step: int, most: int) -> None:
    first = ago(int(365.25 * years))
    assert step_weeks(first, TODAY) == step
    assert len(steps(first, TODAY)) <= most


def test_ten_years_make_a_few_hundred_points_at_most() -> None:
    days = [ago(n) for n in range(3650)]
    log = Log(
        check_ins=tuple(CheckIn(day=day, pain_average=day.day % 11) for day in days),
        sessions=sessions(days),
        ankle_tests=tuple(ankle(day, 8, 9) for day in days),
    )
    for window in WINDOWS:
        frames = tables(build(log, window, PLANS))
        assert max(len(frame) for frame in frames.values()) <= 3 * 53 * 7
        assert len(frames["days"]) + len(frames["medians"]) <= 2 * 53 * 7
    assert len(tables(build(log, "all", PLANS))["weeks"]) <= 140
    assert list(build(log, "all", PLANS).pain.weeks["n"])[1:-1] == [28] * (len(steps(days[-1], TODAY)) - 2)


def test_nothing_is_shown_of_the_time_before_the_first_entry_or_routine() -> None:
    assert build(Log(check_ins=pains([4]))).first == ago(4)
    assert build(Log(check_ins=pains([4])), plans=(PlannedDays(ago(30), ()),)).first == ago(32)
    assert build(Log(check_ins=pains([4])), plans=(PlannedDays(ago(300), ()),)).first == ago(88)
    assert build(Log(check_ins=pains([4]), sessions=sessions([ago(400)])), "all").first <= ago(400)


def test_an_entry_of_tomorrow_is_a_time_zone_and_shown() -> None:
    tomorrow = TODAY + timedelta(days=1)
    log = Log(check_ins=(CheckIn(day=tomorrow, pain_average=3), CheckIn(day=ago(-30), pain_average=9)))
    progress = build(log)
    assert progress.last == tomorrow
    assert list(progress.pain.days["pain"]) == [3]


def test_empty_until_something_is_logged() -> None:
    assert build(Log()).empty
    assert build(Log(), plans=PLANS).empty
    assert not build(Log(check_ins=pains([0]))).empty
    assert not build(Log(sessions=sessions([TODAY]))).empty
    assert not build(Log(ankle_tests=(ankle(TODAY, None, 9),))).empty
    assert not build(Log(function=(scored(TODAY, {"Walk": 3}),))).empty


def test_an_unknown_window_is_refused() -> None:
    with pytest.raises(ValueError, match="one of 4w, 12w, 1y, all"):
        build(Log(), "2w")


# Clock changes of 2026 in Europe and North America, and a day that a whole country skipped.
@pytest.mark.parametrize("day", [date(2026, 3, 8), date(2026, 3, 29), date(2026, 10, 25), date(2026, 11, 1)])
def test_days_of_23_and_25_hours_are_days(day: date) -> None:
    log = Log(check_ins=pains([3] * 21, day + timedelta(days=3)))
    progress = build(log, "4w", today=day + timedelta(days=3))
    assert len(progress.pain.days) == 21
    assert set(progress.pain.medians["run"]) == {0}
    assert (progress.pain.days["day"].diff().dropna() == pd.Timedelta(days=1)).all()


# ---- flare-ups and the start --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("flares", "spans"),
    [
        ({30: "began", 27: "over"}, [(30, 27, False)]),
        ({30: "began", 28: "began", 27: "over"}, [(30, 27, False)]),
        ({30: "over"}, []),
        ({5: "began"}, [(5, 0, True)]),
        ({300: "began", 299: "over", 30: "began", 29: "over"}, [(30, 29, False)]),
    ],
)
def test_flares_last_until_they_are_over(flares: dict[int, str], spans: list[tuple[int, int, bool]]) -> None:
    told = tuple(Flare(day=ago(n), state=state) for n, state in flares.items())  # type: ignore[arg-type]
    shown = build(Log(check_ins=pains([4] * 40), flares=told)).flares
    rows = [(row.first.date(), row.last.date(), row.open) for row in shown.itertuples()]
    assert rows == [(ago(first), ago(last), still) for first, last, still in spans]


def test_of_two_words_on_one_flare_on_one_day_the_careful_one_holds() -> None:
    both = (Flare(day=ago(3), state="over"), Flare(day=ago(3), state="began"))
    for order in (both, both[::-1]):
        assert list(build(Log(check_ins=pains([4] * 9), flares=order)).flares["open"]) == [True]


def test_a_routine_changed_during_the_first_week_is_said() -> None:
    log = Log(check_ins=pains(weeks(5, 5, 5)), plan_dates=(ago(20), ago(17)))
    (unsure,) = build(log).pain.findings[1:]
    assert (unsure.code, unsure.values) == ("pain_start_unsure", {"change_day": ago(17)})


def test_the_start_is_the_first_week_of_all_whatever_is_shown() -> None:
    log = Log(check_ins=pains(weeks(7, *[4] * 30)))
    starts = [build(log, window).pain.start for window in WINDOWS]
    assert {start.mean if start else None for start in starts} == {7}
