"""Damaged data files: nothing starts on them, and every fault is told at once with its file and place."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from core.content.content import load_content
from core.content.evidence import FILES
from core.content.files import DATA, ContentError

ANKLE = "ankle_dorsiflexion_mobilisation"
Damage = Callable[[Path], None]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the data files to damage."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def faults_of(data: Path) -> tuple[str, ...]:
    with pytest.raises(ContentError) as raised:
        load_content(data)
    assert raised.value.faults
    assert str(raised.value).splitlines() == "\n".join(raised.value.faults).splitlines()
    return raised.value.faults


def replaced(file: str, old: str, new: str) -> Damage:
    """Puts `new` for the first `old` of `file`."""

    def damage(data: Path) -> None:
        path = data / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old} is not in {file}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return damage


def appended(file: str, text: str) -> Damage:
    def damage(data: Path) -> None:
        path = data / file
        path.write_text(path.read_text(encoding="utf-8") + "\n" + text, encoding="utf-8")

    return damage


def removed(*files: str) -> Damage:
    def damage(data: Path) -> None:
        for file in files:
            (data / file).unlink()

    return damage


def emptied(folder: str) -> Damage:
    def damage(data: Path) -> None:
        for path in (data / folder).iterdir():
            path.unlink()

    return damage


def bytes_in(file: str, content: bytes) -> Damage:
    def damage(data: Path) -> None:
        (data / file).write_bytes(content)

    return damage


NUMBER = '\nvalue = 18\nunit = "years"\nsource = "ours"\nstatus = "design"\nnote = "a note"'
FIRST_RUNG = '[[rungs]]\nid = "wall"\nlevel = 1'
# what is damaged, and what the line about it must say
DAMAGES: list[tuple[str, Damage, str]] = [
    ("broken TOML", appended("exercises/plank.toml", "this is = = not toml"), r"plank\.toml: is not TOML"),
    ("broken TOML in safety", appended("safety.toml", "["), r"safety\.toml: is not TOML"),
    ("broken TOML in words", appended("words/en/stop.toml", "x = "), r"stop\.toml: is not TOML"),
    ("no text at all", bytes_in("rules/week.toml", b"\xff\xfe\x00"), r"week\.toml: cannot be read"),
    ("missing safety", removed("safety.toml"), r"safety\.toml: cannot be read"),
    ("missing rules", removed("rules/bars.toml"), r"bars\.toml: cannot be read"),
    ("missing doses", removed("rules/doses.toml"), r"doses\.toml: cannot be read"),
    ("missing aims", removed("rules/aims.toml"), r"aims\.toml: cannot be read"),
    ("missing countries", removed("countries.toml"), r"countries\.toml: cannot be read"),
    ("missing questionnaire", removed("questionnaire.toml"), r"questionnaire\.toml: cannot be read"),
    ("missing numbers", removed("evidence/safety.toml"), r"safety\.toml: adult_age_years is no number"),
    ("no numbers of the assessment", removed("evidence/assessment.toml"), r"evidence/assessment\.toml: is missing"),
    ("no ankle bouts", removed(f"exercises/{ANKLE}.toml"), rf"exercises/{ANKLE}\.toml: is missing"),
    ("no walking", removed("exercises/walking.toml"), r"exercises/walking\.toml: is missing"),
    ("no drawing in", removed("exercises/drawing_in.toml"), r"exercises/drawing_in\.toml: is missing"),
    ("no exercises", emptied("exercises"), r"exercises: no exercise found"),
    ("no words", emptied("words/en"), r"words/en: no words found"),
    ("no language", lambda data: shutil.rmtree(data / "words" / "en"), r"words/en: no words found"),
    ("no words at all", lambda data: shutil.rmtree(data / "words"), r"words/en: no words found"),
    ("no data at all", lambda data: shutil.rmtree(data), r"safety\.toml: cannot be read"),
    ("missing exercise", removed("exercises/row.toml"), r"aims\.toml: row is no exercise"),
    (
        "unknown field",
        replaced("exercises/plank.toml", 'role = "control"', 'role = "control"\nlevl = 2'),
        r"plank\.toml: levl: ",
    ),
    ("unknown role", replaced("exercises/plank.toml", 'role = "control"', 'role = "cardio"'), r"plank\.toml: role: "),
    (
        "level beyond four",
        replaced("exercises/plank.toml", "level = 1", "level = 5"),
        r"plank\.toml: rungs\.0\.level: ",
    ),
    ("level as text", replaced("exercises/plank.toml", "level = 1", 'level = "1"'), r"plank\.toml: rungs\.0\.level: "),
    (
        "no rungs' words",
        replaced("exercises/plank.toml", "[rungs.text.en]", "[rungs.text.de]"),
        r"plank\.toml: rungs\.wall: no words in en",
    ),
    (
        "no words of the exercise",
        replaced("exercises/plank.toml", "[text.en]", "[text.de]"),
        r"plank\.toml: text: no words in en",
    ),
    (
        "another id",
        replaced("exercises/plank.toml", 'id = "plank"', 'id = "planks"'),
        r"plank\.toml: id: must be the file's name, plank",
    ),
    (
        "levels fall",
        replaced("exercises/plank.toml", "level = 1", "level = 3"),
        r"plank\.toml: rungs: must stand from easier to harder",
    ),
    (
        "two rungs of one id",
        replaced("exercises/plank.toml", 'id = "table"', 'id = "wall"'),
        r"plank\.toml: rungs: two rungs have the same id",
    ),
    (
        "a rung without id",
        replaced("exercises/plank.toml", 'id = "table"\n', ""),
        r"plank\.toml: rungs: every rung of a ladder needs an id",
    ),
    (
        "unknown dose",
        replaced("exercises/plank.toml", 'dose = "hold"', 'dose = "holds"'),
        r"plank\.toml: rungs\.wall: holds is no dose",
    ),
    (
        "unknown tag",
        replaced("exercises/plank.toml", FIRST_RUNG, FIRST_RUNG + '\ntags = ["spiky"]'),
        r"plank\.toml: rungs\.wall: spiky is no tag",
    ),
    ("unknown rule", replaced("exercises/plank.toml", '"R08"', '"R80"'), r"plank\.toml: R80 is no rule"),
    ("unknown source", replaced("exercises/plank.toml", '"moen"', '"monet"'), r"plank\.toml: monet is no source"),
    ("unknown plane", replaced("exercises/plank.toml", '["flexion"]', '["diagonal"]'), r"plank\.toml: planes\.0: "),
    (
        "unknown flag in a bar",
        replaced("rules/bars.toml", '"osteoporosis"', '"thin_bones"'),
        r"bars\.toml: bone_flexion: thin_bones is no flag",
    ),
    (
        "unknown demand in a bar",
        replaced("rules/bars.toml", '"repeats"', '"wobbles"'),
        r"bars\.toml: bars\.3\.spine\.flexion\.1: ",
    ),
    (
        "unknown exercise in a need",
        replaced("rules/aims.toml", '"hip_90_90"', '"hip_90_80"'),
        r"aims\.toml: hip_90_80 is no exercise",
    ),
    (
        "unknown rest",
        replaced("rules/doses.toml", '"rest_control_s"', '"rest_long_s"'),
        r"doses\.toml: rest_long_s is no number",
    ),
    (
        "a calmer phase asks for more",
        replaced(
            "rules/doses.toml",
            "calm = { sets = 1, reps = 8, hold_s = 2 }",
            "calm = { sets = 5, reps = 30, hold_s = 2 }",
        ),
        r"doses\.toml: relief: a calmer phase asks for more",
    ),
    (
        "no days",
        replaced("rules/week.toml", "days_per_week = 2", "days_per_week = 1"),
        r"week\.toml: no pattern for 2 days a week",
    ),
    (
        "other number of days",
        replaced("rules/week.toml", "days_per_week = 2", "days_per_week = 1"),
        r"week\.toml: a pattern for 1 days has more days or none",
    ),
    (
        "unknown source of a rule",
        replaced("rules/rules.toml", 'sources = ["clinic"]', 'sources = ["klinik"]'),
        r"rules\.toml: rules\.R01: klinik is no source",
    ),
    (
        "unknown flag in a raise",
        replaced("safety.toml", '[["weak_immunity"], ["fever_unwell"]]', '[["weak_imunity"], ["fever_unwell"]]'),
        r"raises\.immune_and_unwell: weak_imunity is no flag",
    ),
    (
        "unknown fact in a raise",
        replaced("safety.toml", "fact:age_65", "fact:age_66"),
        r"raises\.minor_trauma_fragile: fact:age_66 is no flag",
    ),
    (
        "unknown number in a fact",
        replaced("safety.toml", 'below = "adult_age_years"', 'below = "adult_years"'),
        r"safety\.toml: adult_years is no number",
    ),
    (
        "two flags of one id",
        replaced("safety.toml", 'id = "bowel_change"', 'id = "bladder_change"'),
        r"safety\.toml: two flags or raises have the same id",
    ),
    (
        "unknown flag in the rescreen",
        replaced("safety.toml", '"kidney_signs", "weight_loss"', '"kidney_sings", "weight_loss"'),
        r"safety\.toml: rescreen: kidney_sings is no flag",
    ),
    (
        "an urgent flag that is not asked again",
        replaced("safety.toml", '"kidney_signs", "weight_loss"', '"weight_loss"'),
        r"safety\.toml: rescreen: kidney_signs is not asked again",
    ),
    (
        "a flag asked again twice",
        replaced("safety.toml", '"kidney_signs", "weight_loss"', '"kidney_signs", "weight_loss", "weight_loss"'),
        r"safety\.toml: rescreen: weight_loss stands twice",
    ),
    (
        "unknown level",
        replaced("safety.toml", 'level = "emergency"', 'level = "panic"'),
        r"safety\.toml: flags\.0\.level: ",
    ),
    (
        "a number twice",
        appended("evidence/planning.toml", "[numbers.adult_age_years]" + NUMBER),
        r"safety\.toml: numbers\.adult_age_years: stands in another file too",
    ),
    (
        "a number without source",
        appended("evidence/planning.toml", "[numbers.lucky]" + NUMBER.replace("source", "sauce")),
        r"planning\.toml: numbers\.lucky\.source: ",
    ),
    (
        "an uncertain status",
        replaced("evidence/planning.toml", 'status = "design"', 'status = "hearsay"'),
        r"planning\.toml: numbers\.\w+\.status: ",
    ),
    (
        "an empty sentence",
        replaced("words/en/adjust.toml", 'short_holds = "short holds"', 'short_holds = " "'),
        r"words: adjust\.short_holds: ",
    ),
    ("a sentence that is a number", appended("words/en/stop.toml", "answer = 42"), r"words: stop\.answer: "),
    (
        "a country twice",
        replaced("countries.toml", 'code = "US"', 'code = "GB"'),
        r"countries\.toml: a country stands twice",
    ),
    (
        "no elsewhere",
        replaced("countries.toml", 'code = "XX"', 'code = "XY"'),
        r"countries\.toml: XX \(elsewhere\) is missing",
    ),
]


@pytest.mark.parametrize(("damage", "line"), [row[1:] for row in DAMAGES], ids=[row[0] for row in DAMAGES])
def test_a_fault_is_told_with_its_file_and_place(data: Path, damage: Damage, line: str) -> None:
    damage(data)
    told = faults_of(data)
    assert any(re.search(line, fault) for fault in told), told


def test_every_fault_of_every_file_is_told_at_once(data: Path) -> None:
    replaced("exercises/plank.toml", 'dose = "hold"', 'dose = "holds"')(data)
    replaced("exercises/row.toml", '"R26"', '"R99"')(data)
    replaced("rules/bars.toml", '"pregnancy"', '"pregnant"')(data)
    replaced("safety.toml", "fact:age_65", "fact:age_66")(data)
    appended("exercises/squat.toml", "oh no")(data)
    appended("words/en/notes.toml", "nothing = ''")(data)
    told = faults_of(data)
    for part in ("plank.toml", "row.toml", "bars.toml", "safety.toml", "squat.toml", "words: notes.nothing"):
        assert any(part in fault for fault in told), part


def test_no_file_of_numbers_is_forgotten() -> None:
    """A new file of numbers joins the list, so that it cannot go missing unseen."""
    assert {path.stem for path in (DATA / "evidence").glob("*.toml")} == set(FILES)


def test_undamaged_files_load(data: Path) -> None:
    assert load_content(data).library == load_content().library
