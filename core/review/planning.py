"""The routine of a standing, made once: a review a day asks the solver only where something changed."""

from collections import OrderedDict
from threading import Lock
from typing import Final

from core.assess.assess import assess
from core.content.content import Content
from core.model.quoting import Quotes
from core.model.review import Standing
from core.model.routine import Routine
from core.recommend.eligible import Person
from core.recommend.going_on import go_on
from core.recommend.routine import plan_routine
from core.review.effective import planning_case
from core.triage.cleared import Cleared

# Some hundred kilobytes each at most; a person's own few are asked for again and again.
MOST: Final = 256

_Key = tuple[int, str, Standing | None]


class _Kept:
    """The latest routines, safe from many threads. Routines are frozen, and the same key always gives the same one."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._routines: OrderedDict[_Key, tuple[Content, Routine]] = OrderedDict()

    def get(self, key: _Key) -> Routine | None:
        with self._lock:
            found = self._routines.get(key)
            if found is None:
                return None
            self._routines.move_to_end(key)
            return found[1]

    def put(self, key: _Key, content: Content, routine: Routine) -> None:
        # The content is held beside the routine, so that its id is not given to another one.
        with self._lock:
            self._routines[key] = (content, routine)
            while len(self._routines) > MOST:
                self._routines.popitem(last=False)

    def clear(self) -> None:
        with self._lock:
            self._routines.clear()


_ROUTINES: Final = _Kept()


def forget() -> None:
    """Let go of every routine: after an erase nothing of a person's answers may stay in memory."""
    _ROUTINES.clear()


def plan(cleared: Cleared, standing: Standing | None, content: Content) -> Routine:
    """The routine of a cleared case: what `recommend` gives for the same case and standing."""
    case = planning_case(cleared.case, content.evidence["very_severe_pain_nrs"]) if standing else cleared.case
    told = case.model_dump_json()

    def once(at: Standing | None, like: Routine | None) -> Routine:
        key = (id(content), told, at)
        found = _ROUTINES.get(key)
        if found is None:
            person = Person(case, assess(case, content.evidence, at), content, Quotes(case), at)
            found = plan_routine(person, like)
            _ROUTINES.put(key, content, found)
        return found

    return go_on(standing, once)
