"""The guided session: pain before, the player, how it went. Which of these is on follows from what is stored."""

from contextlib import suppress
from datetime import timedelta
from math import ceil

import streamlit as st

from core.model.log import SessionKindDone
from core.model.record import Plan
from core.model.routine import Routine
from core.model.session import Guided
from core.model.vocabulary import Weekday
from core.session.gate import gate
from core.session.session import moves_of_the_day
from core.session.timeline import Move
from pages.ui import agenda, care, following, places, player, rescreening, saving, session_after, state, today, top
from pages.ui.buttons import on_primary
from pages.ui.figure import still_toggle
from pages.ui.out_of_order import StorageProblem

words, journal, owner = state.words(), state.journal(), state.owner()
day, evidence = state.today(), journal.content.evidence
SCALE = tuple(range(11))


def page() -> None:
    guided = journal.guided(owner)
    # While a session is under way its exercises stay as they are.
    plan = journal.plan(owner) if guided else following.renew() or journal.plan(owner)
    if plan is not None and (care.needs_help_first(plan.result) or plan.result.routine is None):
        care.care_card(plan.result)
        return
    if plan is None:
        nothing(words("session.none.no_plan"))
    elif guided is not None:
        under_way(plan, guided)
    elif (done := journal.session_on(owner, day)) is not None and not state.recall("session_again", False):
        session_after.done(done)
    else:
        before(plan)


def moves(plan: Plan, kind: SessionKindDone, guided: Guided | None = None) -> tuple[Move, ...]:
    """The exercises of this session: today's, or those of the day on which it was begun."""
    result, routine = plan.result, plan.result.routine
    assert routine is not None
    weekday = day_of(routine, kind, guided)
    return moves_of_the_day(plan.case, result.assessment, routine, kind, weekday, journal.content)


def day_of(routine: Routine, kind: SessionKindDone, guided: Guided | None = None) -> Weekday:
    """The day of the week whose session it is."""
    begun = guided.day if guided else day
    if kind == "flare":  # its moves are for any day
        begun = agenda.next_session(routine, begun) or begun
    return agenda.weekday(begun)


def many(key: str, plan: Plan, kind: SessionKindDone, played: tuple[Move, ...], guided: Guided | None = None) -> str:
    """A sentence with how many exercises, and how long they take: as on every page, or what is left on a bad day."""
    routine = plan.result.routine
    assert routine is not None
    if kind == "relief":
        minutes = ceil(sum(move.seconds for move in played) / evidence["seconds_per_minute"])
    else:
        minutes = agenda.minutes_on(routine, day_of(routine, kind, guided))
    return words(key if len(played) > 1 else f"{key}_one", count=len(played), minutes=minutes)


def nothing(said: str) -> None:
    """No session today: why, and where to go."""
    st.title(words("session.title"), anchor=False)
    st.markdown(said)
    places.link("routine", words("session.none.to_routine"))
    places.link("home", words("session.none.to_today"))


# ---- before -------------------------------------------------------------------------------------------------------


