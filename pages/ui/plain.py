"""What a person typed, shown as it was typed: no letter of it is taken as formatting, a picture or a link."""

import re
from typing import Final

MARKS: Final = re.compile(r"[\\`*_\[\]<>#$~|]|:(?=\w)")


def plain(text: str) -> str:
    """The text for a place that reads Markdown."""
    return MARKS.sub(lambda found: f"\\{found.group()}", " ".join(text.split()))
