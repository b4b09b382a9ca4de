"""All that the decisions of one review rest on, found before anything is decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from core.content.content import Content
from core.model.assessment import Assessment
from core.model.case import Case
from core.model.review import Standing
from core.review.easing import Eased
from core.review.ladder import Done, places_of
from core.review.logs import Logs
from core.review.phase import PhaseNow
from core.review.stops import Spread
from core.review.zones import Judged
from core.triage.cleared import Cleared


@dataclass(frozen=True)
class LongAgo:
    """The last day of an exercise, and the place of its rung then."""

    day: date
    index: int


@dataclass(frozen=True, eq=False)
class Seen:
    """The answers as they are `now`, the logs, and what was found of them.

    `standing`: phase, directions and easing; steps and rests are decided from it. `stopped`: spreads whose directions
    still wait. `planned`: the rungs of the plan that the intake made; `fresh` while that is what the person does.
    `cleared`: null where triage, asked again, sends to a clinician first.
    """

    now: Case
    assessment: Assessment
    standing: Standing
    phase: PhaseNow
    eased: Eased | None
    stopped: tuple[Spread, ...]
    done: Mapping[str, tuple[Done, ...]]
    planned: Mapping[str, str | None]
    fresh: bool
    logs: Logs
    judged: tuple[Judged, ...]
    cleared: Cleared | None
    content: Content

    def number(self, name: str) -> int | float:
        return self.content.evidence.number(name)

    def days_ago(self, name: str) -> date:
        """The day that lies the number's days before the day of the logs."""
        return self.logs.as_of - timedelta(days=int(self.number(name)))

    @cached_property
    def long_ago(self) -> Mapping[str, LongAgo]:
        """When each exercise was done last, before what the ladders remember, and at which rung."""
        places = places_of(self.content)
        since = self.days_ago("ladder_memory_days")
        found: dict[str, LongAgo] = {}
        for each in reversed(self.judged):
            if each.day < since and each.session.kind == "full":
                for item in each.session.items:
                    name = item.exercise
                    if name not in found and item.outcome != "skipped" and item.rung in places.get(name, ()):
                        found[name] = LongAgo(each.day, places[name][item.rung])
        return found

    def kept_new(self) -> tuple[str, ...]:
        """New exercises that the person did not want, until two sessions more have gone well."""
        known = {exercise.id for exercise in self.content.library.exercises}
        return tuple(
            name
            for name, kept in self.logs.kept.items()
            if name in known
            and name not in self.done
            and name not in self.planned
            and sum(each.day > kept.day and each.zone == "green" for each in self.judged) < self._many
        )

    def kept_turns(self) -> tuple[str, ...]:
        """Exercises that the person did not want to rest, until two sessions more with each have gone well."""
        return tuple(
            name
            for name, kept in self.logs.kept.items()
            if sum(each.day > kept.day and each.judged.zone == "green" for each in self.done.get(name, ())) < self._many
        )

    @property
    def _many(self) -> int:
        return int(self.number("progress_sessions"))
