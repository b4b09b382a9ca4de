"""An answer that cannot wait: what to do and whom to call, in the middle of the questions."""

import streamlit as st

from core.intake.progress import HelpNow
from pages.ui import care, state

COUNTRY = "intake_country"


def card(found: HelpNow) -> None:
    """The call to make, the numbers of the person's country, what was marked."""
    words, country = state.words(), care.countries().of(state.profile().country)
    emergency = care.numbers_in_words(words, country.emergency)
    key = f"help.{found.level}"
    call = words(f"{key}.call", numbers=emergency) if found.level == "emergency" else urgent_call()
    st.title(words(f"{key}.title"), anchor=False)
    st.error(call)
    signs = [f"- {words(f'questionnaire.flags.{flag}.short')}" for flag in found.flags]
    st.markdown("\n".join([words("intake.help.marked"), "", *signs]))
    st.markdown(words(f"{key}.what"))
    st.markdown("\n".join(f"- {words(f'{key}.do_{step}', emergency=emergency)}" for step in (1, 2, 3)))
    state.set_widget_once(COUNTRY, country.code)
    st.selectbox(
        words("help.country.label"),
        care.countries().codes,
        format_func=lambda code: words(f"help.country.{code}"),
        key=COUNTRY,
        on_change=_save_country,
        width=280,
    )
    st.caption(words("help.country.elsewhere_note"))


def at_once(found: HelpNow) -> str:
    """One sentence beside an answer just given: whom to call."""
    words, country = state.words(), care.countries().of(state.profile().country)
    if found.level == "urgent":
        return urgent_call()
    return words("help.emergency.call", numbers=care.numbers_in_words(words, country.emergency))


def urgent_call() -> str:
    words, advice = state.words(), care.countries().of(state.profile().country).advice
    if not advice:
        return words("help.urgent.call_no_line")
    return words("help.urgent.call", numbers=care.numbers_in_words(words, advice))


def _save_country() -> None:
    chosen = state.widget_value(COUNTRY)
    profile = state.profile().model_copy(update={"country": chosen})
    state.journal().save_profile(state.owner(), profile, state.now())
