"""The person that every rule of the plan is asked about: their case, what was found of it, and what reasons quote."""

from functools import cached_property
from typing import Any, Final

from core.content.content import Content
from core.model.assessment import Assessment
from core.model.case import Case
from core.model.quoting import Quotes, as_json
from core.model.reason import Answer, Because
from core.model.review import Standing, Step
from core.model.vocabulary import Plane

OWN: Final = "our choice"
OF_STANDING: Final = "standing."


class Person:
    """A case with what was found about it: the question every rule of the plan is asked about.

    `standing`: what the logs made of the plan so far; null at an intake. `known`: the exercises that the person does
    already. Reasons are kept once made: the same obstacle stands before many rungs.
    """

    def __init__(
        self,
        case: Case,
        assessment: Assessment,
        content: Content,
        quotes: Quotes,
        standing: Standing | None = None,
        known: frozenset[str] | None = None,
    ) -> None:
        self.case, self.assessment, self.content, self.quotes = case, assessment, content, quotes
        self.standing = standing
        self.steps: dict[str, Step] = {step.exercise: step for step in standing.steps} if standing else {}
        self.known: frozenset[str] = frozenset(self.steps) if known is None else known
        self.returned: dict[Plane, int] = {row.plane: row.stage for row in standing.returned} if standing else {}
        self.resting: frozenset[str] = frozenset(standing.resting if standing else ())
        self.half_dose: bool = standing is not None and standing.half_dose
        self.relief_only: bool = standing is not None and standing.relief_only
        self.number = content.evidence.number
        self._reasons: dict[tuple[str, ...], Because] = {}
        self._answers: dict[str, Answer] = {}
        # Of the standing itself: these change with it, all others do not.
        self._own_reasons: dict[tuple[str, ...], Because] = {}

    def at(self, standing: Standing | None, known: frozenset[str] | None = None) -> "Person":
        """The same person, with another standing of the same phase and directions."""
        other = Person(self.case, self.assessment, self.content, self.quotes, standing, known)
        other._reasons, other._answers = self._reasons, self._answers
        return other

    def is_flagged(self, flag: str) -> bool:
        """Whether one flag is answered yes or unsure."""
        return self.case.safety[flag] != "no"

    def flagged(self, *flags: str) -> tuple[str, ...]:
        """Those of `flags` answered yes or unsure: unsure bars as yes does."""
        return tuple(flag for flag in flags if self.case.safety[flag] != "no")

    def quote(self, path: str) -> Answer:
        """An answer of the case, or a finding of the assessment (`assessment.phase`), as it stands."""
        known = self._answers.get(path)
        if known is None:
            known = self._read(path)
            if not path.startswith(OF_STANDING):
                self._answers[path] = known
        return known

    def _read(self, path: str) -> Answer:
        root, *parts = path.split(".")
        if path.startswith(OF_STANDING) and self.standing is not None:
            return Answer(path=path, value=_told(self.standing, parts))
        if root != "assessment":
            return self.quotes(path)
        node: object = self.assessment
        for part in parts:
            node = getattr(node, part)
        return Answer(path=path, value=node)  # type: ignore[arg-type]

    def reason(self, code: str, rule: str, source: str, *paths: str, evidence: str | None = None) -> Because:
        """A reason that quotes `paths`."""
        key = (code, rule, *paths)
        known = self._reasons.get(key) or self._own_reasons.get(key)
        if known is None:
            answers = tuple([self.quote(path) for path in paths])
            known = Because(code=code, rule=rule, answers=answers, source=source, evidence=evidence)
            own = any(path.startswith(OF_STANDING) for path in paths)
            (self._own_reasons if own else self._reasons)[key] = known
        return known

    @cached_property
    def bad_day(self) -> bool:
        """Pain so high, or a flare-up, that only relief is offered and planes are not asked for."""
        return self.relief_only or self.case.pain.now >= self.number("very_severe_pain_nrs")

    @property
    def start_lowered(self) -> bool:
        return self.assessment.start_level < self.assessment.level_cap or self.case.capacity.training == "new"


def _told(node: Any, parts: list[str]) -> Any:
    """What stands there; rows of a list are found by their exercise."""
    for part in parts:
        node = next(row for row in node if row.exercise == part) if isinstance(node, tuple) else getattr(node, part)
    return as_json(node)
