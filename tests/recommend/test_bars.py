"""What bars a rung: every bar written out by hand against the library, so that a wrong tag shows."""

from typing import Any

import pytest

from core.recommend.eligible import Eligibility, level_limit
from tests.make import ALL_KIT, PHASE, a_person, aged, barred_by, content, every_rung, name_of, obstacles, rung_named

DEEP_SQUATS = {
    "squat/full bodyweight",
    "squat/held at the bottom",
    "squat/bottom circles and shifts",
    "squat/bottom with knee drop and hip rotation",
    "squat/weighted",
}
PRONE = {
    "plank/knees",
    "plank/elbows on floor",
    "stomach_lying",
    "prone_press/on elbows",
    "prone_press/on hands",
    "superman",
}
SUPINE = {
    "bat_hang",
    "bicycle_crunch",
    "dead_bug/feet down arms only",
    "dead_bug/one leg at a time",
    "dead_bug/opposite arm and leg",
    "glute_bridge/two-leg",
    "glute_bridge/single-leg",
    "glute_bridge/figure-4 single-leg",
    "hip_thrust/bodyweight on a bench",
    "hip_thrust/barbell",
    "knee_flops",
    "knee_to_chest/one knee",
    "knee_to_chest/both knees",
    "pelvic_tilt/lying",
    "pigeon/lying figure-4",
    "reverse_crunch",
    "sit_up",
}
CARRIES = {
    "farmers_carry/light",
    "farmers_carry/heavy",
    "single_arm_farmers_carry/light",
    "single_arm_farmers_carry/heavy",
}
# Braced with a long back, under load: the most cautious reading counts them as loaded bending and loaded arching.
BRACED_LOADS = {"kettlebell_deadlift/kettlebell", "kettlebell_deadlift/trap bar", "romanian_deadlift/weighted"}
PALLOF = {"pallof_press/band", "pallof_press/cable"}
STANDING_LOADS = BRACED_LOADS | {
    "jefferson_curl/loaded gradually",
    "row/dumbbell",
    "squat/weighted",
    "standing_biceps_curl",
    "woodchopper_mid",
    "woodchopper_high",
    "woodchopper_low",
}
LOADED_FLEXION = {
    "bicycle_crunch",
    "reverse_crunch",
    "sit_up",
    "jefferson_curl/bodyweight",
    "jefferson_curl/loaded gradually",
    "squat/weighted",
    "woodchopper_high",
}
LOADED_ROTATION = {
    "bicycle_crunch",
    "seated_twist/weighted bar",
    "woodchopper_mid",
    "woodchopper_high",
    "woodchopper_low",
}
# Bending that is repeated, loaded or taken far.
BENDING = (
    LOADED_FLEXION
    | DEEP_SQUATS
    | BRACED_LOADS
    | {
        "bat_hang",
        "childs_pose",
        "forward_fold",
        "knee_to_chest/one knee",
        "knee_to_chest/both knees",
        "seated_bend",
        "seated_forward_reach/free",
        "seated_forward_reach/supported on a counter or ball",
        "squat/assisted (post or suspension strap)",
    }
)
END_RANGE_EXTENSION = {
    "prone_press/on elbows",
    "prone_press/on hands",
    "standing_extension/leaning into a wall",
    "standing_extension/free standing",
    "superman",
}
HANGS = {name_of(*entry) for entry in every_rung() if entry[0].id in ("bar_hang", "pull_up")}
SINGLE_LEG = {
    "bulgarian_split_squat",
    "glute_bridge/single-leg",
    "glute_bridge/figure-4 single-leg",
    "hip_rotation/standing",
    "reverse_lunge/free",
    "step_up/low step",
    "step_up/knee-high step",
}
# Who hangs with the hands on a bar and the feet in reach of the ground holds on to something.
HANDS_BUSY = (
    {name_of(*entry) for entry in every_rung() if entry[0].id == "pull_up"}
    | (STANDING_LOADS - {"row/dumbbell"})
    | {"farmers_carry/light", "farmers_carry/heavy"}
    | PALLOF
    | {"romanian_deadlift/hinge with a stick"}
)
SUPINE_HOLDS = {"bat_hang", "knee_to_chest/one knee", "knee_to_chest/both knees", "pigeon/lying figure-4"}
BONE = ("osteoporosis", "long_term_steroids", "known_spinal_fracture")

