"""Every code has its sentence, every key that is asked for exists, and no sentence claims what the product must not."""

import ast
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

from core.assess.findings import NOTHING_TO_DO
from core.content.questionnaire import case_paths
from core.model.reason import Because
from core.model.review import Verdict
from core.model.routine import Result
from core.model.vocabulary import FOUNDATIONS, LEVELS, PHASES, PLANES, POSITIONS, Capacity
from core.recommend.reasons import ADJUSTED_BY
from core.recommend.recommend import recommend
from pages.ui.reasons import reason_sentence
from tests.make import ALL_KIT, a_case, content, every_rung
from tests.source.sources import ANY, ROOT, as_pattern, calls, modules, short, strings, told

WORDS = content().words["en"]
KEYS = set(WORDS.sentences)
FILES = {path.stem for path in (ROOT / "data" / "words" / "en").glob("*.toml")}
DECIDING = modules("core/triage", "core/assess", "core/recommend", "core/trends", "core/review")


# The codes of reasons

FINDING_IDS = {
    text
    for _, call in calls(ROOT / "core/assess/findings.py")
    if isinstance(call.func, ast.Attribute) and call.func.attr == "_finding"
    for text in [told(call.args[0])]
    if text is not None and ANY not in text
} | {
    "ankle_difference",
    "ankle_sides_alike",
    *(f"ankle_{side}_{what}" for side in ("left", "right") for what in ("typical", "below_typical", "not_measured")),
}
RAISES = {entry.id for entry in content().safety.raises} | {content().safety.together.id}
KIT = {"_".join(rung.equipment[0]) for _, rung in every_rung() if rung.equipment}
NEEDS = {need.finding for need in content().rules.aims.needs}
# What the codes that are put together can become.
EXPANDED: dict[str, set[str]] = {
    "flag_*": {"flag_yes", "flag_unsure"},
    "raise_*": {f"raise_{name}" for name in RAISES},
    "direction_trial_*_*": {f"direction_trial_{d}_{a}" for d in ("extension", "flexion") for a in ("better", "worse")},
    "phase_*": {f"phase_{phase}" for phase in PHASES},
    "finding_*": {f"finding_{name}" for name in FINDING_IDS},
    "bar_*": {f"bar_{bar.id}" for bar in content().rules.bars},
    "cannot_*": {f"cannot_{need}" for need in get_args(Capacity)},
    "no_*": {f"no_{kit}" for kit in KIT},
    "adjust_*": {f"adjust_{code}" for code in ADJUSTED_BY},
    "in_direction_*": {"in_direction_extension", "in_direction_flexion"},
    "in_returned_*": {f"in_returned_{plane}" for plane in PLANES},
    "hold_*": {f"hold_{zone}" for zone in ("amber", "red")},
    "hold_bracing_*": {f"hold_bracing_{plane}" for plane in PLANES},
    "in_plane_*": {f"in_plane_{plane}" for plane in PLANES},
    "in_need_*": {f"in_need_{need}" for need in NEEDS},
    "in_foundation_*": {f"in_foundation_{foundation}" for foundation in FOUNDATIONS},
    "trend_*": {f"trend_{verdict}" for verdict in get_args(Verdict)},
    "day_direction_*": {"day_direction_extension", "day_direction_flexion"},
}


def codes() -> Iterator[tuple[str, str]]:
    """Every code of a reason as it is written in the sources: (where, code or pattern)."""
    for path in DECIDING:
        for name, call in calls(path):
            given = next((keyword.value for keyword in call.keywords if keyword.arg == "code"), None)
            if name in ("reason", "count", "why", "asked", "held", "by_standing") and call.args:
                given = given or call.args[0]
            if name == "_obstacle" and len(call.args) > 1:
                given = call.args[1]
            choices = (given.body, given.orelse) if isinstance(given, ast.IfExp) else (given,)
            for choice in choices:
                text = told(choice)
                if text is not None:
                    yield f"{short(path)}:{call.lineno}", text


def constants() -> set[str]:
    """Every plain string of the deciding rooms: a code chosen into a variable is one of them."""
    return {text for path in DECIDING for text in strings(path)}


def test_every_code_written_in_the_sources_has_its_sentence() -> None:
    found = list(codes())
    assert len(found) > 30
    for where, code in found:
        if ANY in code:
            assert code in EXPANDED, f"{where}: say in EXPANDED what {code} can become"
        else:
            assert f"because.{code}" in KEYS, where


@pytest.mark.parametrize("pattern", EXPANDED)
def test_every_code_put_together_has_its_sentence(pattern: str) -> None:
    assert EXPANDED[pattern]
    missing = {code for code in EXPANDED[pattern] if f"because.{code}" not in KEYS}
    assert missing == set()


def test_no_sentence_of_a_reason_is_idle() -> None:
    possible = constants() | {code for group in EXPANDED.values() for code in group}
    idle = {key for key in KEYS if key.startswith("because.") and key.removeprefix("because.") not in possible}
    assert idle == set()


