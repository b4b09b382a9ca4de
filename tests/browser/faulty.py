"""The app with a fault in it: what a person then sees is tested."""

from app import app
from pages.ui import places

__all__ = ["app"]


def broken(name: str) -> None:
    raise RuntimeError("secret detail")


places.page = broken  # type: ignore[assignment]