def before(plan: Plan) -> None:
    routine = plan.result.routine
    assert routine is not None
    usual: SessionKindDone = "flare" if following.flare_on() is not None else "full"
    played = moves(plan, usual)
    if not played:
        coming = agenda.next_session(routine, day)
        said = "session.none.no_session" if coming is None else "session.none.rest_day"
        nothing(words(said, day=agenda.day_in_words(words, coming or day, day)))
        return
    st.title(words("session.before.title"), anchor=False)
    review = following.review()
    asking = following.asking(review)
    if review is not None and asking is not None:
        rescreening.card(asking, review.rescreen_because)
        if asking == "waits":
            return
    today.morning_after()
    with st.container(border=True):
        pain = st.segmented_control(words("session.before.pain"), SCALE, key="session_pain", format_func=str)
        st.caption(words("session.before.ends"))
    usual_said = many("session.before.flare" if usual == "flare" else "session.before.what", plan, usual, played)
    said = st.container()
    pressed = st.button(on_primary(words("session.before.begin")), type="primary", key="begin", width="stretch")
    after = st.container()
    if pain is None:
        said.markdown(usual_said)
        said.caption(words("session.before.rule", rise=evidence["pain_rise_points"]))
        if pressed:
            after.error(words("session.before.choose_first"))
        return
    history = journal.history(owner, day - timedelta(days=1))
    found = gate(pain, day, history.sessions, history.check_ins, evidence)
    kind = usual if found.kind == "full" or usual == "flare" else "relief"
    with said:
        if kind == "relief":
            played = moves(plan, "relief")
            gentle(plan, played, pain)
        else:
            st.markdown(usual_said)
            st.caption(words("session.before.rule", rise=evidence["pain_rise_points"]))
        if found.see_clinician:
            st.warning(words("session.relief.clinician"))
            places.link("rescreen", words("session.relief.clinician_signs"))
    if pressed:
        if played:
            begin(plan, kind, pain, after)
        else:
            places.go("home")


def gentle(plan: Plan, played: tuple[Move, ...], pain: int) -> None:
    """Why today is a gentle day, and what it holds."""
    st.info(words("session.relief.what", pain=pain), title=words("session.relief.title"))
    st.markdown(many("session.relief.moves", plan, "relief", played) if played else words("session.relief.none"))
    if "walking" in plan.case.preferences.excluded_exercises:
        st.markdown(words("session.relief.activity_excluded"))
    else:
        st.markdown(words("session.relief.walk", minutes=evidence["activity_minutes_bad_day"]))


def begin(plan: Plan, kind: SessionKindDone, pain: int, place: st.delta_generator.DeltaGenerator) -> None:
    key = state.form_key("guided", (day, plan.routine_version))
    guided = Guided(
        key=key,
        day=day,
        routine_version=plan.routine_version,
        kind=kind,
        began_at=state.now(),
        pain_before=pain,
        items=(),
        next_item=0,
    )
    if saving.save(lambda: journal.save_guided(owner, guided, state.now()), place) is not None:
        state.forget("session_again")
        st.rerun()


# ---- under way ----------------------------------------------------------------------------------------------------


def under_way(plan: Plan, guided: Guided) -> None:
    """In the player, after it, or left open for so long that it is closed with what was done."""
    longest = timedelta(hours=evidence["goes_on_for_hours"])
    played = moves(plan, guided.kind, guided)
    known = guided.routine_version == plan.routine_version and bool(played)
    if (known and guided.next_item >= len(played)) or state.recall("session_closed", None) == guided.key:
        with top.begin("after", of="session"):
            session_after.ask(guided, carry_on(guided, played) if known else None)
    elif known and state.now() - guided.began_at <= longest:
        with top.begin("player", of="session"):
            st.title(words("session.title"), anchor=False)
            player.play(guided, played, many("session.player.summary", plan, guided.kind, played, guided), reported)
            still_toggle("player")
    else:
        session_after.unfinished(guided)


def carry_on(guided: Guided, played: tuple[Move, ...]) -> Guided | None:
    """The session as it would go on after its end was pressed by mistake; null where every exercise was reached."""
    done = {item.exercise for item in guided.items}
    reached = [index for index, each in enumerate(played, 1) if each.exercise in done]
    left = reached[-1] if reached else 0
    return guided.model_copy(update={"next_item": left}) if left < len(played) else None


def reported() -> None:
    """The browser tells what was done: keep it before anything is drawn."""
    plan, guided = journal.plan(owner), journal.guided(owner)
    if plan is None or guided is None:
        return
    told = player.reported(guided, moves(plan, guided.kind, guided))
    if told is not None and told != guided:
        with suppress(StorageProblem):  # the player, hearing nothing back, tells it again
            journal.save_guided(owner, told, state.now())


page()
