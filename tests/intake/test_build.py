"""Answers to a case: the example comes out exactly, and everything that cannot be meant is told beside its field."""

import json
from datetime import date
from typing import Any

import pytest
from pydantic import JsonValue

from core.content.questionnaire import Questionnaire
from core.intake.build import FieldError, build_case, field_errors, notices, sentence
from core.model.case import Case
from tests.intake.answers import TODAY, example_answers, example_case, questionnaire, words


def built(**changes: JsonValue) -> Case:
    case = build_case(questionnaire(), example_answers(**changes), TODAY)
    assert isinstance(case, Case), case
    return case


def told(**changes: JsonValue) -> dict[str, str]:
    """Question -> code of every error."""
    case = build_case(questionnaire(), example_answers(**changes), TODAY)
    return {} if isinstance(case, Case) else {error.question: error.code for error in case}


def grid(**rows: str) -> dict[str, JsonValue]:
    return {"open": True, "rest": "no", **rows}


def test_the_contracts_example_comes_out_exactly() -> None:
    assert built() == Case.model_validate_json(json.dumps(example_case()))


def test_nothing_answered_is_one_error_for_each_required_question_in_page_order() -> None:
    errors = field_errors(questionnaire(), {}, TODAY)
    pages = [page.id for page in questionnaire().pages]
    places = [pages.index(error.page) for error in errors]
    assert places == sorted(places)
    assert {"flags_nerves", "pain_now", "birth_year", "positions", "cannot"} <= {error.question for error in errors}


# ---- warning signs -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "answer", [None, {}, {"open": True}, {"rest": "yes"}, {"rest": None}, [], "no", {"rest": True}]
)
def test_an_unanswered_list_is_an_error_never_a_silent_no(answer: JsonValue) -> None:
    assert told(flags_nerves=answer)["flags_nerves"] in ("missing_list", "missing_grid")


def test_one_line_without_an_answer_is_an_error() -> None:
    rows = dict.fromkeys(["bladder_change", "bowel_change", "sexual_change"], "no")
    assert told(flags_nerves={"open": True, **rows}) == {"flags_nerves": "missing_rows"}


def test_marked_lines_keep_their_answer_and_the_rest_is_no() -> None:
    case = built(flags_nerves=grid(saddle_anaesthesia="yes", both_legs="unsure"))
    assert case.safety["saddle_anaesthesia"] == "yes"
    assert case.safety["both_legs"] == "unsure"
    assert case.safety["bladder_change"] == "no"


def test_an_unknown_line_or_answer_is_refused() -> None:
    assert told(flags_nerves=grid(saddle="yes")) == {"flags_nerves": "not_an_option"}
    assert told(flags_nerves=grid(both_legs="maybe")) == {"flags_nerves": "not_an_option"}


def test_problems_in_pregnancy_need_pregnancy() -> None:
    assert told(flags_health=grid(pregnancy_complication="yes"), cleared="no") == {"flags_health": "pregnancy_as_well"}
    both = grid(pregnancy_complication="yes", pregnancy="yes")
    assert built(flags_health=both, cleared="no").safety["pregnancy"] == "yes"


# ---- clearance ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "changes",
    [
        {"flags_told": grid(recent_surgery="yes")},
        {"flags_told": grid(known_disc_herniation="unsure")},
        {"pain_trend": "worsening"},
        {"birth_year": 2009},
    ],
)
def test_clearance_is_asked_where_it_changes_the_advice(changes: dict[str, JsonValue]) -> None:
    assert told(**changes) == {"cleared": "missing_choice"}
    assert built(**changes, cleared="no").person.cleared_by_clinician_on is None
    assert told(**changes, cleared="yes") == {"cleared_on": "missing_day"}
    case = built(**changes, cleared="yes", cleared_on="2026-11-20")
    assert case.person.cleared_by_clinician_on == TODAY


def test_clearance_is_not_asked_where_it_changes_nothing() -> None:
    assert built(cleared="yes", cleared_on="2026-11-01").person.cleared_by_clinician_on is None


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ("2026-11-21", "future_day"),
        ("2027-01-01", "future_day"),
        ("20.11.2026", "not_a_day"),
        ("2026-02-30", "not_a_day"),
        (20261120, "not_a_day"),
        ("", "missing_day"),
        ("1960-01-01", "before_birth"),
    ],
)
def test_a_clearance_date_that_cannot_be_is_refused(day: JsonValue, code: str) -> None:
    assert told(pain_trend="worsening", cleared="yes", cleared_on=day) == {"cleared_on": code}


