"""Lengths as the person reads them: stored in cm, shown and typed in cm or inches."""

from typing import Final

from pages.ui import state

CM_PER_INCH: Final = 2.54


def in_unit(cm: float, unit: str) -> float:
    """To a tenth of a cm or an inch."""
    return round(cm / CM_PER_INCH if unit == "in" else cm, 1)


def as_typed(cm: float, unit: str) -> float:
    """A stored length as it was typed."""
    return round(cm / CM_PER_INCH, 2) if unit == "in" else float(cm)


def to_cm(typed: float, unit: str) -> float:
    """As stored: inches to a hundredth of a cm, so that they come back as they were typed."""
    return round(typed * CM_PER_INCH, 2) if unit == "in" else typed


def length_text(cm: float, unit: str) -> str:
    """`8.5 cm`, `3.3 in`, always with one digit after the point: they stand under each other."""
    return state.words()(f"progress.unit.length_{unit}", value=f"{in_unit(cm, unit):.1f}")


def round_length(cm: float, unit: str) -> str:
    """`10 cm`, `3.9 in`: without a nought after the point."""
    return state.words()(f"progress.unit.length_{unit}", value=f"{in_unit(cm, unit):g}")
