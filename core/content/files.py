"""Reading data files: every fault of every file is collected and told at once, in plain words."""

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

DATA = Path(__file__).resolve().parents[2] / "data"

Model = TypeVar("Model", bound=BaseModel)


class ContentError(Exception):
    """The data files do not fit together. `faults` holds one line for each fault: `file: where: what is wrong`."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


def read_toml(path: Path, faults: list[str]) -> dict[str, object]:
    """The file as a dict; an unreadable or broken file adds a fault and gives an empty dict."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        faults.append(f"{path.name}: cannot be read: {error}")
    except tomllib.TOMLDecodeError as error:
        faults.append(f"{path.name}: is not TOML: {error}")
    return {}


def parse(model: type[Model], data: Mapping[str, object], name: str, faults: list[str]) -> Model | None:
    """`data` as `model`; what does not fit adds faults and gives None."""
    try:
        # Through JSON, so that strict models take TOML arrays as tuples.
        return model.model_validate_json(json.dumps(data, default=str))
    except ValidationError as error:
        for fault in error.errors():
            where = ".".join(str(part) for part in fault["loc"])
            faults.append(f"{name}: {where or 'top'}: {fault['msg']}")
        return None