# ---- contradictions ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "question", "code"),
    [
        ({"pain_worst": 4}, "pain_worst", "worst_below_average"),
        ({"pain_now": 9}, "pain_worst", "worst_below_now"),
        ({"birth_year": 2027}, "birth_year", "birth_year_range"),
        ({"birth_year": 1905}, "birth_year", "birth_year_range"),
        ({"birth_year": 88}, "birth_year", "out_of_range"),
        ({"birth_year": 1988.5}, "birth_year", "not_whole"),
        ({"duration": {"value": 60, "unit": "years"}}, "duration", "longer_than_life"),
        ({"sitting_longest": 600}, "sitting_longest", "longest_over_day"),
        ({"sitting_hours": 20}, "sleep_hours", "day_over_24"),
        ({"moderate_minutes": 6000, "vigorous_minutes": 6000}, "vigorous_minutes", "week_too_short"),
        ({"pain_place": ["elsewhere", "low_back_left"]}, "pain_place", "none_and_others"),
        ({"about_pain": ["none_of_these", "leans"]}, "about_pain", "none_and_others"),
        ({"cannot": ["can_do_all", "floor"]}, "cannot", "none_and_others"),
    ],
)
def test_answers_that_cannot_both_be_meant(changes: dict[str, Any], question: str, code: str) -> None:
    assert told(**changes)[question] == code


def test_equal_is_no_contradiction() -> None:
    case = built(pain_now=5, pain_average=5, pain_worst=5, sitting_hours=2.5, sitting_longest=150)
    assert case.pain.worst_week == 5


# ---- numbers -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "hours"), [(8, 8), (8.0, 8), ("8", 8), (" 7,5 ", 7.5), ("7.5", 7.5), (".5", 0.5), (0, 0), ("3.", 3)]
)
def test_a_number_is_read_as_it_is_typed(typed: JsonValue, hours: float) -> None:
    found = built(sitting_hours=typed, sitting_longest=0).sitting.hours_per_day
    assert found == hours
    assert type(found) is type(hours)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("eight", "not_a_number"),
        ("8 hours", "not_a_number"),
        ("1e1", "not_a_number"),
        ("1_0", "not_a_number"),
        ("٨", "not_a_number"),
        ("inf", "not_a_number"),
        ("nan", "not_a_number"),
        ("9" * 400, "not_a_number"),
        (True, "not_a_number"),
        (10**400, "not_a_number"),
        ([8], "not_a_number"),
        (-1, "out_of_range"),
        (24.5, "out_of_range"),
        ("", "missing_number"),
        ("  ", "missing_number"),
        (None, "missing_number"),
    ],
)
def test_a_number_that_cannot_be_meant_is_refused(typed: JsonValue, code: str) -> None:
    assert told(sitting_hours=typed)["sitting_hours"] == code


@pytest.mark.parametrize("typed", [-1, 11, 4.5, "4.5", True, "five", [], {}])
def test_pain_is_a_whole_number_from_0_to_10(typed: JsonValue) -> None:
    assert told(pain_now=typed) == {"pain_now": "not_on_scale"}


@pytest.mark.parametrize(
    ("value", "unit", "weeks"), [(20, "weeks", 20), (10, "days", 1.4), (3, "months", 13), (2, "years", 104.4)]
)
def test_how_long_in_any_unit(value: float, unit: str, weeks: float) -> None:
    assert built(duration={"value": value, "unit": unit}).pain.weeks_since_onset == weeks


def test_a_number_needs_one_of_its_units() -> None:
    assert told(duration={"value": 3, "unit": "moons"}) == {"duration": "missing_unit"}
    assert told(duration={"value": 3}) == {"duration": "missing_unit"}


def test_height_and_weight_can_be_left_empty_or_typed_in_other_units() -> None:
    empty = built(height={"value": None, "unit": "cm"}, weight=None).person
    assert (empty.height_cm, empty.weight_kg) == (None, None)
    other = built(height={"value": 70, "unit": "in"}, weight={"value": 13, "unit": "st"}).person
    assert (other.height_cm, other.weight_kg) == (177.8, 82.6)


def test_limits_are_told_in_the_unit_that_was_typed() -> None:
    (error,) = field_errors(questionnaire(), example_answers(height={"value": 7, "unit": "in"}), TODAY)
    assert error.values == {"low": "20", "high": "102", "unit": "in"}
    assert "inches" in sentence(words(), error)


# ---- ankle -------------------------------------------------------------------------------------------------------


