"""Why: the one shape in which every decision of the core explains itself."""

from pydantic import JsonValue

from core.model.base import Frozen


class Answer(Frozen):
    """One answer of the case, or one finding of the result, quoted exactly: `positions.sitting` was `worse`."""

    path: str
    # Anything of JSON, the plain ones named: pydantic's own JsonValue is slow to tell them apart.
    value: str | int | float | bool | list[JsonValue] | dict[str, JsonValue] | None


class Because(Frozen):
    """A reason as data. `code` names the sentence in `data/words`, `rule` the rule it follows.

    `rule` is an id of data/rules (R01.., contract.N) or of a safety flag; `source` says where that rests;
    `evidence` is an id of data/evidence or null.
    """

    code: str
    rule: str
    answers: tuple[Answer, ...]
    source: str
    evidence: str | None = None
