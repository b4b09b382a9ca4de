"""From rows to values and back: each row carries a checksum, so that a flipped bit is told and never shown as truth."""

import hashlib
import zlib
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from core.storage.problem import StorageProblem

Model = TypeVar("Model", bound=BaseModel)

_KEY_LENGTH = 150


def checksum(*parts: object) -> int:
    """CRC-32 of the row's parts in order. Against accidents, not against a person changing their own file."""
    return zlib.crc32("\x1f".join([str(part) for part in parts]).encode("utf-8", "surrogatepass"))


def check(stored: int, *parts: object) -> None:
    """Raises StorageProblem `damaged` where a row is not what was written."""
    if checksum(*parts) != stored:
        raise StorageProblem("damaged", detail="row checksum")


def parse(model: type[Model], body: str) -> Model:
    """The value in a row. Raises StorageProblem `damaged` where it cannot be read (never quoting what it says)."""
    try:
        return model.model_validate_json(body)
    except ValidationError as error:
        raise StorageProblem("damaged", detail=f"{model.__name__} cannot be read") from error


def short(key: str) -> str:
    """An idempotency key that fits its column: a long one becomes its SHA-256."""
    return key if len(key) <= _KEY_LENGTH else hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