def test_inches_become_centimetres() -> None:
    case = built(ankle_unit="in", ankle_left=[3.5, 4, None], ankle_right=["4,5"])
    assert case.ankle.left_cm == (8.89, 10.16)
    assert case.ankle.right_cm == (11.43,)


def test_one_foot_is_enough_and_none_is_not() -> None:
    assert built(ankle_right=[None, None, None]).ankle.right_cm is None
    assert told(ankle_left=[None], ankle_right=None) == {"ankle_left": "nothing_done"}


def test_skipped_is_not_measured_whatever_was_typed() -> None:
    case = built(measure_ankle="skipped", ankle_left=["seven"])
    assert (case.ankle.left_cm, case.ankle.right_cm) == (None, None)


def test_neither_skipped_nor_done_is_an_error() -> None:
    assert told(measure_ankle=None) == {"measure_ankle": "missing_offer"}


@pytest.mark.parametrize(
    ("unit", "trials", "code"),
    [
        ("cm", [26], "out_of_range"),
        ("in", [10], "out_of_range"),
        ("cm", [-1], "out_of_range"),
        ("cm", ["far"], "not_a_number"),
        ("cm", [8, 8, 8, 8], "too_many_trials"),
    ],
)
def test_lengths_that_cannot_be_are_refused(unit: str, trials: list[JsonValue], code: str) -> None:
    assert told(ankle_unit=unit, ankle_left=trials, ankle_right=None) == {"ankle_left": code}


def test_a_rare_length_is_asked_about_and_taken() -> None:
    answers = example_answers(ankle_left=[1.5])
    assert isinstance(build_case(questionnaire(), answers, TODAY), Case)
    (notice,) = notices(questionnaire(), answers, TODAY)
    assert (notice.question, notice.page, notice.code) == ("ankle_left", "ankle", "rare_length")
    assert "1.5" in sentence(words(), notice)
    assert notices(questionnaire(), example_answers(), TODAY) == ()


# ---- the direction trials ----------------------------------------------------------------------------------------


def test_trials_that_were_done() -> None:
    case = built(try_directions="done", trial_extension="better", trial_flexion="worse")
    assert (case.direction_trials.extension, case.direction_trials.flexion) == ("better", "worse")
    assert built(try_directions="done", trial_flexion="no_change").direction_trials.extension == "not_tried"


def test_done_without_any_answer_is_an_error() -> None:
    assert told(try_directions="done") == {"trial_extension": "nothing_done"}


@pytest.mark.parametrize(
    "changes",
    [
        {"flags_nerves": grid(both_legs="yes")},
        {"flags_unwell": grid(weight_loss="unsure")},
        {"flags_told": grid(known_disc_herniation="yes"), "cleared": "no"},
        {"pain_now": 8, "pain_worst": 9},
    ],
)
def test_trials_are_not_offered_with_a_warning_sign_or_very_strong_pain(changes: dict[str, JsonValue]) -> None:
    case = built(**changes, try_directions="done", trial_extension="better", trial_flexion="better")
    assert (case.direction_trials.extension, case.direction_trials.flexion) == ("not_tried", "not_tried")


def test_a_direction_that_the_bones_should_not_repeat_is_not_offered() -> None:
    bones = grid(osteoporosis="yes")
    case = built(flags_health=bones, try_directions="done", trial_extension="better", trial_flexion="better")
    assert (case.direction_trials.extension, case.direction_trials.flexion) == ("better", "not_tried")


# ---- the pattern of long-lasting pain ----------------------------------------------------------------------------

FEATURES = ["buttock_pain", "better_with_moving", "psoriasis", "close_relative"]


@pytest.mark.parametrize(
    ("yes", "unsure", "flag"), [(4, 0, "yes"), (3, 1, "unsure"), (0, 4, "unsure"), (3, 0, "no"), (0, 0, "no")]
)
def test_the_pattern_needs_four_features(yes: int, unsure: int, flag: str) -> None:
    rows = dict.fromkeys(FEATURES[:yes], "yes") | dict.fromkeys(FEATURES[yes : yes + unsure], "unsure")
    assert built(pattern_features={**rows, "rest": "no"}).safety["inflammatory_pattern"] == flag


ALL = {**dict.fromkeys(FEATURES, "yes"), "rest": "no"}


def test_the_pattern_is_not_asked_where_the_pain_is_short() -> None:
    short = {"value": 13, "unit": "weeks"}
    assert built(duration=short, pattern_features=None).safety["inflammatory_pattern"] == "no"
    assert told(duration={"value": 14, "unit": "weeks"}, pattern_features=None) == {"pattern_features": "missing_grid"}


