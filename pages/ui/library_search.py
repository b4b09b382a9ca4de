"""Finding exercises: by words, forgiving of case, accents and slips of the finger, and by what the person chose."""

import itertools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import OSA

from core.content.words import Words
from core.model.exercise import Exercise, Library, Rung
from core.model.vocabulary import BodyPosition, Equipment, Plane

NOTHING: Final = "nothing"
STILL: Final = "still"
KINDS: Final = (
    "relief", "mobility", "control", "strength", "stretch", "core", "glutes", "upper", "ankle", "activity",
)  # fmt: skip

# How much a word counts by where it stands.
NAME, VERSION, OTHER_NAME, SAID_OF_IT, TEXT = 8, 6, 5, 3, 1
WHOLE, BEGINNING = 2, 1
SHORT, LONG = 4, 7  # from so many letters on one slip, and two, are forgiven


@dataclass(frozen=True)
class Wanted:
    """What the person looks for. Empty: no matter. `have`: what they have, `nothing` or things.

    `planes` is what is trained, moved or held against; `moves` the ways that the back itself moves, or `still`.
    """

    text: str = ""
    planes: frozenset[Plane] = frozenset()
    moves: frozenset[str] = frozenset()
    positions: frozenset[BodyPosition] = frozenset()
    have: frozenset[str] = frozenset()
    levels: frozenset[int] = frozenset()
    kinds: frozenset[str] = frozenset()

    @property
    def filters(self) -> int:
        """How many filters are on."""
        return sum(
            bool(chosen) for chosen in (self.planes, self.moves, self.positions, self.have, self.levels, self.kinds)
        )


@dataclass(frozen=True)
class Found:
    """An exercise that fits, and its rung that fits best (the easiest of them)."""

    exercise: Exercise
    rung: Rung


@dataclass(frozen=True)
class Answer:
    """All that fits, best first. `near`: nothing has the words as typed; these have words much like them."""

    found: tuple[Found, ...]
    near: bool = False


def plain(text: str) -> list[str]:
    """The words of a text without capitals, accents and marks: "Child's pose" -> childs, pose."""
    letters = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", bare))


def kinds_of(exercise: Exercise) -> list[str]:
    """What it is for: its role and its foundation, each once."""
    return list(dict.fromkeys((exercise.role, *((exercise.foundation,) if exercise.foundation else ()))))


def moves_of(exercise: Exercise, rung: Rung) -> tuple[str, ...]:
    """The ways that the back moves; `still` where it hardly does. An activity differs too much to say."""
    ways = tuple(plane for plane, demands in rung.spine.items() if "moves" in demands)
    return ways if ways or exercise.role == "activity" else (STILL,)


def equipment_of(library: Library) -> set[Equipment]:
    """Everything that some rung needs."""
    return {thing for e in library.exercises for rung in e.rungs for kit in rung.equipment for thing in kit}


def can_be_done_with(rung: Rung, have: Iterable[str]) -> bool:
    """Whether one of the rung's alternatives is there in full; a rung without any needs nothing."""
    return not rung.equipment or any(set(kit) <= set(have) for kit in rung.equipment)


