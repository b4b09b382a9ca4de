"""A guided session that is under way: kept on the server after every exercise, so that a reload loses nothing."""

from datetime import date, datetime

from core.model.base import Frozen, Whole0To10
from core.model.log import ItemDone, SessionKindDone


class Guided(Frozen):
    """What was done so far. `key`: one per session begun; finishing twice with it makes one row.

    `day`: the local day it was begun. `next_item`: index of the exercise to go on with.
    """

    key: str
    day: date
    routine_version: int
    kind: SessionKindDone
    began_at: datetime
    pain_before: Whole0To10 | None
    items: tuple[ItemDone, ...]
    next_item: int
