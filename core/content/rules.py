"""data/rules/*.toml -> what bars a rung, the doses, the session days, and the rules of the sources by id."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from core.content.files import parse, read_toml
from core.model.base import Frozen
from core.model.exercise import Rung
from core.model.vocabulary import PHASES, Capacity, Demand, Phase, Plane, PositionName, Role, Weekday


class Bar(Frozen):
    """What bars a rung: holds by `flags` (yes or unsure) or `positions_worse`; matches by tags, needs or spine."""

    id: str
    flags: tuple[str, ...] = ()
    positions_worse: tuple[PositionName, ...] = ()
    tags: tuple[str, ...] = ()
    needs: tuple[Capacity, ...] = ()
    spine: dict[Plane, tuple[Demand, ...]] = {}
    change: str
    source: str

    def matches(self, rung: Rung) -> bool:
        """Whether it bars `rung` where it holds."""
        return (
            any(tag in rung.tags for tag in self.tags)
            or any(need in rung.needs for need in self.needs)
            or any(demand in rung.spine.get(plane, ()) for plane, demands in self.spine.items() for demand in demands)
        )


class Dose(Frozen):
    """Sets x repetitions, each held for `hold_s` seconds (0: not held); per side where the rung has sides."""

    sets: Annotated[int, Field(ge=1, le=5)]
    reps: Annotated[int, Field(ge=1, le=30)]
    hold_s: Annotated[int, Field(ge=0, le=120)]


class Grow(Frozen):
    """How a dose grows by steps, one thing at a time: `by` repetitions or seconds more, up to `most`."""

    what: Literal["reps", "hold_s"]
    by: Annotated[int, Field(ge=1, le=10)]
    most: Annotated[int, Field(ge=1, le=60)]


class DoseKind(Frozen):
    """The dose of one kind of exercise in each phase; `rest` is the id of the number of seconds between sets.

    `grow`: how it becomes more by progression; null where it does not.
    """

    rest: str
    carry: bool = False
    grow: Grow | None = None
    calm: Dose
    build: Dose
    strengthen: Dose

    def of(self, phase: Phase) -> Dose:
        """The dose of `phase`."""
        return {"calm": self.calm, "build": self.build, "strengthen": self.strengthen}[phase]


class Pattern(Frozen):
    """The days of the two kinds of session, `days_per_week` at most. Without `other` days all sessions are alike."""

    days_per_week: Annotated[int, Field(ge=1, le=7)]
    strength: tuple[Weekday, ...]
    other: tuple[Weekday, ...]


class Rule(Frozen):
    """One rule of the sources or of the product: where it rests and where it can be seen at work."""

    sources: Annotated[tuple[str, ...], Field(min_length=1)]
    applied: Annotated[tuple[str, ...], Field(min_length=1)]


class Source(Frozen):
    """An article as it is cited."""

    author: str
    title: str
    where: str


class Slot(Frozen):
    """One place of a sensible session."""

    id: str
    phases: tuple[Phase, ...]
    days: Literal["both", "strength"]


class Need(Frozen):
    """A finding of the assessment that any one of `exercises` answers."""

    finding: str
    rule: str
    exercises: tuple[str, ...]


class _Daily(Frozen):
    exercises: tuple[str, ...]


class _Order(Frozen):
    roles: tuple[Role, ...]


class Aims(Frozen):
    """What the plan is after, in order: weights, the slots of a session, what answers a finding."""

    aims: dict[str, int]
    slots: tuple[Slot, ...]
    needs: tuple[Need, ...]
    daily: _Daily
    order: _Order


# Every aim that the selection weighs: a file that lacks one, or has one that nobody reads, is a fault.
AIMS = frozenset(
    {
        "item_short",
        "plane",
        "foundation",
        "direction",
        "item_many",
        "slot",
        "second_carry",
        "novelty_lowered",
        "returned",
        "need",
        "position_worse",
        "second_control",
        "lower_rung",
        "other_rung",
        "novelty",
        "item",
        "position_eases",
        "continues",
        "quick_dose",
        "legs_up",
        "both_kinds",
        "end_range",
        "daily_in_source",
        "kit_at_hand",
        "direction_agrees",
        "tenth_of_minute",
    }
)


class _Bars(Frozen):
    bars: tuple[Bar, ...]


class _Doses(Frozen):
    doses: dict[str, DoseKind]


class _Week(Frozen):
    patterns: tuple[Pattern, ...]


class _Rules(Frozen):
    sources: dict[str, Source]
    rules: dict[str, Rule]


class Rules(Frozen):
    bars: tuple[Bar, ...]
    doses: dict[str, DoseKind]
    patterns: tuple[Pattern, ...]
    aims: Aims
    rules: dict[str, Rule]
    sources: dict[str, Source]

    def patterns_for(self, days_per_week: int) -> tuple[Pattern, ...]:
        """The patterns of that many days, the plan first."""
        return tuple(pattern for pattern in self.patterns if pattern.days_per_week == days_per_week)


def load_rules(folder: Path, faults: list[str]) -> Rules | None:
    """All rules of `folder`; a number of days without a pattern, or a rule citing no known source, is a fault."""
    bars = parse(_Bars, read_toml(folder / "bars.toml", faults), "bars.toml", faults)
    doses = parse(_Doses, read_toml(folder / "doses.toml", faults), "doses.toml", faults)
    week = parse(_Week, read_toml(folder / "week.toml", faults), "week.toml", faults)
    aims = parse(Aims, read_toml(folder / "aims.toml", faults), "aims.toml", faults)
    rules = parse(_Rules, read_toml(folder / "rules.toml", faults), "rules.toml", faults)
    if bars is None or doses is None or week is None or aims is None or rules is None:
        return None
    faults += [f"aims.toml: aims.{name}: is missing" for name in sorted(AIMS - set(aims.aims))]
    faults += [f"aims.toml: aims.{name}: is no aim" for name in sorted(set(aims.aims) - AIMS)]
    planned = {pattern.days_per_week for pattern in week.patterns}
    faults += [f"week.toml: no pattern for {days} days a week" for days in range(1, 8) if days not in planned]
    for pattern in week.patterns:
        if not 1 <= len({*pattern.strength, *pattern.other}) <= pattern.days_per_week:
            faults.append(f"week.toml: a pattern for {pattern.days_per_week} days has more days or none")
    for rule_id, rule in rules.rules.items():
        for source in set(rule.sources) - set(rules.sources):
            faults.append(f"rules.toml: rules.{rule_id}: {source} is no source")
    for kind, dose in doses.doses.items():
        reps = [dose.of(phase).sets * dose.of(phase).reps * (1 + dose.of(phase).hold_s) for phase in PHASES]
        if reps != sorted(reps):
            faults.append(f"doses.toml: {kind}: a calmer phase asks for more than the next")
    return Rules(
        bars=bars.bars, doses=doses.doses, patterns=week.patterns, aims=aims, rules=rules.rules, sources=rules.sources
    )
