"""A person at a browser: presses, chooses and types as people do, waits until the page has answered, counts."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import ConsoleMessage, Locator, Page, Request, expect

PATIENCE_MS: Final = 20_000
WIDE: Final = 800  # below this the navigation lies over the page
# Streamlit looks for its server below the address of the page first; what it does not find is no fault.
LOOKING_FOR_THE_SERVER: Final = re.compile(r"/_stcore/(health|host-config)$")


class Person:
    """One browser page. `steps` counts clicks and entries; `offsite` and `complaints` should stay empty."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url
        self.steps = 0
        self.offsite: list[str] = []
        self.complaints: list[str] = []
        self.on_arrival: Callable[[str], object] | None = None
        page.set_default_timeout(PATIENCE_MS)
        page.on("request", self._asked)
        page.on("console", self._complained)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _asked(self, request: Request) -> None:
        if request.url.startswith(("http", "ws")) and not request.url.startswith(
            (self.url, self.url.replace("http", "ws"))
        ):
            self.offsite.append(request.url)

    def _complained(self, message: ConsoleMessage) -> None:
        where = message.location.get("url", "")
        if message.type == "error" and not LOOKING_FOR_THE_SERVER.search(where):
            self.complaints.append(f"{message.text} ({where})")

    # ---- going somewhere -------------------------------------------------------------------------------------------

    def open(self, address: str = "") -> "Person":
        self.page.goto(f"{self.url}/{address}")
        return self.settled()

    def settled(self) -> "Person":
        """The script of the page has ended, and what it drew stands."""
        self.page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
        self.page.wait_for_selector("[data-testid=stMain] h1")
        expect(self.page.locator("[data-stale=true]")).to_have_count(0)
        return self

    def sees(self, text: str | re.Pattern[str]) -> "Person":
        expect(self.main.get_by_text(text).first).to_be_visible()
        return self

    def sees_title(self, title: str | re.Pattern[str]) -> "Person":
        expect(self.main.get_by_role("heading", level=1, name=title)).to_be_visible()
        self.settled()
        if self.on_arrival is not None:
            self.on_arrival(str(title))
        return self

    @property
    def main(self) -> Locator:
        return self.page.locator("[data-testid=stMain]")

    def go(self, name: str) -> "Person":
        """By the navigation; on a small screen it is opened first."""
        link = self.page.locator("[data-testid=stSidebarNav]").get_by_role("link", name=name, exact=True)
        opener = self.page.locator("[data-testid=stExpandSidebarButton]")
        if opener.is_visible():
            opener.click()
        link.click()
        if (self.page.viewport_size or {"width": WIDE})["width"] < WIDE:
            closer = self.page.locator("[data-testid=stSidebarCollapseButton] button")
            if closer.is_visible():
                closer.click()
            expect(link).not_to_be_in_viewport()
        return self.settled()

    # ---- answering -------------------------------------------------------------------------------------------------

    def press(self, name: str | re.Pattern[str], times: int = 1) -> "Person":
        """A button, by what stands on it."""
        self.steps += 1
        button = self.main.get_by_role("button", name=name, exact=isinstance(name, str)).first
        button.click(click_count=times, delay=20) if times > 1 else button.click()
        return self

    def press_summary(self, name: str) -> "Person":
        """Opens or closes the first card of that name, and waits until it has: what is in it moves meanwhile, and a
        press may go beside it."""
        self.steps += 1
        summary = self.main.locator("summary", has_text=name).first
        card = summary.locator("xpath=..")
        was_open = card.evaluate("card => card.open")
        summary.click()
        expect(card).to_have_js_property("open", not was_open)
        card.evaluate("card => Promise.allSettled(card.getAnimations().map(each => each.finished))")
        return self.settled()

    def choose(self, key: str, *options: str) -> "Person":
        """Pills or buttons of the widget of this key."""
        for option in options:
            self.steps += 1
            self.widget(key).get_by_text(option, exact=True).first.click()
        return self

    def type(self, key: str, value: str) -> "Person":
        self.steps += 1
        box = self.widget(key).locator("input, textarea").first
        box.fill(value)
        box.press("Tab")
        return self

    def widget(self, key: str) -> Locator:
        return self.main.locator(f".st-key-{key}")

    def tick(self, label: str) -> "Person":
        self.steps += 1
        self.main.locator("label", has_text=label).first.click()
        return self

    # ---- looking ---------------------------------------------------------------------------------------------------

    def whole_page(self) -> None:
        """As high as what is on it, so that a picture or a check sees all of it."""
        width = (self.page.viewport_size or {"width": 1280})["width"]
        height = self.page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
        self.page.set_viewport_size({"width": width, "height": min(max(int(height), 700), 8000)})

    def picture(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.page.mouse.move(0, 0)
        self.page.screenshot(path=path, animations="disabled")

    def faults(self, axe: str) -> list[str]:
        """axe-core's violations, one line each."""
        self.page.evaluate(axe)
        found: dict[str, Any] = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [
            f"{fault['id']}: {node['html'][:160]} ({(node['any'] or node['all'] or node['none'])[0]['message'][:120]})"
            for fault in found["violations"]
            for node in fault["nodes"]
        ]

    def is_wider_than_the_screen(self) -> bool:
        return bool(self.page.evaluate("document.documentElement.scrollWidth > innerWidth"))