def test_every_finding_has_title_and_evidence_and_a_step_where_there_is_something_to_do() -> None:
    for name in FINDING_IDS:
        assert {f"findings.{name}.title", f"findings.{name}.evidence", f"because.finding_{name}"} <= KEYS
    assert {key.split(".")[1] for key in KEYS if key.startswith("findings.")} == FINDING_IDS
    assert {key.split(".")[1] for key in KEYS if key.startswith("steps.")} == FINDING_IDS - NOTHING_TO_DO


def test_what_would_change_a_thing_left_out_has_its_sentence() -> None:
    told_changes = {bar.change for bar in content().rules.bars}
    known = {key.removeprefix("change.") for key in KEYS if key.startswith("change.")}
    for path in modules("core/recommend"):
        for name, call in calls(path):
            given = [keyword.value for keyword in call.keywords if keyword.arg == "change"]
            given += call.args[1:2] if name == "Obstacle" else call.args[3:4] if name == "_obstacle" else []
            told_changes |= {text for node in given if (text := told(node)) is not None}
    assert told_changes <= known
    assert known <= told_changes | constants()


def test_the_small_vocabularies_have_their_sentences() -> None:
    routine = (ROOT / "core/recommend/routine.py").read_text(encoding="utf-8")
    notes = set(re.findall(r'notes\.append\("(\w+)"\)', routine))
    notes |= {
        note for inside in re.findall(r"notes = \[([^\]]+)\]", routine) for note in re.findall(r'"(\w+)"', inside)
    }
    for pattern in re.findall(r'notes\.append\(f"(\w+)_\{preference\}"\)', routine):
        notes |= {f"{pattern}_extension", f"{pattern}_flexion"}
    stops = set(re.findall(r'StopRule\(id="(\w+)"', routine))
    assert len(notes) > 4
    assert len(stops) > 4
    assert {key for key in KEYS if key.startswith("notes.")} == {f"notes.{note}" for note in notes}
    assert {key for key in KEYS if key.startswith("stop.")} == {f"stop.{stop}" for stop in stops}
    assert {key for key in KEYS if key.startswith("adjust.")} == {f"adjust.{code}" for code in ADJUSTED_BY}
    assert {key for key in KEYS if key.startswith("habits.")} == {"habits.sitting_break"}
    for level in LEVELS[:3]:
        assert any(key.startswith("help.") and level in key for key in KEYS), level


# Keys that the sources ask for

CASE_PATHS = {*case_paths(), *(f"safety.{flag.id}" for flag in content().safety.flags)}
KEY = re.compile(r"^[a-z_]+(\.[a-zA-Z0-9_*]+)+$")


# The tables of the database have names of their own that look like keys.
ASKING = [path for path in [*modules("core", "pages"), ROOT / "app.py"] if "storage" not in path.parts]


def keys_asked_for(path: Path) -> Iterator[str]:
    """Strings that look like a key of the words: they begin with a file of words and are no path of a case."""
    for text in strings(path):
        if KEY.match(text) and text.split(".")[0] in FILES and not text.endswith((".py", ".toml", ".svg")):
            plain = text.replace(ANY, "left")
            if plain not in CASE_PATHS:
                yield text


@pytest.mark.parametrize("path", ASKING, ids=short)
def test_every_key_asked_for_exists(path: Path) -> None:
    for key in keys_asked_for(path):
        if ANY in key:
            assert any(as_pattern(key).fullmatch(known) for known in KEYS), key
        else:
            assert key in KEYS or any(known.startswith(f"{key}.") for known in KEYS), key


# Every sentence can be said: what stands in its braces is there


def some_case(seed: int) -> Any:
    """Somebody, by chance but the same each time."""
    pick = random.Random(seed)
    few = lambda options, most: pick.sample(list(options), pick.randint(0, most))  # noqa: E731
    changes: dict[str, Any] = {
        "pain.now": pick.randint(0, 9),
        "pain.average_week": pick.randint(0, 7),
        "pain.worst_week": pick.randint(0, 9),
        "pain.trend": pick.choice(["improving", "same", "worsening"]),
        "pain.weeks_since_onset": pick.choice([1, 5, 20]),
        "person.birth_year": pick.randint(1940, 2010),
        "capacity.cannot": few(["floor", "prone", "supine", "kneel", "wrists", "stand_5_min", "overhead", "hang"], 2),
        "capacity.training": pick.choice(["new", "some", "regular"]),
        "equipment": few(ALL_KIT, 8),
        "preferences.minutes_per_day": pick.choice([5, 8, 15, 30, 60]),
        "preferences.days_per_week": pick.randint(1, 7),
        "preferences.activities": few(["walking", "swimming", "running", "cycling", "yoga"], 3),
        "preferences.excluded_exercises": few([e.id for e in content().library.exercises], 3),
        "direction_trials.extension": pick.choice(["not_tried", "better", "no_change", "worse"]),
        "direction_trials.flexion": pick.choice(["not_tried", "better", "no_change", "worse"]),
        "ankle.left_cm": pick.choice([None, [6], [9.5, 10], [12]]),
        "lifestyle.work": pick.choice(["heavy", "mixed", "sedentary"]),
        "lifestyle.smoker": pick.choice([True, False]),
        "lifestyle.stress": pick.randint(0, 10),
        "lifestyle.sleep_quality": pick.randint(0, 10),
    }
    changes |= {f"positions.{name}": pick.choice(["worse", "better", "no_effect", "unsure"]) for name in POSITIONS}
    if seed % 2:
        mild = [flag.id for flag in content().safety.flags if flag.level in ("caution", "see_clinician")]
        changes |= {f"safety.{flag}": pick.choice(["yes", "unsure"]) for flag in pick.sample(mild, 2)}
        changes["person.cleared_by_clinician_on"] = pick.choice([None, "2026-11-01"])
    return a_case(**changes)


