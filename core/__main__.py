"""The same decisions from a shell: `recommend CASE.json`, `review HISTORY.json`, `library`, and `figures`."""

import argparse
import importlib
import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from core.content.cases import parse_case
from core.content.content import Content, load_content
from core.content.files import DATA, ContentError
from core.content.histories import Told, parse_history
from core.content.words import Words
from core.figures.colors import Scheme
from core.figures.sheet import how_tos, html, rows, rungs
from core.model.case import Case
from core.recommend.recommend import recommend
from core.review.review import review

OK, SOME_BAD, BAD = 0, 1, 2
STANDARD_INPUT = "-"
LANGUAGE = "en"


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit code: 0 a result, 1 some lines were bad, 2 nothing could be calculated."""
    options = _parser().parse_args(arguments)
    try:
        content = load_content(Path(options.data))
    except ContentError as error:
        print(error, file=sys.stderr)
        return BAD
    words = content.words[LANGUAGE]
    if options.command == "library":
        _print(content.library.model_dump_json(indent=2))
        return OK
    if options.command == "figures":
        return _figures(Path(options.sheet), options.only, options.dark, content)
    if options.command == "review":
        return _review(options.history, content, words)
    if options.jsonl:
        return _stream(options.case, content, words)
    return _one(options.case, content, words)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m core", description=__doc__)
    parser.add_argument("--data", metavar="DIR", default=str(DATA), help="another folder of data files, to try changes")
    commands = parser.add_subparsers(dest="command", required=True)
    recommending = commands.add_parser("recommend", help="one case in; triage, assessment and routine out, as JSON")
    recommending.add_argument("case", nargs="?", default=STANDARD_INPUT, help="a JSON file, or - for standard input")
    recommending.add_argument("--jsonl", action="store_true", help="one case a line in, one result a line out")
    reviewing = commands.add_parser("review", help="answers and logs in; decisions, trends and the next routine out")
    reviewing.add_argument("history", nargs="?", default=STANDARD_INPUT, help="a JSON file, or - for standard input")
    commands.add_parser("library", help="the exercise library as JSON")
    drawing = commands.add_parser("figures", help="contact sheets of the moving pictures; what is wrong with them")
    drawing.add_argument("--sheet", metavar="DIR", required=True, help="where to write SVG, HTML and PNG")
    drawing.add_argument("--only", metavar="EXERCISE[/RUNG]", help="one exercise or one rung; how_to for the how-tos")
    drawing.add_argument("--dark", action="store_true", help="the sheet by night")
    return parser


def _figures(folder: Path, only: str | None, dark: bool, content: Content) -> int:
    """Writes the sheet. PNG only where the rasterizer of requirements-dev.txt is installed."""
    scheme: Scheme = "dark" if dark else "light"
    pictures = [*rungs(content.library, LANGUAGE), *how_tos(content.how_tos, content.words[LANGUAGE].sentences)]
    told = list(rows(pictures, content.body, only, scheme))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        rasterizer = importlib.import_module("resvg_py")
    except ImportError:
        rasterizer = None
    for row in told:
        for name, svg in row.files.items():
            (folder / name).write_text(svg, encoding="utf-8")
            if rasterizer is not None and name in row.moments:
                (folder / name).with_suffix(".png").write_bytes(bytes(rasterizer.svg_to_bytes(svg_string=svg)))
        for fault in row.faults:
            print(f"{row.name}: {fault}", file=sys.stderr)
    (folder / "index.html").write_text(html(told, scheme), encoding="utf-8")
    return BAD if not told else SOME_BAD if any(row.faults for row in told) else OK


def _read(path: str, words: Words) -> bytes | None:
    """The whole input; null, and a line on standard error, where it cannot be read."""
    try:
        return sys.stdin.buffer.read() if path == STANDARD_INPUT else Path(path).read_bytes()
    except OSError:
        print(words("errors.shell.cannot_read", path=path), file=sys.stderr)
        return None


def _review(path: str, content: Content, words: Words) -> int:
    text = _read(path, words)
    if text is None:
        return BAD
    told = parse_history(text, content, words)
    if not isinstance(told, Told):
        for error in told:
            print(error, file=sys.stderr)
        return BAD
    _print(review(told.case, told.history, told.as_of, content).model_dump_json(indent=2))
    return OK


def _one(path: str, content: Content, words: Words) -> int:
    text = _read(path, words)
    if text is None:
        return BAD
    case = parse_case(text, content, words)
    if not isinstance(case, Case):
        for error in case:
            print(error, file=sys.stderr)
        return BAD
    _print(recommend(case, content).model_dump_json(indent=2))
    return OK


def _stream(path: str, content: Content, words: Words) -> int:
    code = OK
    try:
        if path == STANDARD_INPUT:
            for line in _results(sys.stdin.buffer, content, words):
                code = max(code, line[0])
                _print(line[1])
            return code
        with Path(path).open("rb") as source:
            for line in _results(source, content, words):
                code = max(code, line[0])
                _print(line[1])
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        print(words("errors.shell.cannot_read", path=path), file=sys.stderr)
        return BAD
    return code


def _results(source: BinaryIO, content: Content, words: Words) -> Iterator[tuple[int, str]]:
    """One line out for each line in; a line that is only white space is passed over but counted."""
    for number, line in enumerate(source, start=1):
        if not line.strip():
            continue
        case = parse_case(line, content, words)
        if isinstance(case, Case):
            yield OK, recommend(case, content).model_dump_json()
        else:
            errors = [str(error) for error in case]
            yield SOME_BAD, json.dumps({"line": number, "errors": errors}, ensure_ascii=False)


def _print(text: str) -> None:
    sys.stdout.buffer.write(text.encode("utf-8") + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BrokenPipeError:
        # The reader has gone; what it took it has. Python would otherwise complain again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(SOME_BAD)
