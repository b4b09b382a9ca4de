"""Forward and inverse kinematics: signs as docs/POSES.md tells them, and places that are reached."""

from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.figures.motion import move
from core.figures.pose import Goal, Pose, place, solve, touch
from tests.figures.figure import BODY, figure

SIDE, FRONT = BODY.rig("side"), BODY.rig("front")
RIGHT, LEFT, UP, DOWN = (1, 0), (-1, 0), (0, 1), (0, -1)


def moved(rig, joint: str, angle: float, point: str, from_: str) -> tuple[float, float]:  # type: ignore[no-untyped-def]
    """Where `point` lies from the joint `from_`, across and up, with one joint bent."""
    angles = {**dict.fromkeys(rig.joints, 0.0), joint: angle}
    placed = place(rig, Pose((0, 0), angles))
    x, y, _ = placed[point]
    from_x, from_y, _ = placed[from_]
    return x - from_x, from_y - y


@pytest.mark.parametrize(
    ("rig", "joint", "angle", "point", "from_", "way"),
    [
        (SIDE, "pelvis", 90, "thorax_2", "pelvis", RIGHT),
        (SIDE, "pelvis", -90, "thorax_2", "pelvis", LEFT),
        (SIDE, "lumbar", 60, "head", "pelvis", RIGHT),
        (SIDE, "thoracic", -30, "head", "thorax_1", LEFT),
        (SIDE, "hip_near", 90, "shank_near", "thigh_near", RIGHT),
        (SIDE, "hip_far", -30, "shank_far", "thigh_far", LEFT),
        (SIDE, "knee_near", 90, "foot_near", "shank_near", LEFT),
        (SIDE, "shoulder_near", 90, "forearm_near", "upper_arm_near", RIGHT),
        (SIDE, "shoulder_near", 180, "forearm_near", "upper_arm_near", UP),
        (SIDE, "elbow_near", 90, "hand_near", "forearm_near", RIGHT),
        (FRONT, "lumbar", 30, "head", "pelvis", RIGHT),
        (FRONT, "hip_left", 40, "shank_left", "thigh_left", RIGHT),
        (FRONT, "hip_right", 40, "shank_right", "thigh_right", LEFT),
        (FRONT, "shoulder_left", 90, "forearm_left", "upper_arm_left", RIGHT),
        (FRONT, "shoulder_right", 90, "forearm_right", "upper_arm_right", LEFT),
        (FRONT, "knee_left", 0, "foot_left", "shank_left", DOWN),
    ],
)
def test_a_joint_bends_the_way_the_guide_says(rig, joint, angle, point, from_, way) -> None:  # type: ignore[no-untyped-def]
    across, up = moved(rig, joint, angle, point, from_)
    assert across * way[0] + up * way[1] > 0.3 * hypot(across, up)


@given(
    x=st.floats(-20, 20), up=st.floats(2, 30), pelvis=st.floats(-20, 60), limb=st.sampled_from(["leg_near", "arm_far"])
)
def test_what_is_in_reach_is_reached_and_no_bone_stretches(x: float, up: float, pelvis: float, limb: str) -> None:
    name, root = ("foot_near", (0.0, -40.0)) if limb == "leg_near" else ("grip_far", (0.0, -10.0))
    angles = {**dict.fromkeys(SIDE.joints, 0.0), "pelvis": pelvis}
    pose, missed = solve(SIDE, Goal(angles, {name: (x, up)}, None, root, {}, {}))
    placed = place(SIDE, pose)
    one = SIDE.limbs[limb]
    for first, second in ((one.upper, one.lower), (one.lower, one.end)):
        (ax, ay, _), (bx, by, _) = placed[first], placed[second]
        assert hypot(ax - bx, ay - by) == pytest.approx(SIDE.segments[first].data.length)
    assert pose.angles[one.joints[1]] >= -1e-6
    if abs(missed[name]) < 1e-9:
        assert touch(SIDE, placed, name, pose.shown) == pytest.approx((x, up), abs=1e-4)
    else:
        assert touch(SIDE, placed, name, pose.shown) != pytest.approx((x, up), abs=1e-4)


