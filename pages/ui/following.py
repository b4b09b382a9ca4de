"""What follows a save: the review runs, the routine may become a new version, the warning signs may be asked again."""

from typing import Final, Literal, NoReturn

from core.model.log import Flare
from core.model.record import Plan
from core.model.review import Review
from pages.ui import care, places, saving, state

Asking = Literal["weekly", "waits"]
Outcome = Literal["nothing", "changed", "rescreen", "help"]
WEEKLY: Final = "rescreen_weekly"


def renew() -> Plan | None:
    """The new routine version, where the notes ask for one; None where nothing changed. Cheap without a new note."""
    journal, owner = state.journal(), state.owner()
    plan = journal.plan(owner)
    if plan is None:
        return None
    return journal.renew(owner, state.now(), state.today(), state.form_key("renew", plan.routine_version))


def review() -> Review | None:
    """What the review says today; None without a routine of the person's own."""
    return state.journal().review(state.owner(), state.today())


def asking(found: Review | None) -> Asking | None:
    """Whether the warning signs are to be asked again: by the calendar, or so that the next session waits for them."""
    if found is None:
        return None
    if unfinished():
        return "waits"
    if not found.rescreen:
        return None
    return "weekly" if all(because.code == WEEKLY for because in found.rescreen_because) else "waits"


def unfinished() -> bool:
    """Whether the last time some lists were answered and others left: that is no answer to what was not read."""
    journal, owner = state.journal(), state.owner()
    plan, last = journal.plan(owner), journal.last_rescreen(owner)
    if plan is None or last is None or not last.answers or set(journal.content.safety.asked_again) <= set(last.answers):
        return False
    # The questions ask all of it: of one day, a second intake is taken to have come after the lists.
    return last.day > plan.case.as_of or (last.day == plan.case.as_of and plan.intake_version == 1)


def after_save() -> Outcome:
    """Call it after a save is committed. Renews the routine and tells what came of it, the gravest first."""
    renewed = renew()
    if renewed is not None and care.needs_help_first(renewed.result):
        return "help"
    if asking(review()) == "waits":
        return "rescreen"
    return "changed" if renewed is not None else "nothing"


def ask_anew() -> None:
    """Something that calls for the warning signs was noted after today's were answered: they are asked once more.

    Only where all of them were no: a yes stands until it has been looked at.
    """
    journal, owner, today = state.journal(), state.owner(), state.today()
    answered = journal.rescreen_on(owner, today)
    if answered is not None and set(answered.answers.values()) <= {"no"}:
        key = state.form_key("rescreen_anew", (answered, state.now()))
        saving.tap(lambda: journal.remove_rescreen(owner, today, state.now(), key))


def go_where_needed(outcome: Outcome, said: str, **values: object) -> None:
    """Where answers cannot wait, leave for them, with `said` (a key in data/words) at the top of that page."""
    if outcome == "help":
        state.flash(said, **values)
        places.go("routine")
    if outcome == "rescreen":
        state.flash(said, **values)
        places.go("rescreen")


# ---- flare-ups ----------------------------------------------------------------------------------------------------


def flare_on() -> Flare | None:
    """The flare-up that is on: begun, and not said to be over."""
    last = state.journal().last_flare(state.owner())
    return last if last is not None and last.state == "began" else None


def begin_flare() -> NoReturn:
    """One tap: the flare-up is noted, the routine becomes easing moves, and these are shown."""
    journal, owner, entry = state.journal(), state.owner(), Flare(day=state.today(), state="began")
    if flare_on() is None and saving.tap(
        lambda: journal.log_flare(owner, entry, state.now(), state.form_key("flare", entry))
    ):
        renew()
        state.flash("flare.began", kind="info")
    places.go("flare")


def end_flare() -> NoReturn:
    """It has settled: the routine comes back, smaller for a start."""
    journal, owner, entry = state.journal(), state.owner(), Flare(day=state.today(), state="over")
    if saving.tap(lambda: journal.log_flare(owner, entry, state.now(), state.form_key("flare", entry))):
        plan = renew() or journal.plan(owner)
        smaller = plan is not None and plan.review is not None and plan.review.standing.half_dose
        state.flash("flare.over.done_half" if smaller else "flare.over.done")
    places.go("home")
