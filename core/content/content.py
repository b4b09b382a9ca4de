"""All data files as one frozen value, checked as a whole: nothing starts on data that does not fit together."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeVar, get_args

from core.content.countries import Countries, load_countries
from core.content.evidence import Evidence, load_evidence
from core.content.figures import load_body, load_how_tos, with_figures
from core.content.files import DATA, ContentError
from core.content.library import load_library
from core.content.questionnaire import Questionnaire, load_questionnaire
from core.content.rules import Rules, load_rules
from core.content.safety import Safety, load_safety
from core.content.words import Words, load_words
from core.figures.body import Body
from core.model.exercise import Library
from core.model.figure import Figure
from core.model.vocabulary import ActivityName

FIRST_LANGUAGE = "en"


@dataclass(frozen=True, eq=False)
class Content:
    """The exercise library, the safety screen, rules, numbers, the questionnaire, pictures, words by language.

    Known by its identity, so that what follows from it alone can be remembered.
    """

    library: Library
    safety: Safety
    rules: Rules
    evidence: Evidence
    questionnaire: Questionnaire
    countries: Countries
    body: Body
    how_tos: Mapping[str, Figure]
    words: Mapping[str, Words]


Found = TypeVar("Found")


def once_a_content(find: Callable[[Content], Found]) -> Callable[[Content], Found]:
    """What follows from the content alone: found once for each content."""
    return lru_cache(maxsize=4)(find)


@lru_cache(maxsize=4)
def load_content(data: Path = DATA) -> Content:
    """Everything below `data`. Raises ContentError with every fault of every file."""
    faults: list[str] = []
    evidence = load_evidence(data / "evidence", faults)
    safety = load_safety(data / "safety.toml", evidence, faults)
    rules = load_rules(data / "rules", faults)
    body = load_body(data / "figures", faults)
    library = with_figures(load_library(data / "exercises", faults), body, faults)
    languages = sorted({FIRST_LANGUAGE, *(path.name for path in (data / "words").glob("*") if path.is_dir())})
    words = {language: load_words(data / "words", language, faults) for language in languages}
    how_tos = load_how_tos(data / "figures" / "how_to.toml", body, words, faults)
    countries = load_countries(data / "countries.toml", faults)
    questionnaire = load_questionnaire(data, words[FIRST_LANGUAGE], faults)
    if safety is not None and rules is not None:
        faults += _cross_faults(library, safety, rules, evidence)
    if faults or safety is None or rules is None or countries is None or body is None:
        raise ContentError(faults)
    return Content(library, safety, rules, evidence, questionnaire, countries, body, how_tos, words)


def _cross_faults(library: Library, safety: Safety, rules: Rules, evidence: Evidence) -> list[str]:
    """What one file says of another: doses, rules, sources, tags, flags and numbers that are nowhere defined."""
    faults: list[str] = []
    known_tags = {tag for bar in rules.bars for tag in bar.tags} | PLAIN_TAGS
    for exercise in library.exercises:
        where = f"{exercise.id}.toml"
        faults += [f"{where}: {rule} is no rule" for rule in exercise.rules if rule not in rules.rules]
        faults += [f"{where}: {source} is no source" for source in exercise.sources if source not in rules.sources]
        for rung in exercise.rungs:
            if rung.dose not in rules.doses:
                faults.append(f"{where}: rungs.{rung.id}: {rung.dose} is no dose")
            faults += [f"{where}: rungs.{rung.id}: {tag} is no tag" for tag in set(rung.tags) - known_tags]
    for bar in rules.bars:
        faults += [f"bars.toml: {bar.id}: {flag} is no flag" for flag in set(bar.flags) - safety.flag_ids]
    ids = {exercise.id for exercise in library.exercises}
    named = {name for need in rules.aims.needs for name in need.exercises} | {*rules.aims.daily.exercises}
    faults += [f"aims.toml: {name} is no exercise" for name in sorted(named - ids)]
    faults += [f"exercises/{name}.toml: is missing" for name in sorted(NAMED - ids)]
    for kind in rules.doses.values():
        if kind.rest not in evidence.numbers:
            faults.append(f"doses.toml: {kind.rest} is no number of data/evidence")
    return faults


# Exercises that the plan asks for by name: activities, ankle bouts, and what is left on a very bad day.
NAMED = frozenset({*get_args(ActivityName), "ankle_dorsiflexion_mobilisation", "pelvic_tilt", "drawing_in"})

# Tags that other parts than the bars read: weekly limits, novelties, and the free range of the knee flops.
PLAIN_TAGS = frozenset({"deadlift", "novelty", "comfortable_range", "running"})
