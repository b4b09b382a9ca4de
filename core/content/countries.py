"""data/countries.toml -> whose emergency numbers and advice lines stand on the care cards."""

from pathlib import Path
from typing import Annotated, Final

from pydantic import Field

from core.content.files import parse, read_toml
from core.model.base import Frozen
from core.model.vocabulary import Status

ELSEWHERE: Final = "XX"
PhoneNumber = Annotated[str, Field(pattern=r"^[0-9][0-9 ]*$")]


class Country(Frozen):
    """One country's numbers. `advice` is empty where there is no advice line for everybody."""

    code: Annotated[str, Field(pattern="^[A-Z]{2}$")]
    emergency: Annotated[tuple[PhoneNumber, ...], Field(min_length=1)]
    advice: tuple[PhoneNumber, ...]
    source: str
    status: Status


class Countries(Frozen):
    countries: Annotated[tuple[Country, ...], Field(min_length=1)]

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(country.code for country in self.countries)

    def of(self, code: str) -> Country:
        """The country of that code; `XX`, elsewhere, where it is not known."""
        by_code = {country.code: country for country in self.countries}
        return by_code.get(code, by_code[ELSEWHERE])


def load_countries(path: Path, faults: list[str]) -> Countries | None:
    """Every country; a code twice, or no entry for elsewhere, is a fault."""
    countries = parse(Countries, read_toml(path, faults), path.name, faults)
    if countries is None:
        return None
    if len(set(countries.codes)) != len(countries.codes):
        faults.append(f"{path.name}: a country stands twice")
    if ELSEWHERE not in countries.codes:
        faults.append(f"{path.name}: {ELSEWHERE} (elsewhere) is missing")
    return countries