# bar, what holds it (any one of these), what it bars
BARS: list[tuple[str, list[dict[str, str]], set[str]]] = [
    ("carrying_worse", [{"positions.carrying": "worse"}], CARRIES | STANDING_LOADS | PALLOF),
    ("lying_on_stomach_worse", [{"positions.lying_on_stomach": "worse"}], PRONE),
    ("lying_on_back_worse", [{"positions.lying_on_back": "worse"}], SUPINE),
    ("bone_flexion", [{f"safety.{flag}": "yes"} for flag in BONE], BENDING),
    ("bone_rotation", [{f"safety.{flag}": "yes"} for flag in BONE], LOADED_ROTATION),
    ("disc_flexion", [{"safety.known_disc_herniation": "yes"}], BENDING),
    ("slipped_vertebra_extension", [{"safety.known_spondylolisthesis": "yes"}], END_RANGE_EXTENSION),
    ("pregnancy_prone", [{"safety.pregnancy": "yes"}], PRONE),
    ("pregnancy_flexion", [{"safety.pregnancy": "yes"}], LOADED_FLEXION),
    ("pregnancy_supine_hold", [{"safety.pregnancy": "yes"}], SUPINE_HOLDS),
    ("falls_single_leg", [{"safety.falls_or_dizzy": "yes"}], SINGLE_LEG),
    ("falls_legs_up", [{"safety.falls_or_dizzy": "yes"}], {"bat_hang", "farmers_carry/light", "farmers_carry/heavy"}),
    ("falls_no_hand_free", [{"safety.falls_or_dizzy": "yes"}], HANDS_BUSY),
    ("heart_legs_up", [{"safety.heart_or_exercise_limit": "yes"}], {"bat_hang"} | HANGS),
]
each_bar = pytest.mark.parametrize(("bar", "causes", "expected"), BARS, ids=[row[0] for row in BARS])


def test_every_bar_of_the_data_stands_in_the_table() -> None:
    assert {row[0] for row in BARS} == {bar.id for bar in content().rules.bars}


@each_bar
def test_a_bar_bars_what_it_should_and_no_other(bar: str, causes: list[dict[str, str]], expected: set[str]) -> None:
    for cause in causes:
        assert barred_by(a_person(**cause), f"bar_{bar}") == expected


@each_bar
def test_unsure_bars_as_a_flag_does_and_only_worse_bars_as_a_position(
    bar: str, causes: list[dict[str, str]], expected: set[str]
) -> None:
    for cause in causes:
        for path in cause:
            barred = barred_by(a_person(**{path: "unsure"}), f"bar_{bar}")
            assert barred == (expected if path.startswith("safety.") else set())


@each_bar
def test_a_bar_quotes_the_answer_that_holds_it(bar: str, causes: list[dict[str, str]], expected: set[str]) -> None:
    change = next(entry.change for entry in content().rules.bars if entry.id == bar)
    for cause in causes:
        for obstacle in obstacles(a_person(**cause), min(expected)):
            if obstacle.because.code == f"bar_{bar}":
                assert {answer.path: answer.value for answer in obstacle.because.answers} == cause
                assert obstacle.change == change


@each_bar
def test_a_bar_that_nothing_holds_bars_nothing(bar: str, causes: list[dict[str, str]], expected: set[str]) -> None:
    assert barred_by(a_person(), f"bar_{bar}") == set()


# Sore directions: every rung that moves or loads the spine in the plane; while strengthening what is loaded there, or
# counts for the plane and stands above level 2.
MOVES = {
    "flexion": BENDING,
    "extension": END_RANGE_EXTENSION | BRACED_LOADS | {"stomach_lying", "woodchopper_low"},
    "rotation": LOADED_ROTATION
    | {"knee_flops", "seated_twist/free", "seated_twist/stick across the upper back", "seated_spinal_twist"},
    "side_bending": {
        "standing_side_flexion",
        "lateral_trunk_flexion_stretch/hands high",
        "lateral_trunk_flexion_stretch/hands walked lower",
        "lateral_trunk_flexion_stretch/with lat contract-relax",
        "woodchopper_high",
        "woodchopper_low",
    },
}
BEYOND = {
    "flexion": LOADED_FLEXION
    | BRACED_LOADS
    | {"squat/bottom circles and shifts", "squat/bottom with knee drop and hip rotation"},
    "extension": BRACED_LOADS
    | {"superman", "woodchopper_low", "hip_thrust/barbell", "glute_bridge/figure-4 single-leg"},
    "rotation": LOADED_ROTATION,
    "side_bending": {
        "woodchopper_high",
        "woodchopper_low",
        "farmers_carry/heavy",
        "single_arm_farmers_carry/heavy",
    },
}
SORE_BY = {
    "flexion": "bending_forward",
    "extension": "leaning_back",
    "rotation": "twisting",
    "side_bending": "side_bending",
}


