"""The pictures in a browser: moving as the model says, still for who wants that, by night and in more contrast."""

import base64
import io
import re
from collections.abc import Callable, Iterator
from math import hypot
from typing import Any, Final

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page, expect

from core.figures.checks import played
from core.figures.scene import HIGH, WIDE, Scene
from core.figures.svg import moment_svg, moving_svg
from core.model.figure import Figure
from tests.browser.chromium import FLAGS, find
from tests.browser.person import Person
from tests.figures.figure import BODY, FIGURES, HOW_TOS

pytestmark = pytest.mark.browser

FEW: Final = (
    "bird_dog/opposite arm and leg", "squat/full bodyweight", "knee_flops/None", "glute_bridge/figure-4 single-leg",
    "how_to/floor_down", "how_to/knee_to_wall_close",
)  # fmt: skip
EVERY: Final = FIGURES | HOW_TOS
PARTS_OF_A_LOOP: Final = (3.0, 21.0, 38.0, 55.0, 72.0, 94.0)
NEAR_PX: Final = 1.0
FAR_APART, FEW_PIXELS = 90, 60  # of 256 shades; of the picture's 120,000 pixels
# Where the browser has every animated group: the name of its class, and its own point (0, 0) on the picture.
GROUPS: Final = """percent => {
  for (const animation of document.getAnimations()) {
    animation.pause();
    animation.currentTime = percent / 100 * animation.effect.getComputedTiming().duration;
  }
  const found = {};
  for (const group of document.querySelectorAll(".m g")) {
    const matrix = group.getCTM();
    if (group.getAnimations().length) (found[group.getAttribute("class")] ??= []).push([matrix.e, matrix.f]);
  }
  return found;
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": WIDE, "height": HIGH})
    yield context.new_page()
    context.close()


def show(page: Page, figure: Figure, **media: Any) -> None:
    """The picture as a document of its own: inside an <img> nothing of it can be asked."""
    page.emulate_media(**media)
    page.set_content(f"<!doctype html><style>body{{margin:0}}</style>{moving_svg(figure, BODY, 'A', 'b')}")


def test_few_are_pictures_that_there_are() -> None:
    assert set(FEW) <= set(EVERY)


@pytest.mark.parametrize("name", FEW)
def test_every_part_is_where_the_model_has_it(page: Page, name: str) -> None:
    show(page, EVERY[name])
    scene = Scene(EVERY[name], BODY)
    fit = scene.fit(WIDE, HIGH)
    seen: set[tuple[int, int]] = set()
    for percent in PARTS_OF_A_LOOP:
        placed, _ = played(scene.motion, scene.tracks, percent)
        wanted = [(fit.x + fit.scale * x, fit.y + fit.scale * y) for x, y, _ in placed.values()]
        found = [spot for spots in page.evaluate(GROUPS, percent).values() for spot in spots]
        assert found
        for x, y in found:
            near = min(hypot(x - other_x, y - other_y) for other_x, other_y in wanted)
            assert near < NEAR_PX, f"at {percent} %: {near:.1f} px away from every joint"
        seen |= {(round(x), round(y)) for x, y in found}
    assert len(seen) > len(PARTS_OF_A_LOOP)


@pytest.mark.parametrize("name", FEW)
def test_what_moves_begins_as_its_still_picture(page: Page, name: str) -> None:
    """Pixel by pixel, but for the softened edges: the nested groups put every part where the still one has it."""
    seen = []
    for svg in (moving_svg(EVERY[name], BODY, "A", "b", "light"), moment_svg(EVERY[name], BODY, 0)):
        page.set_content(f"<!doctype html><style>body{{margin:0}}</style>{svg}")
        page.evaluate(GROUPS, 0)
        seen.append(Image.open(io.BytesIO(page.screenshot())).convert("L"))
    apart = ImageChops.difference(*seen).histogram()
    assert sum(apart[FAR_APART:]) < FEW_PIXELS
    assert sum(apart[:FAR_APART]) > WIDE * HIGH / 2


def shown(page: Page) -> tuple[bool, bool]:
    """Whether the moving part and the strip are to be seen."""
    return page.locator(".m").evaluate(VISIBLE), page.locator(".r").evaluate(VISIBLE)


VISIBLE: Final = "part => getComputedStyle(part).display !== 'none'"


@pytest.mark.parametrize("name", FEW)
def test_who_wants_less_motion_sees_the_key_frames(page: Page, name: str) -> None:
    show(page, EVERY[name], reduced_motion="no-preference")
    assert shown(page) == (True, False)
    show(page, EVERY[name], reduced_motion="reduce")
    assert shown(page) == (False, True)


@pytest.mark.parametrize(("scheme", "contrast", "wanted"), [
    ("light", "no-preference", "light"), ("dark", "no-preference", "dark"),
    ("light", "more", "contrast"), ("dark", "more", "contrast_dark"),
])  # fmt: skip
def test_the_colors_are_those_that_were_asked_for(page: Page, scheme: Any, contrast: Any, wanted: str) -> None:
    show(page, EVERY["squat/full bodyweight"], color_scheme=scheme, contrast=contrast)
    card = page.locator("rect.e").evaluate("part => getComputedStyle(part).fill")
    color = getattr(BODY.style, wanted).card
    assert card == "rgb({}, {}, {})".format(*(int(color[at : at + 2], 16) for at in (1, 3, 5)))


def test_a_picture_on_a_page_moves_until_it_is_kept_still(person: Callable[..., Person]) -> None:
    someone = person()
    someone.open("exercises?exercise=squat").sees_title("Squat")
    picture = someone.main.locator("[data-testid=stImage] img")
    expect(picture).to_have_js_property("complete", True)
    spot = picture.bounding_box()
    assert spot is not None
    first = someone.page.screenshot(clip=spot)
    someone.page.wait_for_function(
        "since => performance.now() - since > 1500", arg=someone.page.evaluate("performance.now()")
    )
    assert someone.page.screenshot(clip=spot) != first
    moving = picture.get_attribute("src")
    someone.tick("Keep the pictures still").settled()
    expect(picture).not_to_have_attribute("src", moving or "")
    # One choice for every page: the ankle test stands still too, and so it does on the way back.
    someone.go("Ankle test").sees_title("Ankle test")
    expect(someone.main.get_by_role("switch", name="Keep the pictures still")).to_be_checked()
    # And it is kept for the person: on the next visit, in an empty browser, nothing moves.
    later = person()
    later.open("exercises?exercise=squat").sees_title("Squat")
    expect(later.main.get_by_role("switch", name="Keep the pictures still")).to_be_checked()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("wish", [{"contrast": "more"}, {"forced_colors": "active"}])
def test_more_contrast_reaches_a_picture_on_a_page(
    person: Callable[..., Person], scheme: str, wish: dict[str, Any]
) -> None:
    """Its own media queries are not told of this wish inside an <img>: the page helps."""
    someone = person(scheme=scheme)
    someone.open("exercises?exercise=squat").sees_title("Squat")
    picture = someone.main.locator("[data-testid=stImage] img")
    expect(picture).to_have_css("filter", "none")
    someone.page.emulate_media(**wish)
    expect(picture).to_have_css("filter", re.compile(r"contrast"))


def test_a_picture_on_a_page_stands_still_for_who_set_the_browser_so(browser: Browser) -> None:
    """By a setting of the browser: what is only emulated does not reach a picture inside an <img>."""
    svg = moving_svg(EVERY["squat/full bodyweight"], BODY, "A", "b")
    source = f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"
    moves = {}
    for wish in ("--force-prefers-reduced-motion", "--force-prefers-no-reduced-motion"):
        own = browser.browser_type.launch(executable_path=find(), args=[*FLAGS, wish])
        page = own.new_page(viewport={"width": WIDE, "height": HIGH}, reduced_motion="null")
        page.set_content(f'<img src="{source}" onload="this.id = `there`">')
        page.wait_for_selector("#there")
        seen = page.screenshot()
        page.wait_for_function("since => performance.now() - since > 1500", arg=page.evaluate("performance.now()"))
        moves[wish] = page.screenshot() != seen
        own.close()
    assert list(moves.values()) == [False, True]
