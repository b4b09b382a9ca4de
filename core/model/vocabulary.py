"""Every closed vocabulary of the product, once. A word that is not here cannot be said."""

from typing import Final, Literal, get_args

Level = Literal["emergency", "urgent", "see_clinician", "caution", "go"]
FlagAnswer = Literal["yes", "no", "unsure"]
PositionAnswer = Literal["worse", "better", "no_effect", "unsure"]
TrialAnswer = Literal["not_tried", "better", "no_change", "worse"]
Trend = Literal["improving", "same", "worsening"]
Work = Literal["heavy", "mixed", "sedentary"]
Training = Literal["new", "some", "regular"]
Location = Literal[
    "low_back_left",
    "low_back_central",
    "low_back_right",
    "buttock_left",
    "buttock_right",
    "leg_above_knee_left",
    "leg_above_knee_right",
    "leg_below_knee_left",
    "leg_below_knee_right",
]
PositionName = Literal[
    "sitting",
    "standing",
    "walking",
    "bending_forward",
    "leaning_back",
    "rising_from_chair",
    "lifting",
    "carrying",
    "driving",
    "twisting",
    "side_bending",
    "lying_on_back",
    "lying_on_stomach",
    "lying_on_side",
]
Capacity = Literal["floor", "prone", "supine", "kneel", "wrists", "stand_5_min", "overhead", "hang"]
Equipment = Literal[
    "band",
    "cable",
    "dumbbell",
    "kettlebell",
    "barbell",
    "trap_bar",
    "lat_pulldown",
    "pull_up_bar",
    "step",
    "bench",
    "suspension_strap",
    "stick",
    "exercise_ball",
    "mat",
]
ActivityName = Literal["walking", "swimming", "running", "cycling", "yoga"]

Direction = Literal["extension", "flexion", "neutral"]
DirectionStrength = Literal["clear", "leaning", "none"]
Phase = Literal["calm", "build", "strengthen"]
Plane = Literal["flexion", "extension", "rotation", "side_bending"]
Foundation = Literal["core", "stretch", "glutes"]
Role = Literal["relief", "mobility", "control", "strength", "upper", "stretch", "ankle", "activity"]
BodyPosition = Literal[
    "supine", "prone", "side_lying", "four_point", "kneeling", "floor_sitting", "seated", "standing", "hanging"
]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Status = Literal["verified", "verified_weak", "memory", "design"]

# What a rung asks of the spine in one plane beyond bracing without load. A small pelvic tilt has none.
Demand = Literal["moves", "repeats", "holds", "end_range", "loads", "braces_load"]

LEVELS: Final[tuple[Level, ...]] = get_args(Level)
POSITIONS: Final[tuple[PositionName, ...]] = get_args(PositionName)
PLANES: Final[tuple[Plane, ...]] = get_args(Plane)
FOUNDATIONS: Final[tuple[Foundation, ...]] = get_args(Foundation)
WEEKDAYS: Final[tuple[Weekday, ...]] = get_args(Weekday)
PHASES: Final[tuple[Phase, ...]] = get_args(Phase)
