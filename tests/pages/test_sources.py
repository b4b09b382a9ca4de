"""Mistakes of the past, looked for in the sources of the pages."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "pages").rglob("*.py"))
STATE = ROOT / "pages" / "ui" / "state.py"
CHARTS_AND_PICTURES = {"altair_chart", "line_chart", "bar_chart", "image", "vega_lite_chart", "dataframe"}
LEAVE_THE_MACHINE = {"map", "pydeck_chart", "deck_gl_chart", "iframe"}

each_page = pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT / "pages").as_posix())


def _calls(path: Path) -> list[ast.Call]:
    return [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _elements(path: Path) -> list[ast.Call]:
    """The calls of Streamlit's own: `st.something(...)`."""
    return [
        call
        for call in _calls(path)
        if isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name) and call.func.value.id == "st"
    ]


def _given(call: ast.Call, keyword: str) -> ast.expr | None:
    return next((given.value for given in call.keywords if given.arg == keyword), None)


@each_page
def test_only_one_file_touches_the_session(path: Path) -> None:
    if path != STATE:
        assert "session_state" not in path.read_text(encoding="utf-8")


@each_page
def test_no_html_and_nothing_that_leaves_the_machine(path: Path) -> None:
    assert "unsafe_allow_html" not in path.read_text(encoding="utf-8")
    assert not {_name(call) for call in _elements(path)} & LEAVE_THE_MACHINE


@each_page
def test_every_chart_and_picture_is_told_in_words(path: Path) -> None:
    silent = [
        call.lineno for call in _elements(path) if _name(call) in CHARTS_AND_PICTURES and _given(call, "alt") is None
    ]
    assert silent == []


@each_page
def test_the_text_of_a_primary_button_is_readable_by_night(path: Path) -> None:
    for call in _calls(path):
        kind = _given(call, "type")
        if isinstance(kind, ast.Constant) and kind.value == "primary":
            label = call.args[0] if call.args else _given(call, "label")
            assert isinstance(label, ast.Call), f"line {call.lineno}"
            assert _name(label) == "on_primary", f"line {call.lineno}"


@each_page
def test_no_chips_with_white_text(path: Path) -> None:
    """A multiselect's chips are white on the primary colour, whatever the theme: unreadable by night."""
    assert "multiselect" not in {_name(call) for call in _calls(path)}


@each_page
def test_pain_is_never_asked_with_a_slider(path: Path) -> None:
    assert not {_name(call) for call in _calls(path)} & {"slider", "select_slider"}


@each_page
def test_no_page_icon_is_fetched_from_elsewhere(path: Path) -> None:
    for call in _calls(path):
        if _name(call) in {"Page", "set_page_config"}:
            for keyword in ("icon", "page_icon"):
                icon = _given(call, keyword)
                assert not (isinstance(icon, ast.Constant) and str(icon.value).startswith(":material"))


def test_the_navigation_is_a_flat_list() -> None:
    shell = ROOT / "pages" / "ui" / "shell.py"
    for call in _calls(shell):
        if _name(call) == "navigation":
            assert not isinstance(call.args[0], ast.Dict)
