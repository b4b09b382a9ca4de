"""Which questions are asked of this person: conditions on answers given so far, three-valued where they are unsure."""

from datetime import date

from pydantic import JsonValue

from core.content.questionnaire import Questionnaire
from core.content.questions import Condition, Grid, Page, Question
from core.intake.reading import Answers, marked, read
from core.model.triage import one_step_lower
from core.model.vocabulary import LEVELS, FlagAnswer, Level

WEEKS_A_YEAR = 52.18


def asked_pages(questionnaire: Questionnaire, answers: Answers, today: date) -> tuple[Page, ...]:
    """The pages on which something is asked, each with only the questions that are."""
    pages = []
    for page in questionnaire.pages:
        questions = tuple(q for q in page.questions if is_asked(q, questionnaire, answers, today))
        if questions:
            pages.append(page if questions == page.questions else page.model_copy(update={"questions": questions}))
    return tuple(pages)


def is_asked(question: Question, questionnaire: Questionnaire, answers: Answers, today: date) -> bool:
    """Whether every condition of the question holds."""
    return all(_holds(condition, questionnaire, answers, today) for condition in question.show_when)


def flag_answers(questionnaire: Questionnaire, answers: Answers) -> dict[str, str]:
    """The flags answered so far. A flag that is not there is not answered: it is never a no."""
    flags: dict[str, str] = {}
    for question in questionnaire.questions:
        if isinstance(question, Grid) and question.path == "safety":
            flags.update(marked(question, answers.get(question.id)))
    return flags


def flag_levels(questionnaire: Questionnaire, answers: Answers) -> dict[str, Level]:
    """The level of every flag answered yes or unsure so far (unsure: one step lower)."""
    told = flag_answers(questionnaire, answers)
    levels: dict[str, Level] = {}
    for flag in questionnaire.flags:
        if told.get(flag.id) == "yes":
            levels[flag.id] = flag.level
        elif told.get(flag.id) == "unsure":
            levels[flag.id] = one_step_lower(flag.level)
    return levels


def value_of(question_id: str, questionnaire: Questionnaire, answers: Answers, today: date) -> JsonValue:
    """The one value of a question with one path, as the case would have it; None where it has none (yet)."""
    return next(iter(read(questionnaire.question(question_id), answers, questionnaire, today).values.values()), None)


def began_before(questionnaire: Questionnaire, answers: Answers, today: date) -> FlagAnswer | None:
    """Whether the pain first began before the age that the pattern names; None: the person has to say."""
    age = _age(questionnaire, answers, today)
    weeks = value_of("duration", questionnaire, answers, today)
    if age is None or not isinstance(weeks, (int, float)):
        return None
    if age - weeks / WEEKS_A_YEAR < questionnaire.numbers["inflammatory_began_before_years"]:
        return "yes"
    about = answers.get("about_pain")
    return "no" if isinstance(about, list) and "first_episode" in about else None


def _age(questionnaire: Questionnaire, answers: Answers, today: date) -> int | None:
    """Counted as the case counts it: the year less the year of birth."""
    year = value_of("birth_year", questionnaire, answers, today)
    return today.year - year if isinstance(year, int) else None


def _holds(condition: Condition, questionnaire: Questionnaire, answers: Answers, today: date) -> bool:
    if condition.rule is not None:
        return _RULES[condition.rule](questionnaire, answers, today)
    if condition.below_level is not None:
        limit = LEVELS.index(condition.below_level)
        return all(LEVELS.index(level) > limit for level in flag_levels(questionnaire, answers).values())
    if condition.no_flags:
        flags = flag_answers(questionnaire, answers)
        return all(flags.get(flag) == "no" for flag in condition.no_flags)
    if condition.question is None:
        return True
    if condition.below is not None:
        value = value_of(condition.question, questionnaire, answers, today)
        return isinstance(value, (int, float)) and value < questionnaire.numbers[condition.below]
    answer = answers.get(condition.question)
    if isinstance(answer, list):
        return any(option in answer for option in condition.one_of)
    return isinstance(answer, str) and answer in condition.one_of


def _clearance_matters(questionnaire: Questionnaire, answers: Answers, today: date) -> bool:
    """Contract, point 2: a clinician's word changes the advice on clearable flags, under 18, and worsening."""
    flags = flag_answers(questionnaire, answers)
    age = _age(questionnaire, answers, today)
    return (
        any(flag.clearable and flags.get(flag.id) in ("yes", "unsure") for flag in questionnaire.flags)
        or answers.get("pain_trend") == "worsening"
        or (age is not None and age < questionnaire.numbers["adult_age_years"])
    )


def _lasts_long(questionnaire: Questionnaire, answers: Answers, today: date) -> bool:
    weeks = value_of("duration", questionnaire, answers, today)
    return isinstance(weeks, (int, float)) and weeks > questionnaire.numbers["inflammatory_lasting_weeks"]


def _ask_began_early(questionnaire: Questionnaire, answers: Answers, today: date) -> bool:
    return (
        _lasts_long(questionnaire, answers, today)
        and _age(questionnaire, answers, today) is not None
        and began_before(questionnaire, answers, today) is None
    )


def _pattern_possible(questionnaire: Questionnaire, answers: Answers, today: date) -> bool:
    if not _lasts_long(questionnaire, answers, today):
        return False
    began = began_before(questionnaire, answers, today)
    return began == "yes" or (began is None and answers.get("began_early") in ("yes", "unsure"))


_RULES = {
    "clearance_matters": _clearance_matters,
    "ask_began_early": _ask_began_early,
    "pattern_possible": _pattern_possible,
}