@pytest.mark.parametrize("plane", MOVES)
@pytest.mark.parametrize("phase", PHASE)
def test_a_sore_direction_is_left_alone(plane: str, phase: str) -> None:
    person = a_person(**PHASE[phase] | {f"positions.{SORE_BY[plane]}": "worse"})
    expected = BEYOND[plane] if phase == "strengthen" else MOVES[plane] - {"knee_flops"}
    assert barred_by(person, "sore", "sore_not_loaded") == expected
    for name in expected:
        told = [o.because for o in obstacles(person, name) if o.because.code in ("sore", "sore_not_loaded")]
        assert f"positions.{SORE_BY[plane]}" in {answer.path for because in told for answer in because.answers}
        assert f"assessment.sore.{plane}" in {answer.path for because in told for answer in because.answers}


def test_two_worse_positions_are_quoted_where_they_make_a_direction_sore() -> None:
    person = a_person(positions__sitting="worse", positions__driving="worse")
    told = obstacles(person, "childs_pose")[0].because
    assert {answer.path for answer in told.answers} >= {"positions.sitting", "positions.driving"}
    person = a_person(positions__standing="worse", positions__walking="worse")
    told = next(o.because for o in obstacles(person, "stomach_lying") if o.because.code == "sore")
    assert {answer.path for answer in told.answers} >= {"positions.standing", "positions.walking"}


@pytest.mark.parametrize("phase", PHASE)
@pytest.mark.parametrize("direction", ["flexion", "extension"])
def test_a_direction_whose_trial_was_worse_is_barred_in_every_phase(phase: str, direction: str) -> None:
    person = a_person(**PHASE[phase] | {f"direction_trials.{direction}": "worse"})
    assert barred_by(person, "trial_worse") == MOVES[direction]


@pytest.mark.parametrize("answer", ["better", "no_change", "not_tried"])
def test_a_trial_that_was_not_worse_bars_nothing(answer: str) -> None:
    person = a_person(direction_trials__flexion=answer, direction_trials__extension=answer)
    assert barred_by(person, "trial_worse") == set()


GENTLE_RELIEF = {
    "flexion": {
        "bat_hang",
        "knee_to_chest/one knee",
        "knee_to_chest/both knees",
        "seated_forward_reach/free",
        "seated_forward_reach/supported on a counter or ball",
    },
    "extension": {
        "stomach_lying",
        "prone_press/on elbows",
        "standing_extension/leaning into a wall",
        "standing_extension/free standing",
    },
}


@pytest.mark.parametrize("phase", ["calm", "build"])
@pytest.mark.parametrize("direction", GENTLE_RELIEF)
def test_a_better_trial_allows_gentle_relief_although_the_direction_is_sore(phase: str, direction: str) -> None:
    sore = {f"positions.{SORE_BY[direction]}": "worse"}
    person = a_person(**PHASE[phase] | sore | {f"direction_trials.{direction}": "better"})
    assert barred_by(person, "sore") == MOVES[direction] - GENTLE_RELIEF[direction]


# What the body can do. The four-point and prone positions that need hands or knees are easy to get wrong.
FOUR_POINT = {
    "bear_crawl",
    "bird_dog/leg only",
    "bird_dog/opposite arm and leg",
    "drawing_in",
    "four_point_finger_prop/hands near the knees",
    "four_point_finger_prop/hands further away",
    "pelvic_tilt/kneeling",
    "pigeon/on the floor",
}
WRISTS = FOUR_POINT | {"plank/wall", "plank/table", "prone_press/on hands", "hip_rotation/seated side to side"}
KNEES = FOUR_POINT | {
    "childs_pose",
    "hip_rotation/frog",
    "plank/knees",
    "side_plank/knees",
    "squat/bottom with knee drop and hip rotation",
}
FLOOR = (
    PRONE
    | SUPINE
    | FOUR_POINT
    | {
        "childs_pose",
        "forward_fold",
        "hip_90_90",
        "hip_rotation/frog",
        "hip_rotation/seated side to side",
        "seated_spinal_twist",
        "side_plank/knees",
        "side_plank/floor",
    }
)
OVERHEAD = HANGS | {
    "lat_pulldown",
    "lateral_trunk_flexion_stretch/hands high",
    "lateral_trunk_flexion_stretch/with lat contract-relax",
    "seated_twist/stick across the upper back",
    "seated_twist/weighted bar",
    "superman",
    "woodchopper_high",
    "woodchopper_low",
}
CANNOT = {
    "floor": FLOOR,
    "prone": PRONE,
    "supine": SUPINE,
    "kneel": KNEES,
    "wrists": WRISTS,
    "stand_5_min": set(),  # shortens standing sets instead
    "overhead": OVERHEAD,
    "hang": HANGS,
}


