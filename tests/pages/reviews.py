"""Plans of the example person, and a review that says what a test wants said: the pages show it, whoever made it."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from core.content.content import Content
from core.model.case import Case
from core.model.reason import Answer, Because
from core.model.record import History, Plan
from core.model.review import Review, Standing
from core.recommend.recommend import recommend
from core.storage import plans
from core.trends.verdicts import verdicts
from pages.ui import state
from tests.make import EXAMPLE, changed
from tests.pages.conftest import TODAY

OWNER = state.LOCAL_OWNER
DAY = date.fromisoformat(TODAY)
NOW = datetime.fromisoformat(f"{TODAY}T09:12:00+00:00")
WEEKLY = Because(code="rescreen_weekly", rule="contract.1", answers=(), source="our choice")


def make_plan(days_ago: int = 0, **changes: Any) -> Plan:
    """A plan of the example case, made some days ago, with these answers changed: `make_plan(safety__fever=...)`."""
    journal, made = state.journal(), NOW - timedelta(days=days_ago)
    told = changed(EXAMPLE, {"as_of": str(made.date()), **changes})
    case = Case.model_validate_json(json.dumps(told))
    making = plans.Making(made, made.date(), f"plan {days_ago} {changes}", "0", "x")
    with journal._database.write(OWNER) as connection:
        return plans.append(OWNER, connection, {}, case, recommend(case, journal.content), making)


def found_nothing(case: Case, history: History, as_of: date, content: Content) -> Review:
    """A review that asks for nothing: the warning signs of the rescreens count, all else stays as it was."""
    said = {flag: answer for entry in history.rescreens for flag, answer in entry.answers.items() if answer != "no"}
    result = recommend(case.model_copy(update={"safety": case.safety | said}), content)
    standing = Standing(
        phase=result.assessment.phase,
        training=case.capacity.training,
        steps=(),
        returned=(),
        resting=(),
        half_dose=False,
        relief_only=False,
    )
    return Review(
        as_of=as_of,
        rescreen=False,
        rescreen_because=(),
        referral=False,
        referral_because=(),
        triage=result.triage,
        zones=(),
        decisions=(),
        trends=verdicts(history, as_of, content.evidence),
        standing=standing,
        routine=result.routine,
    )


def reviewing(change: Callable[[Review, History], dict[str, Any]]) -> None:
    """From now on a review finds what `change` makes of one that finds nothing."""

    def review(case: Case, history: History, as_of: date, content: Content) -> Review:
        quiet = found_nothing(case, history, as_of, content)
        return quiet.model_copy(update=change(quiet, history))

    journal = state.journal()
    journal._making = replace(journal._making, review=review)  # type: ignore[misc]


def asks_again(*because: Because) -> Callable[[Review, History], dict[str, Any]]:
    """The warning signs are due until all of them are answered today."""

    def change(_: Review, history: History) -> dict[str, Any]:
        wanted = set(state.journal().content.safety.asked_again)
        done = any(entry.day == DAY and wanted <= set(entry.answers) for entry in history.rescreens)
        return {} if done else {"rescreen": True, "rescreen_because": because}

    return change


def flares_count(review: Review, history: History) -> dict[str, Any]:
    """A flare-up leaves easing moves alone; half the sets when it is over."""
    on = bool(history.flares) and history.flares[-1].state == "began"
    standing = review.standing.model_copy(update={"relief_only": on, "half_dose": bool(history.flares) and not on})
    return {"standing": standing}


def reason(code: str, **logged: Any) -> Because:
    """A reason of a review that quotes notes."""
    answers = tuple(Answer(path=path, value=value) for path, value in logged.items())
    return Because(code=code, rule="R04", answers=answers, source="our choice")
