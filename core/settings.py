"""Where the data lies, whose emergency numbers are shown at first: LBP_... variables, or a .env file."""

from pathlib import Path
from typing import Annotated, Final

import platformdirs
from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from core.storage.problem import StorageProblem

APP_FOLDER: Final = "lower-back-step-by-step"
FILE_NAME: Final = "lower-back.db"


def _user_folder() -> Path:
    return Path(platformdirs.user_data_dir(APP_FOLDER, appauthor=False))


class Settings(BaseSettings):
    """What can be set. `database_url` takes a URL (`sqlite:////path/x.db`, `postgresql+psycopg://...`) or a file path;
    empty: the file `lower-back.db` in `data_dir`, which is the user's own data folder by default.
    `country`: whose emergency numbers are shown until the person says (GB, US, EU, ...).
    `busy_timeout_ms`: how long a write waits for another program's lock.
    """

    model_config = SettingsConfigDict(
        env_prefix="LBP_", env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    data_dir: Path = Field(default_factory=_user_folder)
    database_url: str = ""
    country: Annotated[str, Field(pattern="^[A-Z]{2}$")] = "GB"
    busy_timeout_ms: Annotated[int, Field(ge=0, le=60_000)] = 20_000

    @field_validator("country", mode="before")
    @classmethod
    def _upper(cls, value: object) -> object:
        return value.strip().upper() if isinstance(value, str) else value

    @property
    def url(self) -> URL:
        """The database's address. Raises StorageProblem `bad_setting` where it cannot be understood."""
        text = self.database_url.strip()
        if not text:
            return URL.create("sqlite", database=str(self.data_dir.expanduser() / FILE_NAME))
        if "://" not in text:
            return URL.create("sqlite", database=str(Path(text).expanduser().absolute()))
        try:
            return make_url(text)
        except ArgumentError as error:
            raise StorageProblem("bad_setting", setting="LBP_DATABASE_URL") from error


def read_settings() -> Settings:
    """The settings of this process. Raises StorageProblem `bad_setting` naming the variable that does not fit."""
    try:
        return Settings()
    except ValidationError as error:
        names = ", ".join(sorted({f"LBP_{str(fault['loc'][0]).upper()}" for fault in error.errors()}))
        raise StorageProblem("bad_setting", setting=names) from error