def test_from_45_the_person_says_when_it_began() -> None:
    older: dict[str, JsonValue] = {"birth_year": 1966, "pattern_features": ALL}
    assert told(**older) == {"began_early": "missing_choice"}
    assert built(**older, began_early="yes").safety["inflammatory_pattern"] == "yes"
    assert built(**older, began_early="unsure").safety["inflammatory_pattern"] == "unsure"
    assert built(**older, began_early="no").safety["inflammatory_pattern"] == "no"


def test_a_first_spell_that_began_late_or_one_that_began_early_needs_no_asking() -> None:
    first = built(birth_year=1966, about_pain=["first_episode"], pattern_features=None)
    assert first.safety["inflammatory_pattern"] == "no"
    long = built(birth_year=1966, duration={"value": 20, "unit": "years"}, pattern_features=ALL)
    assert long.safety["inflammatory_pattern"] == "yes"


# ---- lists -------------------------------------------------------------------------------------------------------


def test_sports_named_and_typed() -> None:
    case = built(
        sports=["running", "golf", "other_one_sided", "other"],
        other_one_sided_sports="fencing,  darts ;",
        other_sports="chess boxing, fencing",
    )
    assert [(sport.name, sport.one_sided) for sport in case.lifestyle.sports] == [
        ("running", False),
        ("golf", True),
        ("fencing", True),
        ("darts", True),
        ("chess boxing", False),
    ]


@pytest.mark.parametrize(
    ("typed", "code"), [("", "missing_text"), (" , ;", "not_a_text"), (7, "not_a_text"), ("x" * 201, "text_too_long")]
)
def test_another_sport_needs_a_name(typed: JsonValue, code: str) -> None:
    assert told(sports=["other"], other_sports=typed) == {"other_sports": code}


def test_none_of_these_places_and_no_sport_are_empty_lists() -> None:
    case = built(pain_place=["elsewhere"], sports=["no_sport"], equipment=[], activities=None)
    assert case.pain.location == ()
    assert case.lifestyle.sports == ()
    assert case.equipment == ()
    assert case.preferences.activities == ()


def test_what_the_body_cannot_do_is_never_silently_nothing() -> None:
    assert told(cannot=[]) == {"cannot": "missing_many"}
    assert built(cannot=["floor", "hang"]).capacity.cannot == ("floor", "hang")


def test_exercises_not_wanted_are_exercises_of_the_library() -> None:
    assert built(excluded=["plank"]).preferences.excluded_exercises == ("plank",)
    assert told(excluded=["planck"]) == {"excluded": "not_an_option"}


def test_preferences_have_a_start_that_the_person_can_change() -> None:
    assert built().preferences.minutes_per_day == 15
    assert built(minutes_per_day=45, days_per_week=3).preferences.days_per_week == 3
    assert told(minutes_per_day=4) == {"minutes_per_day": "not_on_scale"}


def test_answers_to_unknown_questions_of_an_older_draft_are_ignored() -> None:
    assert built(gone="whatever") == built()


def test_the_day_is_the_days_given() -> None:
    case = build_case(questionnaire(), example_answers(), date(2027, 1, 1))
    assert isinstance(case, Case)
    assert case.as_of == date(2027, 1, 1)


def test_sentences_are_filled_and_a_question_can_have_its_own() -> None:
    own = FieldError(question="birth_year", page="story", code="out_of_range", values={"low": "1", "high": "2"})
    assert "four digits" in sentence(words(), own)
    (error,) = field_errors(questionnaire(), example_answers(pain_worst=3), TODAY)
    assert "(3)" in sentence(words(), error)
    assert "(5)" in sentence(words(), error)


def test_what_the_case_alone_refuses_becomes_an_error_too() -> None:
    """Data that lets too much through must not end in an exception."""
    page = questionnaire().page("pain")
    scales = ("pain_now", "pain_average", "pain_worst")
    wider = tuple(q.model_copy(update={"high": 99}) if q.id in scales else q for q in page.questions)
    pages = tuple(
        entry.model_copy(update={"questions": wider}) if entry.id == "pain" else entry
        for entry in questionnaire().pages
    )
    loose = Questionnaire(
        **{name: getattr(questionnaire(), name) for name in Questionnaire.model_fields} | {"pages": pages}
    )
    found = build_case(loose, example_answers(pain_now=50, pain_worst=60), TODAY)
    assert [(error.question, error.code) for error in found] == [
        ("pain_now", "not_an_option"),
        ("pain_worst", "not_an_option"),
    ]
