"""What is sent where somebody has no microphone and no camera at hand."""

from __future__ import annotations

import io
import struct
import wave
import zlib
from collections.abc import Iterator

from bot.demo.samples import HEIGHT, WIDTH, photo, voice


def test_the_voice_is_three_seconds_of_sound() -> None:
    with wave.open(io.BytesIO(voice())) as file:
        assert file.getnframes() / file.getframerate() == 3
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
        samples = [each for (each,) in struct.iter_unpack("<h", file.readframes(10**6))]
    second = file.getframerate()
    for begun in range(0, len(samples), second):
        assert max(map(abs, samples[begun : begun + second])) > 1000, "a silent second"
    assert max(map(abs, samples)) < 32767, "too loud: it crackles"


def chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The parts of a PNG; each checksum is checked."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    at = 8
    while at < len(data):
        (length,) = struct.unpack_from(">I", data, at)
        body = data[at + 4 : at + 8 + length]
        (checksum,) = struct.unpack_from(">I", data, at + 8 + length)
        assert checksum == zlib.crc32(body)
        yield body[:4], body[4:]
        at += 12 + length


def test_the_photo_is_a_picture_of_its_size() -> None:
    parts = list(chunks(photo()))
    assert [kind for kind, _ in parts] == [b"IHDR", b"IDAT", b"IEND"]
    width, height, depth, colours, *_ = struct.unpack(">IIBBBBB", parts[0][1])
    assert (width, height, depth, colours) == (WIDTH, HEIGHT, 8, 2)
    pixels = zlib.decompress(parts[1][1])
    line = 1 + 3 * WIDTH
    assert len(pixels) == line * HEIGHT
    assert {pixels[at] for at in range(0, len(pixels), line)} == {0}, "each line is unfiltered"
    assert len({pixels[at : at + 3] for at in range(1, line, 3)}) == 1, "the edge is the table"
    middle = pixels[line * 95 + 1 : line * 96]
    assert len({middle[at : at + 3] for at in range(0, len(middle), 3)}) > 2, (
        "and there is a letter"
    )
