"""Reading what somebody else wrote as JSON, without believing that it has the right shape."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence

Json = Mapping[str, object]

_LARGEST_ID = 2**63
_NONE: Json = {}


def parse(raw: bytes) -> Json:
    """The JSON object in some bytes. Raises ValueError where there is none."""
    try:
        value: object = json.loads(raw)
    except RecursionError:
        raise ValueError("JSON nested too deeply") from None
    except ValueError:
        # The error would carry the document, and with it what somebody wrote.
        raise ValueError("not JSON") from None
    if not isinstance(value, dict):
        raise ValueError("not a JSON object")
    return value


def part(of: Json, name: str) -> Json:
    """The object in a field; an empty one where there is none."""
    value = of.get(name)
    return value if isinstance(value, dict) else _NONE


def items(of: Json, name: str) -> Sequence[object]:
    """The list in a field; an empty one where there is none."""
    value = of.get(name)
    return value if isinstance(value, list) else ()


def words(of: Json, name: str) -> str:
    """The text in a field, or "". NUL goes (PostgreSQL refuses it), and half a surrogate pair
    becomes "?" (nothing can encode it); everything else stays as it was written.
    """
    value = of.get(name)
    if not isinstance(value, str):
        return ""
    return value.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def identifier(of: Json, name: str) -> str:
    """A numeric id in decimal, or "". Telegram's fit in 52 bits, and 63 are allowed for."""
    value = of.get(name)
    if isinstance(value, bool) or not isinstance(value, int):
        return ""
    return str(value) if abs(value) < _LARGEST_ID else ""


def degrees(of: Json, name: str) -> float | None:
    """A latitude or a longitude, or None where there is no sensible one."""
    value = of.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if math.isfinite(value) and abs(value) <= 180 else None
