"""The pictures themselves: valid, closed to the outside, small, the same every time, readable on their card."""

import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from core.__main__ import main
from core.figures.checks import motion_faults
from core.figures.figures import figure_alt, figure_svg, has_figure, strip_svg, thumb_svg
from core.figures.measures import Colors
from core.figures.scene import Scene
from core.figures.shapes import number, numbers
from core.figures.svg import moving_svg, still_svg
from core.model.figure import Figure
from tests.figures.figure import BODY, FIGURES, HOW_TOS, figure
from tests.make import content

MOST_BYTES = 20_000
LIBRARY = content().library
EVERY = FIGURES | HOW_TOS
each_figure = pytest.mark.parametrize("told", EVERY.values(), ids=EVERY)


@each_figure
def test_a_picture_keeps_every_promise_of_movement(told: Figure) -> None:
    assert motion_faults(told, BODY) == []


@each_figure
def test_a_picture_is_valid_small_and_closed_to_the_outside(told: Figure) -> None:
    for svg in (moving_svg(told, BODY, "A & B", "<told>"), still_svg(told, BODY, "A", "b")):
        assert len(svg.encode()) < MOST_BYTES
        root = ElementTree.fromstring(svg)
        for element in root.iter():
            assert element.tag.split("}")[-1] in {
                *("svg", "title", "desc", "style", "defs", "g", "path", "rect", "circle", "ellipse", "use"),
                *("radialGradient", "stop"),
            }
            assert not [name for name in element.attrib if name.lower().startswith("on")]
            assert element.get("href", "#").startswith("#")
        references = set(re.findall(r"url\(([^)]*)\)", svg)) | set(re.findall(r'href="([^"]*)"', svg))
        ids = {f"#{element.get('id')}" for element in root.iter() if element.get("id")}
        assert references <= ids
        assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")
        assert "@import" not in svg


@each_figure
def test_a_picture_is_the_same_every_time(told: Figure) -> None:
    again = Figure.model_validate_json(told.model_dump_json())
    assert moving_svg(told, BODY, "A", "b") == moving_svg(again, BODY, "A", "b")


@each_figure
def test_every_key_frame_rule_names_something_that_is_drawn(told: Figure) -> None:
    svg = moving_svg(told, BODY, "A", "b")
    turned = set(re.findall(r"@keyframes (\w+)", svg))
    drawn = {name for names in re.findall(r'class="([^"]*)"', svg) for name in names.split()}
    assert turned <= drawn
    assert "prefers-reduced-motion" in svg
    assert "prefers-color-scheme:dark" in svg


def test_every_rung_has_its_picture_told_in_words() -> None:
    without = []
    for exercise in LIBRARY.exercises:
        for rung in exercise.rungs:
            if not has_figure(LIBRARY, exercise.id, rung.id) or not rung.text["en"].picture:
                without.append(f"{exercise.id}/{rung.id}")
                continue
            alt = figure_alt(LIBRARY, exercise.id, rung.id, "en")
            assert alt == rung.text["en"].picture
            for draw in (figure_svg, strip_svg, thumb_svg):
                svg = draw(LIBRARY, BODY, exercise.id, rung.id, "en")
                assert ElementTree.fromstring(svg)[1].text == alt
                assert len(svg.encode()) < MOST_BYTES, (exercise.id, rung.id)
    assert without == []
    assert len(FIGURES) == sum(len(exercise.rungs) for exercise in LIBRARY.exercises)


def test_what_is_no_rung_has_no_picture() -> None:
    with pytest.raises(KeyError):
        figure_svg(LIBRARY, BODY, "squat", "no such rung", "en")


@pytest.mark.parametrize("name", sorted(content().how_tos))
def test_a_how_to_is_told_in_words(name: str) -> None:
    words = content().words["en"]
    alt = words(f"figures.{name}.picture")
    svg = moving_svg(content().how_tos[name], BODY, words(f"figures.{name}.name"), alt)
    assert len(svg.encode()) < MOST_BYTES
    assert ElementTree.fromstring(svg)[1].text == alt
    assert words(f"figures.{name}.caption")


