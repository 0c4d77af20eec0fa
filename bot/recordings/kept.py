"""Recordings as they are kept: the file stays at the channel, its id is sealed with a key of its
own. wanted: a volunteer is about to read it; heard: they have, and listen to it; accepted.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.office import Office
from bot.privacy.audit import note
from bot.privacy.vault import Place
from bot.store.tables import Recording, VaultKey

BELIEVED = timedelta(minutes=1)
"""So long it is believed that the recordings are the same."""

PATIENCE = timedelta(hours=1)
"""So long a volunteer's next voice note is the sentence that they chose."""


async def refresh(session: AsyncSession, office: Office) -> None:
    """Look again which recordings there are, now and then."""
    recorded, now = office.recorded, office.now()
    if recorded.read_at is None or now - recorded.read_at >= BELIEVED:
        accepted = Recording.state == "accepted"
        rows = await session.execute(select(Recording.language, Recording.text).where(accepted))
        recorded.heard = frozenset((language, text) for language, text in rows)
        recorded.read_at = now


async def want(
    session: AsyncSession, office: Office, volunteer: UUID, language: str, text: str
) -> None:
    """The next voice note of a volunteer is this sentence."""
    await _forget(session, Recording.volunteer_id == volunteer, Recording.state != "accepted")
    session.add(
        Recording(
            id=uuid4(),
            language=language,
            text=text,
            state="wanted",
            volunteer_id=volunteer,
            at=office.now(),
        )
    )


async def wanted_by(session: AsyncSession, volunteer: UUID, now: datetime) -> Recording | None:
    """The sentence that a volunteer is about to read aloud."""
    query = select(Recording).where(
        Recording.volunteer_id == volunteer,
        Recording.state == "wanted",
        Recording.at > now - PATIENCE,
    )
    return (await session.scalars(query.limit(1))).one_or_none()


def keep(session: AsyncSession, office: Office, recording: Recording, file: str) -> None:
    """They have read it."""
    key, kept = office.vault.new_key(recording.id)
    session.add(VaultKey(holder=recording.id, ring_key=kept.ring_key, wrapped=kept.wrapped))
    recording.file = key.seal(file.encode(), Place("recording", "file", recording.id))
    recording.state, recording.at = "heard", office.now()


async def accept(session: AsyncSession, office: Office, recording: Recording) -> None:
    """From now on people can hear it, in the place of an earlier one."""
    await _forget(
        session,
        Recording.language == recording.language,
        Recording.text == recording.text,
        Recording.state == "accepted",
    )
    recording.state, recording.at = "accepted", office.now()
    office.recorded.read_at = None
    note(session, "recorded", office.now(), actor=recording.volunteer_id, subject=recording.id)


async def remove(session: AsyncSession, office: Office, recording: Recording, by: UUID) -> None:
    """Nobody hears it any more."""
    note(session, "recording deleted", office.now(), actor=by, subject=recording.id)
    await _forget(session, Recording.id == recording.id)
    office.recorded.read_at = None


async def of_language(session: AsyncSession, language: str) -> dict[str, Recording]:
    """The accepted recordings of a language, by the key of their sentence."""
    query = select(Recording).where(Recording.language == language, Recording.state == "accepted")
    return {each.text: each for each in await session.scalars(query)}


async def file_of(session: AsyncSession, office: Office, recording: Recording) -> str:
    """The channel's own reference to the voice note."""
    key = await office.people.key_of(session, recording.id)
    return key.open(recording.file or b"", Place("recording", "file", recording.id)).decode()


async def files_of(
    session: AsyncSession, office: Office, language: str, texts: Sequence[str]
) -> list[str] | None:
    """The voice notes of some sentences; None where one is missing."""
    known = await of_language(session, language)
    if not all(text in known for text in texts):
        return None
    return [await file_of(session, office, known[text]) for text in texts]


async def _forget(session: AsyncSession, *which: object) -> None:
    query = select(Recording).where(*which)  # type: ignore[arg-type]
    for each in await session.scalars(query):
        await session.execute(delete(VaultKey).where(VaultKey.holder == each.id))
        await session.delete(each)
    await session.flush()
