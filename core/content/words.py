"""data/words/<language>/*.toml -> every sentence a person reads, by key: `<file>.<table>.<key>`."""

from pathlib import Path
from types import MappingProxyType

from core.content.files import read_toml


class Words:
    """The sentences of one language. `words("routine.title", days=3)` fills the braces of the sentence."""

    def __init__(self, sentences: dict[str, str], language: str) -> None:
        self.sentences = MappingProxyType(sentences)
        self.language = language

    def __call__(self, key: str, /, **values: object) -> str:
        """The sentence of `key`. Raises KeyError where there is none: a missing sentence is a fault of ours."""
        sentence = self.sentences[key]
        return sentence.format(**values) if values else sentence

    def __contains__(self, key: str) -> bool:
        return key in self.sentences


def load_words(folder: Path, language: str, faults: list[str]) -> Words:
    """All sentences of `folder`/`language`, flattened to dotted keys."""
    sentences: dict[str, str] = {}
    files = sorted((folder / language).glob("*.toml"))
    if not files:
        faults.append(f"words/{language}: no words found")
    for path in files:
        _flatten(path.stem, read_toml(path, faults), sentences, faults)
    return Words(sentences, language)


def _flatten(prefix: str, table: object, into: dict[str, str], faults: list[str]) -> None:
    if isinstance(table, dict):
        for key, value in table.items():
            _flatten(f"{prefix}.{key}", value, into, faults)
    elif isinstance(table, str) and table.strip():
        into[prefix] = table
    else:
        faults.append(f"words: {prefix}: a sentence that is not empty")
