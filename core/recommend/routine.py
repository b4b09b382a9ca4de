"""From a selection to what the person is handed: items, sessions, the week, and the rest of the day."""

from core.model.routine import Item, Routine, SessionKind, StopRule, ThroughTheDay
from core.model.vocabulary import WEEKDAYS, Weekday
from core.recommend.candidates import Candidate, Choice
from core.recommend.dose import HUNDREDTHS_PER_MINUTE
from core.recommend.frame import OTHER, STRENGTH, Frame, serves_direction
from core.recommend.person import Person
from core.recommend.reasons import ReasonsOut, what_is_missing, why_in
from core.recommend.select import Selection
from core.recommend.through_the_day import ANKLE, RestOfDay, activities

# What ends a session at once, in the order it is read. Words stand in data/words.
STOP_RULES = (
    StopRule(id="pain_rises", source="clinic, R04"),
    StopRule(id="pain_spreads", source="section on direction trials: pain moving down the leg is a stop sign"),
    StopRule(id="new_numbness", source="the safety screen"),
    StopRule(id="chest_or_faint", source="the safety screen"),
    StopRule(id="bladder_or_bowel", source="the safety screen"),
)
# The kind of session where there is only one.
EVERY = "every"
PREGNANCY_STOP = StopRule(id="pregnancy_signs", source="ACOG 2002 (summary)")


class Writer:
    """Writes a person's weeks: doses, days, the rest of the day, and why everything is in or out.

    What is said again in another week is kept as it was made. Their weeks differ by steps, rests, half doses and what
    they do already; phase and directions are the same in all.
    """

    def __init__(self, person: Person, frame: Frame) -> None:
        self._frame = frame
        self._activity = activities(person)
        self._day = RestOfDay(person)
        self._items: dict[tuple[object, ...], Item] = {}
        self._reasons_out = ReasonsOut(person)

    def write(self, person: Person, choice: Choice, selection: Selection) -> Routine:
        """The week of a selection; `person` in the standing that it was selected for."""
        order = _Order(person, selection)
        day = self._day.of(person)
        standing = {candidate.exercise.id for candidate in order.distinct}
        standing |= {part.exercise for part in day.parts if part.exercise}
        standing |= {part.activity for part in self._activity}
        return Routine(
            items=tuple([self._item(person, order, candidate) for candidate in order.distinct]),
            sessions=_sessions(self._frame, order),
            through_the_day=day.parts,
            activity=self._activity,
            missing=what_is_missing(person, self._frame, selection, choice),
            week=order.week,
            left_out=self._reasons_out.of(choice, selection, standing, day.ankle_out),
            stop_rules=(*STOP_RULES, PREGNANCY_STOP) if person.is_flagged("pregnancy") else STOP_RULES,
            notes=_notes(person, self._frame, order, day.parts),
        )

    def _item(self, person: Person, order: "_Order", candidate: Candidate) -> Item:
        """An exercise of the week; the same on the same days in the same dose, by the same size of step."""
        name = candidate.exercise.id
        step, days = person.steps.get(name), order.days_of(candidate)
        key = (name, candidate.rung.id, candidate.dosed, step and step.dose_step, days)
        found = self._items.get(key)
        if found is None:
            found = self._items[key] = _item(person, self._frame, candidate, days)
        return found


class _Order:
    """The chosen items in the order to do them: warm-up first, standing last where standing is worse."""

    def __init__(self, person: Person, selection: Selection) -> None:
        roles = person.content.rules.aims.order.roles
        standing_last = person.case.positions.standing == "worse"

        def rank(candidate: Candidate) -> tuple[bool, int, bool, str]:
            last = standing_last and candidate.rung.position == "standing"
            return last, roles.index(candidate.exercise.role), not candidate.on_floor, candidate.exercise.id

        self.by_kind = {kind: tuple(sorted(chosen, key=rank)) for kind, chosen in selection.by_kind.items()}
        self.days = {STRENGTH: selection.pattern.strength, OTHER: selection.pattern.other}
        distinct = {c.exercise.id: c for chosen in self.by_kind.values() for c in chosen}
        self.distinct = tuple(sorted(distinct.values(), key=rank))
        self.week: dict[Weekday, tuple[str, ...]] = dict.fromkeys(WEEKDAYS, ())
        for kind, chosen in self.by_kind.items():
            self.week |= dict.fromkeys(self.days[kind], tuple([candidate.exercise.id for candidate in chosen]))

    def days_of(self, candidate: Candidate) -> tuple[Weekday, ...]:
        name = candidate.exercise.id
        return tuple([day for day, names in self.week.items() if name in names])


