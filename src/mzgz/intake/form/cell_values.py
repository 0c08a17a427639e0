"""One cell into one value: what a person meant where that is certain, otherwise a finding at the cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final

from mzgz.intake.faults import form_faults
from mzgz.intake.faults.form_faults import fault
from mzgz.intake.form.layout import evidence_of
from mzgz.language.meant_values import suggest_date, suggest_number
from mzgz.language.near_matches import near
from mzgz.model.findings import Diagnostic, Source
from mzgz.model.numbers import Number

_MOST_DIGITS: Final = 15
"""A spreadsheet keeps no more; what comes after is noise."""
_PLAIN_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,12})?")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ERROR = re.compile(r"#[A-Z/0!?_]+[!?]?|#N/A|Err:[0-9]+")
_LINKED = re.compile(r"\[[^\]]+\]|\||\b(DDE|WEBSERVICE|CALL|EXEC|REGISTER)\s*\(|file:", re.IGNORECASE)
_LIKE_FORMULA = re.compile(r"[=+@-]\S")
_UNSEEN = re.compile("_x000D_|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028\u2029\u2060\ufeff\ufffe\uffff]")
_SHOWN: Final = 40
_SERIALS: Final = range(36526, 73051)
"""2000 to 2099 as spreadsheet dates."""
_EPOCH: Final = date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Spot:
    """What stands in one place of a workbook or a CSV file."""

    source: Source
    value: Any = None
    formula: str | None = None
    number_format: str = "General"
    textual: bool = False
    """Whether the format knows only text, so that a number written as text is nothing to tell."""


@dataclass(slots=True)
class CellReader:
    """Takes values out of cells and gathers what it finds."""

    found: list[Diagnostic] = field(default_factory=list)
    about: str = ""
    """What is being read, where a cell's address alone would have the reader look it up."""

    def tell(self, check: Any, source: Source, /, **particulars: Any) -> None:
        told = fault(check, source, **particulars)
        self.found.append(replace(told, message=f"{self.about}：{told.message}") if self.about else told)

    def number(self, spot: Spot) -> Number | None:
        """An exact number, as the program showed it: to 15 digits."""
        value = self._settled(spot)
        match value:
            case None:
                return None
            case bool():
                self.tell(form_faults.cell.wrong_kind, spot.source, expected="数", got="TRUE" if value else "FALSE")
            case datetime() | date() | time() | timedelta():
                self.tell(form_faults.cell.date_for_number, spot.source, shown=_day_text(value))
            case str():
                return self._number_of_text(spot, value)
            case _ if not abs(value) < 10**_MOST_DIGITS:
                self.tell(form_faults.cell.number_too_large, spot.source, text=_cut(str(value)))
            case _ if "%" in _unquoted(spot.number_format):
                self.tell(form_faults.cell.percent_for_number, spot.source, shown=f"{_exact(value * 100)}%")
            case _:
                return _exact(value)
        return None

    def _number_of_text(self, spot: Spot, text: str) -> Number | None:
        if _PLAIN_NUMBER.fullmatch(text):
            if not spot.textual:
                self.tell(form_faults.cell.number_as_text, spot.source, text=text)
            number = Decimal(text)
            return int(number) if number == number.to_integral_value() and "." not in text else number
        if text.endswith(("%", "％")):
            self.tell(form_faults.cell.percent_for_number, spot.source, shown=_cut(text))
        else:
            self.tell(form_faults.cell.text_for_number, spot.source, text=_cut(text), number=suggest_number(text))
        return None

    def day(self, spot: Spot) -> date | None:
        """A day; text only where it can be one day only."""
        value = self._settled(spot)
        match value:
            case None:
                return None
            case datetime():
                return value.date()
            case date():
                return value
            case bool():
                self.tell(form_faults.cell.wrong_kind, spot.source, expected="日期", got="TRUE" if value else "FALSE")
            case int() | float():
                self.tell(
                    form_faults.cell.serial_for_date, spot.source, number=_digits(value), day=_day_of_serial(value)
                )
            case str():
                return self._day_of_text(spot, value)
            case _:
                self.tell(form_faults.cell.text_for_date, spot.source, text=_cut(str(value)))
        return None

    def _day_of_text(self, spot: Spot, text: str) -> date | None:
        suggested = suggest_date(text)
        if suggested is None:
            self.tell(form_faults.cell.text_for_date, spot.source, text=_cut(text))
            return None
        if not (spot.textual and _ISO.fullmatch(text)):
            self.tell(form_faults.cell.date_as_text, spot.source, text=_cut(text), read=suggested)
        return date.fromisoformat(suggested)

    def choice(self, spot: Spot, choices: Sequence[str]) -> str | None:
        """One of the choices, as written in the list."""
        value = self._settled(spot)
        if value is None or (isinstance(value, str) and value in choices):
            return value
        text = _day_text(value) if isinstance(value, date) else str(value)
        like = near(text, choices, 2)
        self.tell(form_faults.cell.choice_unknown, spot.source, text=_cut(text), choices=choices, near=like)
        return None

    def words(self, spot: Spot, *, reason: bool = False) -> str | None:
        """A text; a bare number passes for one, unless a reason is wanted."""
        if spot.formula is not None:
            self._no_formula(spot, spot.formula)
            return None
        value = self._settled(spot)
        match value:
            case None:
                return None
            case str():
                if _LIKE_FORMULA.match(value):
                    self.tell(form_faults.cell.text_like_formula, spot.source, text=_cut(value))
                if reason and _PLAIN_NUMBER.fullmatch(value):
                    self.tell(form_faults.cell.number_for_reason, spot.source, text=value)
                    return None
                return value
            case int() | float() if not isinstance(value, bool):
                if not reason:
                    return _digits(value)
                self.tell(form_faults.cell.number_for_reason, spot.source, text=_digits(value))
            case _:
                got = _day_text(value) if isinstance(value, date | time) else str(value).upper()
                self.tell(form_faults.cell.wrong_kind, spot.source, expected="文字", got=got)
        return None

    def papers(self, spot: Spot) -> tuple[str, ...]:
        """Several texts in one cell."""
        text = self.words(spot)
        # the line break that keeps a single paper with a semicolon whole stands at the end, where words() strips it
        whole = text and "\n" not in text and isinstance(spot.value, str) and spot.value.endswith("\n")
        return (text,) if text and whole else evidence_of(text or "")

    def _no_formula(self, spot: Spot, formula: str) -> None:
        linked = _LINKED.search(formula)
        self.tell(
            form_faults.cell.formula_linked if linked else form_faults.cell.formula_in_text,
            spot.source,
            formula=_cut(formula),
        )

    def _settled(self, spot: Spot) -> Any:
        """The value behind a formula or none; texts without unseen characters and outer blanks, empty ones None."""
        value = spot.value
        if isinstance(value, str):
            value = tidy(value) or None
        if isinstance(value, str) and _ERROR.fullmatch(value):
            self.tell(form_faults.cell.formula_error, spot.source, text=value)
            return None
        if spot.formula is None:
            return value
        formula = _cut(spot.formula)
        if _LINKED.search(spot.formula):
            self.tell(form_faults.cell.formula_linked, spot.source, formula=formula)
            return None
        if value is None:
            self.tell(form_faults.cell.formula_without_value, spot.source, formula=formula)
            return None
        shown = _day_text(value) if isinstance(value, date) else str(value)
        self.tell(form_faults.cell.formula_result, spot.source, formula=formula, value=_cut(shown))
        return value


def tidy(text: str) -> str:
    """Without characters nobody sees, and without blanks around."""
    return _UNSEEN.sub("", text).replace("\r\n", "\n").replace("\r", "\n").strip(" \t\n\u00a0\u3000")


def _exact(value: float) -> Number:
    number = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.{_MOST_DIGITS}g}")
    if number == number.to_integral_value():
        return int(number)
    return Decimal(f"{number:f}")


def _digits(value: float) -> str:
    """For a message or a text: any number at all, also one that is none."""
    return str(_exact(value)) if abs(value) < 10**_MOST_DIGITS else _cut(str(value))


def _day_of_serial(value: float) -> str | None:
    serial = int(value) if abs(value) < _SERIALS.stop else 0
    return (_EPOCH + timedelta(days=serial)).isoformat() if serial in _SERIALS else None


def _day_text(value: Any) -> str:
    return value.date().isoformat() if isinstance(value, datetime) else str(value)


def _unquoted(number_format: str) -> str:
    """A number format without its literal texts."""
    return re.sub(r'"[^"]*"|\\.', "", number_format)


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
