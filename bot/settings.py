"""Settings: read once, from the environment (prefix LOKET_) or a .env file, and checked whole."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.addresses import api_root, public_address
from bot.hours import Hours
from bot.hours import parse as parse_hours
from bot.office import SERVICES
from bot.privacy.keyring import KeyRing
from bot.privacy.keyring import parse as parse_ring
from bot.speech.languages import read_languages
from bot.store.address import checked

TOKEN = re.compile(r"\d{5,}:[\w-]{30,}")
GROUP = re.compile(r"-\d+")
HOSTS_THAT_FORGET = ("DYNO", "K_SERVICE")
"""Variables of hosts whose disk never lasts (Heroku, Cloud Run)."""


class Settings(BaseSettings):
    """Everything that an installation decides."""

    model_config = SettingsConfigDict(
        env_prefix="LOKET_", env_file=".env", extra="ignore", hide_input_in_errors=True
    )

    telegram_token: str = Field(repr=False)
    telegram_api_url: str = "https://api.telegram.org"
    staff_chat: Annotated[Mapping[str, str], NoDecode] = Field(repr=False)
    database_url: str = Field("sqlite+aiosqlite:///loket.db", repr=False)
    secret_keys: Annotated[KeyRing, NoDecode] = Field(repr=False)
    languages: Annotated[tuple[str, ...], NoDecode] = Field(
        default_factory=lambda: tuple(read_languages())
    )
    timezone: str = "Europe/Brussels"
    organisation: str
    hours: Annotated[Mapping[str, str], NoDecode] = Field(default_factory=dict)
    http_port: int = Field(8080, ge=1, le=65535)
    webhook_url: str = ""
    erasure_list: str = "loket-erased.txt"

    @field_validator("telegram_token")
    @classmethod
    def _token(cls, written: str) -> str:
        if not TOKEN.fullmatch(written):
            raise ValueError("it is not a bot token; @BotFather gives one like 123456:ABC-DEF…")
        return written

    @field_validator("telegram_api_url")
    @classmethod
    def _api(cls, written: str) -> str:
        return api_root(written)

    @field_validator("staff_chat", mode="before")
    @classmethod
    def _staff(cls, written: object) -> Mapping[str, str]:
        groups = _by_service(str(written), GROUP, "-1001234567890")
        for service in SERVICES:
            if service not in groups:
                raise ValueError(f"'{service}' has no group; write one id for all, or one for each")
        return groups

    @field_validator("database_url")
    @classmethod
    def _database(cls, written: str) -> str:
        url = checked(written)
        if url.get_backend_name() == "sqlite" and (host := _forgetful_host()):
            raise ValueError(
                f"this host ({host} is set) loses its files at each restart; write a "
                "postgresql+asyncpg://… address instead of SQLite"
            )
        return written

    @field_validator("secret_keys", mode="before")
    @classmethod
    def _keys(cls, written: object) -> KeyRing:
        return written if isinstance(written, KeyRing) else parse_ring(str(written))

    @field_validator("languages", mode="before")
    @classmethod
    def _languages(cls, written: object) -> tuple[str, ...]:
        codes = _listed(written)
        known = read_languages()
        for code in codes:
            if code not in known:
                raise ValueError(f"there is no language '{code}'; there are {', '.join(known)}")
        if not codes:
            raise ValueError("name at least one, like en,fr,nl,ar")
        return codes

    @field_validator("timezone")
    @classmethod
    def _timezone(cls, written: str) -> str:
        try:
            ZoneInfo(written)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError("it is no time zone; write one like Europe/Brussels") from None
        return written

    @field_validator("organisation")
    @classmethod
    def _organisation(cls, written: str) -> str:
        if not written.strip():
            raise ValueError("it is empty; write whose bot this is, like Helpdesk Brussels")
        return written.strip()

    @field_validator("hours", mode="before")
    @classmethod
    def _hours(cls, written: object) -> Mapping[str, str]:
        by_service = _by_service(str(written or ""), None, "Mon-Fri 09:00-17:00", separator=";")
        for hours in by_service.values():
            parse_hours(hours, ZoneInfo("UTC"))
        return by_service

    @field_validator("webhook_url")
    @classmethod
    def _webhook(cls, written: str) -> str:
        return public_address(written)

    @property
    def one_process(self) -> bool:
        """Whether the database can have one serving process only."""
        return checked(self.database_url).get_backend_name() == "sqlite"

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which everything is decided."""
        return ZoneInfo(self.timezone)

    def hours_by_service(self) -> dict[str, Hours]:
        """When a human reads, by service."""
        return {service: parse_hours(each, self.zone) for service, each in self.hours.items()}


class BadSetting(Exception):
    """One line that says which setting, why, and what to write instead."""


def load() -> Settings:
    """Read the settings. Raises BadSetting with one line for the first that is wrong."""
    try:
        return Settings()  # type: ignore[call-arg]
    except ValidationError as wrong:
        raise BadSetting(_line(wrong)) from None


EXAMPLES = {
    "telegram_token": "the token that @BotFather gave you",
    "staff_chat": "the staff group's id, like -1001234567890",
    "secret_keys": "a key; 'python -m bot keys new' prints one",
    "organisation": "whose bot this is, like Helpdesk Brussels",
}


def _line(wrong: ValidationError) -> str:
    first = wrong.errors(include_url=False, include_input=False)[0]
    name = str(first["loc"][0])
    if first["type"] == "missing":
        return f"LOKET_{name.upper()} is missing: set it to {EXAMPLES[name]}"
    reason = str(first["msg"]).removeprefix("Value error, ")
    if name == "http_port":
        reason = "it is no port; write a number from 1 to 65535, like 8080"
    return f"LOKET_{name.upper()} is wrong: {reason}"


def _forgetful_host() -> str:
    return next((name for name in HOSTS_THAT_FORGET if name in os.environ), "")


def _listed(written: object) -> tuple[str, ...]:
    parts = written if isinstance(written, tuple | list) else str(written).split(",")
    return tuple(str(part).strip() for part in parts if str(part).strip())


def _by_service(
    written: str, pattern: re.Pattern[str] | None, example: str, separator: str = ","
) -> dict[str, str]:
    """`value` for all services, or `legal=value,centre=value,…`."""
    if not written.strip():
        return {}
    if "=" not in written:
        values = dict.fromkeys(SERVICES, written.strip())
    else:
        pairs = (part.partition("=") for part in written.split(separator) if part.strip())
        values = {name.strip(): value.strip() for name, _, value in pairs}
    for name, value in values.items():
        if name not in SERVICES:
            raise ValueError(f"'{name}' is no service; the services are {', '.join(SERVICES)}")
        if pattern and not pattern.fullmatch(value):
            raise ValueError(f"'{name}' needs a value like {example}")
    return values
