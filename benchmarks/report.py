"""The page of the simulation: docs/simulation.md and its plots, from the lives alone."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from statistics import median
from typing import Any, Final

import vl_convert

from benchmarks.people import KINDS, Kind
from benchmarks.simulator import LONGEST_RUN_WEEKS, TOO_HARD_LEVELS, Life

DOCS: Final = Path(__file__).resolve().parent.parent / "docs"
INK, PAPER, GRID = "#0d1717", "#fbfaf6", "#e3e0d6"
# Okabe and Ito's colours: any colour vision tells them apart. Dashes and the key's order say the same.
COLOR: Final[dict[Kind, str]] = {
    "responder": "#00805e",
    "non_responder": "#d55e00",
    "flarer": "#8a3a72",
    "skipper": "#0072b2",
    "exaggerator": "#9a6a00",
    "stopper": "#6f7977",
}
NAMES: Final[dict[Kind, str]] = {
    "responder": "responds",
    "non_responder": "does not respond",
    "flarer": "has flare-ups",
    "skipper": "skips sessions",
    "exaggerator": "exaggerates",
    "stopper": "stops logging",
}
VERDICTS: Final = ("worse", "possibly_worse", "too_early", "no_clear_change", "possibly_better", "better")
VERDICT_COLOR: Final = ("#a33b00", "#e59a6d", "#d9d6cc", "#a9b0ae", "#7fc0e0", "#0072b2")


def write(lives: Sequence[Life], weeks: int, seed: str, each_session: bool, seconds: float, processes: int) -> None:
    """Writes both files."""
    DOCS.mkdir(exist_ok=True)
    (DOCS / "simulation.png").write_bytes(vl_convert.vegalite_to_png(page(lives, weeks), scale=1.6))
    text = told(lives, weeks, seed, each_session, seconds, processes)
    (DOCS / "simulation.md").write_text(text, encoding="utf-8")


def of_kind(lives: Iterable[Life], kind: Kind) -> list[Life]:
    return [life for life in lives if life.kind == kind and life.sent_away_week != 0]


# Words --------------------------------------------------------------------------------------------------------------


def told(lives: Sequence[Life], weeks: int, seed: str, each_session: bool, seconds: float, processes: int) -> str:
    """The page in Markdown."""
    with_plan = [life for life in lives if life.sent_away_week != 0]
    person_weeks = sum(life.weeks for life in lives)
    broken: Counter[str] = Counter()
    for life in lives:
        broken.update(life.faults)
    often = "after every session and every answer" if each_session else "once a week"
    return f"""# Virtual people

**This is a test of the rules, not evidence that they heal.** The people below are invented: their pain, what they can
do and what they tell of it are made up, and nothing of it is fitted to patients. What is measured is only whether the
rules keep their own promises when many different people, honest and less honest, live under them for half a year.

{len(lives):,} people, {weeks} weeks, reviewed {often}, seed `{seed}`. Made by
`python -m benchmarks.simulator --people {len(lives)} --weeks {weeks}` (`make simulate` takes 10,000). The same seed
gives the same people and the same numbers.

![Six plots of the simulation](simulation.png)

## What happened

