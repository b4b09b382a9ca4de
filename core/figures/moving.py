"""The moving body: nested groups, one inside the other like the bones, and the CSS key frames that turn them."""

from collections.abc import Iterable, Iterator, Mapping

from core.figures.body import Segment
from core.figures.looks import Looks
from core.figures.scene import HIGH, WIDE, Scene
from core.figures.shapes import number, numbers
from core.figures.still import Stills, span

EVERY = "animation-timing-function:linear;animation-iteration-count:infinite"


class Moving:
    """Draws one scene moving. `body` first: it names what `keyframes` then turns."""

    def __init__(self, scene: Scene, looks: Looks, stills: Stills) -> None:
        self.scene = scene
        self.looks = looks
        self.stills = stills
        self._names: dict[str, str] = {}
        self._twists = not scene.tracks.twist.still
        self._held_twist = scene.tracks.twist.moments[0][1][0]

    def body(self) -> str:
        """The body as nested groups with the classes that the key frames turn."""
        inside = "".join(self._chain(layer) for layer in self.looks.layers())
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
                self._names[f"run{index}"] = self._run_keys(ends)
                drawn = f'<g class="run{index}">{drawn}</g>'
            drawn += self.stills.fixtures(prop, self.scene.placed[0])
            front, back = (front + drawn, back) if prop.front else (front, back + drawn)
        return self.stills.scene_of(inside, back, front, self.scene.fit(WIDE, HIGH), (WIDE, HIGH), True)

    def _run_keys(self, ends: list[tuple[float, float, float, float]]) -> str:
        times = [round(100 * sample.at_s / self.scene.motion.seconds, 1) for sample in self.scene.motion.samples]
        turns = _unwound([end[2] for end in ends])
        told: dict[str, list[float]] = {}
        for time, end, turn in zip([*times, 100.0], [*ends, ends[0]], [*turns, turns[0]], strict=True):
            value = f"translate:{number(end[0])}px {number(end[1])}px;rotate:{number(turn)}deg;scale:{number(end[3])} 1"
            told.setdefault(value, []).append(time)
        return _rules(told)

    def _chain(self, layer: str) -> str:
        """One layer: the groups from the hips down to its segments, drawn where the layer has them."""
        wanted = {name for name, segment in self.scene.rig.segments.items() if self.looks.on(segment, layer)}
        if not wanted:
            return ""
        needed = set(wanted)
        for name in wanted:
            parent = self.scene.rig.segments[name].parent
            while parent is not None:
                needed.add(parent)
                parent = self.scene.rig.segments[parent].parent
        return self._link(next(iter(self.scene.rig.segments.values())), wanted, needed, layer)

    def _link(self, segment: Segment, wanted: set[str], needed: set[str], layer: str) -> str:
        shown = self.scene.tracks.shown.get(segment.id)
        inside = self.looks.on(segment, layer) if segment.id in wanted else ""
        if inside and shown is not None:
            if shown.still:
                inside = f'<g transform="scale(1 {number(shown.moments[0][1][0], 3)})">{inside}</g>'
            else:
                inside = f'<g class="{self._name("h", segment.id)}">{inside}</g>'
        if inside and segment.data.twist and self._twists:
            inside = f'<g class="{self._name("w", segment.id)}">{inside}</g>'
        elif inside and segment.data.twist and self._held_twist:
            width = self.scene.rig.width(segment.id, self._held_twist)
            inside = f'<g transform="scale({number(width, 3)} 1)">{inside}</g>'
        for child in self.scene.rig.segments.values():
            if child.parent == segment.id and child.id in needed:
                inside += self._link(child, wanted, needed, layer)
        turn = self.scene.tracks.turns[segment.id]
        static = ""
        if turn.still:
            static = f"rotate({number(turn.moments[0][1][0])})" if turn.moments[0][1][0] else ""
        else:
            inside = f'<g class="{self._name("t", segment.id)}">{inside}</g>'
        return self._placed(segment, static, inside)

    def _placed(self, segment: Segment, static: str, inside: str) -> str:
        """The group that puts a segment on its parent."""
        if segment.parent is None:
            if not self.scene.tracks.root.still:
                turned = f'<g transform="{static}">{inside}</g>' if static else inside
                return f'<g class="{self._name("p", "root")}">{turned}</g>'
            x, y = self.scene.tracks.root.moments[0][1]
            return f'<g transform="translate({numbers(x, y)}){static}">{inside}</g>'
        x, y = self.scene.rig.across(segment.id, self._held_twist), segment.at[1]
        above = self.scene.tracks.shown.get(segment.parent)
        if (above is not None and not above.still) or (self._twists and self.scene.rig.follows(segment.id)):
            turned = f'<g transform="{static}">{inside}</g>' if static else inside
            return f'<g class="{self._name("a", segment.id)}">{turned}</g>'
        if above is not None:
            y *= above.moments[0][1][0]
        moved = f"translate({numbers(x, y)})" if x or y else ""
        return f'<g transform="{moved}{static}">{inside}</g>' if moved + static else inside

    def _name(self, kind: str, segment: str) -> str:
        key = f"{kind}.{segment}"
        if key not in self._names:
            self._names[key] = ""
        return f"k{list(self._names).index(key)}"

    def keyframes(self) -> str:
        """The CSS of everything that moves."""
        told, used = "", []
        seconds = number(self.scene.motion.seconds, 2)
        for index, (key, rules) in enumerate(self._names.items()):
            if key.startswith("run"):
                used.append(key)
                told += f"@keyframes {key}{{{rules}}}.{key}{{animation-name:{key}}}"
                continue
            kind, _, segment = key.partition(".")
            values: dict[str, list[float]] = {}
            for time, value in self._written(kind, segment):
                values.setdefault(value, []).append(time)
            used.append(f"k{index}")
            told += f"@keyframes k{index}{{{_rules(values)}}}.k{index}{{animation-name:k{index}}}"
        if not used:
            return ""
        every = ",".join(f".{name}" for name in used)
        return f"{told}{every}{{animation-duration:{seconds}s;{EVERY}}}"

    def _written(self, kind: str, segment: str) -> Iterator[tuple[float, str]]:
        """The moments of a track as CSS: where the hips are, what shows of a segment, where it hangs, how it turns."""
        tracks = self.scene.tracks
        if kind == "p":
            for time, (x, y) in tracks.root.moments:
                yield time, f"translate:{number(x, 2)}px {number(y, 2)}px"
        elif kind == "h":
            for time, (shown,) in tracks.shown[segment].moments:
                yield time, f"scale:1 {number(shown, 3)}"
        elif kind == "w":
            for time, (twist,) in tracks.twist.moments:
                yield time, f"scale:{number(self.scene.rig.width(segment, twist), 3)} 1"
        elif kind == "a" and self._twists and self.scene.rig.follows(segment):
            for time, (twist,) in tracks.twist.moments:
                x, y = self.scene.rig.across(segment, twist), self.scene.rig.segments[segment].at[1]
                yield time, f"translate:{number(x, 2)}px {number(y)}px"
        elif kind == "a":
            one = self.scene.rig.segments[segment]
            for time, (shown,) in tracks.shown[str(one.parent)].moments:
                yield time, f"translate:{number(one.at[0])}px {number(one.at[1] * shown, 2)}px"
        else:
            for time, (turn,) in tracks.turns[segment].moments:
                yield time, f"rotate:{number(turn)}deg"


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
