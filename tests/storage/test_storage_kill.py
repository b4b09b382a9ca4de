"""The power goes in the middle of saving: what was said to be saved is there, and nothing is half there."""

import os
import random
import signal
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy.engine import URL

from core.storage import logs
from core.storage.opening import open_database

FIRST = date(2000, 1, 1)
ROOT = Path(__file__).resolve().parents[2]

# Each save writes a check-in and an ankle test in one transaction and is told on standard output after the commit.
CHILD = """
import sys
from datetime import UTC, date, datetime, timedelta
from sqlalchemy.engine import URL
from core.model.log import AnkleTest, CheckIn
from core.storage import logs
from core.storage.opening import open_database

database = open_database(URL.create("sqlite", database=sys.argv[1]), 2000)
number = int(sys.argv[2])
while True:
    day, now = date(2000, 1, 1) + timedelta(days=number), datetime.now(UTC)
    with database.write("local") as connection:
        entry = CheckIn(day=day, pain_average=number % 11, notes="x" * (number % 1900))
        logs.append("local", connection, logs.CHECK_INS, entry, now, str(number))
        test = AnkleTest(day=day, left_cm=(float(number % 25),), right_cm=None)
        logs.append("local", connection, logs.ANKLE_TESTS, test, now, str(number))
    print(number, flush=True)
    number += 1
"""


def kill_while_saving(path: Path, start: int, chance: random.Random) -> int:
    """Let another process save from `start` on, kill it at a moment of chance; the last number it told as saved."""
    with subprocess.Popen(
        [sys.executable, "-c", CHILD, str(path), str(start)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as child:
        assert child.stdout is not None
        told = start - 1
        for _ in range(chance.randint(1, 30)):
            line = child.stdout.readline()
            assert line, "the child ended by itself"
            told = int(line)
        os.kill(child.pid, signal.SIGKILL)
        for line in child.stdout:
            told = int(line)
    return told


def check(path: Path, told: int) -> int:
    """Everything told is there, both halves of every save or neither; the first number to go on from."""
    database = open_database(URL.create("sqlite", database=str(path)), 2000)  # runs the integrity check too
    with database.read("local") as connection:
        check_ins = [entry.day for entry in logs.since("local", connection, logs.CHECK_INS, None)]
        ankle_tests = [entry.day for entry in logs.since("local", connection, logs.ANKLE_TESTS, None)]
    database.close()
    assert check_ins == ankle_tests, "half a save"
    assert check_ins == [FIRST + timedelta(days=number) for number in range(len(check_ins))]
    assert len(check_ins) in (told + 1, told + 2), "one more may be committed and not told yet"
    return len(check_ins)


def test_a_kill_loses_nothing_that_was_said_to_be_saved(tmp_path: Path) -> None:
    check(tmp_path / "x.db", kill_while_saving(tmp_path / "x.db", 0, random.Random(1)))


@pytest.mark.long
def test_many_kills_lose_nothing_that_was_said_to_be_saved(tmp_path: Path) -> None:
    chance, start = random.Random(2), 0
    for _ in range(50):
        start = check(tmp_path / "x.db", kill_while_saving(tmp_path / "x.db", start, chance))