def test_a_close_look_ends_at_the_edge_of_its_card() -> None:
    close = figure(crop=[-20, -5, 20, 30])
    inner = ElementTree.fromstring(moving_svg(close, BODY, "A", "b")).findall(".//{*}svg")
    assert {(one.get("x"), one.get("y")) for one in inner} == {("2", "2")}
    assert ElementTree.fromstring(moving_svg(figure(), BODY, "A", "b")).findall(".//{*}svg") == []


def test_a_limb_that_crosses_another_has_an_edge_in_the_color_of_the_card() -> None:
    svg = moving_svg(figure(edged=["leg_near"]), BODY, "A", "b", "light")
    assert f".h{{stroke:{BODY.style.light.card}}}" in svg
    assert svg.count(' h"') >= 3
    assert ' h"' not in moving_svg(figure(), BODY, "A", "b")


THINGS = [
    *("wall", "chair", "step", "bench", "table", "box", "ball", "post", "bar", "door_frame", "tape", "cushion"),
    "pointer",
]
HELD = ["kettlebell", "dumbbell", "barbell", "trap_bar", "bag", "stick"]


@pytest.mark.parametrize(
    "prop",
    [
        *({"kind": kind, "x": 20, "flip": True} for kind in ["mat", *THINGS]),
        *({"kind": kind, "held": "grip_near", "turn": 20} for kind in HELD),
        *({"kind": kind, "ends": ["grip_near", [50, 60]]} for kind in ("band", "cable", "strap")),
        {"kind": "stick", "ends": ["head", "waist"], "front": True},
        {"kind": "band", "ends": [[20, 20], [50, 60]]},
    ],
    ids=lambda prop: "-".join(str(value) for value in prop.values()),
)
@pytest.mark.parametrize("base", ["standing", "front_standing"])
def test_everything_that_can_be_in_a_picture_can_be_drawn(prop: dict[str, object], base: str) -> None:
    given = {
        key: [end if end != "waist" else "hips" for end in value] if key == "ends" else value
        for key, value in prop.items()
    }  # type: ignore[attr-defined]
    if base == "front_standing":
        swapped = {"grip_near": "grip_right"}
        given = {
            key: [swapped.get(end, end) if isinstance(end, str) else end for end in value]  # type: ignore[attr-defined]
            if key == "ends"
            else swapped.get(value, value)  # type: ignore[call-overload]
            if key == "held"
            else value
            for key, value in given.items()
        }
    told = figure(base=base, frames=[{}, {"joints": {"shoulder": 50}}], props=[given])
    assert motion_faults(told, BODY) == []
    ElementTree.fromstring(moving_svg(told, BODY, "A", "b"))
    assert not re.search('class="[a-z_]{3,}"', moving_svg(told, BODY, "A", "b").replace('class="run0"', ""))


