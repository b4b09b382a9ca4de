"""Pages run without a browser: Streamlit's AppTest on the shell, with a database of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.ui import state

ROOT = Path(__file__).resolve().parents[2]
SHELL = ROOT / "pages" / "ui" / "shell.py"
TODAY = "2026-11-20"  # a Friday


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An address of a database that does not exist yet; everything cached is opened anew."""
    path = tmp_path / "lower-back.db"
    monkeypatch.setenv("LBP_DATABASE_URL", str(path))
    monkeypatch.setenv(state.TODAY_SETTING, TODAY)
    state.reopen()
    yield path
    state.reopen()


@pytest.fixture
def shell(database: Path) -> AppTest:
    """The app as a person opens it, not run yet."""
    return AppTest.from_file(str(SHELL), default_timeout=20)


def texts(app: AppTest) -> str:
    """Everything that is said on the screen."""
    kinds = ("title", "header", "subheader", "markdown", "caption", "error", "warning", "info", "success", "code")
    elements = [element for kind in kinds for element in getattr(app, kind)]
    return "\n".join(f"{getattr(element.proto, 'title', '')}\n{element.value}" for element in elements)


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert not app.exception
    return app
