"""Check-in: one number is enough, under 30 seconds. One entry a day; saving the day again replaces it."""

from datetime import date
from typing import Any, Final

import streamlit as st
from pydantic import ValidationError

from core.model.log import CheckIn
from pages.ui import alarming, check_in_fields, following, places, saving, state
from pages.ui.agenda import day_in_words, time_in_words
from pages.ui.buttons import on_primary
from pages.ui.dates import choose_day

words, journal, owner = state.words(), state.journal(), state.owner()
today = state.today()

HOURS_A_DAY: Final = 24


def page() -> None:
    st.title(words("check_in.title"), anchor=False)
    last = st.empty()
    day = choose_day("check_in", words("check_in.day.question"))
    if day is None:
        st.info(words("check_in.day.pick_first"))
    else:
        form(day)
    entry = journal.last_check_in(owner)
    if entry is None:
        last.markdown(words("check_in.first"))
    else:
        last.markdown(words("check_in.last", when=day_in_words(words, entry.day, today), pain=entry.pain_average))


def form(day: date) -> None:
    noted = journal.check_in_on(owner, day)
    session_noted = journal.session_on(owner, day) is not None
    said = st.empty()
    slots: saving.Slots = {}
    with st.form("check_in", border=True):
        summary = st.empty()
        values = check_in_fields.show(day, noted, slots, session_noted)
        pressed = st.form_submit_button(on_primary(words("check_in.save")), type="primary", width="stretch")
        after = st.container()
    if pressed:
        saved = _save(day, values, slots, summary, after)
    if noted is not None and not (pressed and saved):
        said.info(words("check_in.replaces", when=day_in_words(words, day, today), pain=noted.pain_average))
    if noted is not None and st.button(words("check_in.remove"), key="check_in_remove", type="tertiary"):
        _remove(day, after)
    if st.button(words("check_in.progress"), key="check_in_progress", width="stretch"):
        places.go("progress")
    st.markdown(words("check_in.warning"))
    places.link("home" if journal.plan(owner) is None else "rescreen", words("check_in.warning_link"))


def _save(day: date, values: dict[str, Any], slots: saving.Slots, summary: Any, after: Any) -> bool:
    problems: dict[str, str] = {}
    try:
        entry = CheckIn(day=day, **values)
    except ValidationError as error:
        wrong = saving.wrong_fields(error)
        problems = {name: words(f"check_in.problem.{name}") for name in check_in_fields.FIELDS if name in wrong}
    else:
        if (entry.sitting_hours or 0) + (entry.sleep_hours or 0) > HOURS_A_DAY:
            problems["sleep_hours"] = words("check_in.problem.too_many_hours")
    if problems:
        saving.tell(problems, check_in_fields.labels(day), slots, summary)
        return False
    noted = journal.check_in_on(owner, day)
    key = state.form_key("check_in", entry)
    saved = saving.save(lambda: journal.log_check_in(owner, entry, state.now(), key), after)
    if saved is None:
        return False
    when = day_in_words(words, day, today)
    time = time_in_words(words, saved.saved_at)
    name = "check_in.replaced" if saved.replaced else "check_in.saved"
    said = {"when": when, "pain": entry.pain_average, "time": time}
    if alarming.check_in(entry, noted):
        following.ask_anew()
    outcome = following.after_save()
    following.go_where_needed(outcome, name, **said)
    after.success(words(name, **said))
    if outcome == "changed":
        after.info(words("changes.title_flash"))
    return True


def _remove(day: date, after: Any) -> None:
    key = state.form_key("check_in_remove", (day, journal.check_in_on(owner, day)))
    if saving.save(lambda: journal.remove_check_in(owner, day, state.now(), key), after) is not None:
        state.clear_widgets(*(check_in_fields.key(name, day) for name in check_in_fields.FIELDS))
        following.after_save()
        state.flash("check_in.removed", when=day_in_words(words, day, today))
        st.rerun()


page()
