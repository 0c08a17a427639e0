"""What a spreadsheet program shows of a number under a number format, and whether a person reads the same number there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Final

from mzgz.language.units_of_measure import unit_at

_PIECE: Final = re.compile(r'"([^"]*)"?|[\\!](.)|[_*](.)|\[([^\]]*)\]|(General|G/通用格式)|(.)', re.IGNORECASE)
_CONDITION: Final = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[0-9.]+)")
_NUMBER: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_HEDGED: Final = re.compile(r"[约近超逾余多<>＜＞≤≥≈~]|不足|以[上下]|左右")
"""What makes another statement of a number."""
_SCALES: Final = "十百千万亿"
_PERCENT: Final = "%％‰"
_SHARE: Final = re.compile(r"个?百分点|成(?!年)|倍|分之")
"""Behind a number they make it a share, or a change, of something."""
_PLACES: Final = "0#?"
_AS_HELD: Final = ("general", "", "@", "g/通用格式")
_KEPT: Final = Decimal("0.00005")
"""What no column is wide enough to show is nothing to tell."""


@dataclass(frozen=True, slots=True)
class _FormatPiece:
    """A literal text, or one sign that means something."""

    text: str
    literal: bool


def is_date_format(code: str) -> bool:
    """Whether a number under this format is shown as a day or a time."""
    bare = re.sub(r'"[^"]*"|[\\!_*].|\[(?!h+\]|m+\]|s+\])[^\]]*\]|General', "", code, flags=re.IGNORECASE)
    return re.search(r"[dmhys]", bare.split(";")[0], re.IGNORECASE) is not None


def shown(value: Decimal, code: str) -> str:
    """The text in the cell; the bare number where the format is of a kind that is not drawn here."""
    pieces = _pieces(_section(value, code))
    signs = {piece.text for piece in pieces if not piece.literal}
    if signs & {"E", "e", "/", "@"}:
        return f"{abs(value):f}"
    if not signs & set(_PLACES):
        return "".join(piece.text for piece in pieces if piece.literal)
    return _filled(abs(value), pieces)


def misread(value: Decimal, code: str, measure: str = "") -> str | None:
    """What the cell shows, where a person reads another number there than the one it holds; None where it is the same.

    `measure` is the unit the figure is asked in: under 万元 the sign 万 behind a number belongs to the unit.
    """
    if code.lower() in _AS_HELD:
        return None
    text = shown(value, code)
    if not value:  # a nought may be shown as a stroke, but not as nothing
        return None if text.strip() else "空白"
    match = _NUMBER.search(text.replace(",", ""))
    if match is None:
        return text.strip() or "空白"
    bare = text.replace(",", "")
    before, behind = bare[: match.start()].strip(), bare[match.end() :].strip()
    turned = value > 0 and (before.endswith(("-", "－", "−")) or (before.endswith("(") and behind.startswith(")")))
    if turned or behind[:1] in tuple("+＋") or _HEDGED.search(before + behind[:2]):
        return text
    if _SHARE.match(behind) and not (measure and behind.startswith(measure)):
        return text
    if behind[:1] in tuple(_PERCENT) or (behind[:1] in tuple(_SCALES) and not measure.startswith(behind[:1])):
        return text
    if measure and (unit := unit_at(behind, 0)) and not measure.startswith(unit):
        return text  # 562元 in a cell that asks for 万元
    read = Decimal(match[0])
    places = Decimal(1).scaleb(-len(match[0].partition(".")[2]))
    return None if abs(read - abs(value)) <= places / 2 else text


def rounded(value: Decimal, code: str) -> str | None:
    """The number a cell shows, where its format leaves out decimals that it holds."""
    if code.lower() in _AS_HELD:
        return None
    match = _NUMBER.search(shown(value, code).replace(",", ""))
    return match[0] if match and abs(Decimal(match[0]) - abs(value)) > _KEPT else None


def _section(value: Decimal, code: str) -> str:
    """The part of the format that holds for the value."""
    sections = [match[0] for match in re.finditer(r'(?:(?:"[^"]*"?|[\\!_*].|[^;"])+|(?<=;)(?=;|$)|^(?=;))', code)] or [
        ""
    ]
    for section in sections:
        condition = re.search(r"\[" + _CONDITION.pattern + r"\]", section)
        if condition and _holds(value, condition[1], condition[2]):
            return section
    plain = [section for section in sections if not re.search(r"\[[<>=]", section)] or sections
    place = 0 if value > 0 or len(plain) < 2 else 1 if value < 0 else min(2, len(plain) - 1)
    return plain[-1] if len(plain) < len(sections) else plain[place]


def _holds(value: Decimal, sign: str, bound: str) -> bool:
    try:
        limit = Decimal(bound)
    except InvalidOperation:
        return False
    order = (value > limit) - (value < limit)
    return order in {"<": (-1,), ">": (1,), "=": (0,), "<=": (-1, 0), ">=": (0, 1), "<>": (-1, 1)}[sign]


def _pieces(section: str) -> list[_FormatPiece]:
    found: list[_FormatPiece] = []
    for quoted, escaped, padding, bracket, general, sign in _PIECE.findall(section):
        if quoted or escaped:
            found.append(_FormatPiece(quoted or escaped, True))
        elif bracket.startswith("$"):
            found.append(_FormatPiece(bracket[1:].partition("-")[0], True))
        elif general:
            found.append(_FormatPiece("#", False))
        elif sign and not padding and sign != '"':
            meant = sign in "0#?.,%Ee/@"
            found.append(_FormatPiece(sign, not meant))
    return found


def _filled(value: Decimal, pieces: list[_FormatPiece]) -> str:
    """The digits of the value put into the places, from the point outwards."""
    point = next((at for at, piece in enumerate(pieces) if not piece.literal and piece.text == "."), len(pieces))
    places = [at for at, piece in enumerate(pieces) if not piece.literal and piece.text in _PLACES]
    whole = [at for at in places if at < point]
    decimals = [at for at in places if at > point]
    last = places[-1]
    commas = [at for at, piece in enumerate(pieces) if not piece.literal and piece.text == ","]
    scaling = sum(at > last or (bool(whole) and whole[-1] < at < point) for at in commas)
    percent = sum(not piece.literal and piece.text == "%" for piece in pieces)
    number = value * 100**percent / Decimal(1000) ** scaling
    free = any(piece.text == "#" for piece in pieces) and len(pieces) <= 2 and point == len(pieces) and not scaling
    exact = number if free else number.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    digits, _, rest = f"{exact:f}".partition(".")
    texts = dict(zip(decimals, rest, strict=False))
    digits = digits if any(pieces[at].text == "0" for at in whole) else digits.lstrip("0")
    for at in reversed(whole):
        texts[at], digits = (digits[-1:], digits[:-1]) if at != whole[0] else (digits, "")
    if free and rest and whole:
        texts[whole[-1]] += f".{rest}"
    drawn = [
        texts.get(at, piece.text if piece.literal or piece.text in ".%" else "") for at, piece in enumerate(pieces)
    ]
    return "".join(drawn)
