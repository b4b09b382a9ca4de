"""The safety screen, answer by answer: flags, raises, clearance, several reasons at once, and the only way on."""

import csv
from typing import Any

import pytest

from core.model.triage import Triage, TriageFinding, one_step_lower, worst
from core.model.vocabulary import LEVELS, POSITIONS, Level
from core.recommend.recommend import recommend
from core.triage.cleared import Cleared, clear
from core.triage.triage import is_cleared, triage
from tests.make import FIXTURES, a_quiet_case, aged, cleared, content

with (FIXTURES / "safety_flags.csv").open(encoding="utf-8", newline="") as table:
    FLAGS = {row["id"]: row for row in csv.DictReader(table)}
CLEARABLE = sorted(flag for flag, row in FLAGS.items() if row["clearable"] == "yes")
SEE_FLAGS = sorted(flag for flag, row in FLAGS.items() if row["level_if_yes"] == "see_clinician")

# One step below yes; the mildest answers stay what they are.
UNSURE: dict[str, Level] = {
    "emergency": "urgent",
    "urgent": "see_clinician",
    "see_clinician": "caution",
    "caution": "caution",
    "go": "go",
}
# Flags that are a reason for an appointment by themselves.
PROMPTS = {
    "inflammatory_pattern": "inflammatory_pattern_appointment",
    "walking_leg_symptoms_eased_by_sitting": "walking_pattern",
}


def screened(**changes: Any) -> Triage:
    return triage(a_quiet_case(**changes), content().safety, content().evidence)


def findings_of(**changes: Any) -> dict[str, TriageFinding]:
    return {finding.flag: finding for finding in screened(**changes).findings}


def yes(*flags: str, answer: str = "yes") -> dict[str, str]:
    return {f"safety.{flag}": answer for flag in flags}


def quoted(finding: TriageFinding) -> dict[str, Any]:
    return {answer.path: answer.value for because in finding.because for answer in because.answers}


# Flags


def test_nothing_answered_yes_is_go_without_a_finding() -> None:
    assert screened() == Triage(level="go", findings=())


def test_the_screen_asks_the_flags_of_the_contract_and_no_other() -> None:
    told = {(flag.id, flag.group, flag.level, flag.clearable) for flag in content().safety.flags}
    assert told == {(flag, row["group"], row["level_if_yes"], row["clearable"] == "yes") for flag, row in FLAGS.items()}


@pytest.mark.parametrize("flag", FLAGS)
def test_a_yes_gives_the_level_of_its_flag(flag: str) -> None:
    level = FLAGS[flag]["level_if_yes"]
    found = findings_of(**yes(flag))
    assert screened(**yes(flag)).level == level
    assert set(found) == {flag} | ({PROMPTS[flag]} if flag in PROMPTS else set())
    assert found[flag].level == level
    assert found[flag].because[0].code == "flag_yes"
    assert found[flag].because[0].rule == flag
    assert quoted(found[flag]) == {f"safety.{flag}": "yes"}


@pytest.mark.parametrize("flag", FLAGS)
def test_unsure_counts_one_step_below_yes(flag: str) -> None:
    level = UNSURE[FLAGS[flag]["level_if_yes"]]
    found = findings_of(**yes(flag, answer="unsure"))
    assert screened(**yes(flag, answer="unsure")).level == level
    if level == "go":
        assert found == {}
    else:
        assert found[flag].level == level
        assert found[flag].because[0].code == "flag_unsure"
        assert quoted(found[flag]) == {f"safety.{flag}": "unsure"}


@pytest.mark.parametrize("flag", FLAGS)
def test_a_flag_that_is_not_answered_never_counts_as_no(flag: str) -> None:
    case = a_quiet_case()
    partly = case.model_copy(update={"safety": {k: v for k, v in case.safety.items() if k != flag}})
    with pytest.raises(KeyError, match=flag):
        triage(partly, content().safety, content().evidence)


def test_a_yes_decides_whatever_else_was_answered() -> None:
    pleasant = {"pain.now": 0, "pain.average_week": 0, "pain.worst_week": 0, "pain.trend": "improving", **cleared(1)}
    for flag, row in FLAGS.items():
        if row["level_if_yes"] in ("emergency", "urgent") or flag in set(SEE_FLAGS) - set(CLEARABLE):
            result = recommend(a_quiet_case(**yes(flag), **pleasant), content())
            assert result.triage.level == row["level_if_yes"]
            assert result.routine is None


