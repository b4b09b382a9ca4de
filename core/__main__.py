"""The same decisions from a shell: `python -m core recommend CASE.json`, `--jsonl`, and `library`."""

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from core.content.cases import parse_case
from core.content.content import Content, load_content
from core.content.files import ContentError
from core.content.words import Words
from core.model.case import Case
from core.recommend.recommend import recommend

OK, SOME_BAD, BAD = 0, 1, 2
STANDARD_INPUT = "-"
LANGUAGE = "en"


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit code: 0 a result, 1 some lines were bad, 2 nothing could be calculated."""
    options = _parser().parse_args(arguments)
    try:
        content = load_content()
    except ContentError as error:
        print(error, file=sys.stderr)
        return BAD
    words = content.words[LANGUAGE]
    if options.command == "library":
        _print(content.library.model_dump_json(indent=2))
        return OK
    if options.jsonl:
        return _stream(options.case, content, words)
    return _one(options.case, content, words)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m core", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    recommending = commands.add_parser("recommend", help="one case in; triage, assessment and routine out, as JSON")
    recommending.add_argument("case", nargs="?", default=STANDARD_INPUT, help="a JSON file, or - for standard input")
    recommending.add_argument("--jsonl", action="store_true", help="one case a line in, one result a line out")
    commands.add_parser("library", help="the exercise library as JSON")
    return parser


def _one(path: str, content: Content, words: Words) -> int:
    try:
        text = sys.stdin.buffer.read() if path == STANDARD_INPUT else Path(path).read_bytes()
    except OSError:
        print(words("errors.shell.cannot_read", path=path), file=sys.stderr)
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