| | |
| --- | --- |
| people who got a routine at their first answers | {len(with_plan):,} of {len(lives):,} |
| reviews | {sum(life.reviews for life in lives):,} |
| sessions logged | {sum(life.sessions for life in lives):,} |
| **rules broken** (checked at every review, apart from the product's code) | **{sum(broken.values()):,}** |
| all four planes in the first routine, as the contract counts them (bracing counts) | {_planes(with_plan, 0)} |
| all four planes at some time | {_planes(with_plan, weeks)} |
| weeks to all four planes, of those who came to them later: median (middle half) | {_weeks_to(with_plan)} |
| movement (not only bracing) in all four directions in the first routine | {_moved(with_plan, 0)} |
| movement in all four directions at some time | {_moved(with_plan, weeks)} |
| weeks to it, of those who came to it later: median (middle half) | {_weeks_to_moved(with_plan)} |
| referred to a clinician at least once | {_share(with_plan, lambda life: life.referred_week is not None)} |
| stopped by triage on the way | {_share(with_plan, lambda life: bool(life.sent_away_week))} |
| steps forward a person | {_average(with_plan, lambda life: life.progressed)} |
| steps back a person | {_average(with_plan, lambda life: life.regressed)} |
| over-progressed at least once | {_share(with_plan, lambda life: life.too_far > 0)} |
| steps forward that went too far | {_part(with_plan, lambda life: life.too_far, lambda life: life.progressed)} |
| weeks of half the sets: spells a person | {_average(with_plan, lambda life: life.halved_spells)} |
| flare-ups with easing moves: spells a person | {_average(with_plan, lambda life: life.easing_spells)} |
| warning signs asked again, a person (of these at once, before the week was over) | {_asked(with_plan)} |
| exercises that made room for others, a person | {_average(with_plan, lambda life: life.swapped)} |
| exercises that came into the routine, or came back, a person and week | {_turnover(with_plan)} |
| people who did one exercise of any kind {LONGEST_RUN_WEEKS} weeks running or longer | {_long_runs(with_plan)} |
| highest level in the last routine: 1, 2, 3, 4 | {_levels(with_plan)} |

Over-progressed: a review moved an exercise to a rung that asks more than {TOO_HARD_LEVELS} of a level above what the
person truly could do at that moment. Only the simulator knows that; the product sees what the person tells. Those who
exaggerate tell three repetitions more than they have, or less pain than they feel, and some tell more pain.
{_broken(broken)}
## By kind of person

| | {" | ".join(NAMES[kind] for kind in KINDS)} |
| --- |{" --- |" * len(KINDS)}
{_row(lives, "people with a routine", lambda group: f"{len(group):,}")}
{_row(lives, "true pain, first week", lambda group: _average(group, lambda life: life.first_pain))}
{_row(lives, "true pain, last week", lambda group: _average(group, lambda life: life.last_pain))}
{_row(lives, "called better at the end", lambda group: _share(group, lambda life: life.last_verdict == "better"))}
{_row(lives, "called worse at the end", lambda group: _share(group, lambda life: life.last_verdict == "worse"))}
{_row(lives, "referred at least once", lambda group: _share(group, lambda life: life.referred_week is not None))}
{_row(lives, "steps forward", lambda group: _average(group, lambda life: life.progressed))}
{_row(lives, "over-progressed at least once", lambda group: _share(group, lambda life: life.too_far > 0))}
{_row(lives, "weeks of half the sets", lambda group: _average(group, lambda life: life.halved_spells))}
{_row(lives, "level 3 or 4 at the end", lambda group: _share(group, lambda life: life.last_level >= 3))}

## How the people are made

Pain is a slow level, plus days that resemble their neighbours (autocorrelation 0.7), plus flare-ups of 2.5 to 5 points
that fade over 3 to 9 days; it is told as whole numbers. Of a person's planned sessions a share is done, of the
mornings after them 88 in 100 are told. For every exercise a hidden capacity says what the person truly can;
repetitions left over and effort follow from it, with noise, and pain rises in a session that asks for more than there
is. Those who respond lose 50 to 90 % of their level over 80 sessions, those who do not lose nothing; the others lie
between. The code is `benchmarks/people.py`, and there is no more to it.

Not in it: people who lie about warning signs, injuries, treatment by others, and everything that makes a real back
better or worse for reasons of its own.

## Speed

{person_weeks:,} person-weeks in {seconds:,.0f} s on {processes} {"process" if processes == 1 else "processes"}.
{speed(lives, seconds * processes)}

`python -m benchmarks.simulator --speed --people 400` measures it on one process.
"""


def speed(lives: Sequence[Life], seconds: float) -> str:
    """How fast the simulator was. `seconds`: of all processes together."""
    person_weeks = sum(life.weeks for life in lives)
    judge_s, core_s = sum(life.judge_s for life in lives), sum(life.review_s for life in lives)
    return (
        f"Person-weeks a second and process: {person_weeks / (seconds - judge_s):,.0f} lived, planned and reviewed; "
        f"{person_weeks / seconds:,.0f} with the judge, who goes through every review after it; "
        f"{person_weeks / core_s if core_s else 0:,.0f} in `recommend` and `review` alone."
    )


def _share(lives: Sequence[Life], holds: Callable[[Life], bool]) -> str:
    return f"{sum(map(holds, lives)) / len(lives):.1%}" if lives else "-"


def _average(lives: Sequence[Life], value: Callable[[Life], float]) -> str:
    return f"{sum(map(value, lives)) / len(lives):.1f}" if lives else "-"


def _part(lives: Sequence[Life], part: Callable[[Life], int], whole: Callable[[Life], int]) -> str:
    total = sum(map(whole, lives))
    return f"{sum(map(part, lives)) / total:.1%} of {total:,}" if total else "none were made"


def _planes(lives: Sequence[Life], by: int) -> str:
    return _share(lives, lambda life: life.all_planes_week is not None and life.all_planes_week <= by)


def _moved(lives: Sequence[Life], by: int) -> str:
    return _share(lives, lambda life: life.all_moved_week is not None and life.all_moved_week <= by)


def _weeks_to(lives: Sequence[Life]) -> str:
    return _spread([life.all_planes_week for life in lives if life.all_planes_week])


def _weeks_to_moved(lives: Sequence[Life]) -> str:
    return _spread([life.all_moved_week for life in lives if life.all_moved_week])


def _spread(found: Iterable[int]) -> str:
    weeks = sorted(found)
    if not weeks:
        return "-"
    return f"{median(weeks):g} ({weeks[len(weeks) // 4]} to {weeks[3 * len(weeks) // 4]}), {len(weeks):,} people"


def _turnover(lives: Sequence[Life]) -> str:
    return f"{sum(life.turnover for life in lives) / max(1, sum(life.weeks for life in lives)):.2f}"


def _asked(lives: Sequence[Life]) -> str:
    return f"{_average(lives, lambda life: life.rescreens)} ({_average(lives, lambda life: life.asked_at_once)})"


def _long_runs(lives: Sequence[Life]) -> str:
    return f"{sum(life.longest_run >= LONGEST_RUN_WEEKS for life in lives):,}"


def _levels(lives: Sequence[Life]) -> str:
    count = Counter(life.last_level for life in lives)
    return ", ".join(f"{count[level] / max(1, len(lives)):.0%}" for level in (1, 2, 3, 4))


def _broken(broken: Counter[str]) -> str:
    if not broken:
        return ""
    rows = "\n".join(f"| {rule} | {count:,} |" for rule, count in broken.most_common())
    return f"\nRules broken:\n\n| rule | times |\n| --- | --- |\n{rows}\n"


def _row(lives: Sequence[Life], name: str, value: Callable[[list[Life]], str]) -> str:
    return f"| {name} | {' | '.join(value(of_kind(lives, kind)) for kind in KINDS)} |"


# Plots --------------------------------------------------------------------------------------------------------------

Spec = dict[str, Any]
APART: Final = {"scale": {"color": "independent", "strokeDash": "independent", "shape": "independent"}}


def page(lives: Sequence[Life], weeks: int) -> Spec:
    """Six plots as one Vega-Lite spec."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "background": PAPER,
        "padding": 20,
        "title": {
            "text": f"{len(lives):,} virtual people, {weeks} weeks",
            "subtitle": "A test of the rules, not evidence that they heal: the people are invented.",
            "anchor": "start",
            "offset": 16,
        },
        "vconcat": [
            {
                "hconcat": [_curve(lives, weeks, "planes"), _curve(lives, weeks, "referred")],
                "spacing": 40,
                "resolve": APART,
            },
            {"hconcat": [_pain(lives), _verdicts(lives)], "spacing": 40, "resolve": APART},
            {"hconcat": [_steps(lives), _levels_plot(lives)], "spacing": 40, "resolve": APART},
        ],
        "spacing": 32,
        "resolve": APART,
        "config": {
            "font": "sans-serif",
            "view": {"stroke": None},
            "title": {"color": INK, "fontSize": 14, "anchor": "start", "subtitleColor": INK, "subtitleFontSize": 12},
            "axis": {"labelColor": INK, "titleColor": INK, "gridColor": GRID, "domainColor": INK, "labelFontSize": 12},
            "legend": {"labelColor": INK, "titleColor": INK, "labelFontSize": 12},
        },
    }