class Index:
    """The words of every rung, ready to be looked up."""

    def __init__(self, library: Library, words: Words) -> None:
        self.rows = [(exercise, rung) for exercise in library.exercises for rung in exercise.rungs]
        self.fillers = frozenset(plain(words("exercises.search.fillers")))
        self.endings = frozenset(plain(words("exercises.search.endings")))
        self.names = {e.id: plain(e.text[words.language].name) for e in library.exercises}
        self._weights: dict[str, dict[int, int]] = defaultdict(dict)  # word -> row -> how much it counts there
        for number, (exercise, rung) in enumerate(self.rows):
            for weight, text in _texts(exercise, rung, words):
                said = plain(text)
                for word in said if weight <= SAID_OF_IT else _with_joined(said):
                    row = self._weights[word]
                    row[number] = max(weight, row.get(number, 0))

    def search(self, wanted: Wanted) -> Answer:
        """What fits. A text that nothing has as it stands is looked for once more, with slips forgiven."""
        fits = {number for number, row in enumerate(self.rows) if _fits(wanted, *row)}
        asked = [word for word in plain(wanted.text) if word not in self.fillers] or plain(wanted.text)
        if not asked:
            return Answer(self._best(dict.fromkeys(fits, 0)))
        for look_up, near in ((self._as_typed, False), (self._nearly, True)):
            apart = _every([look_up(token) for token in asked])
            as_one = look_up("".join(asked)) if len(asked) > 1 else {}  # dead lift, sit up
            scores = {row: max(apart.get(row, 0), len(asked) * as_one.get(row, 0)) for row in {*apart, *as_one} & fits}
            if scores:
                return Answer(self._best(scores), near)
        return Answer(())

    def _as_typed(self, token: str) -> dict[int, int]:
        """The word itself, one that begins with it, or one of which it is a form (planks, twisting)."""
        scores: dict[int, int] = {}
        for word, rows in self._weights.items():
            if word == token:
                counts = WHOLE
            elif word.startswith(token) or (token.startswith(word) and token[len(word) :] in self.endings):
                counts = BEGINNING
            else:
                continue
            for number, weight in rows.items():
                scores[number] = max(counts * weight, scores.get(number, 0))
        return scores

    def _nearly(self, token: str) -> dict[int, int]:
        """Words that are the token but for a letter missing, added, changed or swapped with its neighbor."""
        slips = (len(token) >= SHORT) + (len(token) >= LONG)
        scores = self._as_typed(token)
        if not slips:
            return scores
        for word, rows in self._weights.items():
            beginning = word[: len(token)]
            apart = min(OSA.distance(token, part, score_cutoff=slips) for part in (word, beginning))
            if apart > slips or word[0] != token[0]:
                continue
            for number, weight in rows.items():
                if weight > TEXT:
                    scores[number] = max(weight * (slips + 1 - apart), scores.get(number, 0))
        return scores

    def _best(self, scores: dict[int, int]) -> tuple[Found, ...]:
        """Each exercise once, with the easiest of its best rungs; the best exercise first, then by name.

        Of those that fit a text alike the one with the shortest name is first: squat before split squat.
        """
        best: dict[str, tuple[int, int]] = {}
        for number in sorted(scores):
            exercise, _ = self.rows[number]
            if exercise.id not in best or scores[number] > best[exercise.id][0]:
                best[exercise.id] = scores[number], number
        asked = any(scores.values())
        ordered = sorted(
            best.items(), key=lambda entry: (-entry[1][0], asked and len(self.names[entry[0]]), self.names[entry[0]])
        )
        return tuple(Found(*self.rows[number]) for _, (_, number) in ordered)


def _fits(wanted: Wanted, exercise: Exercise, rung: Rung) -> bool:
    return (
        (not wanted.planes or not wanted.planes.isdisjoint(exercise.planes))
        and (not wanted.moves or not wanted.moves.isdisjoint(moves_of(exercise, rung)))
        and (not wanted.kinds or not wanted.kinds.isdisjoint(kinds_of(exercise)))
        and (not wanted.positions or rung.position in wanted.positions)
        and (not wanted.levels or rung.level in wanted.levels)
        and (not wanted.have or can_be_done_with(rung, wanted.have))
    )


def _every(scores: list[dict[int, int]]) -> dict[int, int]:
    """The rows that every token has, with their sums."""
    rows = set.intersection(*(set(score) for score in scores))
    return {number: sum(score[number] for score in scores) for number in rows}


def _with_joined(words: list[str]) -> list[str]:
    """The words, and neighbors written as one: sit-up is also situp."""
    return [*words, *(first + second for first, second in itertools.pairwise(words))]


def _texts(exercise: Exercise, rung: Rung, words: Words) -> list[tuple[int, str]]:
    text, how = exercise.text[words.language], rung.text[words.language]
    also = f"exercises.also.{exercise.id}"
    of_it = [
        text.summary,
        words(f"exercises.position.{rung.position}"),
        *(words(f"exercises.kind.{kind}") for kind in kinds_of(exercise)),
        *(words(f"routine.plane.{plane}") for plane in exercise.planes),
        *(words(f"questionnaire.questions.equipment.options.{thing}") for kit in rung.equipment for thing in kit),
    ]
    return [
        (NAME, text.name),
        (OTHER_NAME, words(also) if also in words else ""),
        (VERSION, how.name),
        *((SAID_OF_IT, line) for line in of_it),
        *((TEXT, line) for line in (text.purpose, *how.steps, *how.cues)),
    ]
