"""A guided session takes the time that the plan says, and asks only for what this person may do."""

import random

import pytest

from core.model.exercise import Exercise, Rung
from core.model.quoting import Quotes
from core.model.vocabulary import PHASES, POSITIONS, WEEKDAYS, Phase
from core.recommend.dose import length_s
from core.recommend.eligible import Eligibility
from core.recommend.person import Person
from core.recommend.recommend import recommend
from core.session.session import items_on, moves_of_the_day
from core.session.timeline import Move, move, rung_of
from tests.make import PHASE, a_case, a_person, a_quiet_case, content, every_rung, name_of, rung_named

NUMBERS = content().evidence
LADDER = every_rung()
each_rung = pytest.mark.parametrize(
    ("exercise", "rung"), LADDER, ids=[name_of(exercise, rung) for exercise, rung in LADDER]
)


def played(exercise: Exercise, rung: Rung, phase: Phase) -> Move:
    told = content().rules.doses[rung.dose].of(phase)
    return move(exercise, rung, content(), sets=told.sets, reps=told.reps, hold_s=told.hold_s, adjust=())


def moves(kind: str = "full", day: str = "fri", **changes: object) -> tuple[Move, ...]:
    case = a_case(**changes)
    result = recommend(case, content())
    assert result.routine is not None
    return moves_of_the_day(case, result.assessment, result.routine, kind, day, content())  # type: ignore[arg-type]


class TestTime:
    @each_rung
    @pytest.mark.parametrize("phase", PHASES)
    def test_it_takes_what_the_plan_counts_and_a_moment_to_switch_sides(
        self, exercise: Exercise, rung: Rung, phase: Phase
    ) -> None:
        kind = content().rules.doses[rung.dose]
        told = kind.of(phase)
        planned = length_s(a_person(), kind, rung, told.sets, told.reps, told.hold_s)
        switches = told.sets * NUMBERS["switch_side_s"] if rung.per_side else 0
        assert played(exercise, rung, phase).seconds == pytest.approx(planned + switches)

    @each_rung
    def test_sets_sides_and_rests_in_their_order(self, exercise: Exercise, rung: Rung) -> None:
        told = played(exercise, rung, "strengthen")
        kinds = [segment.kind for segment in told.segments]
        one_set = ["work", "switch", "work"] if rung.per_side else ["work"]
        assert kinds == ["ready", *one_set, *(["rest", *one_set] * (told.sets - 1))]
        for segment in told.segments:
            assert (segment.side is not None) == rung.per_side
            assert segment.seconds > 0
            if segment.kind == "work":
                assert segment.seconds == pytest.approx(segment.reps * (segment.move_s + segment.hold_s))

    def test_the_side_that_a_moment_leads_to_stands_in_it(self) -> None:
        told = played(*rung_named("pallof_press/band"), "build")
        assert [(part.kind, part.set, part.side) for part in told.segments] == [
            ("ready", 1, "left"),
            ("work", 1, "left"),
            ("switch", 1, "right"),
            ("work", 1, "right"),
            ("rest", 2, "left"),
            ("work", 2, "left"),
            ("switch", 2, "right"),
            ("work", 2, "right"),
        ]

    def test_a_carry_is_one_walk_a_side(self) -> None:
        told = played(*rung_named("single_arm_farmers_carry/light"), "build")
        works = [part for part in told.segments if part.kind == "work"]
        assert told.carry
        assert [(part.reps, part.move_s, part.hold_s) for part in works] == [(1, 0, NUMBERS["carry_side_s"])] * 2


