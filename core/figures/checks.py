"""What must hold of every picture: reach, joint ranges, floor, no sliding, equal lengths, readable size."""

import re
from collections.abc import Iterator, Mapping
from math import hypot
from typing import Final

from core.figures.body import Body, Rig
from core.figures.motion import Motion, PoseError, move
from core.figures.pose import Placed, Pose, place, point_on, touch
from core.figures.scene import HIGH, WIDE, Scene
from core.figures.tracks import Tracks
from core.model.figure import Figure

# Drawing, not medicine: what the eye forgives, in % of body height and in degrees.
REACH, SLIDE, SUNK, BENT, LENGTH = 0.9, 1.0, 1.6, 0.5, 0.05
SMALLEST_SCALE: Final = 1.3
BETWEEN = 3
NUMBERS = re.compile(r"-?\d+\.?\d*")


def pose_faults(figure: Figure, body: Body) -> list[str]:
    """What is wrong with the key frames: enough to refuse bad data when it is loaded."""
    try:
        motion = move(figure, body)
    except PoseError as fault:
        return list(fault.faults)
    faults = [*_names(figure, motion)]
    for index, frame in enumerate(motion.frames):
        where = f"frames.{index}"
        for name, by in sorted(frame.missed.items()):
            if abs(by) > REACH:
                way = "far" if by > 0 else "near"
                faults.append(f"{where}: {name} cannot be there: {abs(by):.1f} % of body height too {way}")
        faults += [f"{where}: {told}" for told in _range_faults(motion.rig, frame.pose)]
        faults += [
            f"{where}: {told}" for told in _floor_faults(motion, place(motion.rig, frame.pose), frame.pose.shown)
        ]
    return faults


def motion_faults(figure: Figure, body: Body) -> list[str]:
    """Everything that is wrong, also between the key frames, as the browser will play it."""
    faults = pose_faults(figure, body)
    if faults:
        return faults
    scene = Scene(figure, body)
    worst: dict[str, tuple[float, str]] = {}
    for told in _moving_faults(scene.motion, scene.tracks):
        # One line for one part: the worst moment.
        part, by = NUMBERS.sub("", told), [float(number) for number in NUMBERS.findall(told)]
        worst[part] = max(worst.get(part, (0.0, told)), (max(map(abs, by), default=0.0), told))
    return [*(told for _, told in worst.values()), *_size_faults(scene)]


def _names(figure: Figure, motion: Motion) -> Iterator[str]:
    rig = motion.rig
    for arrow in figure.arrow or ():
        if arrow.of not in rig.contacts:
            yield f"arrow: {arrow.of} is no point of the body"
        if max(arrow.frames) >= len(motion.frames):
            yield f"arrow: frames: there is no frame {max(arrow.frames)}"
    for prop in figure.props or ():
        if prop.held is not None and prop.held not in rig.contacts:
            yield f"props: {prop.kind}: {prop.held} is no point of the body"
        for name in prop.ends or ():
            if isinstance(name, str) and not rig.contact_names(name):
                yield f"props: {prop.kind}: {name} is no point of the body"
        if (
            prop.held is not None
            and rig.contacts.get(prop.held)
            and not rig.contacts[prop.held].segment.startswith("hand")
        ):
            yield f"props: {prop.kind}: {prop.held} is no hand"
    for name in (*(figure.front or ()), *(figure.behind or ()), *(figure.edged or ())):
        if name not in rig.data.layers:
            yield f"front, behind, edged: {name} is no layer: one of {', '.join(rig.data.layers)}"
    for name in (*(figure.bend or {}), *(figure.shorten or ())):
        if name not in rig.limbs:
            yield f"bend, shorten: {name} is no limb: one of {', '.join(sorted(rig.limbs))}"
    for index in figure.still or ():
        if index >= len(motion.frames):
            yield f"still: there is no frame {index}"
    for index in figure.held or ():
        if index >= len(motion.frames):
            yield f"held: there is no frame {index}"


