"""Flare-ups: from the day the person said one began to the day it was over."""

from collections.abc import Iterable
from datetime import date

import pandas as pd

from core.model.log import Flare


def flare_spans(flares: Iterable[Flare], first: date, last: date) -> pd.DataFrame:
    """first, last, open: one row a flare-up that touches `first`..`last`; `open` where no end was told yet.

    A second beginning within a flare-up changes nothing; an end without a beginning is left out. Where one day has
    both, it began.
    """
    states: dict[date, str] = {}
    for flare in flares:
        if flare.day <= last and states.get(flare.day) != "began":
            states[flare.day] = flare.state
    spans: list[tuple[date, date, bool]] = []
    began: date | None = None
    for day, state in sorted(states.items()):
        if state == "began" and began is None:
            began = day
        elif state == "over" and began is not None:
            spans.append((began, day, False))
            began = None
    if began is not None:
        spans.append((began, last, True))
    frame = pd.DataFrame([span for span in spans if span[1] >= first], columns=["first", "last", "open"])
    return frame.assign(first=pd.to_datetime(frame["first"]), last=pd.to_datetime(frame["last"]))