@given(x=st.floats(-16, 16), up=st.floats(20, 44))
def test_a_shortened_limb_is_never_longer_than_it_is(x: float, up: float) -> None:
    told = figure(base="top_supine", frames=[{"at": {"knee_left": [x + 5, up], "foot_left": [x + 5, up - 12]}}])
    frame = move(told, BODY).frames[0]
    assert all(0 < shown <= 1 for shown in frame.pose.shown.values())
    if not frame.pose.shown.keys() >= {"thigh_left", "shank_left"}:
        assert max(frame.missed.values()) > 0
    else:
        at = touch(FRONT, place(FRONT, frame.pose), "knee_left", {})
        assert at == pytest.approx((x + 5, up), abs=0.5)


@pytest.mark.parametrize("shorten", [[], ["leg_near"], ["leg_far"]])
def test_from_the_side_a_limb_shows_shorter_only_where_the_figure_says(shorten: list[str]) -> None:
    told = figure(shorten=shorten, frames=[{"at": {"hips": [0, 50], "knee_near": [12, 40], "foot_near": [4, 34]}}])
    frame = move(told, BODY).frames[0]
    assert set(frame.pose.shown) == ({"thigh_near", "shank_near"} if shorten == ["leg_near"] else set())
    assert (min(frame.missed.values()) < -1) == (shorten != ["leg_near"])


def test_planted_feet_stay_where_the_first_frame_has_them() -> None:
    motion = move(figure(), BODY)
    for sample in motion.samples:
        at = touch(SIDE, place(SIDE, sample.pose), "foot_near", {})
        assert at == pytest.approx((0, 0), abs=0.01)


def test_a_frame_like_another_is_that_frame() -> None:
    told = figure(frames=[{}, {"joints": {"shoulder": 90}}, {"like": 1}, {"like": 1, "joints": {"elbow": 60}}])
    frames = move(told, BODY).frames
    assert frames[2].pose == frames[1].pose
    assert frames[3].pose.angles["shoulder_near"] == 90
    assert frames[3].pose.angles["elbow_far"] == 60


def test_a_name_with_its_side_goes_before_the_name_of_both() -> None:
    told = figure(frames=[{"joints": {"shoulder_far": 20, "shoulder": 90}}])
    angles = move(told, BODY).frames[0].pose.angles
    assert (angles["shoulder_near"], angles["shoulder_far"]) == (90, 20)


def test_the_head_rests_on_the_floor_while_the_hips_rise() -> None:
    bridge = figure(
        base="hooklying",
        planted=["shoulders", "feet", "elbow_rests", "head"],
        at={"shoulders": [-25, 0]},
        frames=[{}, {"joints": {"pelvis": -120, "thoracic": 14}}],
    )
    for frame in move(bridge, BODY).frames:
        assert touch(SIDE, place(SIDE, frame.pose), "head", {})[1] == pytest.approx(0, abs=0.01)


def test_a_body_that_turns_to_its_left_shows_narrower_and_looks_that_way() -> None:
    straight = place(FRONT, Pose((0, 0), dict.fromkeys(FRONT.joints, 0.0)))
    turned = place(FRONT, Pose((0, 0), {**dict.fromkeys(FRONT.joints, 0.0), "twist": 45}))
    assert 0 < turned["upper_arm_left"][0] < straight["upper_arm_left"][0]
    assert turned["upper_arm_right"][0] == -turned["upper_arm_left"][0]
    assert turned["face"][0] > straight["face"][0] == 0
    assert turned["thigh_left"] == straight["thigh_left"]
    assert FRONT.width("thorax_2", 45) < FRONT.width("lumbar_2", 45) < FRONT.width("pelvis", 45) == 1