# Raises: what each is made of, and the level that all its parts make. A part that is a flag can be unsure.
WORSENING = {"pain.trend": "worsening"}
WORSENING_WEEKS = {"pain.trend": "worsening", "pain.weeks_since_onset": 6}
SEEN, NOT_SEEN = {"person.seen_clinician": True}, {"person.seen_clinician": False}
EVERYTHING = {
    **{f"positions.{name}": "unsure" for name in POSITIONS},
    **{f"positions.{name}": "worse" for name in POSITIONS[:5]},
    f"positions.{POSITIONS[-1]}": "no_effect",
}
Part = dict[str, Any]
RAISES: list[tuple[str, Level, list[Part]]] = [
    ("immune_and_unwell", "emergency", [yes("weak_immunity"), yes("fever_unwell")]),
    ("night_pain_combined", "urgent", [yes("unrelenting_night_pain"), yes("cancer_history")]),
    ("night_pain_combined", "urgent", [yes("unrelenting_night_pain"), yes("weight_loss")]),
    ("night_pain_combined", "urgent", [yes("unrelenting_night_pain"), yes("fever_unwell")]),
    ("severe_and_not_easing", "urgent", [yes("severe_constant"), {"pain.now": 8}]),
    ("immune_and_severe", "urgent", [yes("weak_immunity"), yes("severe_constant")]),
    ("immune_and_severe", "urgent", [yes("weak_immunity"), yes("unrelenting_night_pain")]),
    ("immune_and_severe", "urgent", [yes("weak_immunity"), {"pain.now": 7}]),
    ("sudden_onset_older", "urgent", [yes("sudden_severe_onset"), aged(50)]),
    ("aneurysm_and_change", "urgent", [yes("known_aneurysm"), yes("sudden_severe_onset")]),
    ("aneurysm_and_change", "urgent", [yes("known_aneurysm"), WORSENING]),
    ("minor_trauma_fragile", "urgent", [yes("minor_trauma"), yes("osteoporosis")]),
    ("minor_trauma_fragile", "urgent", [yes("minor_trauma"), yes("long_term_steroids")]),
    ("minor_trauma_fragile", "urgent", [yes("minor_trauma"), aged(65)]),
    ("under_18", "see_clinician", [aged(17)]),
    ("minor_trauma_severe", "see_clinician", [yes("minor_trauma"), aged(50), {"pain.now": 7}]),
    ("everything_hurts", "see_clinician", [EVERYTHING]),
    ("worsening_not_seen", "see_clinician", [WORSENING_WEEKS, NOT_SEEN]),
    ("worsening_older", "see_clinician", [WORSENING_WEEKS, SEEN, aged(50)]),
    ("worsening_seen", "caution", [WORSENING_WEEKS, SEEN]),
    ("long_lasting_not_seen", "caution", [{"pain.weeks_since_onset": 12}, NOT_SEEN]),
    ("first_episode_older", "caution", [{"pain.first_episode": True}, aged(50)]),
    ("very_severe_now", "caution", [{"pain.now": 8}]),
    ("leans_to_one_side", "caution", [{"pain.leans_to_one_side": True}]),
    ("walking_pattern", "caution", [yes("walking_leg_symptoms_eased_by_sitting")]),
    ("inflammatory_pattern_appointment", "caution", [yes("inflammatory_pattern")]),
]
PROMPTING = {raised for raised, level, _ in RAISES if level == "caution"}


def is_flag(part: Part) -> bool:
    return all(path.startswith("safety.") for path in part)


def together(parts: list[Part]) -> dict[str, Any]:
    return {path: value for part in parts for path, value in part.items()}


def named(entry: tuple[str, Level, list[Part]]) -> str:
    told = [path.split(".")[-1] for part in entry[2] for path in part]
    return f"{entry[0]}-{'-'.join(told[:3])}"


each_raise = pytest.mark.parametrize("entry", RAISES, ids=named)


def test_every_raise_of_the_data_stands_in_the_table() -> None:
    assert {raised for raised, _, _ in RAISES} == {entry.id for entry in content().safety.raises}


@each_raise
def test_all_parts_make_a_raise_and_stand_in_its_reason(entry: tuple[str, Level, list[Part]]) -> None:
    raised, level, parts = entry
    finding = findings_of(**together(parts))[raised]
    assert finding.level == level
    assert finding.prompt == (raised in PROMPTING)
    assert finding.because[0].code == f"raise_{raised}"
    told = quoted(finding)
    for path, value in together(parts).items():
        if path.startswith("positions.") and value != "worse":
            continue  # told are the positions that hurt
        if path == "person.birth_year":
            assert told["as_of"] == "2026-11-20"
        assert told[path] == value
    assert LEVELS.index(screened(**together(parts)).level) <= LEVELS.index(level)


@each_raise
def test_a_raise_needs_every_part(entry: tuple[str, Level, list[Part]]) -> None:
    raised, _, parts = entry
    for left_out in range(len(parts)):
        rest = together([part for i, part in enumerate(parts) if i != left_out])
        missing = parts[left_out]
        if "person.seen_clinician" in missing:
            rest["person.seen_clinician"] = not missing["person.seen_clinician"]
        assert raised not in findings_of(**rest), missing