def luminance(color: str) -> float:
    parts = [int(color[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark", "contrast", "contrast_dark"])
@pytest.mark.parametrize("part", ["skin", "shirt", "sleeve", "legs", "arrow", "load", "prop", "floor"])
def test_a_body_can_be_told_from_its_card(scheme: str, part: str) -> None:
    colors: Colors = getattr(BODY.style, scheme)
    assert contrast(getattr(colors, part), colors.card) >= 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("near", "far"), [("skin", "skin_far"), ("legs", "legs_far"), ("sleeve", "sleeve_far")])
def test_near_and_far_limbs_are_told_apart(scheme: str, near: str, far: str) -> None:
    colors: Colors = getattr(BODY.style, scheme)
    assert contrast(getattr(colors, near), getattr(colors, far)) >= 1.4


@pytest.mark.parametrize(
    ("value", "told"),
    [(0.5, ".5"), (-0.5, "-.5"), (3.0, "3"), (-0.04, "0"), (10.0, "10"), (-12.34, "-12.3"), (100.0, "100"), (0.0, "0")],
)
def test_a_number_is_as_short_as_it_can_be(value: float, told: str) -> None:
    assert number(value) == told


def test_numbers_stand_apart_only_where_they_must() -> None:
    assert numbers(1, -2.5, 0.5, 3, 0.25, -0.5) == "1-2.5.5 3 .2-.5"


def test_the_sheet_shows_every_moment_beside_the_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["figures", "--sheet", str(tmp_path), "--only", "bird_dog"]) == 0
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    for rung in LIBRARY.by_id("bird_dog").rungs:
        assert rung.text["en"].steps[0] in page
    for name in re.findall(r'src="([^"]+)"', page):
        ElementTree.fromstring((tmp_path / name).read_text(encoding="utf-8"))
    assert (tmp_path / "bird_dog-1-0.png").read_bytes().startswith(b"\x89PNG")
    assert capsys.readouterr().err == ""


def test_a_sheet_of_nothing_is_told_by_its_exit_code(tmp_path: Path) -> None:
    assert main(["figures", "--sheet", str(tmp_path), "--only", "no_such_thing"]) == 2


def test_a_body_held_in_a_turn_is_drawn_so_without_key_frames() -> None:
    told = figure(base="front_standing", frames=[{"joints": {"twist": 40}}])
    svg = moving_svg(told, BODY, "A", "b")
    assert "scale(.866 1)" in svg
    assert "@keyframes" not in svg
    assert "scale(.87 1)" in still_svg(told, BODY, "A", "b")


def test_the_sheet_shows_the_how_tos_too(tmp_path: Path) -> None:
    assert main(["figures", "--sheet", str(tmp_path), "--only", "how_to"]) == 0
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    for name in content().how_tos:
        assert content().words["en"](f"figures.{name}.picture") in page


def test_a_soft_belly_is_drawn_only_where_it_moves() -> None:
    soft = figure(frames=[{"joints": {"belly": 20}}, {}])
    assert motion_faults(soft, BODY) == []
    belly = BODY.rig("side").segments["belly"].data.shapes[0].path
    assert belly is not None
    assert belly in moving_svg(soft, BODY, "A", "b")
    assert belly not in moving_svg(figure(), BODY, "A", "b")


def test_a_cable_runs_to_the_middle_between_both_hands() -> None:
    told = figure(base="front_standing", frames=[{}], props=[{"kind": "cable", "ends": ["grips", [3, 120]]}])
    assert motion_faults(told, BODY) == []
    scene = Scene(told, BODY)
    (x, y), (_, top) = scene.ends(scene.runs[0], scene.placed[0])
    left, right = (scene.spot(f"grip_{side}", scene.placed[0]) for side in ("left", "right"))
    assert (x, y) == pytest.approx(((left[0] + right[0]) / 2, (left[1] + right[1]) / 2))
    assert top == -120
    wrong = figure(base="front_standing", frames=[{}], props=[{"kind": "cable", "ends": ["tails", [3, 120]]}])
    assert motion_faults(wrong, BODY) == ["props: cable: tails is no point of the body"]


def test_what_lies_on_the_body_is_drawn_over_the_hand_with_its_pad() -> None:
    bar = {"kind": "barbell", "held": "grip_near"}
    hand = BODY.rig("side").segments["hand_near"].data.fist[0].path
    on_body = moving_svg(figure(props=[bar | {"height": 8, "front": True}]), BODY, "A", "b")
    in_hand = moving_svg(figure(props=[bar]), BODY, "A", "b")
    name = re.findall(rf'<path id="(s\d+)" d="{re.escape(str(hand))}"', on_body)[0]
    assert on_body.rindex(f'href="#{name}"', 0, on_body.index('class="r"')) < on_body.index('fill-opacity=".5"')
    assert "fill-opacity" not in in_hand
