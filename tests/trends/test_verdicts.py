"""Verdicts of a history: what each rests on, and promises that hold for every log."""

import json
import random
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.content.evidence import Evidence, load_evidence
from core.content.files import DATA
from core.model.log import ActivityScore, AnkleTest, CheckIn, FunctionScore, Peg
from core.model.review import Trends, Verdict
from core.trends.verdicts import verdicts
from tests.trends.logs import TODAY, Log, ago, ankle, pains, scored, shifted, shuffled, weeks

NUMBERS: Evidence = load_evidence(DATA / "evidence", [])
ORDER: tuple[Verdict, ...] = ("better", "possibly_better", "no_clear_change", "possibly_worse", "worse")
MEASURES = ("pain", "ankle_left", "ankle_right", "ankle_difference", "my_activities", "peg")


@st.composite
def logs(draw: st.DrawFn, days: int = 100, twice: bool = True) -> Log:
    """A person's log; some days may stand twice, some lie after today."""
    day = st.integers(-3, days)
    noted = draw(st.lists(st.tuples(day, st.integers(0, 10)), max_size=80, unique_by=None if twice else lambda x: x[0]))
    trial = st.none() | st.tuples(st.integers(0, 50).map(lambda half: half / 2))
    tested = draw(st.lists(st.tuples(day, trial, trial), max_size=14))
    names = st.sampled_from(["Walk", "walk ", "Garden", "Sit"])
    scores = st.lists(st.builds(ActivityScore, activity=names, score=st.integers(0, 10)), max_size=3).map(tuple)
    pegs = st.none() | st.builds(
        Peg, pain=st.integers(0, 10), enjoyment=st.integers(0, 10), general_activity=st.just(5)
    )
    function = draw(st.lists(st.tuples(day, scores, pegs), max_size=8))
    return Log(
        check_ins=tuple(CheckIn(day=ago(n), pain_average=pain) for n, pain in noted),
        ankle_tests=tuple(AnkleTest(day=ago(n), left_cm=left, right_cm=right) for n, left, right in tested),
        function=tuple(FunctionScore(day=ago(n), activities=found, peg=peg) for n, found, peg in function),
        plan_dates=tuple(sorted(ago(n) for n in draw(st.sets(st.integers(0, days), max_size=4)))),
    )


def of(log: Log, as_of: date = TODAY) -> Trends:
    return verdicts(log, as_of, NUMBERS)


# ---- promises -----------------------------------------------------------------------------------------------------


@settings(max_examples=150, deadline=None)
@given(logs(), st.integers(-4000, 4000))
def test_shifting_all_dates_by_any_number_of_days_changes_nothing(log: Log, days: int) -> None:
    shift = timedelta(days=days)
    there, here = of(shifted(log, shift), TODAY + shift), of(log)
    for name in MEASURES:
        one, other = getattr(here, name), getattr(there, name)
        assert one.model_dump(exclude={"because"}) == other.model_dump(exclude={"because"})
        assert [reason.code for reason in one.because] == [reason.code for reason in other.because]


@settings(max_examples=100, deadline=None)
@given(logs(), st.randoms(use_true_random=False))
def test_the_order_of_the_entries_changes_nothing_even_where_a_day_stands_twice(log: Log, chance: object) -> None:
    assert of(shuffled(log, chance)) == of(log)


@settings(max_examples=200, deadline=None)
@given(logs(twice=False), st.integers(0, 60), st.integers(1, 10))
def test_more_pain_after_the_first_week_never_moves_a_verdict_towards_better(log: Log, nth: int, more: int) -> None:
    before = of(log).pain
    quoted = before.because[0].answers
    first_days = [answer.path.split(".")[1] for answer in quoted if answer.path.startswith("check_ins")]
    if before.verdict == "too_early":
        return
    start = date.fromisoformat(min(first_days))
    later = [entry for entry in log.check_ins if entry.day > start + timedelta(days=6)]
    chosen = later[nth % len(later)]
    worse = chosen.model_copy(update={"pain_average": min(10, chosen.pain_average + more)})
    changed = tuple(worse if entry is chosen else entry for entry in log.check_ins)
    after = of(Log(check_ins=changed)).pain
    assert after.verdict != "too_early"
    assert ORDER.index(after.verdict) >= ORDER.index(before.verdict)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.none() | st.integers(3, 8), min_size=1, max_size=10), st.integers(1, 3), st.integers(6, 10))
def test_a_bad_week_instead_of_a_silent_one_never_lessens_a_worsening(
    levels: list[int | None], silent: int, pain: int
) -> None:
    past: list[int | None] = [value for level in (4, *levels, *[None] * silent) for value in [level] * 7]
    before = of(Log(check_ins=pains([*past, *[None] * 7]))).pain.verdict
    after = of(Log(check_ins=pains([*past, *[pain] * 7]))).pain.verdict
    if before in ("possibly_worse", "worse"):
        assert ORDER.index(after) >= ORDER.index(before)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, 7), min_size=21, max_size=70), st.integers(1, 3))
def test_the_same_added_to_every_day_never_makes_a_verdict_better(values: list[int], more: int) -> None:
    """From a higher start the same fall is a smaller share of it."""
    lower, higher = (of(Log(check_ins=pains([value + extra for value in values]))).pain for extra in (0, more))
    assert lower.change == pytest.approx(higher.change)
    if lower.verdict in ORDER[2:]:
        assert higher.verdict == lower.verdict
    else:
        assert ORDER.index(higher.verdict) >= ORDER.index(lower.verdict)


