"""`loket check`: everything that can be wrong before the first person writes."""

from __future__ import annotations

import os

from dotenv import dotenv_values
from sqlalchemy.exc import SQLAlchemyError

from bot.channels.telegram.channel import PUBLIC_API, TelegramChannel
from bot.channels.telegram.check import check_telegram, groups_seen
from bot.engine.checks import problems, texts
from bot.engine.text import leaves
from bot.post.errors import NotDone
from bot.privacy.audit import first_broken
from bot.privacy.keycheck import WrongKeys, check_keys
from bot.privacy.vault import Vault
from bot.settings import BadSetting, Settings, load
from bot.speech.catalogues import Catalogues
from bot.store.database import Database
from bot.store.migrate import is_current
from flows import FLOWS


async def check_all() -> list[str]:
    """A line for each problem, which says what to do; empty where all is well."""
    try:
        settings = load()
    except BadSetting as wrong:
        return [str(wrong), *await look_for_group(str(wrong))]
    return [
        *await check_platform(settings),
        *await check_database(settings),
        *check_languages(Catalogues(settings.languages, settings.zone)),
        *check_flows(),
    ]


async def look_for_group(wrong: str) -> list[str]:
    """Where only the group's id is missing: the ids of the groups that the bot has heard of."""
    written = {**dotenv_values(".env"), **os.environ}
    token = written.get("LOKET_TELEGRAM_TOKEN")
    if "LOKET_STAFF_CHAT" not in wrong or not token:
        return []
    root = written.get("LOKET_TELEGRAM_API_URL") or PUBLIC_API
    async with TelegramChannel(token, root) as channel:
        try:
            groups = await groups_seen(channel)
        except NotDone:
            return []
    if not groups:
        return ["To find the group's id: add the bot to the group, write /desk there, check again"]
    return [f"The bot has heard of this group: {group}" for group in groups]


async def check_platform(settings: Settings) -> list[str]:
    """Token, webhook, groups and rights."""
    async with TelegramChannel(settings.telegram_token, settings.telegram_api_url) as channel:
        groups = dict.fromkeys(settings.staff_chat.values())
        return await check_telegram(channel, list(groups), settings.webhook_url)


async def check_database(settings: Settings) -> list[str]:
    """Whether it answers, has today's tables, and fits the keys."""
    database = Database(settings.database_url)
    file = database.file
    if file is not None and not file.parent.is_dir():
        return [f"LOKET_DATABASE_URL is wrong: there is no folder {file.parent}; make it"]
    try:
        if (file is not None and not file.exists()) or not await is_current(database):
            return ["The database has no tables, or old ones: run 'python -m bot migrate'"]
        async with database.begin() as session:
            names = tuple(key.name for key in settings.secret_keys.keys)
            await check_keys(session, Vault(settings.secret_keys), names)
            broken = await first_broken(session)
        if broken is not None:
            return [f"The audit log was changed at line {broken}: find out who could, and keep it"]
    except (SQLAlchemyError, OSError):
        return ["LOKET_DATABASE_URL is wrong, or the database does not answer"]
    except WrongKeys as wrong:
        return [str(wrong)]
    finally:
        await database.close()
    return []


def check_languages(catalogues: Catalogues) -> list[str]:
    """Sentences of the flows that a language does not have (English is shown instead)."""
    said = [leaf for flow in FLOWS.values() for text in texts(flow) for leaf in leaves(text)]
    found = []
    for code in catalogues.codes:
        missing = {text.msgid for text in said if not catalogues.has(text, code)}
        if missing:
            found.append(
                f"{len(missing)} sentences are missing in '{code}': run 'make messages', translate "
                f"locales/{code}, or take it out of LOKET_LANGUAGES"
            )
    return found


def remarks() -> list[str]:
    """What is no problem, and should be known: which languages no native speaker has checked."""
    try:
        settings = load()
    except BadSetting:
        return []
    catalogues = Catalogues(settings.languages, settings.zone)
    drafts = [language.code for language in catalogues.languages if language.draft]
    return [f"Drafts, not checked by a native speaker: {', '.join(drafts)}"] if drafts else []


def check_flows() -> list[str]:
    """What would strand somebody in a flow."""
    return [f"In flows: {line}" for flow in FLOWS.values() for line in problems(flow, FLOWS)]
