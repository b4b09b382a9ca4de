"""Paths of the case that are worked out from several answers: the pattern of long-lasting pain, the sports."""

from datetime import date

from pydantic import JsonValue

from core.content.questionnaire import Questionnaire
from core.content.questions import Grid, Many
from core.intake.reading import Answers, chosen, marked, names_in
from core.intake.showing import began_before, is_asked
from core.model.vocabulary import FlagAnswer


def made_values(questionnaire: Questionnaire, answers: Answers, today: date) -> dict[str, JsonValue]:
    """Path -> value of everything that is worked out. The answers it rests on have been checked before."""
    return {
        "safety.inflammatory_pattern": inflammatory_pattern(questionnaire, answers, today),
        "lifestyle.sports": sports(questionnaire, answers, today),
    }


def inflammatory_pattern(questionnaire: Questionnaire, answers: Answers, today: date) -> FlagAnswer:
    """Yes where it began before the age, lasts longer than the weeks, and enough features are yes (NICE NG65).

    Unsure where the answers `unsure` could make the difference, no where even they could not.
    """
    features = questionnaire.question("pattern_features")
    if not isinstance(features, Grid) or not is_asked(features, questionnaire, answers, today):
        return "no"  # not asked: it lasts too short or began too late, so the pattern cannot be there
    told = list(marked(features, answers.get(features.id)).values())
    enough = questionnaire.numbers["inflammatory_features"]
    if told.count("yes") + told.count("unsure") < enough:
        return "no"
    began = began_before(questionnaire, answers, today) or answers.get("began_early")
    return "yes" if began == "yes" and told.count("yes") >= enough else "unsure"


def sports(questionnaire: Questionnaire, answers: Answers, today: date) -> JsonValue:
    """Every sport named, with whether it uses one side more."""
    question = questionnaire.question("sports")
    assert isinstance(question, Many)
    one_sided = questionnaire.one_sided_sports
    typed = {
        condition.one_of[0]: text.id
        for text in questionnaire.questions
        for condition in text.show_when
        if condition.question == question.id
    }
    found: dict[str, bool] = {}
    for option in chosen(question, answers.get(question.id)):
        if option == question.none:
            continue
        if option in typed:
            for name in names_in(answers.get(typed[option])):
                found[name] = found.get(name, False) or typed[option] == one_sided.typed
        else:
            found[option.replace("_", " ")] = option in one_sided.named
    return [{"name": name, "one_sided": sided} for name, sided in found.items()]