@each_raise
def test_a_part_answered_unsure_makes_the_raise_one_step_lower(entry: tuple[str, Level, list[Part]]) -> None:
    raised, level, parts = entry
    flags = [i for i, part in enumerate(parts) if is_flag(part)]
    for unsure in [{i} for i in flags] + ([set(flags)] if len(flags) > 1 else []):
        told = [dict.fromkeys(part, "unsure") if i in unsure else part for i, part in enumerate(parts)]
        finding = findings_of(**together(told))[raised]
        assert finding.level == UNSURE[level]
        assert all(quoted(finding)[path] == "unsure" for i in unsure for path in parts[i])


def test_a_yes_beside_an_unsure_in_one_part_counts_as_yes() -> None:
    told = yes("unrelenting_night_pain", "weight_loss") | yes("cancer_history", answer="unsure")
    finding = findings_of(**told)["night_pain_combined"]
    assert finding.level == "urgent"
    assert quoted(finding) == {"safety.unrelenting_night_pain": "yes", "safety.weight_loss": "yes"}


# One step to the gentler side of a limit, and on it.
LIMITS = [
    ("severe_and_not_easing", yes("severe_constant"), "pain.now", 7, 8),
    ("immune_and_severe", yes("weak_immunity"), "pain.now", 6, 7),
    ("immune_and_severe", yes("weak_immunity", "severe_constant"), "pain.weeks_since_onset", 12.5, 12),
    ("sudden_onset_older", yes("sudden_severe_onset"), "person.birth_year", 1977, 1976),
    ("minor_trauma_fragile", yes("minor_trauma"), "person.birth_year", 1962, 1961),
    ("under_18", {}, "person.birth_year", 2008, 2009),
    ("minor_trauma_severe", yes("minor_trauma") | aged(50), "pain.now", 6, 7),
    ("minor_trauma_severe", yes("minor_trauma") | {"pain.now": 7}, "person.birth_year", 1977, 1976),
    ("worsening_not_seen", WORSENING | NOT_SEEN, "pain.weeks_since_onset", 5.9, 6),
    ("worsening_older", WORSENING_WEEKS | SEEN, "person.birth_year", 1977, 1976),
    ("worsening_seen", WORSENING | SEEN, "pain.weeks_since_onset", 5.9, 6),
    ("long_lasting_not_seen", NOT_SEEN, "pain.weeks_since_onset", 11.9, 12),
    ("first_episode_older", {"pain.first_episode": True}, "person.birth_year", 1977, 1976),
    ("very_severe_now", {}, "pain.now", 7, 8),
    ("everything_hurts", EVERYTHING, "positions.walking", "unsure", "worse"),
    ("everything_hurts", EVERYTHING, "positions.lying_on_back", "better", "unsure"),
    ("everything_hurts", EVERYTHING, "positions.lying_on_back", "no_effect", "unsure"),
    ("severe_and_not_easing", yes("severe_constant") | {"pain.now": 8}, "pain.trend", "improving", "same"),
    ("immune_and_severe", yes("weak_immunity") | {"pain.now": 7}, "pain.trend", "improving", "worsening"),
    ("very_severe_now", {"pain.now": 9}, "pain.trend", "improving", "same"),
    ("aneurysm_and_change", yes("known_aneurysm"), "pain.trend", "same", "worsening"),
]


@pytest.mark.parametrize(("raised", "told", "path", "short", "enough"), LIMITS)
def test_a_raise_begins_at_its_limit(raised: str, told: Part, path: str, short: Any, enough: Any) -> None:
    assert raised not in findings_of(**{**told, path: short})
    assert raised in findings_of(**{**told, path: enough})


# Clearance


@pytest.mark.parametrize(("days_ago", "counts"), [(-1, False), (0, True), (1, True), (84, True), (85, False)])
def test_a_clinicians_word_counts_for_twelve_weeks(days_ago: int, counts: bool) -> None:
    told = {**yes("known_disc_herniation"), **cleared(days_ago)}
    case = a_quiet_case(**told)
    assert is_cleared(case, content().evidence) == counts
    finding = findings_of(**told)["known_disc_herniation"]
    assert finding.level == ("caution" if counts else "see_clinician")
    assert finding.cleared == counts
    assert ("person.cleared_by_clinician_on" in quoted(finding)) == counts
    assert finding.because[0].code == ("flag_cleared" if counts else "flag_yes")


def test_no_word_of_a_clinician_clears_nothing() -> None:
    assert not is_cleared(a_quiet_case(), content().evidence)


