"""What the CSV export holds: every table and its columns; what they mean stands in data/words (export)."""

from typing import Final, NamedTuple


class Column(NamedTuple):
    """A column; its meaning is `export.<table>.<name>` in data/words."""

    name: str
    type: str
    unit: str = ""


_MADE_UP: Final = Column("made_up", "true or false")
_SAVED: Final = Column("saved_at", "date and time, UTC")

TABLES: Final[dict[str, tuple[Column, ...]]] = {
    "check_ins": (
        Column("day", "date"),
        Column("pain_average", "whole number", "0-10"),
        Column("sitting_hours", "number", "h"),
        Column("sleep_hours", "number", "h"),
        Column("stress", "number", "0-10"),
        Column("session_done", "true or false"),
        Column("leg_symptoms", "id"),
        Column("fell", "true or false"),
        Column("notes", "text"),
        _SAVED,
        _MADE_UP,
    ),
    "sessions": (
        Column("day", "date"),
        Column("routine_version", "whole number"),
        Column("kind", "id"),
        Column("pain_before", "whole number", "0-10"),
        Column("pain_peak", "whole number", "0-10"),
        Column("pain_next_morning", "whole number", "0-10"),
        Column("leg_symptoms", "id"),
        Column("place", "whole number"),
        Column("exercise", "id"),
        Column("exercise_name", "text"),
        Column("rung", "id"),
        Column("outcome", "id"),
        Column("sets", "whole number"),
        Column("reps", "whole number"),
        Column("hold_s", "whole number", "s"),
        Column("extra_reps", "whole number"),
        Column("effort", "whole number", "0-10"),
        _SAVED,
        _MADE_UP,
    ),
    "ankle_tests": (
        Column("day", "date"),
        Column("side", "left or right"),
        Column("trial", "whole number"),
        Column("knee_to_wall_cm", "number", "cm"),
        _SAVED,
        _MADE_UP,
    ),
    "activities": (
        Column("day", "date"),
        Column("place", "whole number"),
        Column("activity", "text"),
        Column("score", "whole number", "0-10"),
        _SAVED,
        _MADE_UP,
    ),
    "peg": (
        Column("day", "date"),
        Column("pain", "whole number", "0-10"),
        Column("enjoyment", "whole number", "0-10"),
        Column("general_activity", "whole number", "0-10"),
        _SAVED,
        _MADE_UP,
    ),
    "rescreens": (
        Column("day", "date"),
        Column("flag", "id"),
        Column("answer", "yes, no or unsure"),
        _SAVED,
        _MADE_UP,
    ),
    "flares": (
        Column("day", "date"),
        Column("state", "began or over"),
        _SAVED,
        _MADE_UP,
    ),
    "day_ticks": (
        Column("day", "date"),
        Column("what", "id"),
        Column("exercise_name", "text"),
        Column("times", "whole number"),
        _SAVED,
        _MADE_UP,
    ),
    "kept_old": (
        Column("day", "date"),
        Column("exercise", "id"),
        Column("exercise_name", "text"),
        Column("rung", "id"),
        Column("seen_version", "whole number"),
        _SAVED,
        _MADE_UP,
    ),
    "routines": (
        Column("routine_version", "whole number"),
        Column("intake_version", "whole number"),
        Column("made_at", "date and time, UTC"),
        Column("made_on", "date"),
        Column("advice_level", "id"),
        Column("direction", "id"),
        Column("phase", "id"),
        Column("reviewed_on", "date"),
        Column("half_dose", "true or false"),
        Column("relief_only", "true or false"),
        _MADE_UP,
    ),
    "review_decisions": (
        Column("routine_version", "whole number"),
        Column("exercise", "id"),
        Column("exercise_name", "text"),
        Column("action", "id"),
        Column("rung", "id"),
        Column("to_rung", "id"),
        Column("reasons", "list"),
        _MADE_UP,
    ),
    "routine_items": (
        Column("routine_version", "whole number"),
        Column("exercise", "id"),
        Column("exercise_name", "text"),
        Column("rung", "id"),
        Column("role", "id"),
        Column("foundation", "id"),
        Column("planes", "list"),
        Column("level", "whole number", "1-4"),
        Column("sets", "whole number"),
        Column("reps", "whole number"),
        Column("hold_s", "whole number", "s"),
        Column("per_side", "true or false"),
        Column("days", "list"),
        Column("minutes", "number", "min"),
        _MADE_UP,
    ),
    "intake_answers": (
        Column("intake_version", "whole number"),
        Column("made_on", "date"),
        Column("question", "id"),
        Column("answer", "text"),
        _MADE_UP,
    ),
}
