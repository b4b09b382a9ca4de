"""The questionnaire's data: complete, with words, within the number of clicks that a person can be asked for."""

import csv
import re
import shutil
from pathlib import Path

import pytest
from pydantic import JsonValue

from core.content.files import DATA
from core.content.questionnaire import FLAGS, Questionnaire, case_paths, load_questionnaire
from core.content.questions import REST, Grid, Many, Number, Offer, Page, Question, Scale, Trials, paths_of
from core.content.words import load_words
from core.intake.reading import SKIPPED, is_blank
from core.intake.showing import asked_pages
from tests.intake.answers import FIXTURES, TODAY, example_answers, questionnaire, words

ROOT = Path(__file__).resolve().parents[2]
MOST_STEPS = 60
START = 1  # the button on the first screen
MAKE = 1  # the button after the check


def flag_rows() -> list[dict[str, str]]:
    with (FIXTURES / "safety_flags.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_flag_is_asked_once_or_worked_out() -> None:
    asked = [row for q in questionnaire().questions if isinstance(q, Grid) and q.path == "safety" for row in q.rows]
    made = [part.path.removeprefix(FLAGS) for part in questionnaire().computed if part.path.startswith(FLAGS)]
    assert sorted(asked + made) == sorted(row["id"] for row in flag_rows())
    assert made == ["inflammatory_pattern"]


@pytest.mark.parametrize("row", flag_rows(), ids=lambda row: row["id"])
def test_every_flag_has_words_and_keeps_its_level(row: dict[str, str]) -> None:
    for part in ("ask", "short"):
        assert words()(f"questionnaire.flags.{row['id']}.{part}")
    flag = next(flag for flag in questionnaire().flags if flag.id == row["id"])
    assert flag.level == row["level_if_yes"]


# What the contract asks of each flag, word for word or in plainer ones: a shorter question must not ask for less.
ASKED_FOR = {
    "saddle_anaesthesia": "numb; pins and needles; between your legs; genital; buttock; back passage; wiping",
    "bladder_change": "start; stop; hold; leak; not feeling it pass",
    "bowel_change": "hold; leak; not feeling it pass",
    "sexual_change": "erection; ejaculation; less feeling; sex",
    "both_legs": "pain; tingling; weak; numb; both legs",
    "unsteady_gait": "clumsy; unsteady; straight",
    "major_trauma": "began; serious accident; fall from a height",
    "chest_pain": "chest pain; back pain",
    "sudden_abdominal_pain": "sudden; severe; tummy; back; faint; cold sweat; racing heart; breath",
    "leg_weakness": "one leg; foot; weaker; slap; drag",
    "shape_change": "lump; swelling; lasting change; shape",
    "pulsing_abdomen": "pulsing; tummy; back pain; will not go",
    "fever_unwell": "fever; shivers; very unwell",
    "kidney_signs": "burning; blood; pee; one side; fever; shivers; sick",
    "cancer_history": "cancer; ever; new; different",
    "weight_loss": "weight; without trying",
    "arm_symptoms": "numb; weak; clumsy; arms; hands",
    "unrelenting_night_pain": "rest; position; not ease; or; worse at night",
    "upper_back_pain": "mainly; between your shoulder blades",
    "severe_constant": "constant; sleep; move; wash; dress",
    "recent_surgery": "surgery; fracture; spinal injection; 12 weeks; told not to exercise",
    "heart_or_exercise_limit": "heart disease; chest pain; dizziness; effort; blood pressure; doctor limits; exercise",
    "pregnancy_complication": "pregnant; problems; or; told to rest",
    "sudden_severe_onset": "within minutes; severe; without moving or lifting",
    "known_aneurysm": "artery; tummy; chest; aortic aneurysm",
    "known_disc_herniation": "herniated; disc; leg now",
    "known_spondylolisthesis": "slipped; or; stress fracture; spondylolisthesis",
    "known_spinal_fracture": "broken; spine; not yet called healed",
    "pregnancy": "pregnant; or; birth; 12 weeks",
    "osteoporosis": "osteoporosis; or; broke too easily",
    "weak_immunity": "immun; diabetes; injected drugs; infection; injection; operation; 12 weeks",
    "falls_or_dizzy": "fall; last year; or; unsteady; dizzy",
    "long_term_steroids": "steroid tablets; 3 months",
    "known_spinal_stenosis": "narrow; spinal stenosis",
    "walking_leg_symptoms_eased_by_sitting": "legs; ache; heavy; walking; standing; eased; sitting; leaning",
    "minor_trauma": "began; small fall; bump; lift",
}


@pytest.mark.parametrize("flag", [row["id"] for row in flag_rows() if row["id"] != "inflammatory_pattern"])
def test_a_flag_asks_for_no_less_than_the_contract(flag: str) -> None:
    asked = words()(f"questionnaire.flags.{flag}.ask").lower()
    assert not [part for part in ASKED_FOR[flag].split("; ") if part not in asked]


def test_every_path_of_the_case_is_filled_once() -> None:
    filled = [path for question in questionnaire().questions for path in paths_of(question)]
    filled += [part.path for part in questionnaire().computed]
    wanted = [path for path in case_paths() if path != FLAGS] + [FLAGS + row["id"] for row in flag_rows()]
    assert sorted(filled) == sorted(wanted)


def test_warning_signs_come_first_and_each_list_has_none_of_these() -> None:
    kinds = [page.kind for page in questionnaire().pages]
    count = kinds.count("flags")
    assert kinds[:count] == ["flags"] * count
    for page in questionnaire().pages[:count]:
        (question,) = page.questions
        assert isinstance(question, Grid)
        assert question.gate
        assert question.rest == "no"
        assert "unsure" in question.options


def test_nothing_about_pain_or_safety_is_filled_in_beforehand() -> None:
    for question in questionnaire().questions:
        paths = paths_of(question)
        if any(path.startswith(("pain.", "safety.", "positions.")) for path in paths):
            assert getattr(question, "default", None) is None, question.id


# ---- clicks and entries ------------------------------------------------------------------------------------------


def entries(question: Question, answer: JsonValue) -> int:
    """What it takes to give this answer, the button that goes on left out."""
    if answer is None or isinstance(question, Offer):
        return 0
    if isinstance(question, Grid):
        given = answer if isinstance(answer, dict) else {}
        return sum(1 for key in given if key != REST)
    if isinstance(question, Many) or question.kind == "exercises":
        return len(answer) if isinstance(answer, list) else 0
    if isinstance(question, Trials):
        return sum(1 for part in answer if not is_blank(part)) if isinstance(answer, list) else 0
    if isinstance(question, Number) and isinstance(answer, dict):
        return 1 + (answer["unit"] != question.units[0].id)
    return 1


def steps_on(page: Page, answers: dict[str, JsonValue]) -> int:
    """Entries of the page, and one press to go on: "none of these", "the rest" and "skip" go on by themselves."""
    offer = next((question for question in page.questions if isinstance(question, Offer)), None)
    if offer is not None and answers.get(offer.id) == SKIPPED:
        return 1
    return sum(entries(question, answers.get(question.id)) for question in page.questions) + 1


def steps(answers: dict[str, JsonValue]) -> int:
    pages = asked_pages(questionnaire(), answers, TODAY)
    return START + sum(steps_on(page, answers) for page in pages) + MAKE


def test_the_example_person_with_everything_measured_needs_60_clicks_and_entries_at_most() -> None:
    assert steps(example_answers()) <= MOST_STEPS


def test_a_usual_person_without_warning_signs_needs_about_50() -> None:
    usual = example_answers(
        measure_ankle="skipped", height=None, weight=None, equipment=["mat"], duration={"value": 8, "unit": "weeks"}
    )
    assert steps(usual) <= 50


def test_a_click_more_is_counted() -> None:
    more = example_answers(activities=["walking", "yoga"], duration={"value": 5, "unit": "months"})
    assert steps(more) == steps(example_answers()) + 2


# ---- faults are found --------------------------------------------------------------------------------------------


def faults_with(tmp_path: Path, old: str, new: str, file: str = "questionnaire.toml") -> str:
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    path = data / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    faults: list[str] = []
    load_questionnaire(data, load_words(data / "words", "en", []), faults)
    return "\n".join(faults)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('path = "pain.now"', 'path = "pain.nou"', "pain.now: no question fills this path"),
        ('path = "pain.now"', 'path = "pain.nou"', "pain.nou: the case has no such path"),
        ('path = "pain.average_week"', 'path = "pain.now"', "pain.now: 2 questions fill this path"),
        ('"saddle_anaesthesia", ', "", "safety.saddle_anaesthesia: no question fills this path"),
        ('id = "pain_now"', 'id = "pain_average"', "pain_average: this id stands 2 times"),
        ('rest = "no"', 'rest = "none"', "rest is no option"),
        ('rows = [\n  "sitting"', 'rows = [\n  "rest"', "a row cannot be named rest"),
        ('question = "cleared", one_of', 'question = "clear", one_of', "show_when names clear"),
        ('no_flags = ["known_spondylolisthesis"', 'no_flags = ["spondylolisthesis"', "spondylolisthesis is no flag"),
        ('unit_from = "ankle_unit"', 'unit_from = "unit"', "unit_from names unit"),
        ('usual_low = "ankle_trial_usual_low_cm"', 'usual_low = "low"', "low is no number of data/evidence"),
        ('none = "elsewhere"', 'none = "nowhere"', "nowhere is no option"),
        ('id = "desk",', 'id = "desktop",', "options.desktop is missing"),
        ('made_from = ["sports",', 'made_from = ["sport",', "sport is no question"),
        ('kind = "scale"', 'kind = "slider"', "questions"),
        ("[[pages]]", "[[pages]", "is not TOML"),
    ],
)
def test_a_fault_in_the_data_is_told(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert told in faults_with(tmp_path, old, new)


def test_missing_words_are_told(tmp_path: Path) -> None:
    told = faults_with(tmp_path, "[questions.pain_now]", "[questions.pain_then]", "words/en/questionnaire.toml")
    assert "questionnaire.questions.pain_now.label is missing" in told


def test_an_unreadable_file_gives_faults_and_an_empty_questionnaire(tmp_path: Path) -> None:
    faults: list[str] = []
    empty = load_questionnaire(tmp_path, words(), faults)
    assert empty.pages == ()
    assert faults
    assert isinstance(empty, Questionnaire)


# ---- every code has its sentence -----------------------------------------------------------------------------------


def codes_in(*files: str) -> set[str]:
    text = "".join((ROOT / "core" / "intake" / name).read_text(encoding="utf-8") for name in files)
    return (
        set(re.findall(r'_fault\(\s*"(\w+)"', text))
        | set(re.findall(r'code="(\w+)"', text))
        | set(re.findall(r'"(missing_list)" if .* else "(missing_grid)"', text)[0] if "missing_list" in text else ())
    )


def test_every_error_code_has_a_sentence_and_every_sentence_a_code() -> None:
    codes = codes_in("reading.py", "checks.py", "build.py")
    told = {key.split(".")[2] for key in words().sentences if re.fullmatch(r"intake\.errors\.\w+", key)}
    noticed = {key.split(".")[2] for key in words().sentences if re.fullmatch(r"intake\.notices\.\w+", key)}
    assert codes == told | noticed


def test_scales_have_a_button_for_each_value_of_their_path() -> None:
    for question in questionnaire().questions:
        if isinstance(question, Scale):
            assert question.low <= min(question.buttons)
            assert max(question.buttons) <= question.high
            assert question.default is None or question.default in question.buttons
