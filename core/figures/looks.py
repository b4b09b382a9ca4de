"""What is drawn of each segment, back to front: its shapes, its working region, what the hand holds."""

from collections.abc import Iterator, Mapping

from core.figures.body import Segment
from core.figures.colors import FAR, LETTERS, classes
from core.figures.measures import Shape
from core.figures.props import held
from core.figures.props import standing as in_room
from core.figures.scene import Scene
from core.figures.shapes import number, path_of

GLOW = (
    '<radialGradient id="g"><stop offset=".25" stop-opacity=".85"/><stop offset="1" stop-opacity="0"/></radialGradient>'
)
# The glow of working regions: over trunk and legs, below the nearer arm; that of the arms over all.
GLOWING, GLOWING_ARMS = "glow", "glow_arms"
NEAR_LEGS = ("leg_near",)


class Looks:
    """The shapes of one scene by short names, each defined once."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.fists = self._fists()
        self._segments = self._bent()
        self._once: dict[str, tuple[Shape, bool]] = {}
        self._shape_ids: dict[tuple[str, int], str] = {}
        self._number_shapes()
        self.layers = self._layers()
        self.things = {"w": self._standing(front=False), "x": self._standing(front=True)}
        self._on = {layer: self._drawn(layer) for layer in self.layers}

    def _bent(self) -> list[Segment]:
        """All segments but the spare ones that stay as they are."""
        bent = {joint for frame in self.scene.motion.frames for joint, angle in frame.pose.angles.items() if angle}
        return [one for one in self.scene.rig.segments.values() if not one.data.spare or one.joint in bent]

    def _fists(self) -> set[str]:
        """Hands that hold something."""
        found = {
            str(self.scene.rig.contacts[prop.held].segment)
            for prop in self.scene.props
            if prop.held in self.scene.rig.contacts
        }
        names = {name for frame in self.scene.motion.frames for name in (*frame.planted, *frame.goal.targets)}
        for end in (end for prop in self.scene.props for end in prop.ends or () if isinstance(end, str)):
            names |= set(self.scene.rig.contact_names(end))
        return found | {self.scene.rig.contacts[name].segment for name in names if name.startswith("grip")}

    def defs(self) -> str:
        """Every shape once."""
        told = ""
        for name, (shape, up) in self._once.items():
            width = f' stroke-width="{number(shape.stroke)}"' if shape.stroke else ""
            told += f'<path id="{name}" d="{path_of(shape, up)}"{width}/>'
        told += "".join(f'<g id="{name}">{things}</g>' for name, things in self.things.items() if things)
        return f"<defs>{told}{GLOW if self.scene.figure.tint else ''}</defs>"

    def _standing(self, front: bool) -> str:
        """The things that stand in the room, behind the body or in front of it."""
        return "".join(
            classes(in_room(prop, self.scene.side).markup)
            for prop in self.scene.props
            if prop.held is None and prop.ends is None and prop.front == front
        )

    def _number_shapes(self) -> None:
        """A short name for every shape; both sides share theirs."""
        known: dict[int, str] = {}
        for segment in self._segments:
            for index, shape in enumerate(self._shapes(segment)):
                name = known.setdefault(id(shape), f"s{len(known)}")
                self._once[name] = (shape, segment.data.up)
                self._shape_ids[segment.id, index] = name

    def _shapes(self, segment: Segment) -> tuple[Shape, ...]:
        if segment.id in self.fists and segment.data.fist:
            return segment.data.fist
        if self.scene.motion.facing == "back" and segment.data.back:
            return segment.data.back
        return segment.data.shapes

    def _uses(self, segment: Segment, layer: str) -> str:
        """The segment's shapes in its own coordinates, its working region, and what it holds."""
        told = ""
        far = layer.endswith("_far")
        for index, shape in enumerate(self._shapes(segment)):
            fill = LETTERS[FAR.get(shape.fill, shape.fill) if far else shape.fill]
            outline = " o" if shape.stroke else " h" if layer in (self.scene.figure.edged or ()) else ""
            flip = ' transform="scale(-1 1)"' if segment.side < 0 else ""
            told += f'<use href="#{self._shape_ids[segment.id, index]}" class="{fill}{outline}"{flip}/>'
        behind = front = ""
        for prop in self.scene.props:
            if prop.held is not None and self.scene.rig.contacts[prop.held].segment == segment.id:
                thing = classes(held(prop, self.scene.side))
                behind, front = (behind, front + thing) if prop.front else (behind + thing, front)
        return behind + told + front

    def _glow(self, segment: Segment) -> str:
        """The working regions that lie on a segment."""
        return "".join(
            f'<ellipse fill="url(#g)" cx="{number(tint.at[0])}" cy="{number(tint.at[1])}"'
            f' rx="{number(tint.size[0])}" ry="{number(tint.size[1])}"/>'
            for region in self.scene.figure.tint or ()
            for tint in self.scene.rig.data.tints.get(region, ())
            if tint.segment == segment.id
        )

    def _drawn(self, layer: str) -> dict[str, str]:
        if layer.startswith(GLOWING):
            arms = layer == GLOWING_ARMS
            told = {one.id: self._glow(one) for one in self._segments if one.layer.startswith("arm") == arms}
        else:
            told = {one.id: self._uses(one, layer) for one in self._segments if one.layer == layer}
        return {segment: drawn for segment, drawn in told.items() if drawn}

    def on(self, layer: str) -> Mapping[str, str]:
        """What a layer draws of each of its segments."""
        return self._on[layer]

    def of(self, layer: str) -> Iterator[tuple[str, str, bool]]:
        """The same one after the other; whether it is a single use of a shape, which can carry its own place."""
        for segment, drawn in self._on[layer].items():
            yield segment, drawn, drawn.startswith("<use") and drawn.count("<") == 1 and "transform" not in drawn

    def _layers(self) -> list[str]:
        """Back to front; what the figure puts in front or behind goes there."""
        layers = list(self.scene.rig.data.layers)
        for name in self.scene.figure.behind or ():
            layers.remove(name)
            layers.insert(0, name)
        for name in self.scene.figure.front or ():
            layers.remove(name)
            layers.append(name)
        body = max(index for index, name in enumerate(layers) if name == "trunk" or name in NEAR_LEGS)
        return [*layers[: body + 1], GLOWING, *layers[body + 1 :], GLOWING_ARMS]
