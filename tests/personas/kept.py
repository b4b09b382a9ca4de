"""Pages kept to be read: what a page says now against what it said, written anew with PERSONAS=write."""

import difflib
import os
from pathlib import Path
from typing import Final

WRITE: Final = os.environ.get("PERSONAS") == "write"


def changes(kept: Path, page: str) -> str:
    """The difference between the page on file and the one of now; nothing where they are the same."""
    if WRITE:
        kept.write_text(page, encoding="utf-8")
    said = kept.read_text(encoding="utf-8") if kept.exists() else ""
    difference = "\n".join(difflib.unified_diff(said.splitlines(), page.splitlines(), "kept", "now", lineterm=""))
    return difference and f"read what changed, then write it anew (PERSONAS=write):\n{difference}"
