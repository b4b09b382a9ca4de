"""Reading the product's own sources: the trees of its modules, and the codes and keys that stand in them."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ANY = "*"


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def modules(*rooms: str) -> list[Path]:
    """All modules below the rooms: `core/triage`, `pages`."""
    return sorted(path for room in rooms for path in (ROOT / room).rglob("*.py"))


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def told(node: ast.AST | None) -> str | None:
    """A string as it stands in the source; of an f-string every value is `*`. None for what is no string."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else ANY for part in node.values)
    return None


def strings(path: Path) -> Iterator[str]:
    """Every string and f-string of a module but its docstrings; the parts of an f-string do not come alone."""
    inside: set[int] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.JoinedStr):
            inside.update(id(part) for part in node.values)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            inside.add(id(node.value))
    for node in ast.walk(tree(path)):
        text = told(node)
        if text is not None and id(node) not in inside:
            yield text


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Every call with the name of what is called."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            called = node.func
            yield (called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")), node


def as_pattern(text: str) -> re.Pattern[str]:
    """What an f-string can become."""
    return re.compile("[a-zA-Z0-9_.]+".join(re.escape(part) for part in text.split(ANY)))
