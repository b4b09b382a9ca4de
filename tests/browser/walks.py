"""The ways through the app that a person takes: the questions, a check-in, an ankle test."""

import re
from typing import Final

from tests.browser.person import Person

# The person of the contract's example, near enough: sitting and bending hurt, standing and walking ease.
WORSE: Final = ("sitting", "bending_forward", "rising_from_chair", "lifting", "driving")
BETTER: Final = ("standing", "walking", "lying_on_stomach")
JUST_SAVED: Final = re.compile(r"^Saved at \d")
FLAG_PAGES: Final = (
    "Numbness, bladder and bowel",
    "Accidents and sudden pain",
    "Illness and unusual pain",
    "What you know about your back",
    "Your general health",
)


def no_warning_signs(person: Person) -> Person:
    for title in FLAG_PAGES:
        person.sees_title(title).press("None of these")
    return person


def pain(person: Person, now: str = "4") -> Person:
    person.sees_title("Your pain")
    person.choose("intake_pain_now", now).choose("intake_pain_average", "5").choose("intake_pain_worst", "7")
    person.choose("intake_pain_trend", "About the same").choose("intake_pain_place", "Low back, middle")
    return person.press("Continue")


def story(person: Person) -> Person:
    person.sees_title("You and this pain").type("intake_duration", "8").type("intake_birth_year", "1988")
    return person.choose("intake_about_pain", "I have seen a doctor, physio or nurse about it").press("Continue")


def positions(person: Person) -> Person:
    person.sees_title("What makes it worse or better")
    for name in WORSE:
        person.choose(f"intake_positions_{name}", "Worse")
    for name in BETTER:
        person.choose(f"intake_positions_{name}", "Better")
    return person.settled().press("The rest makes no difference")


def daily_life(person: Person) -> Person:
    person.sees_title("Two gentle movements to try").press("Skip this")
    return days_and_nights(person)


def days_and_nights(person: Person) -> Person:
    person.sees_title("Your usual day and night")
    person.type("intake_sitting_hours", "9").type("intake_sitting_longest", "150").type("intake_sleep_hours", "6.5")
    person.choose("intake_work_day", "At a desk").choose("intake_sleep_quality", "5").choose("intake_stress", "6")
    person.choose("intake_about_you", "None of these").press("Continue")
    person.sees_title("Your usual week")
    person.type("intake_moderate_minutes", "60").type("intake_vigorous_minutes", "0")
    person.choose("intake_strength_days", "0").choose("intake_stretch_days", "0")
    return person.choose("intake_training", "I have done some").choose("intake_sports", "Tennis").press("Continue")


def what_suits(person: Person) -> Person:
    person.sees_title("Ankle test").press("Skip: not measured")
    person.sees_title("What suits you").choose("intake_cannot", "I can do all of these")
    return person.choose("intake_equipment", "Mat", "Exercise band").press("Continue")


def until_the_check(person: Person) -> Person:
    """Every question answered; the person is on the first page of them already."""
    no_warning_signs(person)
    pain(person)
    story(person)
    positions(person)
    daily_life(person)
    what_suits(person)
    return person.sees_title("Check your answers")


def intake(person: Person) -> Person:
    """From the first page of the questions to the routine."""
    return until_the_check(person).press("Make my routine").sees_title("Your routine")


def check_in(person: Person, pain_average: int, day: str) -> Person:
    """Pain and a press: the shortest check-in. `day` is the server's day, which is in the widgets' keys."""
    person.open("check-in").sees_title("Check-in")
    person.choose(f"check_in_pain_average_{day}", str(pain_average)).press("Save")
    return person.sees(JUST_SAVED)


def ankle_test(person: Person, left: str, right: str, day: str) -> Person:
    person.open("ankle").sees_title("Ankle test")
    person.type(f"ankle_left_0_{day}_cm", left).type(f"ankle_right_0_{day}_cm", right)
    return person.press("Save the test").sees(JUST_SAVED)
