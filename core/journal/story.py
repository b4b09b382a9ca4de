"""The made-up person of data/demo.toml: how their weeks go, and what they answer."""

from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, JsonValue

from core.content.files import ContentError, parse, read_toml
from core.model.base import Frozen
from core.model.case import Case

Share = Annotated[float, Field(ge=0, le=1)]


class Line(Frozen):
    """A value that goes from the first to the last day in a straight line, with a daily spread (standard deviation)."""

    from_: Annotated[float, Field(alias="from")]
    to: float
    spread: Annotated[float, Field(ge=0)]


class DayOff(Frozen):
    sitting: float
    sleep: float
    stress: float


class Flare(Frozen):
    """`pain` and `stress` are added on `day` and fade to nothing over `days`."""

    day: int
    days: Annotated[int, Field(ge=1)]
    pain: float
    stress: float


class Note(Frozen):
    day: int
    words: str


class Again(Frozen):
    """A later intake: what was answered otherwise on that day."""

    day: int
    case: dict[str, dict[str, JsonValue]]


class Hurt(Frozen):
    """The exercise at that place of the session of `day` was stopped because it hurt."""

    day: int
    place: Annotated[int, Field(ge=0)]


class Sessions(Frozen):
    """How sessions go. Shares of planned sessions done, of exercises skipped, of mornings after not told.

    `rise`: how much the pain at its worst lies above the pain before; `morning`: the pain of the morning after.
    """

    share: Share
    share_in_flare: Share
    skip_share: Share
    morning_unknown_share: Share
    ease: float
    rise: Line
    morning: Line
    extra_reps: Line
    effort: Line
    hurts: tuple[Hurt, ...]


class Scored(Frozen):
    """An activity: `words` in data/words (demo.activity.*)."""

    words: str
    score: Line


class Every(Frozen):
    """What happens on `day`, and every so many days after it."""

    day: Annotated[int, Field(ge=0)]
    every_days: Annotated[int, Field(ge=1)]

    def falls_on(self, number: int) -> bool:
        return number >= self.day and (number - self.day) % self.every_days == 0


class Function(Frozen):
    """Activities and the three questions about the past week."""

    activities: tuple[Scored, ...]
    pain: Line
    enjoyment: Line
    general_activity: Line


class Story(Frozen):
    """data/demo.toml: the made-up person. Days count from 0, the first of `days`; the last is yesterday."""

    seed: int
    days: Annotated[int, Field(ge=14, le=400)]
    gap_share: Share
    tick_share: Share
    away: tuple[tuple[int, int], ...]
    ankle_tests: Every
    reviews: Every
    rescreens: Every
    function_scores: Every
    pain: Line
    sitting: Line
    sleep: Line
    stress: Line
    ankle_left: Line
    ankle_right: Line
    day_off: DayOff
    sessions: Sessions
    function: Function
    flares: tuple[Flare, ...]
    notes: tuple[Note, ...]
    case: dict[str, dict[str, JsonValue]]
    case_lists: dict[str, tuple[str, ...]]
    again: tuple[Again, ...]

    def is_away(self, number: int) -> bool:
        return any(start <= number <= end for start, end in self.away)

    def flare_on(self, number: int) -> tuple[float, float]:
        """What flares add to pain and stress on that day."""
        parts = [
            (flare.pain * left, flare.stress * left)
            for flare in self.flares
            if (left := 1 - (number - flare.day) / flare.days) > 0 and number >= flare.day
        ]
        return sum(part[0] for part in parts), sum(part[1] for part in parts)


def read_story(path: Path) -> Story:
    """The made-up person. Raises ContentError with what is wrong."""
    faults: list[str] = []
    story = parse(Story, read_toml(path, faults), path.name, faults)
    if story is None or faults:
        raise ContentError(faults)
    return story


def cases(story: Story, first: date, flags: tuple[str, ...]) -> tuple[Case, ...]:
    """The answers of every intake, in order; the first on day 0. Raises ContentError where they are no case."""
    answers: dict[str, Any] = {part: dict(fields) for part, fields in story.case.items()}
    answers["person"] = {"cleared_by_clinician_on": None, "height_cm": None, "weight_kg": None} | answers["person"]
    answers["person"]["birth_year"] = first.year - int(str(answers["person"].pop("age_years")))
    answers |= {"safety": dict.fromkeys(flags, "no")} | story.case_lists
    found = []
    faults: list[str] = []
    for day, changes in ((0, {}), *((again.day, again.case) for again in story.again)):
        for part, fields in changes.items():
            answers[part] = answers[part] | fields
        case = parse(Case, answers | {"as_of": first + timedelta(days=day)}, "demo.toml", faults)
        if case is not None:
            found.append(case)
    if faults:
        raise ContentError(faults)
    return tuple(found)
