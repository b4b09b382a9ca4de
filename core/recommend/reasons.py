"""Why each exercise is in or out, and what a week cannot reach: every sentence's ground is an answer of this person."""

from core.assess.direction import EXTENSION_POSITIONS, FLEXION_POSITIONS, answered
from core.model.exercise import Exercise, Rung
from core.model.reason import Because
from core.model.routine import LeftOut, Missing
from core.model.vocabulary import FOUNDATIONS, PLANES, PositionName
from core.recommend.candidates import Candidate, Choice, position_answers
from core.recommend.frame import Frame, moved_planes, serves_direction
from core.recommend.person import OWN, Person
from core.recommend.select import Selection
from core.recommend.through_the_day import ANKLE
from core.recommend.worth import coverage_of


def why_in(person: Person, frame: Frame, candidate: Candidate) -> tuple[Because, ...]:
    """The reasons of a chosen item: direction, position, finding, coverage, level, kit, changes of the dose."""
    exercise = candidate.exercise
    preference = person.assessment.directional_preference
    reasons: list[Because] = []
    if person.relief_only:
        reasons.append(person.reason("in_flare", "contract.7", OWN, "standing.relief_only", evidence="flare_items"))
    elif person.bad_day:
        reasons.append(person.reason("in_bad_day", "contract.7", OWN, "pain.now", evidence="very_severe_pain_nrs"))
    elif serves_direction(person, candidate) and preference != "neutral":
        paths = _direction_paths(person)
        reasons.append(
            person.reason(
                f"in_direction_{preference}",
                "R02",
                "clinic",
                "assessment.directional_preference",
                *paths,
                evidence="direction_clear_score",
            )
        )
    eases = position_answers(person, candidate.rung, "better")
    if eases and not candidate.worse:
        reasons.append(person.reason("in_position_eases", "R01", "clinic", *eases))
    for plane in moved_planes(candidate.rung):
        if plane in person.returned:
            reasons.append(
                person.reason(f"in_returned_{plane}", "R01", "clinic", "standing.returned", evidence="return_days")
            )
    for need in frame.needs:
        if exercise.id in need.exercises:
            finding = next(f for f in person.assessment.findings if f.id == need.finding)
            answers = finding.because[0].answers
            source = ", ".join(person.content.rules.rules[need.rule].sources)
            reasons.append(
                Because(code=f"in_need_{need.finding}", rule=need.rule, answers=answers, source=source, evidence=None)
            )
    if not person.bad_day:
        if exercise.planes:
            reasons += [
                person.reason(f"in_plane_{plane}", "R07", "clinic, hershfield_corbett", "preferences.days_per_week")
                for plane in exercise.planes
            ]
        elif exercise.foundation:
            reasons.append(
                person.reason(f"in_foundation_{exercise.foundation}", "R15", "moen", "preferences.days_per_week")
            )
        elif exercise.role == "upper":
            reasons.append(person.reason("in_upper", "R26", "fioranelli", "assessment.phase"))
        if not reasons:
            reasons.append(person.reason("in_role", "R03", "clinic", "preferences.minutes_per_day"))
    reasons.append(
        person.reason(
            "in_level",
            "contract.5",
            OWN,
            "assessment.phase",
            "assessment.start_level",
            "capacity.training",
        )
    )
    if candidate.rung.equipment:
        reasons.append(person.reason("in_kit", "R09", "clinic", "equipment"))
    reasons += [_adjusted(person, code, exercise) for code in candidate.dosed.adjust]
    return tuple(reasons)


def _direction_paths(person: Person) -> tuple[str, ...]:
    """The answers that speak for the comfortable direction."""
    names: tuple[PositionName, ...]
    if person.assessment.directional_preference == "extension":
        names = answered(person.case, FLEXION_POSITIONS, "worse") + answered(person.case, EXTENSION_POSITIONS, "better")
        trials = (("extension", "better"), ("flexion", "worse"))
    else:
        names = answered(person.case, EXTENSION_POSITIONS, "worse") + answered(person.case, FLEXION_POSITIONS, "better")
        trials = (("flexion", "better"), ("extension", "worse"))
    tried = [name for name, answer in trials if getattr(person.case.direction_trials, name) == answer]
    return (*(f"positions.{name}" for name in names), *(f"direction_trials.{name}" for name in tried))


ADJUSTED_BY = {
    "short_holds": "safety.heart_or_exercise_limit",
    "no_hold_on_back": "safety.pregnancy",
    "one_standing_set": "positions.standing",
    "hand_on_support": "safety.falls_or_dizzy",
    "short_standing_set": "capacity.cannot",
    "half_dose": "standing.half_dose",
    "smaller_dose": "standing.steps.{exercise}.dose_step",
}


def _adjusted(person: Person, code: str, exercise: Exercise) -> Because:
    return person.reason(f"adjust_{code}", "contract.6", OWN, ADJUSTED_BY[code].format(exercise=exercise.id))


