"""What the pain before leaves room for, and what is said afterwards: tables by the clinical notes, and promises."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.log import CheckIn, LegSymptoms, SessionDone
from core.session.gate import Aftermath, aftermath, gate
from tests.make import content

EVIDENCE = content().evidence
TODAY = date(2026, 11, 20)
YESTERDAY = TODAY - timedelta(days=1)

pain = st.integers(0, 10)
maybe = st.none() | pain
legs = st.sampled_from(["none", "same", "spread", None])


def session(
    before: int | None = None, peak: int | None = None, legs: LegSymptoms | None = "none", day: date = TODAY
) -> SessionDone:
    return SessionDone(day=day, routine_version=1, items=(), pain_before=before, pain_peak=peak, leg_symptoms=legs)


class TestBefore:
    @pytest.mark.parametrize(
        ("before", "kind"), [(0, "full"), (5, "full"), (6, "relief"), (8, "relief"), (10, "relief")]
    )
    def test_from_six_only_what_eases(self, before: int, kind: str) -> None:
        assert gate(before, TODAY, [], [], EVIDENCE).kind == kind

    @pytest.mark.parametrize(
        ("before", "yesterday", "told"),
        [(8, 8, True), (10, 9, True), (7, 9, False), (8, 7, False), (8, None, False)],
    )
    def test_very_severe_two_days_running_asks_for_a_clinician(
        self, before: int, yesterday: int | None, told: bool
    ) -> None:
        sessions = [session(before=yesterday, day=YESTERDAY)]
        check_ins = [] if yesterday is None else [CheckIn(day=YESTERDAY, pain_average=yesterday)]
        assert gate(before, TODAY, sessions, [], EVIDENCE).see_clinician == told
        assert gate(before, TODAY, [], check_ins, EVIDENCE).see_clinician == told

    def test_only_the_day_before_counts(self) -> None:
        for days in (0, 2, 3):
            other = TODAY - timedelta(days=days)
            assert not gate(
                9, TODAY, [session(9, day=other)], [CheckIn(day=other, pain_average=9)], EVIDENCE
            ).see_clinician

    @given(pain, pain, maybe)
    def test_more_pain_never_opens_more(self, one: int, other: int, yesterday: int | None) -> None:
        less, more = sorted((one, other))
        logged = [session(yesterday, day=YESTERDAY)]
        gentle, strict = (gate(each, TODAY, logged, [], EVIDENCE) for each in (less, more))
        assert not (gentle.kind == "relief" and strict.kind == "full")
        assert strict.see_clinician >= gentle.see_clinician


class TestAfter:
    @pytest.mark.parametrize(
        ("before", "peak", "legs", "came"),
        [
            (5, 8, "none", "rise"),  # the source's own example
            (5, 7, "none", "rise"),  # two points, and above five
            (2, 4, "none", "edge"),
            (3, 5, "same", "edge"),
            (5, 6, "none", "edge"),  # one point, and above five
            (4, 5, "none", "settled"),
            (0, 3, "none", "rise"),
            (4, 3, "none", "settled"),
            (7, 7, "same", "settled"),
            (1, 1, "spread", "legs"),
            (None, None, "spread", "legs"),
            (None, 4, "none", "unknown"),
            (4, None, None, "unknown"),
        ],
    )
    def test_the_table(self, before: int | None, peak: int | None, legs: LegSymptoms | None, came: Aftermath) -> None:
        assert aftermath(session(before, peak, legs), EVIDENCE) == came

    @given(pain, pain, pain, legs)
    def test_more_pain_is_never_said_to_be_less(
        self, before: int, one: int, other: int, symptoms: LegSymptoms | None
    ) -> None:
        order = ["settled", "edge", "rise", "legs"]
        less, more = sorted((one, other))
        came = [order.index(aftermath(session(before, peak, symptoms), EVIDENCE)) for peak in (less, more)]
        assert came == sorted(came)

    @given(maybe, maybe)
    def test_legs_come_first_of_all(self, before: int | None, peak: int | None) -> None:
        assert aftermath(session(before, peak, "spread"), EVIDENCE) == "legs"
