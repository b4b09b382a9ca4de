"""The progress page: how it goes in a sentence, then charts with words and tables, for every story and window."""

from datetime import date, datetime, timedelta
from typing import get_args

import pytest
from streamlit.testing.v1 import AppTest

from core.model.log import ActivityScore, AnkleTest, CheckIn, FunctionScore, Peg, SessionDone
from core.model.review import Verdict
from core.trends.went_with import FACTORS, LAGS
from pages.ui import state
from pages.ui.progress_shown import SHOW
from tests.pages.conftest import ROOT, TODAY, texts
from tests.source.sources import strings

DAY = date.fromisoformat(TODAY)
NOW = datetime.fromisoformat(f"{TODAY}T09:12:00+00:00")
OWNER = state.LOCAL_OWNER


def ago(days: int) -> date:
    return DAY - timedelta(days=days)


def progress(shell: AppTest, chart: str = "pain", window: str = "12w", *opened: str) -> AppTest:
    """The page with this chart and window, and these folds open."""
    shell.run()
    shell.switch_page(str(ROOT / "pages" / "progress.py")).run()
    for key, value in (("progress_chart", chart), ("progress_window", window)):
        control = [element for element in shell.get("button_group") if element.key == key]
        if control and control[0].value != value:
            control[0].set_value(value)
            shell.run()
    for name in opened:
        fold(shell, name)
    assert not shell.exception
    return shell


def fold(app: AppTest, key: str) -> None:
    """Open a fold."""
    app.session_state[key] = True
    app.run()


def alts(app: AppTest) -> list[str]:
    return [element.proto.alt for element in app.get("vega_lite_chart")]


def noted(days: dict[int, int], **more: float) -> None:
    for n, pain in days.items():
        entry = CheckIn(day=ago(n), pain_average=pain, **more)  # type: ignore[arg-type]
        state.journal().log_check_in(OWNER, entry, NOW, f"check in {n}")


def measured(tests: dict[int, tuple[float, float]]) -> None:
    for n, (left, right) in tests.items():
        state.journal().log_ankle(OWNER, AnkleTest(day=ago(n), left_cm=(left,), right_cm=(right,)), NOW, f"ankle {n}")


def scored(scores: dict[int, int]) -> None:
    for n, score in scores.items():
        activity = ActivityScore(activity="Put on my socks", score=score)
        peg = Peg(pain=10 - score, enjoyment=10 - score, general_activity=10 - score)
        entry = FunctionScore(day=ago(n), activities=(activity,), peg=peg)
        state.journal().log_function(OWNER, entry, NOW, f"function {n}")


def test_without_anything_noted_it_says_what_to_do(shell: AppTest) -> None:
    app = progress(shell)
    assert state.words()("progress.nothing") in texts(app)
    assert app.button(key="to_check_in")
    assert not alts(app)
    assert not app.get("button_group")


def test_a_time_without_entries_leads_to_a_longer_one(shell: AppTest) -> None:
    noted({200: 4})
    app = progress(shell, window="4w")
    assert state.words()("progress.empty") in texts(app)
    assert "choose **All**" in texts(app)


def test_three_weeks_of_pain_have_a_sentence_a_chart_and_a_table(shell: AppTest) -> None:
    noted({n: 6 if n >= 14 else 3 for n in range(21)})
    app = progress(shell)
    assert state.words()("progress.finding.pain_better") in texts(app)
    (alt,) = alts(app)
    assert alt.startswith("Chart of pain from 0 to 10")
    assert state.words()("progress.finding.pain_better") in alt
    assert "**" not in alt
    assert not app.get("table")  # made when it is opened


def test_the_sentence_is_the_same_whatever_is_shown(shell: AppTest) -> None:
    noted({n: 7 if n >= 60 else 4 for n in range(67)})
    for window in ("4w", "12w", "all"):
        app = progress(shell, window=window)
        assert "averaged **7.0** (7 days noted)" in texts(app)
        assert "pain is lower" in texts(app)


def test_the_other_measures_have_a_line_each(shell: AppTest) -> None:
    noted({0: 4})
    measured({14: (8, 10), 7: (10, 10), 0: (10.5, 10)})
    scored({28: 3, 14: 5, 0: 6})
    state.journal().log_session(OWNER, SessionDone(day=DAY, routine_version=1, items=()), NOW, "session")
    said = texts(progress(shell))
    assert "- **Activities:** better" in said
    assert "- **Ankles:** left better, right no clear change" in said
    assert "- **Sessions:** 1 done, 0 planned" in said


def test_ankle_charts_have_words_for_each_side(shell: AppTest) -> None:
    measured({14: (8, 10), 7: (10.5, 10), 0: (10.5, 10)})
    left, right, difference = alts(progress(shell, "ankle"))
    assert "Left: reaches further. 10.5 cm now, 8.0 cm on 6 November." in left
    assert "Right: no clear change" in right
    assert "Difference: no clear change" in difference


def test_activities_and_the_week_are_charted(shell: AppTest) -> None:
    scored({28: 3, 14: 5, 0: 6})
    app = progress(shell, "function", "12w", "table_function")
    activities, peg = alts(app)
    assert "Your activities: easier. 6.0 of 10 on average now, 3.0 on 23 October." in activities
    assert "pain gets in the way less" in peg
    assert list(app.table[0].value.columns) == ["Day", "Activity", "Score"]
    assert len(app.table[0].value) == 6


