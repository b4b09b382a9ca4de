"""Check-in: one number is enough, under 30 seconds. One entry a day; saving the day again replaces it."""

from datetime import date
from typing import Any, Final

import streamlit as st
from pydantic import ValidationError

from core.model.log import CheckIn
from pages.ui import alarming, following, places, saving, state
from pages.ui.agenda import day_in_words, time_in_words
from pages.ui.buttons import on_primary
from pages.ui.dates import choose_day

words, journal, owner = state.words(), state.journal(), state.owner()
today = state.today()

SCALE: Final = tuple(range(11))
HOURS_A_DAY: Final = 24
LONGEST_NOTE: Final = 2000
FIELDS: Final = (
    "pain_average",
    "session_done",
    "leg_symptoms",
    "fell",
    "sitting_hours",
    "sleep_hours",
    "stress",
    "notes",
)
MORE: Final = FIELDS[4:]
LEGS: Final = ("none", "same", "spread")
LABELS: Final = {name: words(f"check_in.field.{name}") for name in FIELDS}
OF_TODAY: Final = {name: words(f"check_in.field_today.{name}") for name in FIELDS[:4]}


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
        values = _fields(day, noted, slots, session_noted)
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
    places.link("home", words("check_in.warning_link"))


def _fields(day: date, noted: CheckIn | None, slots: saving.Slots, session_noted: bool) -> dict[str, Any]:
    """Every field of the form as it stands; filled in only with what this very day already holds."""
    values: dict[str, Any] = {}
    labels = _labels(day)
    _slot("pain_average", slots, noted, day)
    values["pain_average"] = st.segmented_control(
        labels["pain_average"], SCALE, key=_key("pain_average", day), format_func=str
    )
    st.caption(words("check_in.pain_ends"))
    if session_noted:
        st.markdown(words("check_in.session_noted"))
        values["session_done"] = True
    else:
        _slot("session_done", slots, noted, day)
        done = st.segmented_control(
            labels["session_done"],
            (True, False),
            format_func=_yes_or_no,
            key=_key("session_done", day),
        )
        values["session_done"] = done
    _slot("leg_symptoms", slots, noted, day)
    values["leg_symptoms"] = st.segmented_control(
        labels["leg_symptoms"],
        LEGS,
        format_func=lambda name: words(f"check_in.legs.{name}"),
        key=_key("leg_symptoms", day),
    )
    _slot("fell", slots, noted, day)
    values["fell"] = st.segmented_control(labels["fell"], (True, False), format_func=_yes_or_no, key=_key("fell", day))
    more = noted is not None and any(getattr(noted, name) is not None for name in MORE)
    with st.expander(words("check_in.more"), expanded=more):
        for name in ("sitting_hours", "sleep_hours"):
            _slot(name, slots, noted, day)
            typed = st.number_input(LABELS[name], value=None, step=0.5, format="%g", key=_key(name, day), width=220)
            values[name] = next(iter(saving.any_number([typed])), None)
        _slot("stress", slots, noted, day)
        values["stress"] = st.segmented_control(LABELS["stress"], SCALE, key=_key("stress", day), format_func=str)
        st.caption(words("check_in.stress_ends"))
        _slot("notes", slots, noted, day)
        notes = st.text_area(LABELS["notes"], key=_key("notes", day), max_chars=LONGEST_NOTE, height=90)
        values["notes"] = notes.strip() or None
    return values


def _yes_or_no(yes: bool) -> str:
    return words("check_in.yes" if yes else "check_in.no")


def _labels(day: date) -> dict[str, str]:
    return LABELS | (OF_TODAY if day == today else {})


def _key(name: str, day: date) -> str:
    return f"check_in_{name}_{day.isoformat()}"


def _slot(name: str, slots: saving.Slots, noted: CheckIn | None, day: date) -> None:
    """Room for the field's error above it, and the value of that day in it."""
    slots[name] = st.empty()
    value = getattr(noted, name) if noted is not None else None
    if name == "notes":
        value = value or ""
    state.set_widget_once(_key(name, day), float(value) if name.endswith("hours") and value is not None else value)


def _save(day: date, values: dict[str, Any], slots: saving.Slots, summary: Any, after: Any) -> bool:
    problems: dict[str, str] = {}
    try:
        entry = CheckIn(day=day, **values)
    except ValidationError as error:
        wrong = saving.wrong_fields(error)
        problems = {name: words(f"check_in.problem.{name}") for name in FIELDS if name in wrong}
    else:
        if (entry.sitting_hours or 0) + (entry.sleep_hours or 0) > HOURS_A_DAY:
            problems["sleep_hours"] = words("check_in.problem.too_many_hours")
    if problems:
        saving.tell(problems, _labels(day), slots, summary)
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
        state.clear_widgets(*(_key(name, day) for name in FIELDS))
        following.after_save()
        state.flash("check_in.removed", when=day_in_words(words, day, today))
        st.rerun()


page()
