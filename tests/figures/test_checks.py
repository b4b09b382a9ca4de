"""Every check of a picture, failing on what it is there for."""

import dataclasses
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from core.content.content import load_content
from core.content.figures import with_figures
from core.content.files import DATA, ContentError
from core.figures import checks
from core.figures.checks import motion_faults, pose_faults
from core.figures.scene import Scene
from core.figures.tracks import Track, Tracks
from core.model.exercise import Library
from core.model.figure import Figure
from tests.figures.figure import BODY, figure
from tests.make import content


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"base": None}, "base: is missing"),
        ({"base": "flying"}, "base: flying is no base pose"),
        ({"frames": []}, "frames: there are none"),
        ({"joints": {"tail": 3}}, "joints: tail is no joint"),
        ({"frames": [{}, {"joints": {"hip_left": 3}}]}, "frames.1.joints: hip_left is no joint"),
        ({"planted": ["wing"]}, "wing is no point of the body"),
        ({"frames": [{"like": 0}]}, "frames.0.like: 0 is no earlier frame"),
        ({"frames": [{}, {"joints": {"elbow": -40}}]}, "frames.1: elbow_far is at -40 degrees; it goes from -5 to 152"),
        ({"frames": [{}, {"joints": {"elbow": 170}}]}, "frames.1: elbow_far is at 170 degrees; it goes from -5 to 152"),
        ({"frames": [{}, {"at": {"hips": [0, 70]}}]}, r"frames.1: foot_near cannot be there: .* too far"),
        ({"frames": [{}, {"at": {"hand_near": [0, 90], "elbow_near": [0, 60]}}]}, "cannot be there"),
        ({"base": "prone", "frames": [{"joints": {"pelvis": 130}}]}, r"frames.0: .* below the floor"),
        ({"arrow": [{"of": "nose"}]}, "arrow: nose is no point of the body"),
        ({"arrow": [{"of": "head", "frames": [0, 5]}]}, "arrow: frames: there is no frame 5"),
        ({"props": [{"kind": "dumbbell", "held": "tail"}]}, "props: dumbbell: tail is no point of the body"),
        ({"props": [{"kind": "dumbbell", "held": "foot_near"}]}, "props: dumbbell: foot_near is no hand"),
        ({"front": ["hat"]}, "front, behind, edged: hat is no layer"),
        ({"bend": {"wing": -1}}, "bend, shorten: wing is no limb"),
        ({"shorten": ["tail"]}, "bend, shorten: tail is no limb"),
        ({"still": [4]}, "still: there is no frame 4"),
        ({"held": [4]}, "held: there is no frame 4"),
    ],
)
def test_bad_pose_data_is_told(given: dict[str, Any], told: str) -> None:
    assert any(re.search(told, fault) for fault in pose_faults(figure(**given), BODY))


def test_a_good_figure_has_no_fault() -> None:
    assert motion_faults(figure(), BODY) == []


def slid(tracks: Tracks, by: float) -> Tracks:
    """The tracks with the hips going `by` further than they should, half way through the loop."""
    moments = [(time, (x + by * (time > 30), y)) for time, (x, y) in tracks.root.moments]
    return dataclasses.replace(tracks, root=Track(tuple(moments)))


@pytest.mark.parametrize(("by", "caught"), [(0.0, False), (0.3, False), (2.5, True)])
def test_a_planted_foot_that_slides_is_told(by: float, caught: bool) -> None:
    scene = Scene(figure(), BODY)
    told = list(checks._moving_faults(scene.motion, slid(scene.tracks, by)))
    assert any("foot_near is planted but slides" in fault for fault in told) == caught


def test_a_limb_that_stretches_is_told() -> None:
    scene = Scene(figure(), BODY)
    stretched = dataclasses.replace(scene.tracks, shown={"thigh_near": Track(((0.0, (1.2,)),))})
    assert any("thigh_near is" in fault for fault in checks._moving_faults(scene.motion, stretched))


def test_what_dips_below_the_floor_on_the_way_is_told() -> None:
    scene = Scene(figure(), BODY)
    sunk = dataclasses.replace(scene.tracks, root=Track(((0.0, (0.0, -40.0)),)))
    assert any("below the floor" in fault for fault in checks._moving_faults(scene.motion, sunk))


