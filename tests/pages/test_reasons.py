"""Answers and reasons in plain words: every path and every value of a case has its own."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

import pytest

from core.content.files import DATA
from core.content.words import Words, load_words
from core.model import vocabulary
from core.model.case import Case
from core.model.reason import Answer, Because
from pages.ui.reasons import answer_sentence, reason_sentence, sources_in_words, value_in_words
from tests.pages.conftest import ROOT

CASE = json.loads((ROOT / "tests" / "fixtures" / "case_example.json").read_text(encoding="utf-8"))
OF_RESULT = ("directional_preference", "direction_strength", "phase", "age_years", "level_cap", "start_level")


@cache
def english() -> Words:
    faults: list[str] = []
    words = load_words(DATA / "words", "en", faults)
    assert faults == []
    return words


def paths(node: dict[str, Any], before: str = "") -> Iterator[str]:
    for name, value in node.items():
        if isinstance(value, dict):
            yield from paths(value, f"{before}{name}.")
        else:
            yield f"{before}{name}"


@pytest.mark.parametrize("path", sorted(paths(CASE)))
def test_every_answer_has_a_name(path: str) -> None:
    assert f"answers.label.{path}" in english()


def test_the_example_has_every_path_of_a_case() -> None:
    told = {path.split(".")[0] for path in paths(CASE)}
    assert told == set(Case.model_fields)


@pytest.mark.parametrize("name", OF_RESULT)
def test_every_finding_that_reasons_quote_has_a_name(name: str) -> None:
    assert f"answers.label.assessment.{name}" in english()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        *((f"positions.{name}", vocabulary.PositionAnswer) for name in vocabulary.POSITIONS),
        ("direction_trials.extension", vocabulary.TrialAnswer),
        ("pain.trend", vocabulary.Trend),
        ("pain.location", vocabulary.Location),
        ("lifestyle.work", vocabulary.Work),
        ("capacity.cannot", vocabulary.Capacity),
        ("capacity.training", vocabulary.Training),
        ("equipment", vocabulary.Equipment),
        ("preferences.activities", vocabulary.ActivityName),
        ("safety.saddle_anaesthesia", vocabulary.FlagAnswer),
        ("assessment.phase", vocabulary.Phase),
        ("assessment.directional_preference", vocabulary.Direction),
        ("assessment.direction_strength", vocabulary.DirectionStrength),
    ],
)
def test_every_value_has_words_of_its_own(path: str, kind: Any) -> None:
    values = get_args(kind)
    said = [value_in_words(english(), path, value) for value in values]
    assert len(set(said)) == len(values)
    assert all("_" not in words for words in said)


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("positions.sitting", "worse", "makes it worse"),
        ("pain.now", 4, "4 out of 10"),
        ("pain.weeks_since_onset", 20, "20 weeks"),
        ("sitting.hours_per_day", 9.5, "9.5 hours"),
        ("ankle.left_cm", [7.5, 8.0], "7.5 cm, 8 cm"),
        ("ankle.right_cm", None, "not given"),
        ("equipment", ["mat", "pull_up_bar"], "mat, pull-up bar"),
        ("equipment", [], "none"),
        ("lifestyle.believes_movement_harms", True, "yes"),
        ("lifestyle.sports", [{"name": "tennis", "one_sided": True}], "tennis (one-sided)"),
        ("direction_trials.flexion", "worse", "felt worse"),
        ("pain.trend", "worsening", "getting worse"),
        ("person.birth_year", 1988, "1988"),
    ],
)
def test_values(path: str, value: Any, said: str) -> None:
    assert value_in_words(english(), path, value) == said


def test_an_answer_is_said_with_its_question() -> None:
    assert answer_sentence(english(), Answer(path="positions.sitting", value="worse")) == "Sitting: makes it worse"


def test_a_reason_may_name_its_answers() -> None:
    words = Words(dict(english().sentences) | {"because.t": "{labels} / {answers} / {now}"}, "en")
    answers = (Answer(path="positions.sitting", value="worse"), Answer(path="pain.now", value=4))
    because = Because(code="t", rule="R01", answers=answers, source="clinic")
    said = "Sitting, Pain right now / Sitting: makes it worse; Pain right now: 4 out of 10 / 4 out of 10"
    assert reason_sentence(words, because) == said


def test_articles_are_cited_by_author_and_title() -> None:
    from core.content.content import load_content

    sources = load_content().rules.sources
    assert sources_in_words(sources, "moen")[0].startswith("Michelle Moen")
    assert len(sources_in_words(sources, "clinic, hershfield_corbett")) == 2
    assert sources_in_words(sources, "our choice") == ["our choice"]
    assert sources_in_words(sources, "Long et al. 2004, Spine") == ["Long et al. 2004, Spine"]