def test_sessions_are_a_calendar_with_its_days_in_a_table(shell: AppTest) -> None:
    for n, kind in ((0, "full"), (2, "flare")):
        done = SessionDone(day=ago(n), routine_version=1, items=(), kind=kind)  # type: ignore[arg-type]
        state.journal().log_session(OWNER, done, NOW, f"session {n}")
    app = progress(shell, "sessions", "12w", "table_sessions")
    assert "Sessions done: 2" in texts(app)
    (alt,) = alts(app)
    assert alt.startswith("Calendar of sessions")
    rows = app.table[0].value.to_dict("records")
    assert [row["Session"] for row in rows] == ["Done", "Done, gentle session"]


def test_a_part_without_entries_says_what_to_do(shell: AppTest) -> None:
    noted({0: 4})
    for chart, button in (("function", "to_function"), ("ankle", "to_ankle"), ("sessions", "to_routine")):
        app = progress(shell, chart)
        assert app.button(key=button)
        assert not alts(app)


def test_what_went_with_better_days_waits_for_three_weeks(shell: AppTest) -> None:
    noted({n: n % 5 for n in range(20)}, sleep_hours=7.0)
    said = texts(progress(shell, "pain", "12w", "went_with"))
    assert "It takes 21 days on which you noted pain and one of these. The most so far: 20." in said
    assert "progress.went_with.note" not in said


def test_what_went_with_better_days_is_told_with_its_intervals(shell: AppTest) -> None:
    for n in range(60):
        pain = (n * 7) % 10
        noted({n: pain}, sleep_hours=10.0 - pain)
    app = progress(shell, "pain", "12w", "went_with")
    said = texts(app)
    assert "Of 2 comparisons, this is more than chance usually makes" in said
    assert "- Nights with more sleep went with less pain." in said
    assert "is not “because of”" in said
    assert alts(app)[1].endswith("Nights with more sleep went with less pain.")
    assert list(app.table[0].value.columns) == ["Compared with pain", "Rank correlation", "Interval", "Days noted"]
    next(element for element in app.get("button_group") if element.key == "went_with_factor").set_value("sleep")
    app.run()
    assert alts(app)[2].startswith("Chart of pain from 0 to 10 against this: Sleep, hours.")


def test_it_says_how_it_decides_with_the_numbers_it_uses(shell: AppTest) -> None:
    noted(dict.fromkeys(range(8), 4))
    said = texts(progress(shell))
    assert "up to 2.8 points away" in said
    assert "(1.1 to 1.4 points)" in said
    assert "moves by 2 points, or falls by 30 %" in said


@pytest.mark.parametrize("window", ["4w", "12w", "1y", "all"])
@pytest.mark.parametrize("chart", list(SHOW))
def test_every_part_of_every_window(shell: AppTest, chart: str, window: str) -> None:
    state.journal().load_demo(OWNER, DAY, NOW)
    scored({28: 3, 14: 5, 0: 6})
    app = progress(shell, chart, window, f"table_{chart}")
    assert len(alts(app)) == {"pain": 1, "function": 2, "ankle": 3, "sessions": 1}[chart]
    assert all(alts(app))
    assert len(app.table) == 1


# ---- words --------------------------------------------------------------------------------------------------------

VERDICTS = [verdict for verdict in get_args(Verdict) if verdict != "too_early"]
PAIN = ["nothing", "few_weeks", "thin", "no_recent", "few_recent", "no_first_week", "worse_stands", *VERDICTS]
TESTED = ["one_entry", "few_days", *VERDICTS]
CODES = [
    *(f"pain_{code}" for code in (*PAIN, "start_unsure", "slope_down", "slope_up")),
    *(f"ankle_{code}" for code in ("nothing", *TESTED)),
    *(f"ankle_difference_{code}" for code in TESTED),
    *(f"{what}_{code}" for what in ("activities", "peg") for code in ("nothing", *TESTED)),
    *(f"sessions_{code}" for code in ("none", "not_yet", "unplanned", "done", "more")),
    *(f"went_with_{code}" for code in ("too_few", "nothing_clear", "some")),
]


def test_every_finding_has_its_sentence_and_every_sentence_its_finding() -> None:
    known = {key.split(".")[2] for key in state.words().sentences if key.startswith("progress.finding.")}
    assert known == set(CODES)
    followed = {key.split(".")[2] for key in state.words().sentences if key.startswith("progress.more.")}
    assert followed == {code for code in CODES if code.startswith(("pain_", "sessions_"))} - {
        "pain_start_unsure",
        "pain_slope_down",
        "pain_slope_up",
    }


def test_every_code_that_is_written_out_in_the_core_is_known_here() -> None:
    starts = ("pain_", "sessions_", "went_with_")
    written = {text for path in (ROOT / "core" / "trends").glob("*.py") for text in strings(path)}
    codes = {text for text in written if text.startswith(starts)} - {"pain_average"}
    codes -= set(state.journal().content.evidence.numbers)
    assert {code for code in codes if "*" not in code} <= set(CODES)


def test_every_comparison_has_words() -> None:
    words = state.words()
    for factor in FACTORS:
        assert f"progress.factor.{factor}" in words
        for lag in LAGS:
            assert f"progress.factor.{factor}_{lag}" in words
            assert {f"progress.went_with_said.{factor}_{lag}_{way}" for way in ("more", "less")} <= set(words.sentences)


def test_nothing_that_went_with_better_days_is_called_a_cause() -> None:
    for key, sentence in state.words().sentences.items():
        if key.startswith(("progress.went_with", "progress.finding.went_with")):
            plain = sentence.lower().replace("is not “because of”", "")
            assert not any(
                word in plain for word in ("because of", "cause", "leads to", "makes your", "reduces", "will")
            )