def test_things_too_far_apart_make_the_picture_too_small() -> None:
    far = figure(props=[{"kind": "wall", "x": 300}])
    assert any("too small" in fault for fault in motion_faults(far, BODY))


def test_what_is_outside_the_frame_is_told() -> None:
    scene = Scene(figure(), BODY)
    assert list(checks._size_faults(scene)) == []
    left, top, right, bottom = scene.box
    fit = scene.fit
    scene.fit = lambda *size: dataclasses.replace(fit(*size), x=-40.0)  # type: ignore[method-assign]
    assert (left, top, right, bottom) == scene.box
    assert any("outside the frame" in fault for fault in checks._size_faults(scene))


def library_with(figures: dict[int, dict[str, Any]], picture: str | None = "A person bends and stands.") -> Library:
    """The squat's ladder with other figures."""
    squat = content().library.by_id("squat")
    rungs = []
    for index, rung in enumerate(squat.rungs):
        text = rung.text["en"].model_copy(update={"picture": picture})
        told = figure(**figures[index]) if index in figures else None
        rungs.append(rung.model_copy(update={"figure": told, "text": {"en": text}}))
    return Library(exercises=(squat.model_copy(update={"rungs": tuple(rungs)}),))


FIRST, SECOND = (rung.id for rung in content().library.by_id("squat").rungs[:2])


@pytest.mark.parametrize(
    ("figures", "picture", "told"),
    [
        ({1: {}}, "A person.", f"squat.toml: rungs.{FIRST}: figure: is missing"),
        ({0: {}}, None, f"squat.toml: rungs.{FIRST}: text.en: picture: is missing"),
        ({0: {"base": "x"}}, "A person.", f"squat.toml: rungs.{FIRST}: figure: base: x is no base pose"),
        ({1: {"same_as": "none"}}, "A person.", f"squat.toml: rungs.{SECOND}: figure: same_as: none has no figure"),
        ({1: {"same_as": SECOND}}, "A person.", f"same_as: {SECOND} is the same as itself"),
    ],
)
def test_a_fault_is_told_with_file_and_rung(figures: dict[int, Any], picture: str | None, told: str) -> None:
    faults: list[str] = []
    with_figures(library_with(figures, picture), BODY, faults)
    assert any(told in fault for fault in faults)


def test_the_same_figure_takes_what_it_does_not_give() -> None:
    faults: list[str] = []
    library = library_with({0: {"joints": {"elbow": 20}}})
    first, second, *_ = library.exercises[0].rungs
    only = Figure.model_validate_json(json.dumps({"same_as": FIRST, "joints": {"neck": 9}, "tint": ["hip"]}))
    exercise = library.exercises[0].model_copy(update={"rungs": (first, second.model_copy(update={"figure": only}))})
    whole = with_figures(Library(exercises=(exercise,)), BODY, faults).exercises[0].rungs[1].figure
    assert faults == []
    assert whole is not None
    assert whole.base == "standing"
    assert whole.joints == {"elbow": 20, "neck": 9}
    assert whole.tint == ("hip",)


def test_a_bad_pose_stops_the_start(tmp_path: Path) -> None:
    data = Path(shutil.copytree(DATA, tmp_path / "data"))
    file = data / "exercises" / "bird_dog.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("hip_near = -11", "hip_near = -88"), encoding="utf-8")
    with pytest.raises(ContentError) as raised:
        load_content(data)
    told = "bird_dog.toml: rungs.leg only: figure: frames.3: hip_near is at -88 degrees; it goes from -40 to 135"
    assert told in raised.value.faults


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("figures/how_to.toml", 'same_as = "floor_down"', 'same_as = "none"', "floor_up: same_as: none has no figure"),
        (
            "figures/how_to.toml",
            "hips = [-2, 44.3]",
            "hips = [-40, 44.3]",
            "how_to.toml: figures.knee_to_wall: frames.1",
        ),
        ("words/en/figures.toml", "[brace]", "[braces]", "words/en: figures.brace.picture: is missing"),
    ],
)
def test_a_bad_how_to_stops_the_start(tmp_path: Path, file: str, old: str, new: str, told: str) -> None:
    data = Path(shutil.copytree(DATA, tmp_path / "data"))
    text = (data / file).read_text(encoding="utf-8")
    assert text.count(old) == 1
    (data / file).write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(ContentError) as raised:
        load_content(data)
    assert any(told in fault for fault in raised.value.faults), raised.value.faults
