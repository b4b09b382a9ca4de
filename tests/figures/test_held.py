"""When a picture shows the position held: in the loop's own time, and the right one."""

import pytest

from core.figures.held import Held, held, loop_s
from core.figures.motion import move, pose_at
from core.model.figure import Figure
from core.model.vocabulary import PHASES
from tests.figures.figure import BODY, FIGURES, figure
from tests.make import content

FRAMES = [{"hold_s": 0.5}, {"move_s": 1.5, "hold_s": 2}, {"move_s": 1, "hold_s": 2}, {"move_s": 1, "hold_s": 0.2}]


def test_it_is_where_the_picture_rests_longest() -> None:
    assert held(figure(frames=FRAMES)) == (Held(2.0, 4.0), Held(5.0, 7.0))


def test_the_figure_may_say_it_otherwise() -> None:
    assert held(figure(frames=FRAMES, held=[3])) == (Held(8.0, 8.2),)
    assert held(figure(frames=FRAMES, held=[])) == ()


def test_one_pose_and_ways_without_rest_hold_nothing() -> None:
    assert held(figure(frames=[{"hold_s": 3}])) == ()
    assert held(figure(frames=[{"hold_s": 3}, {"move_s": 1, "hold_s": 0}])) == ()


@pytest.mark.parametrize("told", FIGURES.values(), ids=FIGURES)
def test_the_picture_stands_still_in_just_that_time(told: Figure) -> None:
    motion = move(told, BODY)
    assert loop_s(told) == pytest.approx(motion.seconds)
    for span in held(told):
        assert 0 < span.from_s <= span.to_s <= motion.seconds
        first, last = (pose_at(motion, 100 * moment / motion.seconds) for moment in (span.from_s, span.to_s))
        # Arms that point to the viewer settle by a degree or two.
        assert first.angles == pytest.approx(last.angles, abs=3)
        assert first.root == pytest.approx(last.root, abs=0.1)


def test_every_exercise_that_is_held_shows_it_or_says_why_not() -> None:
    doses = content().rules.doses
    for exercise in content().library.exercises:
        for rung in exercise.rungs:
            dose = doses[rung.dose]
            if rung.figure is None or dose.carry or not any(dose.of(phase).hold_s for phase in PHASES):
                continue
            assert held(rung.figure) or rung.figure.held == (), f"{exercise.id}/{rung.id}"
