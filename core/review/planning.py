"""The routine of a standing, made once: a review a day asks the solver only where something changed."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Final, Generic, TypeVar

from core.assess.assess import assess
from core.content.content import Content
from core.model.quoting import Quotes
from core.model.review import Standing
from core.model.routine import Routine
from core.recommend.eligible import Person
from core.recommend.going_on import go_on
from core.recommend.routine import choose_week, write_routine
from core.recommend.select import Selection
from core.review.effective import planning_case
from core.triage.cleared import Cleared

# Some hundred kilobytes each at most; a person's own few are asked for again and again.
MOST: Final = 256

_Key = tuple[int, str, Standing | None]
Made = TypeVar("Made")


class _Remembered(Generic[Made]):
    """The latest results, safe from many threads. They are frozen, and the same key always gives the same one."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._made: OrderedDict[_Key, tuple[Content, Made]] = OrderedDict()

    def get(self, key: _Key, content: Content, make: Callable[[], Made]) -> Made:
        """What was made for this key; made now, where it was not."""
        with self._lock:
            found = self._made.get(key)
            if found is not None:
                self._made.move_to_end(key)
                return found[1]
        made = make()
        # The content is held beside it, so that its id is not given to another one.
        with self._lock:
            self._made[key] = (content, made)
            while len(self._made) > MOST:
                self._made.popitem(last=False)
        return made

    def clear(self) -> None:
        with self._lock:
            self._made.clear()


_WEEKS: Final[_Remembered[Selection]] = _Remembered()
_ROUTINES: Final[_Remembered[Routine]] = _Remembered()


def forget() -> None:
    """Let go of all of it: after an erase nothing of a person's answers may stay in memory."""
    _WEEKS.clear()
    _ROUTINES.clear()


def plan(cleared: Cleared, standing: Standing | None, content: Content) -> Routine:
    """The routine of a cleared case: what `recommend` gives for the same case and standing."""
    case = planning_case(cleared.case, content.evidence["very_severe_pain_nrs"]) if standing else cleared.case
    told = case.model_dump_json()

    def person(at: Standing | None) -> Person:
        return Person(case, assess(case, content.evidence, at), content, Quotes(case), at)

    def choose(at: Standing | None, like: Selection | None) -> Selection:
        return _WEEKS.get((id(content), told, at), content, lambda: choose_week(person(at), like))

    def write() -> Routine:
        return write_routine(person(standing), go_on(standing, choose))

    return _ROUTINES.get((id(content), told, standing), content, write)
