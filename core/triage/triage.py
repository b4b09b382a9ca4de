"""Safety first: every flag and every combination becomes a finding; the worst one is the level."""

from core.content.evidence import Evidence
from core.content.safety import FACT, Condition, Flag, Raise, Safety
from core.model.case import Case
from core.model.quoting import Quotes
from core.model.reason import Answer, Because
from core.model.triage import Triage, TriageFinding, one_step_lower, worst
from core.model.vocabulary import FlagAnswer

AGE = "age_years"
CLEARED_ON = "person.cleared_by_clinician_on"


def triage(case: Case, safety: Safety, evidence: Evidence) -> Triage:
    """The level of advice for `case`, with every finding behind it.

    Raises KeyError where `case.safety` lacks a flag: an unanswered flag never counts as a no.
    """
    quotes = Quotes(case)
    cleared = is_cleared(case, evidence)
    by_flag = [_flag_finding(flag, case, quotes, cleared) for flag in safety.flags]
    raised = [(entry, _raise_finding(entry, case, safety, evidence, quotes, cleared)) for entry in safety.raises]
    findings = [finding for finding in by_flag if finding is not None]
    findings += [finding for _, finding in raised if finding is not None]
    together = _together(safety, evidence, findings, raised)
    if together is not None:
        findings.append(together)
    return Triage(level=worst(finding.level for finding in findings), findings=tuple(findings))


def is_cleared(case: Case, evidence: Evidence) -> bool:
    """Whether a clinician said, within the days before `as_of` that count, that exercise is fine."""
    cleared_on = case.person.cleared_by_clinician_on
    return cleared_on is not None and 0 <= (case.as_of - cleared_on).days <= evidence["clearance_days"]


def _flag_finding(flag: Flag, case: Case, quotes: Quotes, cleared: bool) -> TriageFinding | None:
    answer = case.safety[flag.id]
    if answer == "no" or (flag.level == "go" and answer == "unsure"):
        return None
    level = flag.level if answer == "yes" else one_step_lower(flag.level)
    lowered = cleared and flag.clearable and level == "see_clinician"
    answers = quotes.all(f"safety.{flag.id}", *((CLEARED_ON,) if lowered else ()))
    code = "flag_cleared" if lowered else f"flag_{answer}"
    return TriageFinding(
        flag=flag.id,
        level="caution" if lowered else level,
        because=(Because(code=code, rule=flag.id, answers=answers, source=flag.source),),
        source=flag.source,
        cleared=lowered,
    )


def _raise_finding(
    entry: Raise, case: Case, safety: Safety, evidence: Evidence, quotes: Quotes, cleared: bool
) -> TriageFinding | None:
    answers: list[Answer] = []
    unsure = False
    for names in entry.parts:
        told = [(name, *_part(name, case, safety, evidence, quotes)) for name in names]
        hits = [item for item in told if item[1] == "yes"] or [item for item in told if item[1] == "unsure"]
        if not hits:
            return None
        unsure = unsure or hits[0][1] == "unsure"
        answers += [answer for hit in hits for answer in hit[2] if answer not in answers]
    level = one_step_lower(entry.level) if unsure else entry.level
    lowered = cleared and entry.clearable and level == "see_clinician"
    if lowered:
        level = "caution"
        answers.append(quotes(CLEARED_ON))
    code = f"raise_{entry.id}"
    return TriageFinding(
        flag=entry.id,
        level=level,
        because=(Because(code=code, rule="contract.2", answers=tuple(answers), source=entry.source),),
        source=entry.source,
        cleared=lowered,
        prompt=entry.prompt,
    )


def _part(
    name: str, case: Case, safety: Safety, evidence: Evidence, quotes: Quotes
) -> tuple[FlagAnswer, tuple[Answer, ...]]:
    """One part of a raise: its three-valued answer, and what it quotes where that is no no."""
    if not name.startswith(FACT):
        answer = case.safety[name]
        return answer, () if answer == "no" else (quotes(f"safety.{name}"),)
    answers: list[Answer] = []
    for condition in safety.facts[name.removeprefix(FACT)].all:
        quoted = _holds(condition, case, evidence, quotes)
        if quoted is None:
            return "no", ()
        answers += [answer for answer in quoted if answer not in answers]
    return "yes", tuple(answers)


def _holds(condition: Condition, case: Case, evidence: Evidence, quotes: Quotes) -> tuple[Answer, ...] | None:
    """What a condition quotes; null where it does not hold."""
    if condition.count is not None:
        group: dict[str, str] = quotes.value(condition.path)
        counted = [name for name, answer in group.items() if answer == condition.count]
        value: object = len(counted)
        paths = [f"{condition.path}.{name}" for name in counted]
    elif condition.path == AGE:
        value, paths = case.age_years, ["as_of", "person.birth_year"]
    else:
        value, paths = quotes.value(condition.path), [condition.path]
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        held = (
            (condition.at_least is None or value >= evidence[condition.at_least])
            and (condition.at_most is None or value <= evidence[condition.at_most])
            and (condition.below is None or value < evidence[condition.below])
        )
    else:
        held = (condition.is_ is None or value == condition.is_) and (
            condition.is_not is None or value != condition.is_not
        )
    return quotes.all(*paths) if held else None


def _together(
    safety: Safety,
    evidence: Evidence,
    findings: list[TriageFinding],
    raised: list[tuple[Raise, TriageFinding | None]],
) -> TriageFinding | None:
    """Several reasons to see a clinician at once. A raise made of flags already counted does not count again."""
    rule = safety.together
    flags = {f.flag: f for f in findings if f.flag in safety.flag_ids and f.level == rule.counts}
    counted = list(flags.values())
    used = set(flags)
    for entry, finding in raised:
        if finding is None or finding.level != rule.counts:
            continue
        parts = {name for names in entry.parts for name in names if not name.startswith(FACT)}
        if entry.about_person or not parts & used:
            counted.append(finding)
            used |= parts
    if len(counted) < evidence[rule.at_least]:
        return None
    answers: list[Answer] = []
    for finding in counted:
        answers += [a for because in finding.because for a in because.answers if a not in answers]
    return TriageFinding(
        flag=rule.id,
        level=rule.level,
        because=(Because(code=f"raise_{rule.id}", rule="contract.2", answers=tuple(answers), source=rule.source),),
        source=rule.source,
    )