class TestTheDay:
    def test_all_of_it_in_the_order_of_the_routine_in_its_dose(self) -> None:
        case = a_case()
        routine = recommend(case, content()).routine
        assert routine is not None
        for day in WEEKDAYS:
            items = items_on(routine, day)
            told = moves(day=day)
            assert [(each.exercise, each.rung, each.sets) for each in told] == [
                (item.exercise, item.rung, item.sets) for item in items
            ]

    @pytest.mark.parametrize("phase", PHASES)
    @pytest.mark.parametrize("cannot", [[], ["kneel"], ["prone", "supine"], ["floor"], ["wrists", "overhead"]])
    def test_an_easier_version_is_a_lower_rung_that_nothing_bars(self, phase: Phase, cannot: list[str]) -> None:
        changes = PHASE[phase] | {"capacity.cannot": cannot, "equipment": ["band", "mat", "step"]}
        case = a_quiet_case(**changes)
        result = recommend(case, content())
        assert result.routine is not None
        calm = a_person(**changes)
        eligibility = Eligibility(calm)
        for day in WEEKDAYS:
            for told in moves_of_the_day(case, result.assessment, result.routine, "full", day, content()):
                if told.easier is None:
                    continue
                exercise = content().library.by_id(told.exercise)
                rungs = [rung.id for rung in exercise.rungs]
                assert rungs.index(told.easier.rung) < rungs.index(told.rung)
                barred = eligibility.obstacles(exercise, rung_of(exercise, told.easier.rung))
                assert {each.because.code for each in barred} <= {"level_above_start"}
                assert told.easier.easier is None

    def test_a_move_that_is_resumed_is_found_again(self) -> None:
        for kind in ("full", "relief", "flare"):
            assert moves(kind) == moves(kind)


class TestAPainfulDay:
    @pytest.mark.parametrize("seed", range(40))
    def test_only_easing_moves_that_nothing_bars_few_and_gentle(self, seed: int) -> None:
        changes = some_answers(seed)
        case = a_case(**changes)
        result = recommend(case, content())
        if result.routine is None:
            return
        calm = result.assessment.model_copy(update={"phase": "calm"})
        eligibility = Eligibility(Person(case, calm, content(), Quotes(case)))
        told = moves_of_the_day(case, result.assessment, result.routine, "relief", "mon", content())
        assert len(told) <= NUMBERS["relief_moves_most"]
        for each in told:
            exercise = content().library.by_id(each.exercise)
            assert exercise.role == "relief"
            assert eligibility.obstacles(exercise, rung_of(exercise, each.rung)) == ()
            assert each.easier is None

    def test_those_that_the_person_knows_come_first(self) -> None:
        case = a_case()
        result = recommend(case, content())
        assert result.routine is not None
        known = {item.exercise for item in result.routine.items}
        known |= {part.exercise for part in result.routine.through_the_day if part.exercise}
        told = moves("relief")
        assert told
        assert told[0].exercise in known

    def test_a_direction_that_does_not_suit_is_not_tried_on_such_a_day(self) -> None:
        for each in moves("relief"):  # the example's direction is extension
            assert "flexion" not in content().library.by_id(each.exercise).planes

    def test_there_may_be_none(self) -> None:
        nothing = ["floor", "prone", "supine"]
        worse = {f"positions.{name}": "worse" for name in ("standing", "leaning_back", "sitting", "bending_forward")}
        told = moves("relief", **{"capacity.cannot": nothing, **worse})
        assert told == ()


def some_answers(seed: int) -> dict[str, object]:
    """Somebody, by chance but the same each time."""
    pick = random.Random(seed)
    positions = {f"positions.{name}": pick.choice(["worse", "better", "no_effect"]) for name in POSITIONS}
    return positions | {
        "pain.now": pick.randint(0, 7),
        "pain.average_week": pick.randint(0, 7),
        "capacity.training": pick.choice(["new", "some", "regular"]),
        "capacity.cannot": pick.sample(
            ["floor", "prone", "supine", "kneel", "wrists", "stand_5_min"], pick.randint(0, 2)
        ),
        "direction_trials.extension": pick.choice(["not_tried", "better", "worse"]),
        "direction_trials.flexion": pick.choice(["not_tried", "better", "worse"]),
    }
