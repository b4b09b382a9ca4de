"""When a picture shows the position that is held, so that whoever counts a hold can stop the picture there."""

from dataclasses import dataclass

from core.model.figure import Figure

SHORTEST_LOOP_S = 1.0


@dataclass(frozen=True)
class Held:
    """A stretch of the loop in which a held position is shown, seconds from the loop's beginning."""

    from_s: float
    to_s: float


def loop_s(figure: Figure) -> float:
    """How long the picture takes until it begins anew."""
    first, *others = figure.frames
    back = figure.back_s if figure.back_s is not None else (others[0].move_s if others else 0.0)
    return max(
        first.hold_s + sum(frame.move_s + frame.hold_s for frame in others) + (back if others else 0.0), SHORTEST_LOOP_S
    )


def held(figure: Figure) -> tuple[Held, ...]:
    """The held positions in their order; nothing where the hold itself is a movement, or the picture has one pose.

    Those the figure names, else the key frames after the first that stay longest: a picture rests where the hold is.
    """
    spans, now = [], 0.0
    for index, frame in enumerate(figure.frames):
        arrived = now + (frame.move_s if index else 0.0)
        now = arrived + frame.hold_s
        spans.append(Held(round(arrived, 3), round(now, 3)))
    if figure.held is not None:
        return tuple(spans[index] for index in figure.held if index < len(spans))
    longest = max((frame.hold_s for frame in figure.frames[1:]), default=0.0)
    return tuple(span for span, frame in zip(spans[1:], figure.frames[1:], strict=True) if 0 < frame.hold_s == longest)
