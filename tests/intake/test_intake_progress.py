"""Where the person is, what stands in the way, when help comes first, and what a new intake begins with."""

from pydantic import JsonValue

from core.intake.progress import carried_over, help_now, progress
from core.intake.summary import summary
from tests.intake.answers import TODAY, example_answers, questionnaire, words


def test_at_the_start_the_first_list_is_open_and_no_later_page_can_be_opened() -> None:
    place = progress(questionnaire(), {}, TODAY)
    assert place.first_open == "nerves"
    assert place.fraction == 0
    assert place.can_open("nerves")
    assert not place.can_open("sudden")
    assert not place.can_open("suits")


def test_a_person_who_is_done_can_open_every_page() -> None:
    place = progress(questionnaire(), example_answers(), TODAY)
    assert place.first_open is None
    assert place.fraction == 1
    assert all(place.can_open(page.id) for page in place.pages)
    assert not place.can_open("clearance")  # not asked of this person
    assert not place.can_open("nowhere")


def test_an_answer_taken_back_closes_what_comes_after() -> None:
    place = progress(questionnaire(), example_answers(flags_told=None), TODAY)
    assert place.first_open == "told"
    assert place.can_open("told")
    assert not place.can_open("pain")


def test_before_and_after_follow_the_pages_that_are_asked() -> None:
    place = progress(questionnaire(), example_answers(), TODAY)
    assert place.before("nerves") is None
    assert place.after("nerves") == "sudden"
    assert place.after("story") == "pattern"  # not clearance
    assert place.after("suits") is None
    assert place.before(None) == "suits"
    short = progress(questionnaire(), example_answers(duration={"value": 2, "unit": "weeks"}), TODAY)
    assert short.after("story") == "positions"
    assert short.after("pattern") == "nerves"


def flagged(**rows: str) -> dict[str, JsonValue]:
    return {"flags_nerves": {"open": True, **rows}}


def test_help_now_by_the_worst_flag_so_far() -> None:
    assert help_now(questionnaire(), {}) is None
    assert help_now(questionnaire(), example_answers()) is None
    assert help_now(questionnaire(), {"flags_told": {"known_disc_herniation": "yes"}}) is None
    found = help_now(questionnaire(), flagged(both_legs="yes", leg_weakness="yes"))
    assert found is not None
    assert found.level == "emergency"
    assert set(found.flags) == {"both_legs", "leg_weakness"}


def test_unsure_about_an_emergency_sign_is_urgent_and_one_step_lower_is_not() -> None:
    found = help_now(questionnaire(), flagged(both_legs="unsure"))
    assert found is not None
    assert found.level == "urgent"
    assert help_now(questionnaire(), flagged(leg_weakness="unsure")) is None


def test_on_the_same_day_all_answers_are_kept_to_mend_one() -> None:
    answers = example_answers()
    assert carried_over(questionnaire(), {**answers, "gone": 1}, same_day=True) == answers


def test_later_warning_signs_and_pain_are_asked_anew() -> None:
    kept = carried_over(questionnaire(), example_answers(), same_day=False)
    for page in questionnaire().pages:
        if page.kind == "flags" or page.id in ("pain", "positions", "clearance", "pattern", "trials"):
            assert not {question.id for question in page.questions} & set(kept)
    assert not {"duration", "about_pain"} & set(kept)
    assert kept["birth_year"] == 1988
    assert kept["equipment"] == ["mat", "band", "kettlebell"]


def rows_of(**changes: JsonValue) -> dict[str, tuple[str, ...]]:
    names = {"plank": "Plank"}
    return {
        row.question: row.lines for row in summary(questionnaire(), example_answers(**changes), TODAY, words(), names)
    }


def test_answers_are_said_back_in_words_and_as_they_were_typed() -> None:
    rows = rows_of(excluded=["plank"], weight={"value": 13, "unit": "st"})
    assert rows["pain_now"] == ("4 out of 10",)
    assert rows["duration"] == ("20 weeks",)
    assert rows["weight"] == ("13 stone",)
    assert rows["birth_year"] == ("1988",)
    assert rows["ankle_left"] == ("7.5, 8, 8 cm",)
    assert rows["excluded"] == ("Plank",)
    assert rows["minutes_per_day"] == ("15",)
    assert rows["flags_nerves"] == (words()("intake.summary.none"),)
    assert len(rows["positions"]) == 4


def test_what_was_marked_stands_in_the_summary() -> None:
    rows = rows_of(flags_nerves={"both_legs": "unsure", "bladder_change": "yes", "rest": "no"})
    assert len(rows["flags_nerves"]) == 2
    assert words()("questionnaire.flags.bladder_change.short") in rows["flags_nerves"][0]


def test_skipped_empty_and_open_answers_are_said_as_such() -> None:
    rows = rows_of(measure_ankle="skipped", height=None, equipment=[], positions=None, pain_now=None)
    assert rows["measure_ankle"] == (words()("intake.summary.skipped"),)
    assert rows["height"] == (words()("intake.summary.left_empty"),)
    assert rows["equipment"] == (words()("questionnaire.questions.equipment.none"),)
    assert rows["positions"] == (words()("intake.summary.not_answered"),)
    assert rows["pain_now"] == (words()("intake.summary.not_answered"),)


def test_all_positions_without_effect_are_one_line() -> None:
    assert rows_of(positions={"rest": "no_effect"})["positions"] == (words()("intake.summary.no_change"),)


def test_one_foot_not_measured_is_said() -> None:
    assert rows_of(ankle_right=None)["ankle_right"] == (words()("intake.summary.not_measured"),)
