"""What is kept of a person: profile, draft, plan, saved logs. The values that go between storage, journal and pages."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field, JsonValue

from core.model.base import Frozen
from core.model.case import Case
from core.model.log import AnkleTest, CheckIn, DayTicks, Flare, FunctionScore, KeptOld, Rescreen, SessionDone
from core.model.review import Review
from core.model.routine import Result

LengthUnit = Literal["cm", "in"]
LogKind = Literal["check_in", "session", "ankle_test", "function", "rescreen", "flare", "day_ticks", "kept_old"]
Log = CheckIn | SessionDone | AnkleTest | FunctionScore | Rescreen | Flare | DayTicks | KeptOld


class Profile(Frozen):
    """How the app speaks to the person. `country`: two capital letters, whose emergency numbers are shown.

    `still_pictures`: no picture moves.
    """

    country: Annotated[str, Field(pattern="^[A-Z]{2}$")] = "GB"
    language: Annotated[str, Field(pattern="^[a-z]{2,3}$")] = "en"
    length_unit: LengthUnit = "cm"
    still_pictures: bool = False


class Draft(Frozen):
    """An intake not finished yet. `answers`: question id -> what was typed, right or not. `page`: where they were."""

    answers: dict[str, JsonValue]
    page: str
    saved_at: datetime


class Plan(Frozen):
    """The answers of one intake and what the app made of them. `demo`: made-up data.

    `review`: what led from the routine before to this one; null for the first one of an intake.
    """

    intake_version: int
    routine_version: int
    made_at: datetime
    made_on: date
    case: Case
    result: Result
    demo: bool
    review: Review | None = None


class Saved(Frozen):
    """One save that is committed. `replaced`: an earlier entry of the person's own for that day gave way to it."""

    id: int
    saved_at: datetime
    replaced: bool


class History(Frozen):
    """What was logged: one entry a day and kind (the latest version), sorted by day.

    `plan_dates`: days on which a routine was made, sorted. `demo`: made-up entries are among them.
    """

    check_ins: tuple[CheckIn, ...]
    sessions: tuple[SessionDone, ...]
    ankle_tests: tuple[AnkleTest, ...]
    plan_dates: tuple[date, ...] = ()
    function: tuple[FunctionScore, ...] = ()
    rescreens: tuple[Rescreen, ...] = ()
    flares: tuple[Flare, ...] = ()
    day_ticks: tuple[DayTicks, ...] = ()
    kept_old: tuple[KeptOld, ...] = ()
    demo: bool = False


class StoredKind(Frozen):
    """How much of one kind is stored: the person's own entries, made-up ones, and versions in all (with older ones)."""

    own: int
    demo: int
    versions: int
    first_day: date | None
    last_day: date | None


class StoredSummary(Frozen):
    """What is stored and where. `kinds`: intake, routine and every LogKind -> how much.

    `place`: the file, or the server's address without its password. `size_bytes`: null on a server.
    """

    place: str
    size_bytes: int | None
    schema_version: str
    engine: str
    kinds: dict[str, StoredKind]
    draft_saved_at: datetime | None
    guided_saved_at: datetime | None = None

    @property
    def own(self) -> int:
        """Entries of the person's own, all kinds together."""
        return sum(kind.own for kind in self.kinds.values())

    @property
    def demo(self) -> int:
        """Made-up entries, all kinds together."""
        return sum(kind.demo for kind in self.kinds.values())
