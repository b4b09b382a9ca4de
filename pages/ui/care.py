"""Care cards in the manner of the NHS: emergency, urgent, see a clinician; and the callout to go on with care."""

from typing import Final

import streamlit as st

from core.content.countries import Countries, Country
from core.content.words import Words
from core.model.routine import Result
from core.model.triage import TriageFinding
from core.model.vocabulary import Level
from pages.ui import places, state
from pages.ui.reasons import reason_sentence

NO_ROUTINE: Final[tuple[Level, ...]] = ("emergency", "urgent", "see_clinician")


def countries() -> Countries:
    """Whose numbers there are."""
    return state.journal().content.countries


def needs_help_first(result: Result) -> bool:
    """Whether the answers call for a person to look at them before any exercise."""
    return result.triage.level in NO_ROUTINE


def numbers_in_words(words: Words, numbers: tuple[str, ...]) -> str:
    """ "112 or 999"."""
    said = numbers[0]
    for number in numbers[1:]:
        said = words("help.numbers.or", first=said, second=number)
    return said


def care_card(result: Result) -> None:
    """What to do, the number to call, what it rests on, and the way to change an answer."""
    words = state.words()
    level = result.triage.level
    country = countries().of(state.profile().country)
    _action(words, result, country)
    _country(words, country)
    if level == "see_clinician":
        with st.container(border=True):
            st.header(words("help.meanwhile.title"), anchor=False)
            for key in ("walk", "rest", "pain_not_damage", "heat"):
                st.markdown(words(f"help.meanwhile.{key}"))
    _rests_on(words, result.triage.findings)


def caution_card(result: Result) -> None:
    """What calls for care, and what should be looked at in the next weeks; then the routine follows."""
    words = state.words()
    findings = result.triage.findings
    care = [finding for finding in findings if not finding.prompt]
    prompts = [finding for finding in findings if finding.prompt]
    if prompts:
        body = [words("help.caution.prompt"), *(f"- {sentence}" for sentence in _sentences(words, prompts))]
        st.warning("\n\n".join([body[0], "\n".join(body[1:])]), title=words("help.caution.prompt_title"))
    if care:
        lines = "\n".join(f"- {sentence}" for sentence in _sentences(words, care))
        st.warning(f"{words('help.caution.what')}\n\n{lines}", title=words("help.caution.title"))
    places.link("intake", words("help.answered.change"))


def _action(words: Words, result: Result, country: Country) -> None:
    level = result.triage.level
    emergency = numbers_in_words(words, country.emergency)
    key = f"help.{level}"
    if level == "emergency":
        call = words(f"{key}.call", numbers=emergency)
    elif level == "urgent":
        advice = numbers_in_words(words, country.advice) if country.advice else ""
        call = words(f"{key}.call", numbers=advice) if advice else words(f"{key}.call_no_line")
    else:
        call = words(f"{key}.call")
    box = st.info if level == "see_clinician" else st.error
    names = ["do_1", "do_2", "do_3"]
    if level == "see_clinician" and not _a_word_is_enough(result):
        names[1] = "do_2_look_again"
    steps = "\n".join(f"- {words(f'{key}.{name}', emergency=emergency)}" for name in names)
    st.title(words(f"{key}.title"), anchor=False)
    box(f"{words(f'{key}.what')}\n\n{steps}", title=call)


def _a_word_is_enough(result: Result) -> bool:
    """Whether a clinician's word that exercise is fine would clear every finding that holds the routine back."""
    safety = state.journal().content.safety
    clearable = {entry.id for entry in (*safety.flags, *safety.raises) if entry.clearable}
    return all(finding.flag in clearable for finding in result.triage.findings if finding.level == "see_clinician")


def _country(words: Words, country: Country) -> None:
    """The setting stands where it is needed: beside the number."""
    known = countries().codes
    state.set_widget_once("care_country", country.code)
    st.selectbox(
        words("help.country.label"),
        known,
        format_func=lambda code: words(f"help.country.{code}"),
        key="care_country",
        on_change=_save_country,
        width=280,
    )
    st.caption(words("help.country.elsewhere_note"))


def _save_country() -> None:
    chosen = state.widget_value("care_country")
    profile = state.profile().model_copy(update={"country": chosen})
    state.journal().save_profile(state.owner(), profile, state.now())


def _rests_on(words: Words, findings: tuple[TriageFinding, ...]) -> None:
    with st.container(border=True):
        st.header(words("help.answered.title"), anchor=False)
        for level in ("emergency", "urgent", "see_clinician", "caution"):
            of_level = [finding for finding in findings if finding.level == level]
            if of_level:
                lines = "\n".join(f"- {sentence}" for sentence in _sentences(words, of_level))
                st.markdown(f"**{words(f'help.answered.level_{level}')}**\n\n{lines}")
        places.link("intake", words("help.answered.change"))


def _sentences(words: Words, findings: list[TriageFinding]) -> list[str]:
    """Every reason once, in order."""
    said = (reason_sentence(words, because) for finding in findings for because in finding.because)
    return list(dict.fromkeys(said))
