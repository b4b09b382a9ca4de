"""A form that notes something: errors beside their fields and in a summary, "saved" only after the commit."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from pydantic import ValidationError
from streamlit.delta_generator import DeltaGenerator

from pages.ui import state
from pages.ui.out_of_order import StorageProblem

Slots = dict[str, DeltaGenerator]
Kept = TypeVar("Kept")


def wrong_fields(error: ValidationError) -> list[str]:
    """The fields that a value refused, in their order, each once."""
    return list(dict.fromkeys(str(fault["loc"][0]) for fault in error.errors()))


def tell(problems: Mapping[str, str], labels: Mapping[str, str], slots: Slots, summary: DeltaGenerator) -> None:
    """Each problem (field -> sentence) in its slot beside the field, all of them in the summary."""
    for name, sentence in problems.items():
        slots[name].error(sentence)
    lines = [state.words()("check_in.problem.line", label=labels[name], what=what) for name, what in problems.items()]
    summary.error("\n".join(f"- {line}" for line in lines), title=state.words()("check_in.problem.title"))


def save(write: Callable[[], Kept | None], place: DeltaGenerator) -> Kept | None:
    """The committed save, or None with a plain sentence in `place`: what was typed stays in the form."""
    try:
        return write()
    except StorageProblem as problem:
        place.error(state.words()("check_in.problem.not_saved"), title=state.words()(f"storage.{problem.code}.title"))
        return None


def tap(write: Callable[[], object]) -> bool:
    """A save by one tap, in a callback: whether it is committed. Where it is not, the next run says so."""
    try:
        write()
    except StorageProblem:
        state.flash("home.day.not_saved", kind="error")
        return False
    return True


def any_number(values: Sequence[float | None]) -> tuple[int | float, ...]:
    """The numbers that were typed, whole ones without a point."""
    return tuple(int(value) if float(value).is_integer() else value for value in values if value is not None)
