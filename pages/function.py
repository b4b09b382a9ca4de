"""What the person can do: three activities in their own words, and three questions about the past week."""

from typing import Any, Final

import streamlit as st

from core.model.log import ActivityScore, FunctionScore, Peg
from pages.ui import function_history, saving, state
from pages.ui.agenda import day_in_words, time_in_words
from pages.ui.buttons import on_primary
from pages.ui.plain import plain

words, journal, owner, today = state.words(), state.journal(), state.owner(), state.today()

NUMBERS: Final = (1, 2, 3)
SCALE: Final = tuple(range(11))
WEEK: Final = ("pain", "enjoyment", "general_activity")
LONGEST: Final = 80
RENAMING: Final = "function_renaming"


def page() -> None:
    st.title(words("function.title"), anchor=False)
    last, noted = journal.last_function(owner), journal.function_on(owner, today)
    st.markdown(words("function.lead" if last is None else "function.lead_again"))
    said = st.container()
    form(noted or last, noted)
    if noted is not None:
        said.info(words("function.replaces", when=words("app.time.today")))
    elif last is not None:
        said.caption(words("function.last", when=day_in_words(words, last.day, today)))
    function_history.show()


def form(named: FunctionScore | None, noted: FunctionScore | None) -> None:
    """The names as last time; the numbers only as noted today."""
    slots: saving.Slots = {}
    names = [activity.activity for activity in named.activities] if named else []
    renaming = not names or state.recall(RENAMING, False)
    scores = {activity.activity: activity.score for activity in noted.activities} if noted else {}
    with st.form("function", border=True):
        summary = st.empty()
        st.header(words("function.activities"), anchor=False)
        st.caption(words("function.score_ends"))
        rows = [activity(number, names, scores, renaming, slots) for number in NUMBERS]
        week = past_week(noted.peg if noted else None, slots)
        pressed = st.form_submit_button(on_primary(words("function.save")), type="primary", width="stretch")
        after = st.container()
    if pressed:
        save([row for row in rows if row], week, slots, summary, after)
    if names and not renaming:
        if st.button(words("function.rename"), key="rename"):
            state.remember(RENAMING, True)
            st.rerun()
        st.caption(words("function.rename_note"))
    if noted is not None and st.button(words("function.remove"), key="function_remove", type="tertiary"):
        function_history.remove(today)


def activity(
    number: int, names: list[str], scores: dict[str, int], renaming: bool, slots: saving.Slots
) -> tuple[int, str, int | None] | None:
    """One activity: its number, its name and its score as they stand; None where there is nothing to ask."""
    name = names[number - 1] if number <= len(names) else ""
    if not renaming and not name:
        return None
    slots[f"activity_{number}"] = st.empty()
    if renaming:
        key = f"function_name_{number}"
        state.set_widget_once(key, name)
        typed = st.text_input(
            words("function.name", number=number),
            key=key,
            max_chars=LONGEST,
            placeholder=words(f"function.placeholder_{number}"),
        )
        label, visible = words("function.score"), typed.strip()
    else:
        label, visible = words("function.score_of", activity=plain(name)), name
    key = f"function_score_{number}_{today.isoformat()}"
    state.set_widget_once(key, scores.get(name))
    score = st.segmented_control(label, SCALE, key=key, format_func=str)
    return number, visible, score


def past_week(peg: Peg | None, slots: saving.Slots) -> dict[str, int | None]:
    st.header(words("function.week"), anchor=False)
    slots["week"] = st.empty()
    answers: dict[str, int | None] = {}
    for name in WEEK:
        key = f"function_week_{name}_{today.isoformat()}"
        state.set_widget_once(key, getattr(peg, name) if peg else None)
        answers[name] = st.segmented_control(words(f"function.week_question.{name}"), SCALE, key=key, format_func=str)
        st.caption(words("function.week_ends_pain" if name == "pain" else "function.week_ends_way"))
    st.caption(words("function.week_source"))
    return answers


def save(
    rows: list[tuple[int, str, int | None]], week: dict[str, int | None], slots: saving.Slots, summary: Any, after: Any
) -> None:
    problems = problems_of(rows, week)
    if problems:
        labels = {f"activity_{n}": words("function.name", number=n) for n in NUMBERS} | {"week": words("function.week")}
        saving.tell(problems, labels, slots, summary)
        return
    done = [ActivityScore(activity=name, score=score) for _, name, score in rows if name and score is not None]
    answered = {name: score for name, score in week.items() if score is not None}
    entry = FunctionScore(day=today, activities=tuple(done), peg=Peg(**answered) if answered else None)
    key = state.form_key("function", entry)
    saved = saving.save(lambda: journal.log_function(owner, entry, state.now(), key), after)
    if saved is None:
        return
    state.forget(RENAMING)
    mean = words("function.mean", mean=f"{sum(a.score for a in done) / len(done):.1f}") if done else ""
    after.success(words("function.saved", time=time_in_words(words, saved.saved_at), mean=mean))


def problems_of(rows: list[tuple[int, str, int | None]], week: dict[str, int | None]) -> dict[str, str]:
    """Field -> sentence, for what is half filled in, named twice, or all empty."""
    problems: dict[str, str] = {}
    seen: set[str] = set()
    for number, name, score in rows:
        field = f"activity_{number}"
        if score is not None and not name:
            problems[field] = words("function.problem.name")
        elif name.casefold() in seen:
            problems[field] = words("function.problem.twice")
        elif name and score is None:
            problems[field] = words("function.problem.score")
        seen |= {name.casefold()} - {""}
    answered = [score for score in week.values() if score is not None]
    if answered and len(answered) < len(WEEK):
        problems["week"] = words("function.problem.week")
    if not problems and not answered and not any(name for _, name, _ in rows):
        problems["activity_1"] = words("function.problem.nothing")
    return problems


page()
