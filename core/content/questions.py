"""The kinds of question an intake can ask, what each leans on, and which paths of the case it fills."""

from typing import Annotated, Final, Literal

from pydantic import Field

from core.content.words import Words
from core.model.base import Frozen
from core.model.vocabulary import Level

Rule = Literal["clearance_matters", "ask_began_early", "pattern_possible"]
PageKind = Literal["flags", "grid", "optional", "plain"]
Units = Literal["metric", "imperial"]

REST: Final = "rest"  # in a grid's answer: what every row not marked was answered with, said by the person in one click
OPEN: Final = "open"  # in a grid's answer: the person asked to mark the rows one by one


class Condition(Frozen):
    """Asked only where this holds. One of: `question` answered one of `one_of`, or a number below `below` (a number's
    id); every flag of `no_flags` answered no; no flag answered so far reaches `below_level`; a named rule."""

    question: str | None = None
    one_of: tuple[str, ...] = ()
    below: str | None = None
    no_flags: tuple[str, ...] = ()
    below_level: Level | None = None
    rule: Rule | None = None


class _Question(Frozen):
    """`hidden`: what stands at the question's path where it is not asked or skipped (nothing: null).

    `anew`: asked with nothing filled in each time the person goes through the questions (a page can say so for all).
    """

    id: str
    required: bool = True
    anew: bool = False
    show_when: tuple[Condition, ...] = ()
    hidden: str | None = None


class Option(Frozen):
    """One answer. `sets`: paths of the case and what they become when it is chosen. `system`: a unit, and whose."""

    id: str
    sets: dict[str, str | bool] = {}
    system: Units | None = None


class Choice(_Question):
    """One of several. With `path` the option's id stands there; `default` is chosen before the person chooses."""

    kind: Literal["choice"]
    options: Annotated[tuple[Option, ...], Field(min_length=2)]
    path: str | None = None
    default: str | None = None


class Many(_Question):
    """Any of several. `none` is the option that excludes all others. `ticks`: option -> path of a yes/no answer."""

    kind: Literal["many"]
    options: Annotated[tuple[str, ...], Field(min_length=2)]
    none: str | None = None
    path: str | None = None
    ticks: dict[str, str] = {}


class Scale(_Question):
    """A whole number from `low` to `high`, shown as buttons: all of them, or only `values`."""

    kind: Literal["scale"]
    path: str
    low: int
    high: int
    values: tuple[int, ...] = ()
    default: int | None = None

    @property
    def buttons(self) -> tuple[int, ...]:
        return self.values or tuple(range(self.low, self.high + 1))


class Unit(Frozen):
    """A unit a number can be typed in; one of it is `factor` of the question's unit. `system`: where it comes first."""

    id: str
    factor: Annotated[float, Field(gt=0)]
    system: Units | None = None


class Number(_Question):
    """A typed number from `low` to `high` in `unit`, or in one of `units` and converted."""

    kind: Literal["number"]
    path: str
    low: float
    high: float
    unit: str
    whole: bool = False
    step: float = 1
    decimals: int = 1
    units: tuple[Unit, ...] = ()


class Day(_Question):
    """A date that is not in the future."""

    kind: Literal["day"]
    path: str


class Text(_Question):
    kind: Literal["text"]
    max_length: int


class Grid(_Question):
    """The same answers for several rows. `rest` is what one click can answer all rows not marked with.

    Rows of a grid with `path = "safety"` are flags; `gate`: the rows are first shown as a list to read.
    """

    kind: Literal["grid"]
    rows: Annotated[tuple[str, ...], Field(min_length=2)]
    options: Annotated[tuple[str, ...], Field(min_length=2)]
    rest: str
    path: str | None = None
    gate: bool = False


class Trials(_Question):
    """Up to `count` measured lengths in the unit that the question `unit_from` says; kept in cm.

    One that is below `usual_low` or above `usual_high` (numbers' ids) is worth a second look.
    """

    kind: Literal["trials"]
    path: str
    count: int
    low: float
    high: float
    unit_from: str
    units: tuple[Unit, ...]
    decimals: int = 2
    usual_low: str
    usual_high: str


class Offer(_Question):
    """Something the page offers: `done` or `skipped`. Skipped, every question of the page counts as not asked."""

    kind: Literal["offer"]


class Exercises(_Question):
    """Exercises of the library, by id."""

    kind: Literal["exercises"]
    path: str


Question = Choice | Many | Scale | Number | Day | Text | Grid | Trials | Offer | Exercises


class Page(Frozen):
    """One step. `flags`: a list with "none of these"; `grid`: rows and "the rest"; `optional`: can be skipped."""

    id: str
    kind: PageKind = "plain"
    anew: bool = False
    questions: Annotated[tuple[Annotated[Question, Field(discriminator="kind")], ...], Field(min_length=1)]


class Computed(Frozen):
    """A path of the case that is worked out from answers."""

    path: str
    made_from: Annotated[tuple[str, ...], Field(min_length=1)]


def paths_of(question: Question) -> tuple[str, ...]:
    """The paths of the case that this question fills."""
    if isinstance(question, Choice):
        sets = {path: None for option in question.options for path in option.sets}
        return (question.path,) if question.path else tuple(sets)
    if isinstance(question, Many):
        return (question.path,) if question.path else tuple(question.ticks.values())
    if isinstance(question, Grid):
        return tuple(f"{question.path}.{row}" for row in question.rows) if question.path else ()
    if isinstance(question, (Text, Offer)):
        return ()
    return (question.path,)


def options_of(question: Question) -> tuple[str, ...]:
    """The ids of the answers to choose from; none for what is typed."""
    if isinstance(question, Choice):
        return tuple(option.id for option in question.options)
    return question.options if isinstance(question, (Many, Grid)) else ()


def option_key(words: Words, question: Question, option: str) -> str:
    """The key of an answer's words: the question's own, else the shared ones."""
    own = f"questionnaire.questions.{question.id}.options.{option}"
    return own if own in words else f"questionnaire.options.{option}"


def row_key(question: Grid, row: str, part: str) -> str:
    """The key of a row's words; `part` is `ask` or `short`."""
    table = "flags" if question.path == "safety" else f"questions.{question.id}.rows"
    return f"questionnaire.{table}.{row}.{part}"
