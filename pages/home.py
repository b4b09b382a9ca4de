"""Today: what to do now. On a first visit: what this is, and two ways to begin."""

import streamlit as st

from core.model.record import Plan
from core.model.vocabulary import Weekday
from pages.ui import agenda, care, places, state
from pages.ui.buttons import on_primary
from pages.ui.cards import bullets, item_dose, item_name
from pages.ui.dose import day_dose_sentence

words, journal, owner = state.words(), state.journal(), state.owner()
today = state.today()


def first_visit() -> None:
    st.title(words("home.first.title"), anchor=False)
    st.markdown(words("home.first.what"))
    draft = journal.draft(owner)
    with st.container(border=True):
        if draft is not None:
            saved = draft.saved_at.astimezone(state.zone())
            when = f"{agenda.day_in_words(words, saved.date(), today)}, {agenda.time_in_words(words, saved)}"
            st.markdown(words("home.first.draft", when=when))
        label = words("home.first.start" if draft is None else "home.first.carry_on")
        if st.button(on_primary(label), type="primary", key="start", width="stretch"):
            places.go("intake")
        st.caption(words("home.first.time"))
        if st.button(words("home.first.demo"), key="demo", width="stretch"):
            journal.load_demo(owner, today, state.now())
            state.flash("app.demo.loaded", kind="info")
            st.rerun()
        st.caption(words("home.first.demo_note"))
    warning_signs()
    st.caption(words("home.first.what_it_is_not"))


def warning_signs() -> None:
    country = care.countries().of(state.profile().country)
    numbers = care.numbers_in_words(words, country.emergency)
    with st.expander(words("home.warning.title")):
        signs = bullets(words(f"home.warning.{sign}") for sign in ("saddle", "bladder", "legs", "chest", "accident"))
        st.markdown(f"{words('home.warning.lead', emergency=numbers)}\n\n{signs}")


def session(plan: Plan) -> None:
    routine = plan.result.routine
    if routine is None:
        return
    day = agenda.weekday(today)
    with st.container(border=True):
        next_day = agenda.next_session(routine, today)
        if next_day is None:
            st.markdown(words("home.today.no_session"))
        elif next_day != today:
            st.header(words("home.today.next_session"), anchor=False)
            st.markdown(words("home.today.next_session_what", day=agenda.day_in_words(words, next_day, today)))
        else:
            session_today(plan, day)
        through_the_day(plan)


def session_today(plan: Plan, day: Weekday) -> None:
    routine = plan.result.routine
    assert routine is not None
    items = agenda.items_on(routine, day)
    st.header(words("home.today.session"), anchor=False)
    minutes = agenda.minutes_on(routine, day)
    key = "home.today.summary" if len(items) > 1 else "home.today.summary_one"
    st.markdown(words(key, count=len(items), minutes=minutes))
    lines = (words("home.today.line", name=item_name(item.exercise, item.rung), dose=item_dose(item)) for item in items)
    st.markdown(bullets(lines))
    if journal.session_on(owner, today) is not None:
        st.success(words("home.today.done"))
    if st.button(on_primary(words("home.today.open")), type="primary", key="open_session", width="stretch"):
        places.go("routine")


def through_the_day(plan: Plan) -> None:
    routine = plan.result.routine
    if routine is None or not routine.through_the_day:
        return
    st.markdown(f"**{words('home.day.title')}**")
    st.markdown(
        bullets(
            words(
                "home.today.line",
                name=item_name(move.exercise, move.rung) if move.exercise else words(f"habits.{move.habit}"),
                dose=day_dose_sentence(words, move),
            )
            for move in routine.through_the_day
        )
    )


def check_in() -> None:
    with st.container(border=True):
        st.header(words("home.check_in.title"), anchor=False)
        of_today, last = journal.check_in_on(owner, today), journal.last_check_in(owner)
        if of_today is not None:
            st.markdown(words("home.check_in.done", pain=of_today.pain_average))
        elif last is not None:
            when = agenda.day_in_words(words, last.day, today)
            st.markdown(words("home.check_in.ask"))
            st.caption(words("home.check_in.last", when=when, pain=last.pain_average))
        else:
            st.markdown(words("home.check_in.never"))
        label = words("home.check_in.open" if of_today is None else "home.check_in.change")
        if st.button(label, key="open_check_in", width="stretch"):
            places.go("check_in")
        if last is not None:
            places.link("progress", words("home.check_in.progress"))


def ankle() -> None:
    last = journal.last_ankle(owner)
    days = (today - last.day).days if last else None
    if days is not None and days < journal.content.evidence["ankle_retest_days"]:
        return
    with st.container(border=True):
        st.header(words("home.ankle.title"), anchor=False)
        st.markdown(words("home.ankle.never") if days is None else words("home.ankle.due", days=days))
        places.link("ankle", words("home.ankle.open"))


plan = journal.plan(owner)
if plan is None:
    first_visit()
else:
    st.title(words("home.today.title"), anchor=False)
    st.caption(agenda.full_day_in_words(words, today))
    if care.needs_help_first(plan.result):
        st.error(words("home.help.title"))
        if st.button(on_primary(words("home.help.open")), type="primary", key="open_help"):
            places.go("routine")
    else:
        session(plan)
    check_in()
    ankle()
    warning_signs()
