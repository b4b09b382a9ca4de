"""The routine: the session in order, the week, why it is so, what was left out. Or the care card instead of it all."""

import streamlit as st

from core.model.log import ItemDone, SessionDone
from core.model.record import Plan
from core.model.routine import Routine
from pages.ui import agenda, care, changes, differences, following, how_to, places, routine_head, routine_why, state
from pages.ui.buttons import on_primary
from pages.ui.cards import (
    bullets,
    exercise_card,
    item_dose,
    item_name,
    numbered,
    reason_list,
    reasons_in_a_row,
)
from pages.ui.dose import day_dose_sentence
from pages.ui.figure import still_toggle

words, journal, owner = state.words(), state.journal(), state.owner()
today = state.today()


def session_tab(plan: Plan, routine: Routine, marks: dict[str, str]) -> None:
    days = agenda.session_days(routine)
    coming = agenda.next_session(routine, today)
    if coming is None:
        st.markdown(words("home.today.no_session"))
        return
    if coming != today:
        st.info(words("routine.session.rest_day", day=agenda.day_in_words(words, coming, today)))
    day = agenda.weekday(coming)
    if len(routine.sessions) > 1:
        state.set_widget_once("routine_day", day)
        day = st.pills(
            words("routine.session.choose"),
            days,
            format_func=lambda name: words(f"app.days_short.{name}"),
            key="routine_day",
            required=True,
        )
    items = agenda.items_on(routine, day)
    title = "routine.session.today" if day == agenda.weekday(today) else "routine.session.on_day"
    st.header(words(title, day=words(f"app.days.{day}")), anchor=False)
    total = "routine.session.total" if len(items) > 1 else "routine.session.total_one"
    st.markdown(words(total, count=len(items), minutes=agenda.minutes_on(routine, day)))
    if coming == today and day == agenda.weekday(today):
        start_button()
    st.info(words("routine.session.before", rise=journal.content.evidence["pain_rise_points"]))
    how_to.floor(items)
    still_toggle("routine")
    for number, item in enumerate(items, 1):
        exercise_card(number, item, marks.get(item.exercise))
    done_card(plan, tuple(item.exercise for item in items))
    with st.expander(words("routine.stop.title")):
        st.markdown(
            f"{words('routine.stop.lead')}\n\n{bullets(words(f'stop.{rule.id}') for rule in routine.stop_rules)}"
        )


def start_button() -> None:
    """The way into the guided session, while today's is not done."""
    guided = journal.guided(owner)
    if guided is None and journal.session_on(owner, today) is not None:
        return
    label = words("home.today.start" if guided is None else "home.today.carry_on")
    if st.button(on_primary(label), type="primary", key="start_session", width="stretch"):
        places.go("session")


def done_card(plan: Plan, exercises: tuple[str, ...]) -> None:
    done = SessionDone(
        day=today, routine_version=plan.routine_version, items=tuple(ItemDone(exercise=name) for name in exercises)
    )
    with st.container(border=True):
        if journal.session_on(owner, today) is None:
            if st.button(words("routine.session.done"), key="session_done", width="stretch"):
                journal.log_session(owner, done, state.now(), state.form_key("session", done))
                state.flash("routine.session.saved")
                st.rerun()
            return
        st.markdown(words("routine.session.done_already"))
        if journal.check_in_on(owner, today) is None:
            places.link("check_in", words("routine.session.after"))
        if st.button(words("routine.session.undo"), key="session_undo", type="tertiary"):
            journal.remove_session(owner, today, state.now(), state.form_key("undo", done))
            state.begin_again()
            state.flash("routine.session.undone", kind="info")
            st.rerun()


def week_tab(routine: Routine) -> None:
    count = len(agenda.session_days(routine))
    st.header(words("routine.week.title"), anchor=False)
    st.markdown(words("routine.week.lead" if count > 1 else "routine.week.lead_one", count=count))
    for kind in routine.sessions:
        items = agenda.items_on(routine, kind.days[0])
        with st.container(border=True):
            st.subheader(agenda.days_in_words(words, kind.days), anchor=False)
            st.caption(words("routine.week.kind_minutes", minutes=agenda.minutes_on(routine, kind.days[0])))
            st.markdown(numbered(f"**{item_name(item.exercise, item.rung)}**: {item_dose(item)}" for item in items))
    rest = [day for day in agenda.WEEKDAYS if not routine.week.get(day)]
    if rest:
        st.caption(words("routine.week.rest_days", days=agenda.days_in_words(words, rest)))
    through_the_day(routine)
    if routine.activity:
        st.subheader(words("routine.week.activity"), anchor=False)
        for activity in routine.activity:
            line = words(
                "routine.week.activity_line",
                activity=words(f"answers.value.{activity.activity}").capitalize(),
                minutes=activity.minutes,
                days=agenda.days_in_words(words, activity.days),
            )
            st.markdown(line)
            st.caption(reasons_in_a_row(words, activity.because))
    missing(routine)


def through_the_day(routine: Routine) -> None:
    if not routine.through_the_day:
        return
    st.subheader(words("routine.week.through_the_day"), anchor=False)
    st.markdown(words("routine.week.through_the_day_lead"))
    for move in routine.through_the_day:
        name = item_name(move.exercise, move.rung) if move.exercise else words(f"habits.{move.habit}")
        with st.container(border=True):
            st.markdown(words("home.today.line", name=name, dose=day_dose_sentence(words, move)))
            st.caption(reasons_in_a_row(words, move.because))


def missing(routine: Routine) -> None:
    if not routine.missing:
        st.caption(words("routine.week.missing_none"))
        return
    st.subheader(words("routine.week.missing"), anchor=False)
    for gap in routine.missing:
        table = "plane" if f"routine.plane.{gap.what}" in words else "foundation"
        title = words("routine.week.missing_line", what=words(f"routine.{table}.{gap.what}"))
        st.markdown(f"{title}\n\n{reason_list(words, gap.because)}")


def show(plan: Plan) -> None:
    result = plan.result
    if care.needs_help_first(result) or result.routine is None:
        care.care_card(result)
        return
    st.title(words("routine.page.title"), anchor=False)
    before = changes.before(plan)
    routine_head.show(plan, differences.differences(before, plan) if before else ())
    names = ("session", "week", "why", "left_out")
    tabs = st.tabs([words(f"routine.tab.{name}") for name in names], key="routine_view", on_change="rerun")
    for name, tab in zip(names, tabs, strict=True):
        if not tab.open:  # only the tab that is looked at is worked out and sent
            continue
        with tab:
            if name == "session":
                session_tab(plan, result.routine, differences.marks(before, plan) if before else {})
            elif name == "week":
                week_tab(result.routine)
            elif name == "why":
                routine_why.findings(result.assessment, result.routine)
            else:
                routine_why.left_out(result.routine)


plan = following.renew() or journal.plan(owner)
if plan is None:
    st.title(words("routine.page.none_title"), anchor=False)
    st.markdown(words("routine.page.none"))
    if st.button(on_primary(words("routine.page.none_start")), type="primary", key="start"):
        places.go("intake")
else:
    show(plan)
