"""The settings file: every line that keeps the app private and calm, and the contrast of every pair of colours."""

import colorsys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
READABLE = 4.5  # WCAG 2.2 AA, text
SEEN = 3.0  # WCAG 2.2 AA, parts of controls
CAPTION_STRENGTH = 0.6  # Streamlit draws captions with this share of the text colour
HOVER = 0.15  # a primary button under the pointer is darker by this much (HSL)
CHOSEN_TINT = 0.2  # and a chosen pill's ground, under the pointer, with this share of the primary colour


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("server.address", "127.0.0.1"),
        ("server.allowedHosts", ["localhost", "127.0.0.1"]),
        ("server.enableXsrfProtection", True),
        ("server.enableCORS", True),
        ("server.enableStaticServing", False),
        ("server.enableAgentApi", False),
        ("server.headless", True),
        ("runner.magicEnabled", False),
        ("runner.postScriptGC", False),
        ("client.showErrorDetails", "none"),
        ("client.toolbarMode", "minimal"),
        ("browser.gatherUsageStats", False),
    ],
)
def test_a_default_that_was_changed_stays_changed(name: str, value: object) -> None:
    table, key = name.split(".")
    assert SETTINGS[table][key] == value


def test_uploads_are_small() -> None:
    assert SETTINGS["server"]["maxUploadSize"] <= 5


def _light(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_light(one), _light(other)))
    return (high + 0.05) / (low + 0.05)


def _mix(front: str, back: str, share: float) -> str:
    pairs = ((int(front[i : i + 2], 16), int(back[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(share * a + (1 - share) * b):02x}" for a, b in pairs)


def _darker(colour: str, by: float) -> str:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    hue, light, strength = colorsys.rgb_to_hls(red, green, blue)
    return "#" + "".join(f"{round(c * 255):02x}" for c in colorsys.hls_to_rgb(hue, max(0.0, light - by), strength))


def test_contrast_of_black_on_white_is_21() -> None:
    assert _contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("scheme", ["light", "dark"])
class TestContrast:
    def test_text_and_links(self, scheme: str) -> None:
        theme = SETTINGS["theme"][scheme]
        grounds = [theme["backgroundColor"], theme["secondaryBackgroundColor"], *theme["sidebar"].values()]
        for ground in grounds:
            assert _contrast(theme["textColor"], ground) >= 7
        for ground in grounds[:2]:
            assert _contrast(theme["linkColor"], ground) >= READABLE

    def test_captions(self, scheme: str) -> None:
        theme = SETTINGS["theme"][scheme]
        for ground in (theme["backgroundColor"], theme["sidebar"]["backgroundColor"]):
            assert _contrast(_mix(theme["textColor"], ground, CAPTION_STRENGTH), ground) >= READABLE

    @pytest.mark.parametrize("name", ["red", "orange", "yellow", "blue", "green", "gray"])
    def test_callouts_and_badges(self, scheme: str, name: str) -> None:
        theme = SETTINGS["theme"][scheme]
        assert _contrast(theme[f"{name}TextColor"], theme[f"{name}BackgroundColor"]) >= READABLE
        assert _contrast(theme[f"{name}TextColor"], theme["backgroundColor"]) >= READABLE

    def test_primary_buttons_carry_readable_text_under_the_pointer_too(self, scheme: str) -> None:
        theme = SETTINGS["theme"][scheme]
        for ground in (theme["primaryColor"], _darker(theme["primaryColor"], HOVER)):
            assert _contrast(theme["violetTextColor"], ground) >= READABLE

    def test_a_chosen_answer_is_readable(self, scheme: str) -> None:
        theme = SETTINGS["theme"][scheme]
        ground = _mix(theme["primaryColor"], theme["backgroundColor"], CHOSEN_TINT)
        assert _contrast(theme["primaryColor"], ground) >= READABLE

    def test_a_box_that_is_ticked_is_seen(self, scheme: str) -> None:
        theme = SETTINGS["theme"][scheme]
        assert _contrast(theme["primaryColor"], theme["backgroundColor"]) >= SEEN