def _item(person: Person, frame: Frame, candidate: Candidate, days: tuple[Weekday, ...]) -> Item:
    exercise, rung, dosed = candidate.exercise, candidate.rung, candidate.dosed
    position = [each is rung for each in exercise.rungs].index(True)
    return Item(
        exercise=exercise.id,
        rung=rung.id,
        role=exercise.role,
        foundation=exercise.foundation,
        planes=exercise.planes,
        level=rung.level,
        sets=dosed.sets,
        reps=dosed.reps,
        hold_s=dosed.hold_s or None,
        per_side=rung.per_side,
        days=days,
        minutes=dosed.hundredths / HUNDREDTHS_PER_MINUTE,
        slot=exercise.slots[0] if exercise.slots else exercise.role,
        adjust=dosed.adjust,
        because=why_in(person, frame, candidate),
        easier=exercise.rungs[position - 1].id if position else None,
        harder=exercise.rungs[position + 1].id if position + 1 < len(exercise.rungs) else None,
    )


def _sessions(frame: Frame, order: _Order) -> tuple[SessionKind, ...]:
    """The kinds of session that have any exercise; two kinds with the same ones are one."""
    found: dict[tuple[str, ...], SessionKind] = {}
    for kind, chosen in order.by_kind.items():
        exercises = tuple(candidate.exercise.id for candidate in chosen)
        if not exercises:
            continue
        same = found.get(exercises)
        days = {*order.days[kind], *(same.days if same else ())}
        found[exercises] = SessionKind(
            kind=EVERY if same or not order.days[OTHER] else kind,
            days=tuple(day for day in WEEKDAYS if day in days),
            exercises=exercises,
            minutes=session_hundredths(frame, chosen) / HUNDREDTHS_PER_MINUTE,
        )
    return tuple(found.values())


def session_hundredths(frame: Frame, chosen: tuple[Candidate, ...]) -> int:
    """Length of a session in hundredths of a minute: its items, and getting to the floor where any needs it."""
    floor = frame.floor_hundredths if any(candidate.on_floor for candidate in chosen) else 0
    return sum(candidate.dosed.hundredths for candidate in chosen) + floor


def _notes(person: Person, frame: Frame, order: _Order, day: tuple[ThroughTheDay, ...]) -> tuple[str, ...]:
    """Codes of what should be said beside the plan."""
    notes = ["soreness", "brace_first"]
    longest = max((session_hundredths(frame, chosen) for chosen in order.by_kind.values()), default=0)
    if not order.distinct:
        notes = ["nothing_fits"]
    elif 2 * longest <= person.case.preferences.minutes_per_day * HUNDREDTHS_PER_MINUTE:
        notes.append("short_on_purpose")
    preference = person.assessment.directional_preference
    moved = any(part.exercise != ANKLE and part.exercise for part in day)
    if preference != "neutral" and not moved and not any(serves_direction(person, c) for c in order.distinct):
        notes.append(f"direction_waits_{preference}")
    if person.case.positions.walking == "worse" or "stand_5_min" in person.case.capacity.cannot:
        notes.append("walk_in_pieces")
    if person.relief_only:
        notes.append("flare")
    elif person.bad_day:
        notes.append("bad_day")
    if person.half_dose:
        notes.append("half_dose")
    if person.flagged("pregnancy"):
        notes.append("pregnancy")
    if person.flagged("falls_or_dizzy"):
        notes.append("hand_on_support")
    if "knee_flops" in {candidate.exercise.id for candidate in order.distinct} and person.assessment.sore.rotation:
        notes.append("comfortable_side")
    return tuple(notes)
