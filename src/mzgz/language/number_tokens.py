"""A number as written, in digits or hanzi, with 万 and 亿 multiplied out and the worth of its last digit."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Final, NamedTuple

from mzgz.language.character_folding import GLUE
from mzgz.language.hanzi_numerals import HANZI, HANZI_DIGITS, parse_digits, parse_hanzi
from mzgz.language.pattern_search import expression
from mzgz.language.units_of_measure import SCALES

MOST_DIGITS: Final = 18
"""No figure of a bureau is longer; a longer run is a number of another sort."""

_ARABIC: Final = expression(r"[0-9](?:[0-9]|[.,](?=[0-9])| (?=[0-9]{3}(?![0-9.,]| [0-9]{1,2}(?![0-9])))){0,40}")
_REST: Final = expression(r"[0-9.,]*[0-9]")
_PLAIN: Final = expression(r"[0-9]+(?:\.[0-9]+)?")
_GROUPED: Final = expression(r"[1-9][0-9]{0,2}(?:(?:,[0-9]{3})+|(?: [0-9]{3})+)(?:\.[0-9]+)?")
_SCALE: Final = expression(r" ?([十百千]?[万亿]亿?|十亿|[百千](?![分克米瓦伏帕姓]))")
_WITHIN: Final = expression(r"([多余])(十万|百万|千万|十亿|百亿|千亿|[万亿])")
_HANZI: Final = expression(rf"[{HANZI}]+")
_POINT: Final = expression(rf"点([{HANZI_DIGITS.replace('两', '')}]{{1,12}})(?![十百千])")
_TAIL: Final = expression(r"[十百千万亿]+$")


class Token(NamedTuple):
    """`step` is the worth of the last digit, `gap` of the last digit that is not zero; `scaled` after 万 or 亿.

    `bare` numerals begin with 百, 千 or 万 and no digit; `fault` says in Chinese why it cannot be read.
    """

    end: int
    value: Fraction = Fraction(0)
    decimals: int = 0
    step: Fraction = Fraction(1)
    gap: Fraction = Fraction(1)
    hanzi: bool = False
    scaled: bool = False
    odd: bool = False
    bare: bool = False
    fault: str = ""


def token_at(text: str, place: int) -> Token | None:
    """The number that begins at `place`; its end is past the whole run even where it cannot be read."""
    if "0" <= text[place : place + 1] <= "9":
        return _arabic(text, place)
    run = _HANZI.match(text, place)
    return _hanzi(text, place, run.end()) if run else None


_ONE: Final = Fraction(1)


def _arabic(text: str, place: int) -> Token:
    written, end = _written(text, place)
    if text[end : end + 1] == GLUE or text[place - 1 : place] == GLUE:
        return Token(end, fault="带上标、分数等记号")
    digits = written.replace(",", "").replace(" ", "")
    if written[:1] == "0" and written[1:2] not in ("", "."):
        return Token(end, fault="编号")
    if not (_PLAIN.fullmatch(written) or _GROUPED.fullmatch(written)):
        return Token(end, fault="写法不明的数")
    if len(digits) > MOST_DIGITS:
        return Token(end, fault="位数过多")
    if digits.isdecimal():
        return _scale(text, Token(end, Fraction(int(digits)), 0, _ONE, Fraction(_zeros(int(digits)))))
    decimals = len(digits.partition(".")[2])
    step, whole = Fraction(1, 10**decimals), int(digits.replace(".", ""))
    return _scale(text, Token(end, whole * step, decimals, step, step * _zeros(whole)))


def _written(text: str, place: int) -> tuple[str, int]:
    """The digits with their separators; a space joins only groups of three."""
    match = _ARABIC.match(text, place)
    written = match[0] if match else ""
    if rest := _REST.match(text, place + len(written)):
        return text[place : rest.end()], rest.end()
    if " " in written and not _GROUPED.fullmatch(written):
        written = written.partition(" ")[0]
    return written, place + len(written)


def lowest_place(value: Fraction, step: Fraction) -> Fraction:
    """The step of the last digit that is not 0: 100 of 1500 counted in ones."""
    steps = value / step
    if not steps or steps.denominator != 1:
        return step
    return step * _zeros(steps.numerator)


def _zeros(whole: int) -> int:
    """100 for 1500, 1 for 0."""
    count = 1
    while whole and whole % (count * 10) == 0:
        count *= 10
    return count


def _scale(text: str, token: Token) -> Token:
    """12万, 3万5千, 30多万."""
    if within := _WITHIN.match(text, token.end):
        return _times(token, within[2])._replace(end=within.end(), odd=True, scaled=False)
    match = _SCALE.match(text, token.end)
    if not match or match[1] not in SCALES:
        return token
    scaled = _times(token, match[1])._replace(end=match.end())
    return _add_lower(text, scaled)


def _times(token: Token, mark: str) -> Token:
    size = SCALES[mark]
    step = token.step * size
    return token._replace(value=token.value * size, step=step, gap=lowest_place(token.value * size, step), scaled=True)


def _add_lower(text: str, token: Token) -> Token:
    """The 5千 of 3万5千, the 2000万 of 1亿2000万."""
    if token.decimals or not "0" <= text[token.end : token.end + 1] <= "9":
        return token
    lower = _arabic(text, token.end)
    if lower.fault or lower.decimals or lower.odd or lower.value >= token.step:
        return lower._replace(fault="写法不明的数")
    return lower._replace(value=token.value + lower.value, scaled=lower.scaled)


def _hanzi(text: str, place: int, end: int) -> Token:
    run = text[place:end]
    if text[end : end + 1] == "几" or text[place - 1 : place] in ("几", "数"):
        return Token(end, hanzi=True, fault="概数")
    bare = run[0] in "百千万亿"
    value = parse_hanzi("一" + run if bare else run)
    if value is None and len(run) > 2 and set(run) & set("〇零○"):
        value = parse_digits(run)
    if value is None:
        return Token(end, hanzi=True, fault=_why(run))
    token = Token(
        end, Fraction(value), 0, _spoken_step(run), lowest_place(Fraction(value), Fraction(1)), True, bare=bare
    )
    return _scale_hanzi(text, token._replace(scaled=token.step > 1))


def _why(run: str) -> str:
    digits = [parse_digits(char) for char in run]
    neighbours = any(a and b and b - a == 1 for a, b in pairwise(digits))
    return "概数" if neighbours else "不是完整的数"


def _spoken_step(run: str) -> Fraction:
    """十二万 is said to 10000; below 万 every number is taken as said to the last one."""
    tail = _TAIL.search(run)
    if not tail or not set(run) & set("万亿"):
        return Fraction(1)
    step = 1
    for mark in tail[0]:
        step *= SCALES[mark]
    return Fraction(step)


def _scale_hanzi(text: str, token: Token) -> Token:
    """五点六, 二点三万, 二十多万."""
    if within := _WITHIN.match(text, token.end):
        return _times(token, within[2])._replace(end=within.end(), odd=True, scaled=False)
    match = _POINT.match(text, token.end)
    if not match or token.scaled:
        return token
    digits = str(parse_digits(match[1])).zfill(len(match[1]))
    step = Fraction(1, 10 ** len(digits))
    token = token._replace(
        end=match.end(), value=token.value + int(digits) * step, decimals=len(digits), step=step, gap=step
    )
    scale = _SCALE.match(text, token.end)
    return _times(token, scale[1])._replace(end=scale.end()) if scale and scale[1] in SCALES else token
