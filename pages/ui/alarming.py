"""Whether what is being noted calls for the warning signs anew, though today's were answered before it."""

from datetime import timedelta
from typing import Final

from core.model.log import CheckIn, SessionDone
from pages.ui import state

JUMP: Final = "rescreen_jump_points"


def check_in(entry: CheckIn, noted: CheckIn | None) -> bool:
    """Of today's check-in: legs, a fall, or a jump of the pain, where `noted` (what stood before) did not say so."""
    today = state.today()
    if entry.day != today:
        return False  # of an earlier day: today's answers came after it
    week = state.journal().history(state.owner(), today - timedelta(days=7)).check_ins
    before = [earlier.pain_average for earlier in week if earlier.day < today][-1:]

    def calls(said: CheckIn | None) -> set[str]:
        if said is None:
            return set()
        signs = {"legs": said.leg_symptoms == "spread", "fall": bool(said.fell)}
        return {name for name, there in signs.items() if there} | {
            "jump" for pain in before if _jumps(pain, said.pain_average)
        }

    return bool(calls(entry) - calls(noted))


def session(done: SessionDone) -> bool:
    """Of today's session: legs, or pain that jumped in it."""
    jumped = None not in (done.pain_before, done.pain_peak) and _jumps(done.pain_before or 0, done.pain_peak or 0)
    return done.day == state.today() and (done.leg_symptoms == "spread" or jumped)


def morning(done: SessionDone, pain: int) -> bool:
    """Of this morning, after yesterday's session: pain that jumped over night."""
    this_morning = done.day == state.today() - timedelta(days=1)
    return this_morning and done.pain_before is not None and _jumps(done.pain_before, pain)


def _jumps(before: int, after: int) -> bool:
    return after - before >= state.journal().content.evidence[JUMP]
