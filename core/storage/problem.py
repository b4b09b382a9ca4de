"""What can be wrong with the place where the data lies, as a code; the sentences stand in data/words (storage)."""

from typing import Final

# Each has a title, what happened, and a way out in data/words/<language>/storage.toml.
CODES: Final = (
    "missing",  # the file was there once and is gone
    "empty",  # the file is there and holds nothing at all
    "damaged",  # not a database any more, or one that fails its own checks, or rows that fail theirs
    "not_ours",  # a database of another program
    "newer",  # written by a newer version of the app
    "read_only",  # can be read, not written
    "locked",  # another program holds it
    "full",  # no room left on the disk
    "cannot_open",  # folder or file cannot be made or opened
    "no_driver",  # the address asks for a database whose Python package is not installed
    "no_server",  # a database server that does not answer
    "bad_setting",  # a setting that cannot be understood
    "failed",  # anything else the database refused
)


class StorageProblem(Exception):  # noqa: N818  what a person meets is a problem; an error is ours
    """The data cannot be reached. `code` is one of CODES, `values` fills its sentences (`place`, `detail`, ...)."""

    def __init__(self, code: str, **values: object) -> None:
        if code not in CODES:
            raise ValueError(f"unknown storage problem: {code}")
        super().__init__(code, values)
        self.code = code
        self.values: dict[str, object] = values

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value}" for name, value in self.values.items())
        return f"{self.code} ({told})"
