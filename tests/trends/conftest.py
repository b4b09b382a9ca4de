"""Days, logs and the product's own numbers for the tests of the trends."""

import pytest

from core.content.evidence import Evidence, load_evidence
from core.content.files import DATA


@pytest.fixture(scope="session")
def numbers() -> Evidence:
    faults: list[str] = []
    evidence = load_evidence(DATA / "evidence", faults)
    assert faults == []
    return evidence
