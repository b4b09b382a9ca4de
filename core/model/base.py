"""The one kind of value the core passes around: frozen, strict, and closed to unknown fields."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class Frozen(BaseModel):
    """A value. Tuples inside, never lists: pydantic's `frozen` is shallow."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False, regex_engine="python-re")


Whole0To10 = Annotated[int, Field(ge=0, le=10)]