def test_noise_alone_is_seldom_called_a_change() -> None:
    """Days that only scatter round one level (standard deviation 1.5): clear words in at most 2 of 100 people."""
    draw, clear = random.Random(7), 0
    for _ in range(300):
        level = draw.uniform(2.5, 7.5)
        days: list[int | None] = [min(10, max(0, round(draw.gauss(level, 1.5)))) for _ in range(70)]
        clear += of(Log(check_ins=pains(days))).pain.verdict in ("better", "worse")
    assert clear <= 6


@settings(max_examples=100, deadline=None)
@given(logs())
def test_entries_to_come_count_nowhere(log: Log) -> None:
    past = Log(
        *(tuple(e for e in part if e.day <= TODAY) for part in (log.check_ins, (), log.ankle_tests, log.function)),
        plan_dates=log.plan_dates,
    )  # type: ignore[arg-type]
    assert of(past) == of(log)


@settings(max_examples=100, deadline=None)
@given(logs())
def test_every_verdict_says_why_and_numbers_come_together(log: Log) -> None:
    found = of(log)
    told = json.loads(found.model_dump_json())
    for name in MEASURES:
        measure = getattr(found, name)
        numbers = {measure.baseline, measure.latest, measure.change}
        assert (measure.verdict == "too_early") == (numbers == {None})
        assert (None in numbers) == (numbers == {None})
        assert measure.because
        for reason in measure.because:
            assert reason.evidence is None or reason.evidence in NUMBERS.numbers
            for answer in reason.answers:
                kind, _, rest = answer.path.partition(".")
                if kind == "trends":
                    assert told[rest.split(".")[0]][rest.split(".")[1]] == answer.value


# ---- what is told -------------------------------------------------------------------------------------------------


def test_an_empty_history_is_too_early_for_everything() -> None:
    found = of(Log())
    assert {getattr(found, name).verdict for name in MEASURES} == {"too_early"}
    assert {getattr(found, name).weeks for name in MEASURES} == {0}


def test_pain_quotes_the_entries_of_the_weeks_it_compares() -> None:
    pain = of(Log(check_ins=pains(weeks(6, 6, 3, 3, each=4)))).pain
    assert (pain.verdict, pain.baseline, pain.latest, pain.change, pain.weeks) == ("better", 6, 3, -3, 4)
    (reason,) = pain.because
    assert (reason.code, reason.rule, reason.evidence) == ("trend_better", "R18", "pain_change_points")
    quoted = {answer.path: answer.value for answer in reason.answers if answer.path.startswith("check_ins")}
    days = [ago(n) for first in (27, 13, 6) for n in range(first, first - 4, -1)]
    assert quoted == {f"check_ins.{day}.pain_average": 6 if n < 4 else 3 for n, day in enumerate(days)}


def test_a_possible_change_does_not_quote_the_week_before() -> None:
    (reason,) = of(Log(check_ins=pains(weeks(6, 6, 6, 3)))).pain.because
    assert sum(answer.path.startswith("check_ins") for answer in reason.answers) == 14


def test_ankles_and_function_quote_their_entries() -> None:
    log = Log(
        ankle_tests=(ankle(ago(21), 8, 10), ankle(ago(7), 10, 10), ankle(TODAY, 10.5, None)),
        function=(scored(ago(14), {"Walk": 3}, (6, 6, 6)), scored(TODAY, {"walk": 5}, (5, 5, 5))),
    )
    found = of(log)
    assert found.ankle_left.verdict == "better"
    assert [answer.path for answer in found.ankle_left.because[0].answers][-3:] == [
        f"ankle.{day}.left_cm" for day in (ago(21), ago(7), TODAY)
    ]
    assert found.ankle_difference.weeks == 2
    assert (found.my_activities.verdict, found.my_activities.change) == ("possibly_better", 2)
    assert found.my_activities.because[0].answers[-1].value == [{"activity": "walk", "score": 5}]
    assert (found.peg.verdict, found.peg.change) == ("possibly_better", -1)


def test_a_side_never_measured_is_too_early() -> None:
    tests = tuple(ankle(ago(7 * n), 8, None) for n in range(5))
    found = of(Log(ankle_tests=tests))
    assert found.ankle_left.verdict == "no_clear_change"
    assert (found.ankle_right.verdict, found.ankle_difference.verdict) == ("too_early", "too_early")


@pytest.mark.parametrize(
    ("made", "flagged"),
    [((27,), []), ((30, 27), []), ((27, 24), [24]), ((24,), [24]), ((27, 21, 20), [21]), ((27, 20), [])],
)
def test_a_routine_changed_during_the_first_week_is_flagged(made: tuple[int, ...], flagged: list[int]) -> None:
    log = Log(check_ins=pains(weeks(5, 5, 5, 5)), plan_dates=tuple(ago(n) for n in made))
    reasons = [reason for reason in of(log).pain.because if reason.code == "trend_start_unsure"]
    quoted = [(answer.path, answer.value) for reason in reasons for answer in reason.answers]
    assert quoted == [(f"plan_dates.{made.index(n)}", ago(n).isoformat()) for n in flagged]


def test_a_worsening_that_stands_says_so() -> None:
    pain = of(Log(check_ins=pains([*weeks(4, 4, 6, 6), *[None] * 10]))).pain
    assert pain.verdict == "worse"
    assert [reason.code for reason in pain.because] == ["trend_worse", "trend_worse_stands"]
