"""What changed and why: card, reasons with their notes, keep the old one, OK; marks in the routine; no old news."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from core.model.log import KeptRung
from core.model.record import History, Plan
from core.model.review import Action, Decision, Returned, Review
from core.model.routine import Item
from pages.ui import changes, state
from pages.ui.cards import item_dose, item_name
from pages.ui.differences import Change, differences, marks
from tests.pages.conftest import press, texts
from tests.pages.reviews import DAY, NOW, OWNER, found_nothing, make_plan, reason, reviewing
from tests.pages.test_logging import at, noted

pytestmark = pytest.mark.usefixtures("database")
WHY = reason("trend_too_early", **{f"sessions.{DAY}.items.plank.extra_reps": 3, f"sessions.{DAY}.pain_peak": 4})


@pytest.fixture
def plan(database: object) -> Plan:
    return make_plan(10)


def opened(shell: AppTest, page: str = "home") -> AppTest:
    """The page with what changed unfolded."""
    app = at(shell, page)
    app.session_state["changes_fold"] = True
    app.run()
    assert not app.exception
    return app


def first_with_harder(plan: Plan) -> Item:
    assert plan.result.routine is not None
    return next(item for item in plan.result.routine.items if item.harder is not None)


def moved(item: Item, action: Action = "progress", to: str | None = None) -> Any:
    """A review that moves this exercise, unless the person keeps it."""

    def change(review: Review, history: History) -> dict[str, Any]:
        kept = {rung.exercise for entry in history.kept_old for rung in entry.kept}
        if review.routine is None or item.exercise in kept or not history.check_ins:
            return {}
        to_rung = to or item.harder
        items = tuple(
            entry.model_copy(update={"rung": to_rung}) if entry.exercise == item.exercise else entry
            for entry in review.routine.items
        )
        if action in ("swap", "stop"):
            items = tuple(entry for entry in items if entry.exercise != item.exercise)
            to_rung = item.rung
        decision = Decision(exercise=item.exercise, action=action, rung=item.rung, to_rung=to_rung, because=(WHY,))
        standing = review.standing.model_copy(update={"resting": (item.exercise,)})
        routine = review.routine.model_copy(update={"items": items})
        return {"decisions": (decision,), "routine": routine, "standing": standing}

    return change


def after(plan: Plan, **changes: Any) -> Plan:
    """The next version of `plan` with these parts of its review, or of its routine, otherwise."""
    empty = History(check_ins=(), sessions=(), ankle_tests=())
    review = found_nothing(plan.case, empty, DAY, state.journal().content)
    fields = type(review.standing).model_fields
    standing = review.standing.model_copy(update={name: changes[name] for name in changes if name in fields})
    result = plan.result.model_copy(update={"routine": changes.get("routine", review.routine)})
    kept = review.model_copy(update={"standing": standing, "routine": None})
    return plan.model_copy(update={"routine_version": plan.routine_version + 1, "result": result, "review": kept})


def test_the_page_says_what_and_behind_a_fold_why_and_on_which_notes(shell: AppTest, plan: Plan) -> None:
    item = first_with_harder(plan)
    reviewing(moved(item))
    noted(2)
    said = texts(at(shell, "home"))
    assert state.words()("changes.title") in said
    assert item_name(item.exercise, item.harder) in said
    assert item_dose(item) in said
    assert "3 more were possible" not in said
    said = texts(opened(shell))
    assert "3 more were possible" in said
    assert "pain at its worst 4" in said


def test_ok_is_kept_and_the_news_is_not_told_twice(shell: AppTest, plan: Plan) -> None:
    reviewing(moved(first_with_harder(plan)))
    noted(2)
    app = opened(shell)
    press(app, "changes_read")
    assert state.words()("changes.title") not in texts(app)
    last = state.journal().last_kept_old(OWNER)
    assert last is not None
    assert (last.kept, last.seen_version) == ((), 2)


def test_keeping_the_old_one_takes_the_step_back(shell: AppTest, plan: Plan) -> None:
    item = first_with_harder(plan)
    reviewing(moved(item))
    noted(2)
    app = opened(shell)
    press(app, f"keep_{item.exercise}")
    last, now = state.journal().last_kept_old(OWNER), state.journal().plan(OWNER)
    assert last is not None
    assert now is not None
    assert now.result.routine is not None
    assert last.kept == (KeptRung(exercise=item.exercise, rung=item.rung),)
    assert item.rung == next(e.rung for e in now.result.routine.items if e.exercise == item.exercise)
    assert now.routine_version == 3
    assert state.words()("changes.title") not in texts(app)  # one's own doing is no news


@pytest.mark.parametrize(("action", "may"), [("swap", True), ("stop", False)])
def test_only_what_is_no_matter_of_safety_can_be_kept(shell: AppTest, plan: Plan, action: Action, may: bool) -> None:
    item = first_with_harder(plan)
    reviewing(moved(item, action))
    noted(2)
    app = opened(shell)
    assert (f"keep_{item.exercise}" in {button.key for button in app.button}) is may


def test_the_routine_names_its_version_and_marks_what_moved(shell: AppTest, plan: Plan) -> None:
    words = state.words()
    said = texts(at(shell, "routine"))
    assert words("changes.since_first", version=1, when="Tuesday 10 November 2026") in said
    reviewing(moved(first_with_harder(plan)))
    noted(2)
    said = texts(at(shell, "routine"))
    assert words("changes.since_version", version=2, when="since today") in said
    assert words("changes.mark.progress") in said


def test_a_pause_and_the_way_back_are_told(plan: Plan) -> None:
    words = state.words()
    paused = after(plan, routine=None)
    assert [change.said for change in differences(plan, paused)] == [words("changes.did.paused")]
    assert words("changes.did.back") in [change.said for change in differences(paused, after(plan))]


@pytest.mark.parametrize(
    ("key", "changes"),
    [
        ("relief_only", {"relief_only": True}),
        ("half_dose", {"half_dose": True}),
        ("phase_strengthen", {"phase": "strengthen"}),
        ("phase_calm", {"phase": "calm"}),
    ],
)
def test_what_holds_for_all_of_it_is_told_once(plan: Plan, key: str, changes: dict[str, Any]) -> None:
    now = after(plan, **changes)
    said = [change.said for change in differences(plan, now)]
    if changes.get("phase") == plan.result.assessment.phase:
        assert said == []
        return
    assert said == [state.words()(f"changes.did.{key}")]
    assert differences(now, after(now, **changes)) == ()


def test_a_direction_that_comes_back_is_told_at_each_stage(plan: Plan) -> None:
    words = state.words()
    gentle = after(plan, returned=(Returned(plane="flexion", stage=1),))
    whole = after(gentle, returned=(Returned(plane="flexion", stage=2),))
    plane = words("routine.plane.flexion")
    assert [change.said for change in differences(plan, gentle)] == [words("changes.did.returned_1", plane=plane)]
    assert [change.said for change in differences(gentle, whole)] == [words("changes.did.returned_2", plane=plane)]


def test_after_a_flare_nothing_is_marked_as_new(plan: Plan) -> None:
    assert plan.result.routine is not None
    few = plan.result.routine.model_copy(update={"items": plan.result.routine.items[:3]})
    flare = after(plan, relief_only=True, routine=few)
    assert marks(flare, after(flare, half_dose=True)) == {}


def test_a_new_exercise_can_be_left_out_and_one_that_went_is_told(plan: Plan) -> None:
    words, routine = state.words(), plan.result.routine
    assert routine is not None
    lacking = plan.model_copy(
        update={
            "result": plan.result.model_copy(
                update={"routine": routine.model_copy(update={"items": routine.items[1:]})}
            )
        }
    )
    new = routine.items[0]
    (told,) = differences(lacking, after(plan))
    assert told.said == words("changes.did.new", name=item_name(new.exercise, new.rung), dose=item_dose(new))
    assert told.keep == KeptRung(exercise=new.exercise, rung=new.rung)
    assert told.because == new.because
    assert told.wish == words("changes.leave_out", name=item_name(new.exercise, new.rung))
    gone = after(plan, routine=lacking.result.routine)
    assert gone.review is not None
    decision = Decision(exercise=new.exercise, action="hold", rung=new.rung, to_rung=new.rung, because=(WHY,))
    gone = gone.model_copy(update={"review": gone.review.model_copy(update={"decisions": (decision,)})})
    (told,) = differences(plan, gone)
    assert (told.said, told.keep) == (words("changes.did.gone", name=item_name(new.exercise, new.rung)), None)


def test_a_dose_is_told_in_numbers_without_what_stayed(plan: Plan) -> None:
    assert plan.result.routine is not None
    items = plan.result.routine.items
    item = next(entry for entry in items if (entry.reps or 1) > 1 and entry.hold_s and entry.per_side)
    assert item.reps is not None
    more = item.model_copy(update={"reps": item.reps + 2})
    routine = plan.result.routine.model_copy(update={"items": tuple(more if e is item else e for e in items)})
    now = after(plan, routine=routine)
    assert now.review is not None
    decision = Decision(exercise=item.exercise, action="progress", rung=item.rung, to_rung=item.rung, because=(WHY,))
    now = now.model_copy(update={"review": now.review.model_copy(update={"decisions": (decision,)})})
    (told,) = differences(plan, now)
    old, new = (item_dose(e.model_copy(update={"hold_s": None, "per_side": False})) for e in (item, more))
    name = item_name(item.exercise, item.rung)
    assert told.said == state.words()("changes.did.dose", name=name, dose=new, was=old)
    assert str(item.reps) in old


@pytest.mark.parametrize("sets", [0, 1])
def test_a_step_tells_the_dose_before_only_where_it_was_another(plan: Plan, sets: int) -> None:
    assert plan.result.routine is not None
    item = first_with_harder(plan)
    harder = item.model_copy(update={"rung": item.harder, "sets": item.sets + sets})
    items = tuple(harder if entry is item else entry for entry in plan.result.routine.items)
    now = after(plan, routine=plan.result.routine.model_copy(update={"items": items}))
    assert now.review is not None
    decision = Decision(exercise=item.exercise, action="progress", rung=item.rung, to_rung=item.harder, because=(WHY,))
    now = now.model_copy(update={"review": now.review.model_copy(update={"decisions": (decision,)})})
    (told,) = differences(plan, now)
    assert item_dose(harder) in told.said
    assert ("as before" in told.said) is (sets == 0)
    assert (f"Before: {item_dose(item)}" in told.said) is (sets == 1)


def test_of_many_changes_two_are_told_at_a_glance() -> None:
    said = changes.news(tuple(Change(f"change {number}") for number in range(5)))
    assert said.count("change ") == 2
    assert state.words()("changes.more", count=3) in said
    assert changes.news(()) == ""


def test_reading_made_up_changes_leaves_nothing_behind(shell: AppTest) -> None:
    state.journal().load_demo(OWNER, DAY, NOW)
    app = opened(shell)
    if "changes_read" in {button.key for button in app.button}:
        press(app, "changes_read")
    assert state.words()("changes.title") not in texts(app)
    assert state.journal().last_kept_old(OWNER) is None or state.journal().stored(OWNER).kinds["kept_old"].own == 0