@pytest.mark.parametrize("capacity", CANNOT)
def test_what_the_body_cannot_do_is_left_out(capacity: str) -> None:
    person = a_person(capacity__cannot=[capacity])
    assert barred_by(person, f"cannot_{capacity}") == CANNOT[capacity]


def test_one_reason_tells_of_what_the_body_cannot_do() -> None:
    person = a_person(capacity__cannot=["wrists", "kneel", "floor"])
    told = [o.because.code for o in obstacles(person, "bear_crawl") if o.because.code.startswith("cannot_")]
    assert told == ["cannot_floor"]


# Equipment: with nothing at all only what needs a wall, a chair, a floor or a filled bag; each thing opens its rungs.
OPENED: list[tuple[list[str], set[str]]] = [
    (["band"], {"pallof_press/band", "row/band", "woodchopper_mid", "woodchopper_high", "woodchopper_low"}),
    (["cable"], {"pallof_press/cable", "row/cable", "woodchopper_mid", "woodchopper_high", "woodchopper_low"}),
    (["dumbbell"], {"row/dumbbell", "jefferson_curl/loaded gradually"}),
    (["kettlebell"], {"kettlebell_deadlift/kettlebell", "jefferson_curl/loaded gradually"}),
    (["trap_bar"], {"kettlebell_deadlift/trap bar"}),
    (["lat_pulldown"], {"lat_pulldown"}),
    (["bench"], {"hip_thrust/bodyweight on a bench", "bulgarian_split_squat"}),
    (["barbell"], {"seated_twist/weighted bar"}),
    (["step"], {"step_up/low step", "step_up/knee-high step", "hip_rotation/foot on a step"}),
    (["suspension_strap"], {"squat/assisted (post or suspension strap)"}),
    (["stick"], {"romanian_deadlift/hinge with a stick", "seated_twist/stick across the upper back"}),
    (["pull_up_bar"], {"bar_hang/full", "bar_hang/contract-relax", "bar_hang/with shoulder rotations", "pull_up/full"}),
    (["exercise_ball"], set()),
    (["mat"], set()),
]
TOGETHER = {
    ("bench", "barbell"): {"hip_thrust/barbell"},
    ("pull_up_bar", "step"): {"bar_hang/supported by a small box", "pull_up/assisted"},
}


def without_kit(*kit: str) -> set[str]:
    person = a_person(equipment=list(kit))
    eligibility = Eligibility(person)
    return {
        name_of(*entry)
        for entry in every_rung()
        if any(o.because.code.startswith("no_") and o.change == "equipment" for o in eligibility.obstacles(*entry))
    }


@pytest.mark.parametrize(("kit", "opened"), OPENED, ids=[row[0][0] for row in OPENED])
def test_each_thing_opens_its_rungs(kit: list[str], opened: set[str]) -> None:
    assert without_kit() - without_kit(*kit) == opened


@pytest.mark.parametrize("kit", TOGETHER)
def test_some_things_are_needed_together(kit: tuple[str, str]) -> None:
    alone = without_kit(kit[0]) & without_kit(kit[1])
    assert TOGETHER[kit] <= alone
    assert not TOGETHER[kit] & without_kit(*kit)


def test_a_bag_serves_as_a_weight_and_a_chair_is_no_bench_and_no_step() -> None:
    lacking = without_kit()
    assert not lacking & (CARRIES | {"standing_biceps_curl", "romanian_deadlift/weighted", "squat/weighted"})
    assert {"hip_thrust/bodyweight on a bench", "bulgarian_split_squat", "step_up/low step"} <= lacking
    assert without_kit(*ALL_KIT) == set()


# Levels


