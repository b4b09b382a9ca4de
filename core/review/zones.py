"""The zone of a session by its pain: green, amber or red. Red is tested first; what is not known is never green."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Final

from core.content.evidence import Evidence
from core.model.log import SessionDone
from core.model.reason import Answer, Because
from core.model.review import SessionZone, Zone
from core.review.held import Held, held_in
from core.review.logs import Logs
from core.review.why import CLINIC, of_session, why

RULE: Final = "R04"
PAINS: Final = ("pain_before", "pain_peak", "pain_next_morning")


@dataclass(frozen=True, eq=False)
class Judged:
    """A session with its zone. `provoked`: pain that it brought on is what speaks against green, not what is unknown.

    `code` names the sentence, `fields` what of the session it rests on. What else a session comes to is kept with it:
    the same session is judged once.
    """

    day: date
    session: SessionDone
    zone: Zone
    provoked: bool
    code: str
    fields: tuple[str, ...]
    evidence: str | None
    spread: tuple[Answer, ...] = ()

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        """What the zone rests on."""
        return (*of_session(self.session, *self.fields), *self.spread)

    @cached_property
    def because(self) -> Because:
        return why(self.code, RULE, CLINIC, self.answers, self.evidence)

    @cached_property
    def told(self) -> SessionZone:
        """The zone as a review tells it."""
        return SessionZone(day=self.day, zone=self.zone, because=(self.because,))

    @cached_property
    def held(self) -> Held:
        """What was done in it."""
        return held_in(self.session)


def judge_sessions(logs: Logs, numbers: Evidence) -> tuple[Judged, ...]:
    """Every session with its zone, by day."""
    return tuple(judge(session, logs.spreads.get(session.day, ()), numbers) for session in logs.sessions)


@lru_cache(maxsize=8192)
def judge(session: SessionDone, spread: tuple[Answer, ...], numbers: Evidence) -> Judged:
    """The zone of one session: top to bottom, the first match wins. `spread`: what says that leg symptoms spread.

    rise = peak - before, next = next morning - before, points on a 0-10 scale. (clinical.md section 6.)
    """
    before, peak, morning = session.pain_before, session.pain_peak, session.pain_next_morning
    rise = None if before is None or peak is None else peak - before
    later = None if before is None or morning is None else morning - before
    high = peak is not None and peak > numbers["zone_peak_nrs"]
    edge, small = numbers["zone_edge_rise_points"], numbers["zone_small_rise_points"]

    def found(zone: Zone, code: str, fields: tuple[str, ...], evidence: str, provoked: bool = True) -> Judged:
        return Judged(session.day, session, zone, provoked, code, fields, evidence)

    during, after = ("pain_before", "pain_peak"), ("pain_before", "pain_next_morning")
    if spread:
        return Judged(session.day, session, "red", True, "zone_red_spread", (), None, spread)
    if rise is not None and rise >= numbers["zone_red_rise_points"]:
        return found("red", "zone_red_rise", during, "zone_red_rise_points")
    if rise is not None and rise >= edge and high:
        return found("red", "zone_red_edge", during, "zone_edge_rise_points")
    if later is not None and later >= numbers["zone_red_morning_points"]:
        return found("red", "zone_red_morning", after, "zone_red_morning_points")
    if rise is not None and rise >= edge:
        return found("amber", "zone_amber_edge", during, "zone_edge_rise_points")
    if rise is not None and rise >= small and high:
        return found("amber", "zone_amber_high_rise", during, "zone_peak_nrs")
    if later is not None and later > 0:
        return found("amber", "zone_amber_morning", after, "zone_red_morning_points")
    if rise is None or later is None or session.leg_symptoms is None:
        return found("amber", "zone_amber_unknown", (*PAINS, "leg_symptoms"), "zone_peak_nrs", provoked=False)
    if high:
        return found("amber", "zone_amber_high", ("pain_peak",), "zone_peak_nrs", provoked=False)
    return found("green", "zone_green", PAINS, "zone_small_rise_points", provoked=False)
