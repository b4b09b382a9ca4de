"""The ankle test: how to measure, up to three tries a side, and what the numbers mean."""

from datetime import date
from typing import Any, Final

import streamlit as st
from pydantic import ValidationError

from core.model.log import AnkleTest
from core.trends import ankle
from pages.ui import how_to, places, saving, state
from pages.ui.agenda import day_in_words, time_in_words
from pages.ui.buttons import on_primary
from pages.ui.dates import choose_day
from pages.ui.lengths import as_typed, in_unit, round_length, to_cm

words, journal, owner = state.words(), state.journal(), state.owner()
today, evidence = state.today(), journal.content.evidence
unit = state.profile().length_unit

SIDES: Final = ("left", "right")
TRIES: Final = 3
LONGEST_CM: Final = 25
STEP: Final = {"cm": 0.5, "in": 0.25}
LABELS: Final = {side: words(f"ankle.side.{side}") for side in SIDES}


def page() -> None:
    st.title(words("ankle.title"), anchor=False)
    st.markdown(words("ankle.what"))
    results = st.container()
    with st.expander(words("ankle.how_title"), expanded=journal.last_ankle(owner) is None):
        how_to.ankle_test()
        st.markdown(words("intake.ankle.how"))
        st.markdown(words("ankle.how_more"))
        st.markdown(words("intake.ankle.stop"))
    day = choose_day("ankle", words("ankle.day_question"))
    if day is None:
        st.info(words("check_in.day.pick_first"))
        saved = None
    else:
        saved = form(day)
    # What the numbers mean stands where the person looks: under the button after a save, else at the top.
    with saved or results:
        last_results()


def form(day: date) -> Any:
    """The form; after a save the place under it, else None."""
    noted = journal.ankle_on(owner, day)
    said = st.empty()
    slots: saving.Slots = {}
    with st.form("ankle", border=True):
        summary = st.empty()
        tries = {side: _side(side, day, noted, slots) for side in SIDES}
        pressed = st.form_submit_button(on_primary(words("ankle.save")), type="primary", width="stretch")
        after = st.container()
    saved = pressed and _save(day, tries, slots, summary, after)
    if noted is not None and not saved:
        said.info(words("ankle.replaces", when=day_in_words(words, day, today)))
    meaning = st.container()
    if noted is not None and st.button(words("ankle.remove"), key="ankle_remove", type="tertiary"):
        _remove(day, after)
    return meaning if saved else None


def _side(side: str, day: date, noted: AnkleTest | None, slots: saving.Slots) -> tuple[list[float | None], bool]:
    """The tries of a side as typed, in the person's unit, and whether it is marked as not measured."""
    given = getattr(noted, f"{side}_cm") if noted is not None else None
    st.markdown(words("ankle.heading", side=LABELS[side], unit=words(f"progress.unit.{unit}")))
    slots[side] = st.empty()
    typed: list[float | None] = []
    with st.container(horizontal=True):
        for number in range(TRIES):
            shown = as_typed(given[number], unit) if given and number < len(given) else None
            state.set_widget_once(_key(side, day, number), shown)
            label = words("ankle.try", side=words(f"progress.side.{side}"), number=number + 1)
            typed.append(
                st.number_input(label, value=None, step=STEP[unit], format="%g", key=_key(side, day, number), width=148)
            )
    state.set_widget_once(_key(side, day, "none"), noted is not None and given is None)
    return typed, st.checkbox(words("ankle.not_measured", side=LABELS[side]), key=_key(side, day, "none"))


def _key(side: str, day: date, part: int | str) -> str:
    return f"ankle_{side}_{part}_{day.isoformat()}_{unit}"


def _cm(typed: list[float | None]) -> tuple[int | float, ...] | None:
    """The tries of a side as stored; null where there is none."""
    return saving.any_number([None if value is None else to_cm(value, unit) for value in typed]) or None


def _save(day: date, tries: dict[str, tuple[list[float | None], bool]], slots: saving.Slots, *places_: Any) -> bool:
    summary, after = places_
    lengths = {side: _cm(typed) for side, (typed, _) in tries.items()}
    problems = {}
    for side, (_, not_measured) in tries.items():
        if not_measured and lengths[side] is not None:
            problems[side] = words("ankle.problem.both")
        elif not not_measured and lengths[side] is None:
            problems[side] = words("ankle.problem.none")
    if not problems and not any(lengths.values()):
        problems = {side: words("ankle.problem.nothing") for side in SIDES}
    try:
        test = AnkleTest(day=day, left_cm=lengths["left"], right_cm=lengths["right"])
    except ValidationError as error:
        longest = in_unit(LONGEST_CM, unit)
        for name in saving.wrong_fields(error):
            problems[name.removesuffix("_cm")] = words(f"ankle.problem.range_{unit}", longest=f"{longest:g}")
    if problems:
        saving.tell({side: problems[side] for side in SIDES if side in problems}, LABELS, slots, summary)
        return False
    key = state.form_key("ankle", test)
    saved = saving.save(lambda: journal.log_ankle(owner, test, state.now(), key), after)
    if saved is None:
        return False
    when, time = day_in_words(words, day, today), time_in_words(words, saved.saved_at)
    after.success(words("ankle.replaced" if saved.replaced else "ankle.saved", when=when, time=time))
    low, high = evidence["ankle_trial_usual_low_cm"], evidence["ankle_trial_usual_high_cm"]
    for side in SIDES:
        if any(cm < low or cm > high for cm in lengths[side] or ()):
            after.warning(words("ankle.unusual", side=LABELS[side], low=_length(low), high=_length(high)))
    return True


def _remove(day: date, after: Any) -> None:
    key = state.form_key("ankle_remove", (day, journal.ankle_on(owner, day)))
    if saving.save(lambda: journal.remove_ankle(owner, day, state.now(), key), after) is not None:
        parts = (*range(TRIES), "none")
        state.clear_widgets(*(_key(side, day, part) for side in SIDES for part in parts))
        state.flash("ankle.removed", when=day_in_words(words, day, today))
        st.rerun()


def _length(cm: float) -> str:
    return round_length(cm, unit)


def last_results() -> None:
    """The last test said back: each side against the typical length, the difference, and how little it proves."""
    test = journal.last_ankle(owner)
    if test is None:
        st.info(words("ankle.empty"))
        return
    plan = journal.plan(owner)
    age = plan.case.age_years if plan is not None else None
    typical = _length(ankle.typical_cm(age, evidence))
    with st.container(border=True):
        st.header(words("ankle.last", when=day_in_words(words, test.day, today)), anchor=False)
        means = {side: ankle.mean_cm(getattr(test, f"{side}_cm")) for side in SIDES}
        lines = []
        for side, cm in means.items():
            code = "unmeasured" if cm is None else ankle.reading(cm, age, evidence)
            length = "" if cm is None else _length(cm)
            lines.append(words(f"ankle.reading.{code}", side=LABELS[side], length=length, typical=typical))
        left, right = means["left"], means["right"]
        if left is not None and right is not None:
            apart = "differ" if ankle.sides_differ(abs(left - right), evidence) else "alike"
            flag = _length(evidence["ankle_asymmetry_cm"])
            lines.append(words(f"ankle.reading.{apart}", length=_length(abs(left - right)), flag=flag))
        st.markdown("\n".join(f"- {line}" for line in lines))
        st.markdown(words("ankle.honest", noise=_length(ankle.noise_cm("left", evidence))))
        if st.button(words("ankle.progress"), key="ankle_progress"):
            places.go("progress", progress_chart=words("progress.chart.ankle"))
        st.markdown(words("ankle.routine"))


page()