def what_is_missing(person: Person, frame: Frame, selection: Selection, choice: Choice) -> tuple[Missing, ...]:
    """Planes and foundations that no allowed week reaches, with what bars the exercises that would."""
    if not frame.coverage:
        return ()
    missing = []
    for what in (*PLANES, *FOUNDATIONS):
        if what in selection.reached:
            continue
        if what in coverage_of(choice.candidates):
            because: tuple[Because, ...] = (
                person.reason(
                    "missing_no_time",
                    "contract.7",
                    OWN,
                    "preferences.minutes_per_day",
                    "preferences.days_per_week",
                    "assessment.phase",
                ),
            )
        else:
            because = _barring(person, what, choice)
        missing.append(Missing(what=what, because=because))
    return tuple(missing)


def _barring(person: Person, what: str, choice: Choice) -> tuple[Because, ...]:
    """Every different obstacle of the exercises that would reach `what`."""
    found: list[Because] = []
    for exercise in person.content.library.exercises:
        if what in (*exercise.planes, exercise.foundation):
            row = choice.left_out.get(exercise.id)
            for because in row.because if row else ():
                if because not in found:
                    found.append(because)
    return tuple(found)


class ReasonsOut:
    """Why exercises are not in the weeks of a person. Steps and rests change none of these reasons but those that a
    choice brings with it: each row is made once."""

    def __init__(self, person: Person) -> None:
        self._person = person
        self._activities: dict[str, LeftOut] = {}
        self._not_needed: dict[tuple[str, str | None, str | None], LeftOut] = {}

    def of(
        self, choice: Choice, selection: Selection, standing: set[str], ankle_out: LeftOut | None
    ) -> tuple[LeftOut, ...]:
        """One row for every exercise that is nowhere in the plan (`standing` are those that are)."""
        slots_taken = {
            slot: candidate.exercise.id
            for chosen in selection.by_kind.values()
            for candidate in chosen
            for slot in candidate.exercise.slots
        }
        rows = []
        for exercise in self._person.content.library.exercises:
            name = exercise.id
            if name in standing:
                continue
            if name in choice.left_out:
                rows.append(choice.left_out[name])
            elif exercise.role == "activity":
                rows.append(self._activity_out(exercise))
            elif name != ANKLE:
                rows.append(self._out_of_need(exercise, choice, slots_taken))
            elif ankle_out is not None:
                rows.append(ankle_out)
        return tuple(rows)

    def _activity_out(self, exercise: Exercise) -> LeftOut:
        found = self._activities.get(exercise.id)
        if found is None:
            found = self._activities[exercise.id] = _activity_out(self._person, exercise)
        return found

    def _out_of_need(self, exercise: Exercise, choice: Choice, slots_taken: dict[str, str]) -> LeftOut:
        """Allowed, but another exercise fills its place: a few done often beat a long list."""
        rung = choice.by_exercise[exercise.id][0].rung
        instead = next((slots_taken[slot] for slot in exercise.slots if slot in slots_taken), None)
        key = (exercise.id, rung.id, instead)
        found = self._not_needed.get(key)
        if found is None:
            found = self._not_needed[key] = _not_needed(self._person, exercise, rung, instead)
        return found


def _not_needed(person: Person, exercise: Exercise, rung: Rung, instead: str | None) -> LeftOut:
    reasons = [
        person.reason(
            "out_place_taken" if instead else "out_few_are_enough",
            "R03",
            "clinic",
            "preferences.minutes_per_day",
            "preferences.days_per_week",
        )
    ]
    worse = position_answers(person, rung, "worse")
    if worse:
        reasons.insert(0, person.reason("out_position_worse", "contract.8", OWN, *worse))
    change = "position_settles" if worse else "swap_or_more_minutes"
    return LeftOut(exercise=exercise.id, because=tuple(reasons), change=change, instead=instead)


def _activity_out(person: Person, exercise: Exercise) -> LeftOut:
    if exercise.id in person.case.preferences.excluded_exercises:
        because = person.reason("excluded", "contract.6", OWN, "preferences.excluded_exercises")
        return LeftOut(exercise=exercise.id, because=(because,), change="allow_again", instead=None)
    if person.relief_only:
        because = person.reason("flare_waits", "contract.7", OWN, "standing.relief_only", evidence="flare_items")
        return LeftOut(exercise=exercise.id, because=(because,), change="pain_settles", instead=None)
    if person.bad_day:
        because = person.reason("bad_day", "contract.7", OWN, "pain.now", evidence="very_severe_pain_nrs")
        return LeftOut(exercise=exercise.id, because=(because,), change="pain_settles", instead=None)
    if "running" in exercise.rungs[0].tags and person.assessment.phase != "strengthen":
        because = person.reason("out_running", "contract.8", OWN, "assessment.phase")
        return LeftOut(exercise=exercise.id, because=(because,), change="progress", instead=None)
    because = person.reason("out_activity_not_named", "R10", "clinic", "preferences.activities")
    return LeftOut(exercise=exercise.id, because=(because,), change="name_activity", instead=None)
