"""One exercise and the person's own routine: where it is in it, or why it is not and what would change that."""

from collections.abc import Iterator

import streamlit as st

from core.content.words import Words
from core.model.record import Plan
from core.model.routine import Item, LeftOut, Routine, RoutineActivity, ThroughTheDay
from pages.ui import agenda, care, places, state
from pages.ui import library_address as address
from pages.ui.cards import exercise_name, item_dose, item_name, reasons_with_notes
from pages.ui.dose import day_dose_sentence

Row = Item | ThroughTheDay | RoutineActivity


def exercises_of(plan: Plan | None) -> frozenset[str]:
    """Every exercise that the person does by their routine: in sessions, through the day, or as an activity."""
    routine = plan.result.routine if plan is not None else None
    if routine is None:
        return frozenset()
    of_day = (move.exercise for move in routine.through_the_day if move.exercise is not None)
    return frozenset((*(item.exercise for item in routine.items), *of_day, *(a.activity for a in routine.activity)))


def rung_of(plan: Plan | None, exercise_id: str) -> str | None:
    """The rung that the routine has of this exercise; None where it has none (or a rung without a name)."""
    routine = plan.result.routine if plan is not None else None
    if routine is None:
        return None
    rows = (*routine.items, *routine.through_the_day)
    return next((row.rung for row in rows if row.exercise == exercise_id), None)


def badge(plan: Plan | None, exercise_id: str) -> str | None:
    """In a few words: in the routine on which days, or not in it. None without a routine."""
    words = state.words()
    routine = plan.result.routine if plan is not None else None
    if routine is None:
        return None
    for row in _rows(routine, exercise_id):
        if isinstance(row, ThroughTheDay):
            return f":green-badge[{words('exercises.mine.day_line')}]"
        # The days stand outside: a badge does not break into lines, and six of them are wider than a phone.
        days = words("exercises.mine.days", days=agenda.days_in_words(words, row.days))
        return f":green-badge[{words('exercises.card.mine')}] {days}"
    return f":gray-badge[{words('exercises.mine.out')}]"


def show(plan: Plan | None, exercise_id: str) -> None:
    """Why it is in, or why it is not and what would change that; without a routine, the way to one."""
    words = state.words()
    with st.container(border=True):
        st.header(words("exercises.mine.title"), anchor=False)
        if plan is None:
            st.markdown(words("exercises.mine.none"))
            places.link("intake", words("exercises.first.invite_open"))
        elif care.needs_help_first(plan.result) or plan.result.routine is None:
            st.markdown(words("exercises.mine.help"))
            places.link("routine", words("exercises.first.help_open"))
        else:
            _of(words, plan.result.routine, exercise_id)


def _of(words: Words, routine: Routine, exercise_id: str) -> None:
    rows = list(_rows(routine, exercise_id))
    for row in rows:
        st.markdown(f"{_line(words, row)}\n\n{reasons_with_notes(words, row.because)}")
    if rows:
        places.link("routine", words("exercises.mine.open"))
    out = next((row for row in routine.left_out if row.exercise == exercise_id), None)
    if out is not None:
        _left_out(words, out)
    elif not rows:
        st.markdown(words("exercises.mine.unsaid"))


def _left_out(words: Words, row: LeftOut) -> None:
    st.markdown(
        f"**{words('exercises.mine.out')}**\n\n{reasons_with_notes(words, row.because)}\n\n"
        f"{words('exercises.mine.change', change=words(f'change.{row.change}'))}"
    )
    if row.instead:
        name = exercise_name(row.instead)
        places.link("exercises", words("exercises.mine.instead", name=name), **address.link_to(row.instead))
    places.link("intake", words("exercises.mine.change_open"))


def _rows(routine: Routine, exercise_id: str) -> Iterator[Row]:
    yield from (item for item in routine.items if item.exercise == exercise_id)
    yield from (move for move in routine.through_the_day if move.exercise == exercise_id)
    yield from (activity for activity in routine.activity if activity.activity == exercise_id)


def _line(words: Words, row: Row) -> str:
    if isinstance(row, RoutineActivity):
        days = agenda.days_in_words(words, row.days)
        return words("exercises.mine.activity_item", name=exercise_name(row.activity), days=days, minutes=row.minutes)
    if isinstance(row, ThroughTheDay):
        name = item_name(row.exercise or "", row.rung)
        return words("exercises.mine.day_move", name=name, dose=day_dose_sentence(words, row).capitalize())
    days = agenda.days_in_words(words, row.days)
    return words("exercises.mine.item", name=item_name(row.exercise, row.rung), days=days, dose=item_dose(row))
