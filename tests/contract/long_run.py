"""A long run of a judge: many seeds on every core, what was counted told at the end."""

import multiprocessing
import os
import sys
from collections import Counter
from collections.abc import Callable
from functools import partial

import pytest

Judge = Callable[[range], tuple[Counter[str], dict[str, int]]]


def judge_all(
    judge: Judge, seeds: int, chunk: int, capsys: pytest.CaptureFixture[str]
) -> tuple[Counter[str], dict[str, int]]:
    """Counts over all seeds, and for each broken promise one seed that shows it."""
    total: Counter[str] = Counter()
    shown: dict[str, int] = {}
    with multiprocessing.get_context("spawn").Pool(os.cpu_count()) as pool:
        for counts, found in pool.imap_unordered(partial(_chunk, judge, chunk), range(0, seeds, chunk)):
            total.update(counts)
            for what, seed in found.items():
                shown.setdefault(what, seed)
    with capsys.disabled():
        lines = [f"  {count:>9,} {name}" for name, count in sorted(total.items())]
        lines += [f"  seed {seed}: {what}" for what, seed in sorted(shown.items())[:60]]
        sys.stdout.write("\n".join(["", *lines, ""]))
    return total, shown


def _chunk(judge: Judge, size: int, first: int) -> tuple[Counter[str], dict[str, int]]:
    return judge(range(first, first + size))