def _plot(title: str, values: list[Spec], mark: Spec | str, encoding: Spec) -> Spec:
    return {
        "title": title,
        "width": 420,
        "height": 230,
        "data": {"values": values},
        "mark": mark,
        "encoding": encoding,
    }


WORDS: Final = [NAMES[kind] for kind in KINDS]
BY_KIND: Final = {"field": "kind", "type": "nominal", "sort": WORDS, "axis": {"title": None, "domain": False}}
KIND_COLOR: Final = {
    "field": "kind",
    "type": "nominal",
    "title": None,
    "scale": {"domain": WORDS, "range": [COLOR[kind] for kind in KINDS]},
}
KIND_DASH: Final = {
    "field": "kind",
    "type": "nominal",
    "title": None,
    "scale": {"domain": WORDS, "range": [[1, 0], [8, 3], [3, 3], [8, 3, 2, 3], [1, 2], [12, 4]]},
}


def _curve(lives: Sequence[Life], weeks: int, what: str) -> Spec:
    values = []
    for kind in KINDS:
        group = of_kind(lives, kind)
        for week in range(weeks + 1):
            at = [life.all_moved_week if what == "planes" else life.referred_week for life in group]
            reached = sum(found is not None and found <= week for found in at)
            values.append({"kind": NAMES[kind], "week": week, "share": reached / max(1, len(group))})
    title = (
        "The routine moves the back in all four directions"
        if what == "planes"
        else "Referred to a clinician at least once"
    )
    encoding = {
        "x": {
            "field": "week",
            "type": "quantitative",
            "title": "week",
            "axis": {"grid": False},
            "scale": {"domain": [0, weeks], "nice": False},
        },
        "y": {
            "field": "share",
            "type": "quantitative",
            "title": "share of people",
            "axis": {"format": "%"},
            "scale": {"domain": [0, 1]},
        },
        "color": KIND_COLOR,
        "strokeDash": KIND_DASH,
    }
    return _plot(title, values, {"type": "line", "strokeWidth": 2, "interpolate": "step-after"}, encoding)