def reasons_of(result: Result) -> Iterator[Because]:
    for found in (*result.triage.findings, *result.assessment.findings):
        yield from found.because
    yield from (*result.assessment.direction_evidence, *result.assessment.phase_because)
    yield from result.assessment.level_because
    if result.routine:
        routine = result.routine
        for row in (*routine.items, *routine.through_the_day, *routine.activity, *routine.missing, *routine.left_out):
            yield from row.because


SEEDS = range(120)
RESULTS: dict[int, Result] = {}


def result(seed: int) -> Result:
    if seed not in RESULTS:
        RESULTS[seed] = recommend(some_case(seed), content())
    return RESULTS[seed]


def test_every_reason_reads_as_a_sentence() -> None:
    said: set[str] = set()
    for seed in SEEDS:
        for because in reasons_of(result(seed)):
            sentence = reason_sentence(WORDS, because)
            assert sentence[0].isupper() or sentence[0] in "“0123456789", sentence
            assert sentence[-1] in ".!?", sentence
            assert "{" not in sentence
            assert "None" not in sentence
            assert "True" not in sentence
            assert "_" not in sentence, sentence
            said.add(because.code)
    assert len(said) > 100


def test_every_reason_rests_on_a_rule_or_a_flag() -> None:
    known = set(content().rules.rules) | content().safety.flag_ids
    for seed in SEEDS:
        for because in reasons_of(result(seed)):
            assert because.rule in known, because
            assert because.source
            assert because.evidence is None or because.evidence in content().evidence.numbers, because


def test_every_finding_has_a_source_a_person_can_read() -> None:
    for seed in SEEDS:
        for finding in result(seed).assessment.findings:
            assert len(finding.source) > 5


# What must not be said

NEVER = [
    r"safe for you",
    r"\bcure[sd]?\b",
    r"\bguarantee",
    r"\bdegenerat",
    r"\bwear and tear\b",
    r"\bcrumbl",
    r"\bherniat(?!ed)",
    r"\bslipping out\b",
    r"\bout of place\b",
    r"\bmust never\b",
    r"\bno risk\b",
    r"\brisk[- ]free\b",
    r"\bmiracle",
    r"\bprevents? (back )?pain\b",
    r"\bfix(es)? your back\b",
    r"\bwill heal\b",
    r"\bchance of\b",
    r"\d ?% (chance|likely|probab)",
    r"\bprobab",
]
DISCLAIMER = re.compile(r"\b(no|not|cannot|never|without)\b[^.]*\bdiagnos", re.IGNORECASE)


def everything_said() -> Iterator[tuple[str, str]]:
    yield from WORDS.sentences.items()
    for exercise in content().library.exercises:
        text = exercise.text["en"]
        for sentence in (text.summary, text.purpose, *text.stop, text.side_note or ""):
            yield exercise.id, sentence
        for rung in exercise.rungs:
            for sentence in (*rung.text["en"].steps, *rung.text["en"].cues, *rung.text["en"].mistakes):
                yield f"{exercise.id}/{rung.id}", sentence


def test_no_sentence_frightens_or_promises() -> None:
    found = [
        (where, sentence)
        for where, sentence in everything_said()
        for claim in NEVER
        if re.search(claim, sentence, re.IGNORECASE)
    ]
    assert found == []


def test_diagnosis_is_named_only_to_say_that_this_is_none() -> None:
    for where, sentence in everything_said():
        if "diagnos" in sentence.lower():
            assert DISCLAIMER.search(sentence), (where, sentence)


def test_damage_is_named_only_to_say_that_pain_is_not_it() -> None:
    for where, sentence in everything_said():
        if "damage" in sentence.lower() and not where.startswith("storage."):
            assert re.search(r"not the same as (damage|harm)", sentence), (where, sentence)


def test_somewhere_it_says_that_there_are_no_warning_signs_in_the_answers() -> None:
    assert any("no warning signs in your answers" in sentence.lower() for sentence in WORDS.sentences.values())
