"""Settings: a wrong or missing one is one line that says which, why, and what to write."""

from __future__ import annotations

import base64
import os
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.privacy.keyring import new_key
from bot.settings import HOSTS_THAT_FORGET, BadSetting, load
from bot.speech.languages import read_languages

TOKEN = "7000000001:local-token-that-opens-nothing"
KEY = f"1:{base64.urlsafe_b64encode(bytes(range(32))).decode()}"
"""Always the same: tests are named after it, and must have one name in every process."""
GOOD = {
    "TELEGRAM_TOKEN": TOKEN,
    "STAFF_CHAT": "-1002000000001",
    "SECRET_KEYS": KEY,
    "ORGANISATION": "Helpdesk Brussels",
}


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting comes from where the tests run."""
    for name in list(os.environ):
        if name.startswith("LOKET_") or name in HOSTS_THAT_FORGET:
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def write(monkeypatch: pytest.MonkeyPatch, settings: Mapping[str, str]) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(f"LOKET_{name}", value)


def test_four_settings_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    write(monkeypatch, GOOD)
    settings = load()
    assert settings.telegram_api_url == "https://api.telegram.org"
    assert settings.database_url == "sqlite+aiosqlite:///loket.db"
    assert settings.languages == tuple(read_languages())
    assert settings.zone.key == "Europe/Brussels"
    assert settings.http_port == 8080
    assert settings.hours_by_service() == {}
    assert [key.name for key in settings.secret_keys.keys] == ["1"]


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("TELEGRAM_TOKEN", "the token that @BotFather gave you"),
        ("STAFF_CHAT", "the staff group's id, like -1001234567890"),
        ("SECRET_KEYS", "a key; 'python -m bot keys new' prints one"),
        ("ORGANISATION", "whose bot this is, like Helpdesk Brussels"),
    ],
)
def test_a_missing_setting_is_named_with_what_to_set(
    monkeypatch: pytest.MonkeyPatch, name: str, what: str
) -> None:
    write(monkeypatch, {key: value for key, value in GOOD.items() if key != name})
    with pytest.raises(BadSetting) as missing:
        load()
    assert str(missing.value) == f"LOKET_{name} is missing: set it to {what}"


SECRET = "do-not-repeat-this-" * 3
WRONG = [
    ("TELEGRAM_TOKEN", SECRET, "@BotFather gives one like 123456:ABC"),
    ("TELEGRAM_TOKEN", "", "it is not a bot token"),
    ("TELEGRAM_TOKEN", f" {TOKEN}", "it is not a bot token"),
    ("TELEGRAM_API_URL", "api.telegram.org", "write https://api.telegram.org"),
    ("TELEGRAM_API_URL", "https://", "write https://api.telegram.org"),
    ("WEBHOOK_URL", SECRET, "Telegram cannot reach it; write https://bot.example.org"),
    ("WEBHOOK_URL", "http://bot.example.org", "Telegram cannot reach it"),
    ("WEBHOOK_URL", "https://bot.example.org:8080", "the port may be 443, 80, 88 or 8443"),
    ("WEBHOOK_URL", "https://bot.example.org:0", "Telegram cannot reach it"),
    ("WEBHOOK_URL", f"https://u:{SECRET}@bot.example.org", "Telegram cannot reach it"),
    ("WEBHOOK_URL", f"https://bot.example.org/?a={SECRET}", "Telegram cannot reach it"),
    ("WEBHOOK_URL", "https://[bot", "Telegram cannot reach it"),
    ("STAFF_CHAT", "", "write one id for all, or one for each"),
    ("STAFF_CHAT", "the group", "needs a value like -1001234567890"),
    ("STAFF_CHAT", "5000000001", "needs a value like -1001234567890"),
    ("STAFF_CHAT", "legal=-1,centre=-2", "'followup' has no group"),
    ("STAFF_CHAT", "legal=-1,centre=-2,followup=-3,shop=-4", "'shop' is no service"),
    ("STAFF_CHAT", "legal=-1,centre=x,followup=-3", "'centre' needs a value like"),
    ("DATABASE_URL", SECRET, "write sqlite+aiosqlite:///loket.db"),
    ("DATABASE_URL", f"sqlite:///{SECRET}", "write sqlite+aiosqlite:///file or postgresql"),
    ("DATABASE_URL", f"postgresql://u:{SECRET}@h/d", "or postgresql+asyncpg://"),
    ("DATABASE_URL", "sqlite+aiosqlite://", "it names no file"),
    ("DATABASE_URL", "sqlite+aiosqlite:///:memory:", "it names no file"),
    ("SECRET_KEYS", "", "write one with 'python -m bot keys new'"),
    ("SECRET_KEYS", SECRET, "each key is written as name:base64"),
    ("SECRET_KEYS", f"{SECRET}:1", "each key is written as name:base64"),
    ("SECRET_KEYS", f"1:{SECRET}", "the key called '1'"),
    ("SECRET_KEYS", f"{KEY},{KEY}", "two of its keys have the same name"),
    ("LANGUAGES", "en,xx", "there is no language 'xx'; there are en, fr"),
    ("LANGUAGES", " , ", "name at least one, like en,fr,nl,ar"),
    ("TIMEZONE", "Brussels", "write one like Europe/Brussels"),
    ("TIMEZONE", "Europe", "write one like Europe/Brussels"),
    ("TIMEZONE", "../etc/passwd", "write one like Europe/Brussels"),
    ("ORGANISATION", " ", "write whose bot this is, like Helpdesk Brussels"),
    ("HOURS", "always", "is not like 'Mon-Fri 09:00-17:00'"),
    ("HOURS", "legal=Mon-Fri 17:00-09:00", "ends before it begins"),
    ("HOURS", "shop=Mon-Fri 09:00-17:00", "'shop' is no service; the services are legal"),
    ("HTTP_PORT", "http", "write a number from 1 to 65535"),
    ("HTTP_PORT", "0", "write a number from 1 to 65535"),
    ("HTTP_PORT", "70000", "write a number from 1 to 65535"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "written", "why"), WRONG)
def test_a_wrong_setting_is_one_line_that_names_it_says_why_and_what_to_write(
    monkeypatch: pytest.MonkeyPatch, name: str, written: str, why: str
) -> None:
    write(monkeypatch, {**GOOD, name: written})
    with pytest.raises(BadSetting) as wrong:
        load()
    line = str(wrong.value)
    assert line.startswith(f"LOKET_{name} is wrong: ")
    assert why in line
    assert "\n" not in line
    assert SECRET not in line
    assert KEY not in line
    assert wrong.value.__suppress_context__


def test_a_group_for_each_service(monkeypatch: pytest.MonkeyPatch) -> None:
    write(monkeypatch, {**GOOD, "STAFF_CHAT": "legal=-1, centre=-2, followup=-3"})
    assert load().staff_chat == {"legal": "-1", "centre": "-2", "followup": "-3"}


def test_one_group_for_all_services(monkeypatch: pytest.MonkeyPatch) -> None:
    write(monkeypatch, GOOD)
    assert set(load().staff_chat.values()) == {"-1002000000001"}


def test_hours_are_for_all_services_or_for_each(monkeypatch: pytest.MonkeyPatch) -> None:
    write(monkeypatch, {**GOOD, "HOURS": "Mon-Fri 09:00-17:00, Sat 10:00-12:00"})
    assert set(load().hours_by_service()) == {"legal", "centre", "followup"}
    monkeypatch.setenv("LOKET_HOURS", "legal=Mon 09:00-12:00; centre=Mon-Sun 07:00-20:00")
    hours = load().hours_by_service()
    assert set(hours) == {"legal", "centre"}
    assert hours["legal"].zone.key == "Europe/Brussels"


def test_several_keys_are_read_newest_first(monkeypatch: pytest.MonkeyPatch) -> None:
    write(monkeypatch, {**GOOD, "SECRET_KEYS": f"{new_key('2026')}, {new_key('2025')}"})
    assert [key.name for key in load().secret_keys.keys] == ["2026", "2025"]


def test_a_file_called_env_is_read_and_the_environment_goes_before_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    lines = [f"LOKET_{name}={value}" for name, value in GOOD.items()]
    (tmp_path / ".env").write_text("\n".join([*lines, "SOMETHING_ELSE=1"]))
    assert load().organisation == "Helpdesk Brussels"
    monkeypatch.setenv("LOKET_ORGANISATION", "Another")
    assert load().organisation == "Another"


@pytest.mark.parametrize("host", HOSTS_THAT_FORGET)
def test_sqlite_is_refused_on_a_host_whose_disk_does_not_last(
    monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    write(monkeypatch, {**GOOD, "DATABASE_URL": "sqlite+aiosqlite:///loket.db"})
    monkeypatch.setenv(host, "web.1")
    with pytest.raises(BadSetting, match=rf"LOKET_DATABASE_URL is wrong: this host \({host} is"):
        load()


@pytest.mark.parametrize("host", HOSTS_THAT_FORGET)
def test_sqlite_is_refused_there_also_when_nothing_was_written(
    monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    write(monkeypatch, GOOD)
    monkeypatch.setenv(host, "web.1")
    with pytest.raises(BadSetting, match="LOKET_DATABASE_URL"):
        load()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("", ""),
        ("https://bot.example.org/", "https://bot.example.org"),
        ("https://bot.example.org:8443/loket", "https://bot.example.org:8443/loket"),
    ],
)
def test_where_telegram_finds_the_webhook_is_an_address_or_nothing(
    monkeypatch: pytest.MonkeyPatch, written: str, meant: str
) -> None:
    write(monkeypatch, {**GOOD, "WEBHOOK_URL": written})
    assert load().webhook_url == meant


def test_settings_that_are_printed_show_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    write(monkeypatch, {**GOOD, "DATABASE_URL": f"sqlite+aiosqlite:///{SECRET}.db"})
    printed = repr(load())
    for secret in (TOKEN, KEY.partition(":")[2], "-1002000000001", SECRET):
        assert secret not in printed


def test_postgresql_without_its_package_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "asyncpg", None)
    write(monkeypatch, {**GOOD, "DATABASE_URL": f"postgresql+asyncpg://u:{SECRET}@h/d"})
    with pytest.raises(BadSetting, match=r"pip install 'loket\[postgres\]'") as wrong:
        load()
    assert SECRET not in str(wrong.value)