def _pain(lives: Sequence[Life]) -> Spec:
    values = [
        {"kind": NAMES[kind], "when": when, "pain": sum(pains) / max(1, len(pains))}
        for kind in KINDS
        for when, pains in (
            ("first week", [life.first_pain for life in of_kind(lives, kind)]),
            ("last week", [life.last_pain for life in of_kind(lives, kind)]),
        )
    ]
    encoding = {
        "y": BY_KIND,
        "x": {
            "field": "pain",
            "type": "quantitative",
            "scale": {"domain": [0, 10]},
            "title": "true pain 0-10, mean (given, not caused by the rules)",
        },
        "shape": {"field": "when", "type": "nominal", "title": None, "scale": {"range": ["circle", "triangle-left"]}},
        "color": {
            "field": "when",
            "type": "nominal",
            "title": None,
            "scale": {"range": ["#6f7977", "#0072b2"]},
        },
    }
    return _plot("Pain that the people were given", values, {"type": "point", "filled": True, "size": 110}, encoding)


def _verdicts(lives: Sequence[Life]) -> Spec:
    values = []
    for kind in KINDS:
        group = of_kind(lives, kind)
        for place, verdict in enumerate(VERDICTS):
            count = sum(life.last_verdict == verdict for life in group)
            share = count / max(1, len(group))
            values.append({"kind": NAMES[kind], "verdict": verdict.replace("_", " "), "share": share, "place": place})
    words = [verdict.replace("_", " ") for verdict in VERDICTS]
    encoding = {
        "y": BY_KIND,
        "x": {"field": "share", "type": "quantitative", "stack": "zero", "title": None, "axis": {"format": "%"}},
        "color": {
            "field": "verdict",
            "type": "nominal",
            "title": None,
            "sort": words,
            "scale": {"domain": words, "range": VERDICT_COLOR},
        },
        "order": {"field": "place"},
    }
    return _plot("What the last review says of pain", values, "bar", encoding)


def _steps(lives: Sequence[Life]) -> Spec:
    values = []
    for kind in KINDS:
        group = of_kind(lives, kind)
        fine = sum(life.progressed - life.too_far for life in group) / max(1, len(group))
        far = sum(life.too_far for life in group) / max(1, len(group))
        values += [
            {"kind": NAMES[kind], "what": "within what they can", "steps": fine, "place": 0},
            {"kind": NAMES[kind], "what": "too far", "steps": far, "place": 1},
        ]
    scale = {"domain": ["within what they can", "too far"], "range": ["#56b4e9", "#a33b00"]}
    encoding = {
        "y": BY_KIND,
        "x": {"field": "steps", "type": "quantitative", "title": "steps forward a person"},
        "color": {"field": "what", "type": "nominal", "title": None, "scale": scale},
        "order": {"field": "place"},
    }
    return _plot("Steps forward", values, "bar", encoding)


def _levels_plot(lives: Sequence[Life]) -> Spec:
    values = []
    for kind in KINDS:
        group = of_kind(lives, kind)
        for level in (1, 2, 3, 4):
            share = sum(life.last_level == level for life in group) / max(1, len(group))
            values.append({"kind": NAMES[kind], "level": f"level {level}", "share": share})
    scale = {"range": ["#cfe3ee", "#7fc0e0", "#0072b2", "#003a5c"]}
    encoding = {
        "y": BY_KIND,
        "x": {"field": "share", "type": "quantitative", "title": None, "axis": {"format": "%"}},
        "color": {"field": "level", "type": "nominal", "title": None, "scale": scale},
        "order": {"field": "level"},
    }
    return _plot("Highest level in the last routine", values, "bar", encoding)
