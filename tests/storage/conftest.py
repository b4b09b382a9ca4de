from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import URL

from core.storage.database import Database
from core.storage.opening import open_database


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "x.db"


@pytest.fixture
def url(path: Path) -> URL:
    return URL.create("sqlite", database=str(path))


@pytest.fixture
def database(url: URL) -> Iterator[Database]:
    opened = open_database(url, 2000)
    yield opened
    opened.close()
