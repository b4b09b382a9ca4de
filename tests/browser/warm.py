"""What every server of the tests needs, got ready once: the servers are forks of the process that has imported this."""

import gc

import altair  # noqa: F401  (slow to import: here, not in every server)

from core.content.content import load_content
from pages.ui.figure import draw_ahead
from tests.browser import served  # noqa: F401

draw_ahead(load_content())
gc.collect()
gc.freeze()
