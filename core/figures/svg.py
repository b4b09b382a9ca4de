"""A figure as one self-contained SVG: moving, as a still strip, or at one moment."""

from xml.sax.saxutils import escape

from core.figures.body import Body
from core.figures.colors import Scheme, colors
from core.figures.looks import Looks
from core.figures.motion import pose_at
from core.figures.moving import Moving
from core.figures.pose import Pose
from core.figures.scene import HIGH, WIDE, Scene
from core.figures.still import Stills
from core.model.figure import Figure

# Who wants no motion sees the key frames side by side.
REDUCED = ".r{display:none}@media (prefers-reduced-motion:reduce){.m{display:none}.r{display:inline}}"


def moving_svg(figure: Figure, body: Body, title: str, told: str, scheme: Scheme = "both") -> str:
    """The moving picture. `title` and `told` are its name and its alternative text."""
    scene, looks, stills = _parts(figure, body)
    moving = Moving(scene, looks, stills)
    defs, content = looks.defs(), moving.body()
    still = stills.panels(scene.still_poses(), WIDE, HIGH)
    style = f"{colors(body, scheme, defs + content + still)}{moving.keyframes()}{REDUCED}"
    return _document(WIDE, HIGH, style, defs, f'<g class="m">{content}</g><g class="r">{still}</g>', title, told)


def still_svg(figure: Figure, body: Body, title: str, told: str, scheme: Scheme = "light") -> str:
    """The key frames side by side: for paper, and for who wants no motion."""
    scene, looks, stills = _parts(figure, body)
    poses = scene.still_poses()
    wide, high = len(poses) * WIDE * 3 // 4, HIGH * 3 // 4
    defs, content = looks.defs(), stills.panels(poses, wide, high, in_row=True)
    return _document(wide, high, colors(body, scheme, defs + content), defs, content, title, told)


def one_svg(figure: Figure, body: Body, title: str, told: str, scheme: Scheme = "both") -> str:
    """Of the key frames of a still strip the one farthest from the first: for small pictures in lists."""
    scene, looks, stills = _parts(figure, body)
    first, *others = scene.still_poses()
    pose = max(others, key=lambda other: _apart(first, other), default=first)
    defs, content = looks.defs(), stills.whole(pose)
    return _document(WIDE, HIGH, colors(body, scheme, defs + content), defs, content, title, told)


def moment_svg(figure: Figure, body: Body, percent: float, scheme: Scheme = "light") -> str:
    """One moment of the loop, still: for looking at it."""
    scene, looks, stills = _parts(figure, body)
    defs, content = looks.defs(), stills.whole(pose_at(scene.motion, percent))
    return _document(WIDE, HIGH, colors(body, scheme, defs + content), defs, content, "", "")


def _parts(figure: Figure, body: Body) -> tuple[Scene, Looks, Stills]:
    scene = Scene(figure, body)
    looks = Looks(scene)
    return scene, looks, Stills(scene, looks)


def _apart(first: Pose, other: Pose) -> float:
    """How much two poses differ, in degrees over all joints."""
    return sum(abs(angle - other.angles[joint]) for joint, angle in first.angles.items())


def _document(wide: int, high: int, style: str, defs: str, content: str, title: str, told: str) -> str:
    words = f"<title>{escape(title)}</title>" if title else ""
    words += f"<desc>{escape(told)}</desc>" if told else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}"'
        f' role="img">'
        f"{words}<style>{style}</style>{defs}{_card(wide, high)}{content}</svg>"
    )


def _card(wide: int, high: int) -> str:
    return f'<rect class="e" x="1" y="1" width="{wide - 2}" height="{high - 2}" rx="16"/>'
