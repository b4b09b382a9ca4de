"""Twelve weeks as a page of Markdown to read: what was logged, what was decided and why, what changed."""

from collections.abc import Iterable
from datetime import date
from statistics import mean

from core.model.reason import Because
from core.model.review import Decision, Review, TrendVerdict
from core.model.routine import Item, Routine
from core.model.vocabulary import WEEKDAYS
from tests.personas.living import Life, Told, Week


def told_weeks(life: Life) -> str:
    """The whole page below its title and story."""
    lines = ["## First routine", "", *_routine(life.start.routine)]
    for number, week in enumerate(life.weeks, start=1):
        lines += ["", f"## Week {number}, from {week.first}", "", *_logged(week)]
        for told in week.reviews:
            if told.weekly:
                lines += ["", f"**Review of {told.result.as_of}, end of the week**", "", *_review(told, week)]
            else:
                lines += ["", f"**After an entry of {_weekday(told.result.as_of)} {told.result.as_of}**", ""]
                lines += _between(told)
    lines += ["", f"## Last routine, version {life.plan.routine_version}", "", *_routine(life.routine)]
    return "\n".join(lines) + "\n"


def _weekday(day: date) -> str:
    return WEEKDAYS[day.weekday()]


def _between(told: Told) -> Iterable[str]:
    """A review within a week: what it asked, moved and changed. What holds is told at the week's end."""
    result = told.result
    if result.rescreen:
        yield f"- Warning signs: ask again [{_codes(result.rescreen_because)}]"
    if told.after is told.before:
        return
    yield from _standing(result)
    was = {item.exercise for item in told.before.items} if told.before else set()
    for row in result.decisions:
        if row.action in ("progress", "regress", "stop") or (row.action == "swap" and row.exercise in was):
            yield f"- {_decision(row)}"
    yield from (f"- {change}" for change in _changes(told.before, told.after))


def _logged(week: Week) -> Iterable[str]:
    pains = {entry.day: entry.pain_average for entry in week.check_ins}
    days = [week.first.toordinal() + n for n in range(len(WEEKDAYS))]
    by_day = {day.toordinal(): pain for day, pain in pains.items()}
    row = " ".join(str(by_day.get(day, "-")) for day in days)
    yield f"Pain, mon to sun: {row} (mean {mean(pains.values()):.1f} of {len(pains)})"
    for session in week.sessions:
        told = f"{session.pain_before} to {session.pain_peak}, next morning {_or_dash(session.pain_next_morning)}"
        spare = sorted({_or_dash(item.extra_reps) for item in session.items})
        kind = "" if session.kind == "full" else f", {session.kind}"
        day, count = WEEKDAYS[session.day.weekday()], len(session.items)
        yield f"- {day}: {count} exercises, pain {told}, {' '.join(spare)} spare{kind}"
    yield from (f"- {event}" for event in week.events)


def _or_dash(value: object) -> str:
    return "not told" if value is None else str(value)


def _review(told: Told, week: Week) -> Iterable[str]:
    result = told.result
    zones = [f"{WEEKDAYS[row.day.weekday()]} {row.zone}" for row in result.zones if row.day >= week.first]
    yield f"- Zones: {', '.join(zones) or 'no session'}"
    yield from _standing(result)
    if result.rescreen:
        yield f"- Warning signs: ask again [{_codes(result.rescreen_because)}]"
    if result.referral:
        yield f"- **To a clinician** [{_codes(result.referral_because)}]"
    alike: dict[str, list[str]] = {}
    for row in result.decisions:
        if row.action in ("hold", "deload"):
            alike.setdefault(f"{row.action} [{_codes(row.because)}]", []).append(row.exercise)
        else:
            yield f"- {_decision(row)}"
    yield from (f"- {what}: {', '.join(sorted(names))}" for what, names in sorted(alike.items()))
    yield from (f"- {change}" for change in _changes(told.before, told.after))
    trends = result.trends
    yield f"- Pain: {_verdict(trends.pain)}. Activities: {_verdict(trends.my_activities)}. PEG: {_verdict(trends.peg)}."
    yield (
        f"- Ankles: left {_verdict(trends.ankle_left)}, right {_verdict(trends.ankle_right)}, "
        f"difference {_verdict(trends.ankle_difference)}."
    )


def _standing(result: Review) -> Iterable[str]:
    standing = result.standing
    back = [f"{row.plane} (stage {row.stage})" for row in standing.returned]
    words = [f"phase {standing.phase}"]
    words += ["half the sets"] if standing.half_dose else []
    words += ["easing moves only"] if standing.relief_only else []
    words += [f"back again: {', '.join(back)}"] if back else []
    words += [f"resting: {', '.join(standing.resting)}"] if standing.resting else []
    yield f"- Stands: {'; '.join(words)}"


def _decision(row: Decision) -> str:
    moved = f" {row.rung} -> {row.to_rung}" if row.rung != row.to_rung else ""
    return f"**{row.action}** {row.exercise}{moved} [{_codes(row.because)}: {_quoted(row.because)}]"


def _quoted(because: Iterable[Because]) -> str:
    answers = [f"{answer.path} {answer.value}" for reason in because for answer in reason.answers]
    return ", ".join(dict.fromkeys(answers))


def _codes(because: Iterable[Because]) -> str:
    return ", ".join(dict.fromkeys(reason.code for reason in because))


def _verdict(verdict: TrendVerdict) -> str:
    if verdict.baseline is None or verdict.latest is None:
        return verdict.verdict
    return f"{verdict.verdict} ({verdict.baseline:.1f} to {verdict.latest:.1f})"


def _changes(before: Routine | None, after: Routine | None) -> Iterable[str]:
    was = {item.exercise: item for item in before.items} if before else {}
    now = {item.exercise: item for item in after.items} if after else {}
    if after is None:
        yield "No routine."
    for name in sorted(now.keys() - was.keys()):
        yield f"In: {_item(now[name])}"
    for name in sorted(was.keys() - now.keys()):
        yield f"Out: {name}"
    for name in sorted(was.keys() & now.keys()):
        if _dose(was[name]) != _dose(now[name]):
            yield f"{name}: {_dose(was[name])} -> {_dose(now[name])}"
        if was[name].days != now[name].days:
            yield f"{name}: {' '.join(was[name].days)} -> {' '.join(now[name].days)}"


def _item(item: Item) -> str:
    return f"{item.exercise}, {_dose(item)}, {' '.join(item.days)}"


def _dose(item: Item) -> str:
    hold = f" x {item.hold_s} s" if item.hold_s else ""
    rung = f"{item.rung}: " if item.rung else ""
    return f"{rung}{item.sets} x {item.reps}{hold}"


def _routine(routine: Routine | None) -> Iterable[str]:
    if routine is None:
        yield "No routine."
        return
    for session in routine.sessions:
        names = {item.exercise: item for item in routine.items}
        yield f"- {session.kind} days ({' '.join(session.days)}, {session.minutes:g} min): " + "; ".join(
            f"{name}, {_dose(names[name])}" for name in session.exercises
        )