@pytest.mark.parametrize(
    ("phase", "changes", "control", "gentle"),
    [
        ("calm", {}, 1, 1),
        ("build", {}, 2, 1),
        ("build", {"capacity.training": "new"}, 1, 1),
        ("strengthen", {}, 3, 3),
        ("strengthen", aged(65), 2, 2),
        ("strengthen", {"safety.recent_surgery": "unsure"}, 1, 1),
    ],
)
def test_how_far_up_a_ladder_one_starts(phase: str, changes: dict[str, Any], control: int, gentle: int) -> None:
    person = a_person(**PHASE[phase] | changes)
    limits: dict[str, set[int]] = {"control": set(), "gentle": set()}
    for exercise in content().library.exercises:
        if exercise.role in ("control", "strength", "upper") and exercise.earned_from_level is None:
            limits["control"].add(level_limit(person, exercise))
        elif exercise.role in ("relief", "mobility", "stretch"):
            limits["gentle"].add(level_limit(person, exercise))
    assert limits == {"control": {control}, "gentle": {gentle}}


@pytest.mark.parametrize(("training", "limit"), [("some", 1), ("regular", 3)])
def test_the_single_leg_bridge_is_earned_unless_training_is_regular(training: str, limit: int) -> None:
    person = a_person(**PHASE["strengthen"] | {"capacity.training": training})
    assert level_limit(person, content().library.by_id("glute_bridge")) == limit


@pytest.mark.parametrize("phase", PHASE)
def test_level_four_comes_by_progression_alone(phase: str) -> None:
    person = a_person(**PHASE[phase] | {"equipment": ALL_KIT, "capacity.training": "regular"})
    assert {"jefferson_curl/bodyweight", "jefferson_curl/loaded gradually"} <= barred_by(person, "level_above_start")


NOVELTIES = DEEP_SQUATS | {
    "bear_crawl",
    "hip_rotation/frog",
    "jefferson_curl/bodyweight",
    "jefferson_curl/loaded gradually",
    "seated_twist/weighted bar",
    "woodchopper_mid",
    "woodchopper_high",
    "woodchopper_low",
}


@pytest.mark.parametrize(("training", "expected"), [("new", NOVELTIES), ("some", set()), ("regular", set())])
def test_novelties_are_not_for_the_new(training: str, expected: set[str]) -> None:
    assert barred_by(a_person(capacity__training=training), "novelty_for_new") == expected


# Very severe pain, and wishes


def test_pain_of_eight_leaves_relief_tilts_drawing_in_and_ankle_bouts() -> None:
    assert barred_by(a_person(pain__now=7), "bad_day") == set()
    left = {name_of(*entry) for entry in every_rung()} - barred_by(a_person(pain__now=8), "bad_day")
    relief = {exercise.id for exercise in content().library.exercises if exercise.role == "relief"}
    assert {rung_named(name)[0].id for name in left} == relief | {
        "pelvic_tilt",
        "drawing_in",
        "ankle_dorsiflexion_mobilisation",
    }


def test_an_exercise_not_wanted_is_barred_with_all_its_rungs() -> None:
    person = a_person(preferences__excluded_exercises=["plank"])
    assert barred_by(person, "excluded") == {"plank/wall", "plank/table", "plank/knees", "plank/elbows on floor"}
    assert obstacles(person, "plank/wall")[0].change == "allow_again"


def test_nothing_stands_in_the_way_of_a_wall_plank_on_a_quiet_day() -> None:
    assert obstacles(a_person(), "plank/wall") == ()


def test_the_start_level_itself_is_allowed() -> None:
    assert obstacles(a_person(), "plank/knees") == ()  # level 2 in build
    assert obstacles(a_person(capacity__training="new"), "plank/knees")[0].because.code == "level_above_start"


@pytest.mark.parametrize(
    ("phase", "changes", "lowered"),
    [
        ("build", {}, False),
        ("build", {"capacity.training": "new"}, True),
        ("calm", {"capacity.training": "new"}, True),  # although nothing lies below level 1
        ("calm", {}, False),
        ("strengthen", aged(65), True),
        ("build", {"safety.pregnancy": "unsure"}, True),
        ("strengthen", {"safety.recent_surgery": "unsure"}, False),  # capped, which is another thing
    ],
)
def test_whose_start_is_lowered(phase: str, changes: dict[str, Any], lowered: bool) -> None:
    assert a_person(**PHASE[phase] | changes).start_lowered == lowered
