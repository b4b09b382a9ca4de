"""The moving body: nested groups, one inside the other like the bones, and the CSS key frames that turn them."""

from collections.abc import Iterable, Iterator, Mapping

from core.figures.body import Segment
from core.figures.looks import Looks
from core.figures.measures import Point
from core.figures.scene import HIGH, WIDE, Scene
from core.figures.shapes import number, numbers
from core.figures.still import Stills, span


class Moving:
    """Draws one scene moving. `body` first: it names what `keyframes` then turns."""

    def __init__(self, scene: Scene, looks: Looks, stills: Stills) -> None:
        self.scene = scene
        self.looks = looks
        self.stills = stills
        self._names: dict[str, tuple[str, str]] = {}
        self._run_keys: dict[str, list[tuple[float, str]]] = {}
        self._twists = not scene.tracks.twist.still
        self._held_twist = scene.tracks.twist.moments[0][1][0]

    def body(self) -> str:
        """The body as nested groups with the classes that the key frames turn."""
        inside = "".join(self._chain(layer) for layer in self.looks.layers)
        back = front = ""
        for index, prop in enumerate(self.scene.runs):
            ends = [span(*self.scene.ends(prop, placed)) for placed in self.scene.placed]
            drawn = self.stills.run(prop)
            still = span(*self.scene.ends(prop, self.scene.placed[0]))
            if all(_close(span, still) for span in ends):
                x, y, turn, length = still
                drawn = (
                    f'<g transform="translate({numbers(x, y)})rotate({number(turn)})scale({number(length, 2)} 1)">'
                    f"{drawn}</g>"
                )
            else:
                self._run_keys[str(index)] = list(self._run(ends))
                drawn = f'<g class="{self._name("run", str(index))}">{drawn}</g>'
            drawn += self.stills.fixtures(prop, self.scene.placed[0])
            front, back = (front + drawn, back) if prop.front else (front, back + drawn)
        return self.stills.scene_of(inside, back, front, self.scene.fit(WIDE, HIGH), (WIDE, HIGH), True)

    def _run(self, ends: list[tuple[float, float, float, float]]) -> Iterator[tuple[float, str]]:
        """The moments of what runs between two points, as CSS."""
        times = [round(100 * sample.at_s / self.scene.motion.seconds, 1) for sample in self.scene.motion.samples]
        turns = _unwound([end[2] for end in ends])
        for time, end, turn in zip([*times, 100.0], [*ends, ends[0]], [*turns, turns[0]], strict=True):
            yield (
                time,
                f"translate:{_px(end[0])} {_px(end[1])};rotate:{number(turn)}deg;scale:{number(end[3])} 1",
            )

    def _chain(self, layer: str) -> str:
        """One layer: the groups from the hips down to its segments, drawn where the layer has them."""
        wanted = self.looks.on(layer)
        if not wanted:
            return ""
        needed = set(wanted)
        for name in wanted:
            parent = self.scene.rig.segments[name].parent
            while parent is not None:
                needed.add(parent)
                parent = self.scene.rig.segments[parent].parent
        return _group(*self._link(next(iter(self.scene.rig.segments.values())), wanted, needed))

    def _link(self, segment: Segment, wanted: Mapping[str, str], needed: set[str]) -> tuple[str, str]:
        """A segment with all that hangs on it: where it lies on its parent, and what is there."""
        drawn = self._shown(segment, wanted.get(segment.id, ""))
        links = [
            self._link(child, wanted, needed) for child in self.scene.rig.children[segment.id] if child.id in needed
        ]
        if not drawn and len(links) == 1:
            moved, inside = links[0]  # nothing else is here: its place is told in the same group as this one's
        else:
            moved, inside = "", drawn + "".join(_group(*link) for link in links)
        turn = self.scene.tracks.turns[segment.id]
        place = self._place(segment)
        if turn.still:
            angle = turn.moments[0][1][0]
            moved = (f"rotate({number(angle)})" if angle else "") + moved
        else:
            still = f"translate:{_px(place[0])} {_px(place[1])}" if place is not None and any(place) else ""
            inside = f'<g class="{self._name("t", segment.id, still)}">{_group(moved, inside)}</g>'
            moved = ""
        if place is None:
            kind = "p" if segment.parent is None else "a"
            return "", f'<g class="{self._name(kind, segment.id)}">{_group(moved, inside)}</g>'
        return (f"translate({numbers(*place)})" if any(place) and turn.still else "") + moved, inside

    def _shown(self, segment: Segment, drawn: str) -> str:
        """What is drawn of a segment, as long and as wide as it shows."""
        shown = self.scene.tracks.shown.get(segment.id)
        if drawn and shown is not None:
            if shown.still:
                drawn = f'<g transform="scale(1 {number(shown.moments[0][1][0], 3)})">{drawn}</g>'
            else:
                drawn = f'<g class="{self._name("h", segment.id)}">{drawn}</g>'
        if drawn and segment.data.twist and self._twists:
            drawn = f'<g class="{self._name("w", segment.id)}">{drawn}</g>'
        elif drawn and segment.data.twist and self._held_twist:
            width = self.scene.rig.width(segment.id, self._held_twist)
            drawn = f'<g transform="scale({number(width, 3)} 1)">{drawn}</g>'
        return drawn

    def _place(self, segment: Segment) -> Point | None:
        """Where a segment hangs on its parent, or the hips are; null where that moves."""
        if segment.parent is None:
            root = self.scene.tracks.root
            return (root.moments[0][1][0], root.moments[0][1][1]) if root.still else None
        x, y = self.scene.rig.across(segment.id, self._held_twist), segment.at[1]
        above = self.scene.tracks.shown.get(segment.parent)
        if (above is not None and not above.still) or (self._twists and self.scene.rig.follows(segment.id)):
            return None
        return x, y * (above.moments[0][1][0] if above is not None else 1)

    def _name(self, kind: str, segment: str, still: str = "") -> str:
        """The class of what moves so; `still`: what it has besides, at every moment."""
        key = f"{kind}.{segment}"
        if key not in self._names:
            self._names[key] = (f"k{len(self._names)}", still)
        return self._names[key][0]

    def keyframes(self) -> str:
        """The CSS of everything that moves."""
        if not self._names:
            return ""
        told = f"[class^=k]{{animation:{number(self.scene.motion.seconds, 2)}s linear infinite}}"
        for key, (name, still) in self._names.items():
            kind, _, segment = key.partition(".")
            values: dict[str, list[float]] = {}
            for time, value in self._run_keys[segment] if kind == "run" else self._written(kind, segment):
                values.setdefault(value, []).append(time)
            told += f"@keyframes {name}{{{_rules(values)}}}.{name}{{animation-name:{name}{still and f';{still}'}}}"
        return told

    def _written(self, kind: str, segment: str) -> Iterator[tuple[float, str]]:
        """The moments of a track as CSS: where the hips are, what shows of a segment, where it hangs, how it turns."""
        tracks = self.scene.tracks
        if kind == "p":
            for time, (x, y) in tracks.root.moments:
                yield time, f"translate:{_px(x, 2)} {_px(y, 2)}"
        elif kind == "h":
            for time, (shown,) in tracks.shown[segment].moments:
                yield time, f"scale:1 {number(shown, 3)}"
        elif kind == "w":
            for time, (twist,) in tracks.twist.moments:
                yield time, f"scale:{number(self.scene.rig.width(segment, twist), 3)} 1"
        elif kind == "a" and self._twists and self.scene.rig.follows(segment):
            for time, (twist,) in tracks.twist.moments:
                x, y = self.scene.rig.across(segment, twist), self.scene.rig.segments[segment].at[1]
                yield time, f"translate:{_px(x, 2)} {_px(y)}"
        elif kind == "a":
            one = self.scene.rig.segments[segment]
            for time, (shown,) in tracks.shown[str(one.parent)].moments:
                yield time, f"translate:{_px(one.at[0])} {_px(one.at[1] * shown, 2)}"
        else:
            for time, (turn,) in tracks.turns[segment].moments:
                yield time, f"rotate:{number(turn)}deg"


def _px(value: float, digits: int = 1) -> str:
    text = number(value, digits)
    return text if text == "0" else f"{text}px"


def _group(transform: str, inside: str) -> str:
    return f'<g transform="{transform}">{inside}</g>' if transform else inside


def _close(first: Iterable[float], second: Iterable[float]) -> bool:
    return all(abs(a - b) < 0.05 for a, b in zip(first, second, strict=True))


def _unwound(turns: list[float]) -> list[float]:
    told = [turns[0]]
    for turn in turns[1:]:
        told.append(turn + 360 * round((told[-1] - turn) / 360))
    return told


def _rules(values: Mapping[str, list[float]]) -> str:
    return "".join(
        f"{','.join(f'{number(time)}%' for time in dict.fromkeys(times))}{{{value}}}" for value, times in values.items()
    )
