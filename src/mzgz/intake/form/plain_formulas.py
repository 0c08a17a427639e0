"""What a formula of plain arithmetic comes to, reckoned anew: a program that does not reckon keeps the result of before."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Final

Known = Callable[[str], object]
"""What a cell of the same sheet holds by itself: a number, a text, None where nothing stands, and an exception of the
kind `NotPlain` where that is a formula again."""

_TOKEN: Final = re.compile(
    r"\s*(?:([0-9]+(?:\.[0-9]*)?|\.[0-9]+)|(SUM)\s*(?=\()|(\$?[A-Z]{1,3}\$?[1-9][0-9]{0,6})(?![A-Z0-9(!])|([-+*/():,]))",
    re.IGNORECASE,
)
_LONGEST: Final = 400
_MOST_CELLS: Final = 500
_CLOSE: Final = Fraction(1, 10**9)


class NotPlain(Exception):  # noqa: N818 - it ends the reckoning, and nothing is told of it
    """More than numbers, cells of this sheet, + - * / and SUM."""


def reckoned(formula: str, known: Known) -> Fraction | None:
    """The result of `=I6-600`, `=SUM(I5:I7)`; None for a formula that is not as plain as that, and for one that takes
    nothing from another cell: its result cannot grow old."""
    if len(formula) > _LONGEST:
        return None
    try:
        return _Reckoning(formula.removeprefix("="), known).result()
    except (NotPlain, ArithmeticError, ValueError, RecursionError):  # also of a cell that holds no finite number
        return None


def agrees(result: Fraction, kept: float) -> bool:
    """Whether the kept result is that one, as exactly as spreadsheets reckon."""
    held = Fraction(kept)
    return abs(result - held) <= _CLOSE * max(abs(result), abs(held), Fraction(1))


class _Reckoning:
    """Walks over the tokens once."""

    def __init__(self, text: str, known: Known) -> None:
        self._tokens = list(_tokens(text))
        self._at = 0
        self._known = known

    def result(self) -> Fraction:
        if not any(_is_cell(token) for token in self._tokens):
            raise NotPlain
        value = self._sum()
        if self._at < len(self._tokens):
            raise NotPlain
        return value

    def _next(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _take(self, *signs: str) -> str:
        """The next token where it is one of these; empty where it is not."""
        token = self._next()
        if token not in signs:
            return ""
        self._at += 1
        return token

    def _wanted(self, sign: str) -> None:
        if not self._take(sign):
            raise NotPlain

    def _sum(self) -> Fraction:
        value = self._product()
        while sign := self._take("+", "-"):
            other = self._product()
            value = value + other if sign == "+" else value - other
        return value

    def _product(self) -> Fraction:
        value = self._factor()
        while sign := self._take("*", "/"):
            other = self._factor()
            value = value * other if sign == "*" else value / other
        return value

    def _factor(self) -> Fraction:
        if sign := self._take("+", "-"):
            return self._factor() if sign == "+" else -self._factor()
        if self._take("("):
            value = self._sum()
            self._wanted(")")
            return value
        if self._take("SUM"):
            return self._total()
        token = self._next()
        self._at += 1
        if _is_cell(token):
            return self._cell(token)
        if token[:1].isdigit() or token[:1] == ".":
            return Fraction(token)
        raise NotPlain

    def _total(self) -> Fraction:
        self._wanted("(")
        total = self._argument()
        while self._take(","):
            total += self._argument()
        self._wanted(")")
        return total

    def _argument(self) -> Fraction:
        """One of what SUM adds up; in an area texts and blanks count nothing."""
        first, colon, last = (*self._tokens[self._at : self._at + 3], "", "", "")[:3]
        if colon != ":":
            return self._sum()
        if not (_is_cell(first) and _is_cell(last)):
            raise NotPlain
        self._at += 3
        return sum((_number(self._known(cell)) or Fraction(0) for cell in _area(f"{first}:{last}")), Fraction(0))

    def _cell(self, name: str) -> Fraction:
        value = self._known(name)
        number = Fraction(0) if value is None else _number(value)
        if number is None:
            raise NotPlain
        return number


def _is_cell(token: str) -> bool:
    return token[:1].isalpha() and token[-1].isdigit()


def _tokens(text: str) -> Iterator[str]:
    at = 0
    text = text.rstrip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise NotPlain
        yield next(each for each in match.groups() if each).upper().replace("$", "")
        at = match.end()


def _area(reference: str) -> Iterator[str]:
    from openpyxl.utils import column_index_from_string, get_column_letter  # a page that reads cells does without it
    from openpyxl.utils.cell import coordinate_from_string

    first, _, last = reference.partition(":")
    columns, rows = zip(*map(coordinate_from_string, (first, last)), strict=True)
    left, right = sorted(map(column_index_from_string, columns))
    top, bottom = sorted(rows)
    if (right - left + 1) * (bottom - top + 1) > _MOST_CELLS:
        raise NotPlain
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            yield f"{get_column_letter(column)}{row}"


def _number(value: object) -> Fraction | None:
    return Fraction(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