def _range_faults(rig: Rig, pose: Pose) -> Iterator[str]:
    for joint in sorted(pose.angles):
        low, high = rig.ranges[joint]
        angle = pose.angles[joint]
        if not low - BENT <= angle <= high + BENT and not _hidden(rig, joint, pose):
            yield f"{joint} is at {angle:.0f} degrees; it goes from {low:g} to {high:g}"


def _hidden(rig: Rig, joint: str, pose: Pose) -> bool:
    """A joint beside a foreshortened segment turns mostly towards the viewer: its angle on the page says nothing."""
    segments = [segment for segment in rig.segments.values() if segment.joint == joint]
    return any(segment.id in pose.shown or segment.parent in pose.shown for segment in segments)


def _floor_faults(motion: Motion, placed: Placed, shown: Mapping[str, float]) -> Iterator[str]:
    if motion.view == "top":
        return
    for segment in motion.rig.segments.values():
        for x, y, radius in segment.circles:
            sunk = point_on(placed, segment.id, x, y * shown.get(segment.id, 1.0))[1] + radius
            if sunk > SUNK:
                yield f"{segment.id} is {sunk:.1f} % of body height below the floor"
                break


def played(motion: Motion, tracks: Tracks, percent: float) -> tuple[Placed, dict[str, float]]:
    """Where every segment is at that moment, by the groups and key frames that the browser has."""
    shown = {name: track.at(percent)[0] for name, track in tracks.shown.items()}
    root = tracks.root.at(percent)
    placed: Placed = {}
    for segment in motion.rig.segments.values():
        turn = tracks.turns[segment.id].at(percent)[0]
        if segment.parent is None:
            placed[segment.id] = (root[0], root[1], turn)
            continue
        x, y = point_on(
            placed,
            segment.parent,
            motion.rig.across(segment.id, tracks.twist.at(percent)[0]),
            segment.at[1] * shown.get(segment.parent, 1.0),
        )
        placed[segment.id] = (x, y, placed[segment.parent][2] + turn)
    return placed, shown


def _moving_faults(motion: Motion, tracks: Tracks) -> Iterator[str]:
    rig = motion.rig
    for before, after in zip(motion.samples, motion.samples[1:], strict=False):
        span = after.at_s - before.at_s
        held = {name: point for name, point in after.planted.items() if before.planted.get(name) == point}
        for step in range(BETWEEN):
            percent = 100 * (before.at_s + span * step / BETWEEN) / motion.seconds
            placed, shown = played(motion, tracks, percent)
            yield from _floor_faults(motion, placed, shown)
            yield from _length_faults(rig, placed, shown)
            for name, (x, y) in held.items():
                at = touch(rig, placed, name, shown)
                across = 0.0 if rig.contacts[name].rests is not None else at[0] - x
                if hypot(across, at[1] - y) > SLIDE:
                    yield f"{name} is planted but slides by {hypot(across, at[1] - y):.1f} % of body height"
        yield from _range_faults(rig, after.pose)


def _length_faults(rig: Rig, placed: Placed, shown: dict[str, float]) -> Iterator[str]:
    for limb in rig.limbs.values():
        for one, following in ((limb.upper, limb.lower), (limb.lower, limb.end)):
            whole = rig.segments[one].data.length
            length = hypot(placed[following][0] - placed[one][0], placed[following][1] - placed[one][1])
            if abs(length - whole * shown.get(one, 1.0)) > LENGTH or length > whole + LENGTH:
                yield f"{one} is {length:.1f} long in place of {whole:g}"


def _size_faults(scene: Scene) -> Iterator[str]:
    fit = scene.fit(WIDE, HIGH)
    if fit.scale < SMALLEST_SCALE:
        yield f"the picture would be too small: {fit.scale:.1f} units for 1 % of body height, not {SMALLEST_SCALE:g}"
    left, top, right, bottom = scene.box
    inside = (
        fit.x + left * fit.scale >= 0
        and fit.x + right * fit.scale <= WIDE
        and fit.y + top * fit.scale >= 0
        and fit.y + bottom * fit.scale <= HIGH
    )
    if not inside:
        yield "something is outside the frame"
