"""Whatever stands in the answers, there is a case or there are errors with sentences: never an exception."""

from datetime import date
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import JsonValue

from core.content.questions import OPEN, REST, Grid, Many, Number, Offer, Question, Scale, Trials, options_of
from core.intake.build import build_case, notices, sentence
from core.intake.progress import help_now, progress
from core.intake.summary import summary
from core.model.case import Case
from tests.intake.answers import TODAY, example_answers, questionnaire, words

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
TYPED = st.none() | st.integers(-5, 3000) | st.floats(-5, 3000, width=32) | st.sampled_from(["", "7,5", "x", "12"])
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))


def plausible(question: Question) -> st.SearchStrategy[JsonValue]:
    """Answers that a screen could send, right and wrong."""
    options = st.sampled_from(options_of(question) or ("",))
    if isinstance(question, Grid):
        rows = st.dictionaries(st.sampled_from(question.rows), options, max_size=len(question.rows))
        rest = st.fixed_dictionaries({}, optional={REST: st.just(question.rest), OPEN: st.booleans()})
        return st.builds(lambda marked, other: {**marked, **other}, rows, rest)
    if isinstance(question, Many):
        return st.lists(options, max_size=5, unique=True)
    if isinstance(question, Scale):
        return st.none() | st.integers(question.low - 1, question.high + 1)
    if isinstance(question, Number) and question.units:
        return st.fixed_dictionaries({"value": TYPED, "unit": st.sampled_from([unit.id for unit in question.units])})
    if isinstance(question, Trials):
        return st.lists(st.none() | st.floats(-1, 27, width=16), max_size=4)
    if isinstance(question, Offer):
        return st.sampled_from(["done", "skipped"])
    if question.kind == "choice":
        return st.none() | options
    if question.kind == "day":
        return st.none() | DAYS.map(date.isoformat)
    if question.kind == "exercises":
        return st.lists(st.sampled_from(["plank", "dead_bug", "nothing"]), max_size=3, unique=True)
    return TYPED


def sent() -> st.SearchStrategy[dict[str, JsonValue]]:
    """The example person with some answers replaced by what a screen could send."""
    changes = st.fixed_dictionaries({}, optional={q.id: plausible(q) for q in questionnaire().questions})
    return changes.map(lambda changed: {**example_answers(), **changed})


def holds(answers: dict[str, JsonValue], today: date) -> None:
    found = build_case(questionnaire(), answers, today)
    if isinstance(found, Case):
        assert set(found.safety) == {flag.id for flag in questionnaire().flags}
        assert found.as_of == today
    else:
        assert found
        assert all(sentence(words(), error) for error in found)
        assert all(error.page == questionnaire().page_of(error.question) for error in found)
        assert len({error.question for error in found}) == len(found)
    place = progress(questionnaire(), answers, today)
    assert (place.first_open is None) == isinstance(found, Case)
    assert all(sentence(words(), notice) for notice in notices(questionnaire(), answers, today))
    assert all(row.lines for row in summary(questionnaire(), answers, today, words(), {}))
    help_now(questionnaire(), answers)


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.sampled_from([q.id for q in questionnaire().questions]), ANYTHING, max_size=6), DAYS)
def test_anything_at_all_gives_a_case_or_errors(answers: dict[str, JsonValue], today: date) -> None:
    holds({**example_answers(), **answers}, today)


@settings(max_examples=150, deadline=None)
@given(sent(), DAYS)
def test_what_a_screen_can_send_gives_a_case_or_errors(answers: dict[str, JsonValue], today: date) -> None:
    holds(answers, today)


@settings(max_examples=60, deadline=None)
@given(sent(), st.sampled_from([q for q in questionnaire().questions if isinstance(q, Grid) and q.path == "safety"]))
def test_taking_a_warning_sign_answer_away_never_gives_a_case(answers: dict[str, JsonValue], question: Grid) -> None:
    missing = {key: value for key, value in answers.items() if key != question.id}
    assert not isinstance(build_case(questionnaire(), missing, TODAY), Case)


@settings(max_examples=60, deadline=None)
@given(sent(), st.data())
def test_a_yes_stays_a_yes(answers: dict[str, JsonValue], data: st.DataObject) -> None:
    question = data.draw(
        st.sampled_from([q for q in questionnaire().questions if isinstance(q, Grid) and q.path == "safety"])
    )
    row = data.draw(st.sampled_from(question.rows))
    found = build_case(questionnaire(), {**answers, question.id: {row: "yes", REST: "no"}}, TODAY)
    if isinstance(found, Case):
        assert found.safety[row] == "yes"


@settings(max_examples=40, deadline=None)
@given(sent(), st.randoms(use_true_random=False))
def test_the_order_of_the_answers_changes_nothing(answers: dict[str, JsonValue], random: Random) -> None:
    shuffled = list(answers.items())
    random.shuffle(shuffled)
    assert build_case(questionnaire(), dict(shuffled), TODAY) == build_case(questionnaire(), answers, TODAY)