@pytest.mark.parametrize("flag", FLAGS)
def test_clearance_lowers_what_is_clearable_and_nothing_else(flag: str) -> None:
    level = FLAGS[flag]["level_if_yes"]
    lowered = flag in CLEARABLE
    assert screened(**yes(flag), **cleared(7)).level == ("caution" if lowered else level)
    unsure = findings_of(**yes(flag, answer="unsure"), **cleared(7)).get(flag)
    assert unsure is None or (unsure.level == UNSURE[level] and not unsure.cleared)


@each_raise
def test_clearance_lowers_under_18_and_worsening_alone_of_the_raises(entry: tuple[str, Level, list[Part]]) -> None:
    raised, level, parts = entry
    lowered = raised in ("under_18", "worsening_not_seen", "worsening_older")
    finding = findings_of(**together(parts), **cleared(7))[raised]
    assert finding.level == ("caution" if lowered else level)
    assert finding.cleared == lowered
    assert ("person.cleared_by_clinician_on" in quoted(finding)) == lowered


# Several reasons at once


def test_three_reasons_to_see_a_clinician_make_an_urgent_one() -> None:
    two, three = SEE_FLAGS[:2], SEE_FLAGS[:3]
    assert screened(**yes(*two)).level == "see_clinician"
    assert "several_reasons" not in findings_of(**yes(*two))
    finding = findings_of(**yes(*three))["several_reasons"]
    assert screened(**yes(*three)).level == finding.level == "urgent"
    assert quoted(finding) == yes(*three)


@pytest.mark.parametrize("fact", [aged(17), WORSENING_WEEKS | NOT_SEEN, EVERYTHING], ids=["young", "worse", "all"])
def test_facts_about_the_person_count_towards_three(fact: Part) -> None:
    two = yes("upper_back_pain", "severe_constant")
    assert screened(**two).level == "see_clinician"
    assert "several_reasons" in findings_of(**two, **fact)


def test_an_urgent_flag_answered_unsure_counts_towards_three() -> None:
    told = yes("upper_back_pain", "severe_constant") | yes("weight_loss", answer="unsure")
    assert findings_of(**told)["weight_loss"].level == "see_clinician"
    assert "several_reasons" in findings_of(**told)


def test_a_see_clinician_flag_answered_unsure_does_not_count() -> None:
    told = yes("upper_back_pain", "severe_constant") | yes("sudden_severe_onset", answer="unsure")
    assert screened(**told).level == "see_clinician"


def test_cleared_findings_do_not_count_towards_three() -> None:
    told = yes("upper_back_pain", "severe_constant", "known_disc_herniation")
    assert screened(**told).level == "urgent"
    assert screened(**told, **cleared(3)).level == "see_clinician"
    young = yes("upper_back_pain", "severe_constant") | aged(17)
    assert screened(**young).level == "urgent"
    assert screened(**young, **cleared(3)).level == "see_clinician"


def test_a_raise_made_of_flags_that_are_counted_does_not_count_again() -> None:
    told = yes("severe_constant", "upper_back_pain") | yes("weak_immunity", answer="unsure")
    found = findings_of(**told)
    assert found["immune_and_severe"].level == "see_clinician"
    assert "several_reasons" not in found


def test_a_raise_made_of_other_flags_counts() -> None:
    told = yes("severe_constant", "upper_back_pain", "minor_trauma") | aged(50) | {"pain.now": 7}
    found = findings_of(**told)
    assert found["minor_trauma_severe"].level == "see_clinician"
    assert "several_reasons" in found


def test_worsening_counts_once_whatever_it_is_told_by() -> None:
    told = yes("upper_back_pain") | WORSENING_WEEKS | SEEN | aged(50)
    assert {"worsening_older", "worsening_seen"} <= set(findings_of(**told))
    assert screened(**told).level == "see_clinician"


# Levels


def test_the_worst_level_wins() -> None:
    assert worst(LEVELS) == "emergency"
    assert worst(["go", "caution", "see_clinician"]) == "see_clinician"
    assert worst([]) == "go"


@pytest.mark.parametrize("level", LEVELS)
def test_one_step_lower_never_goes_below_caution(level: Level) -> None:
    assert one_step_lower(level) == UNSURE[level]


# The only way on


@pytest.mark.parametrize("level", LEVELS)
def test_only_caution_and_go_are_cleared(level: Level) -> None:
    case, found = a_quiet_case(), Triage(level=level, findings=())
    cleared_case = clear(case, found)
    if level in ("caution", "go"):
        assert cleared_case is not None
        assert (cleared_case.case, cleared_case.triage) == (case, found)
    else:
        assert cleared_case is None


def test_cleared_cannot_be_made_elsewhere() -> None:
    with pytest.raises(TypeError, match="alone"):
        Cleared(a_quiet_case(), Triage(level="go", findings=()), object())
    with pytest.raises(TypeError):
        Cleared(a_quiet_case(), Triage(level="go", findings=()))  # type: ignore[call-arg]
