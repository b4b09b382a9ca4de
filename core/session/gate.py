"""Before and after a session: what today's pain leaves room for, and whether what happened calls for stopping."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal

from core.content.evidence import Evidence
from core.model.base import Frozen
from core.model.log import CheckIn, SessionDone, SessionKindDone

ONE_DAY = timedelta(days=1)
Aftermath = Literal["legs", "rise", "edge", "settled", "unknown"]


class Gate(Frozen):
    """What is offered today. `see_clinician`: the pain has been very severe two days running."""

    kind: SessionKindDone
    see_clinician: bool


def gate(
    pain_before: int, day: date, sessions: Iterable[SessionDone], check_ins: Iterable[CheckIn], evidence: Evidence
) -> Gate:
    """Clinical notes, section 6: from a bar on only easing moves and a short walk; very severe twice: a clinician.

    `sessions` and `check_ins` may hold any days; the day before counts with the worse of what it says.
    """
    very_severe = evidence["very_severe_pain_nrs"]
    before = day - ONE_DAY
    yesterday = [session.pain_before for session in sessions if session.day == before]
    yesterday += [check_in.pain_average for check_in in check_ins if check_in.day == before]
    again = any(pain is not None and pain >= very_severe for pain in yesterday)
    return Gate(
        kind="relief" if pain_before >= evidence["relief_only_pain_nrs"] else "full",
        see_clinician=again and pain_before >= very_severe,
    )


def aftermath(done: SessionDone, evidence: Evidence) -> Aftermath:
    """What to say after a session, the gravest first: legs, too high a rise, a rise at the edge, settled, unknown.

    The bars are those of the zones (red, amber) by which the review judges it once the next morning is known.
    """
    if done.leg_symptoms == "spread":
        return "legs"
    if done.pain_before is None or done.pain_peak is None:
        return "unknown"
    rise, high = done.pain_peak - done.pain_before, done.pain_peak > evidence["zone_peak_nrs"]
    edge = evidence["zone_edge_rise_points"]
    if rise >= evidence["zone_red_rise_points"] or (rise >= edge and high):
        return "rise"
    return "edge" if rise >= edge or (rise >= evidence["zone_small_rise_points"] and high) else "settled"
