"""What bars one rung for one person by rules 5 and 6, from the tests' own table of rungs.

A capital letter or a question mark in rungs.csv marks what the sources leave open: barring for it alone is `open`.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

from tests.contract.facts import FIXTURES, Facts, JsonDict

PLANES = ("flexion", "extension", "rotation", "side_bending")
FOUNDATIONS = ("core", "stretch", "glutes")


@dataclass(frozen=True)
class Rung:
    """`name` is null for an exercise without rungs; `order` its place in the ladder."""

    exercise: str
    name: str | None
    order: int
    level: int
    role: str
    foundation: str | None
    planes: tuple[str, ...]
    position: str
    needs: frozenset[str]
    kit: tuple[frozenset[str], ...]
    spine: dict[str, str]
    tags: frozenset[str]


def _read() -> dict[str, tuple[Rung, ...]]:
    with (Path(__file__).parent / "rungs.csv").open(newline="") as source:
        own = list(csv.DictReader(source))
    library: dict[str, tuple[Rung, ...]] = {}
    with (FIXTURES / "exercises.csv").open(newline="") as source:
        for row in csv.DictReader(source):
            names = [name.rstrip("*") for name in row["rungs_easier_to_harder"].split(";") if name] or [None]
            levels = [int(level) for level in row["levels"].split(";") if level] or [1]
            ladder = []
            for order, (name, level) in enumerate(zip(names, levels, strict=True)):
                (tagged,) = [o for o in own if o["exercise"] == row["id"] and (o["rung"] or None) == name]
                ladder.append(
                    Rung(
                        exercise=row["id"],
                        name=name,
                        order=order,
                        level=level,
                        role=row["role"],
                        foundation=row["foundation"] or None,
                        planes=tuple(p for p in row["planes"].split(";") if p),
                        position=tagged["position"],
                        needs=frozenset(tagged["needs"].split()),
                        kit=tuple(frozenset(option.split("+")) for option in tagged["kit"].split("|") if option),
                        spine={plane: tagged[plane] for plane in PLANES if tagged[plane]},
                        tags=frozenset(tagged["tags"].split()),
                    )
                )
            library[row["id"]] = tuple(ladder)
    return library


LIBRARY = _read()


@dataclass(frozen=True)
class Bar:
    rule: int
    what: str
    open: bool = False


def demands(rung: Rung, plane: str, reps: int | None) -> tuple[set[str], set[str]]:
    """(certain, open) demands in that plane; a held movement done several times in a set is repeated too."""
    letters = rung.spine.get(plane, "")
    certain = {letter for letter in letters if letter.islower()}
    open_ = {letter.lower() for letter in letters if letter.isupper()}
    if letters and certain and reps is not None and reps > 1 and not rung.tags & {"supine_hold"}:
        certain.add("r")
    if "m" in certain and rung.tags & {"supine_hold"} and reps is not None and reps > 1:
        open_.add("r")
    return certain, open_ | certain


def bars(rung: Rung, facts: Facts, reps: int | None = None, *, with_levels: bool = True) -> list[Bar]:
    """Everything that bars it; empty where it is allowed. Activities and ankle work have no level."""
    case: JsonDict = facts.case
    found: list[Bar] = []

    def bar(rule: int, what: str, open: bool = False) -> None:
        found.append(Bar(rule, what, open))

    def has(tag: str) -> tuple[bool, bool]:
        return tag in rung.tags, tag in rung.tags or f"{tag}?" in rung.tags

    def bar_tag(tag: str, what: str) -> None:
        certain, maybe = has(tag)
        if maybe:
            bar(6, what, open=not certain)

    if rung.exercise in case["preferences"]["excluded_exercises"]:
        bar(6, "excluded")
    for need in sorted(rung.needs):
        if need.rstrip("?") in case["capacity"]["cannot"]:
            bar(6, f"cannot {need}", open=need.endswith("?"))
    kit = set(case["equipment"])
    if rung.kit and not any(option <= kit for option in rung.kit):
        bar(6, "equipment", open=rung.name == "assisted (post or suspension strap)")
    if with_levels:
        start = max(facts.starts)
        if rung.level > start:
            bar(5, f"level {rung.level} above start {start}")
        if facts.phase != "strengthen" and rung.role in ("relief", "mobility", "stretch") and rung.level > 1:
            bar(5, f"{rung.role} above level 1 outside strengthen")
        if rung.level >= 4:
            bar(5, "level 4")
    positions, trials = case["positions"], case["direction_trials"]
    if positions["carrying"] == "worse":
        bar_tag("carry", "carrying worse: carry")
        bar_tag("standing_load", "carrying worse: standing load")
    if positions["lying_on_stomach"] == "worse" and rung.position == "prone":
        bar(6, "lying_on_stomach worse")
    if positions["lying_on_back"] == "worse" and rung.position == "supine":
        bar(6, "lying_on_back worse")
    for plane in PLANES:
        certain, maybe = demands(rung, plane, reps)
        if "comfortable_range" in rung.tags and plane == "rotation":
            continue
        trial = trials.get(plane, "not_tried")
        gentle = "gentle" in rung.tags and rung.level == 1
        if trial == "worse" and maybe:
            bar(6, f"{plane} trial worse", open=not certain)
        if facts.sore[plane] and not (trial == "better" and gentle):
            if facts.phase != "strengthen":
                if maybe & set("erlh"):
                    bar(6, f"sore {plane}", open=not certain & set("erlh"))
            else:
                if maybe and (rung.level > 2 or "l" in maybe):
                    bar(6, f"sore {plane} loaded or above 2", open=not (certain and (rung.level > 2 or "l" in certain)))
                elif plane in rung.planes and rung.level > 2:
                    bar(6, f"sore {plane}: counts for it at level {rung.level}", open=True)
    flexion, flexion_open = demands(rung, "flexion", reps)
    rotation, _ = demands(rung, "rotation", reps)
    extension, extension_open = demands(rung, "extension", reps)
    if any(facts.said(flag) for flag in ("osteoporosis", "long_term_steroids", "known_spinal_fracture")):
        if flexion_open & set("lre"):
            bar(6, "bone: flexion", open=not flexion & set("lre"))
        if "l" in rotation:
            bar(6, "bone: loaded rotation")
    if facts.said("known_disc_herniation") and flexion_open & set("rl"):
        bar(6, "disc: flexion", open=not flexion & set("rl"))
    if facts.said("known_spondylolisthesis") and "e" in extension_open:
        bar(6, "slipped vertebra: end-range extension", open="e" not in extension)
    if facts.said("pregnancy"):
        if rung.position == "prone":
            bar(6, "pregnancy: prone")
        if "l" in flexion_open:
            bar(6, "pregnancy: loaded flexion", open="l" not in flexion)
        bar_tag("supine_hold", "pregnancy: supine hold")
    if facts.said("falls_or_dizzy"):
        bar_tag("single_leg", "falls: single leg")
        bar_tag("legs_up", "falls: legs up")
        bar_tag("two_handed_carry", "falls: two-handed carry")
        if rung.position == "standing" and "both_hands" in rung.tags:
            bar(6, "falls: standing with no hand free")
    if facts.said("heart_or_exercise_limit"):
        bar_tag("legs_up", "heart: legs up")
        bar_tag("hang", "heart: hang")
    if case["capacity"]["training"] == "new" and ("novelty" in rung.tags or "novelty?" in rung.tags):
        bar(8, "novelty for new", open="novelty" not in rung.tags)
    return found


def surely_allowed(rung: Rung, facts: Facts, reps: int | None = None) -> bool:
    """Under every reading of the page."""
    return not bars(rung, facts, reps)


def surely_barred(rung: Rung, facts: Facts, reps: int | None = None) -> bool:
    return any(not bar.open for bar in bars(rung, facts, reps))
