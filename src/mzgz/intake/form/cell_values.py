"""One cell into one value: what a person meant where that is certain, otherwise a finding at the cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from mzgz.intake.faults import form_faults
from mzgz.intake.faults.form_faults import fault
from mzgz.intake.form.cell_days import (
    ALL_SERIALS,
    EPOCH,
    SERIALS,
    day_of_serial,
    day_text,
    day_typed,
    likely_day,
    serial_of,
)
from mzgz.intake.form.layout import evidence_of
from mzgz.intake.form.number_formats import is_date_format, misread, rounded
from mzgz.intake.form.plain_formulas import agrees
from mzgz.language.near_matches import near
from mzgz.language.value_suggestions import suggest_date, suggest_number
from mzgz.model.findings import Diagnostic, Source
from mzgz.model.numbers import Number

_MOST_DIGITS: Final = 15
"""A spreadsheet keeps no more; what comes after is noise."""
PLAIN_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,12})?")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ERROR = re.compile(r"#[A-Z/0!?_]+[!?]?|#N/A|Err:[0-9]+")
_LOST = re.compile(r"#(REF!|N/A|NAME\?|VALUE!|DIV/0!|NULL!|NUM!)")
"""What stands in a formula for something that is gone: its result is none."""
_PICTURE = re.compile(r"\bDISPIMG\s*\(", re.IGNORECASE)
_LINKED = re.compile(r"\[[^\]]+\]|\||\b(DDE|WEBSERVICE|CALL|EXEC|REGISTER)\s*\(|file:", re.IGNORECASE)
_LIKE_FORMULA = re.compile(r"[=+@-]\S")
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff]"
)
_SHOWN: Final = 40


@dataclass(frozen=True, slots=True)
class Spot:
    """What stands in one place of a workbook or a CSV file."""

    source: Source
    value: Any = None
    formula: str | None = None
    number_format: str = "General"
    textual: bool = False
    """Whether the format knows only text, so that a number written as text is nothing to tell."""
    epoch: date = EPOCH
    struck: str = ""
    """Of a text, the pieces somebody struck out; of a cell struck out as a whole, all of it."""
    raised: str = ""
    """Of a text, the pieces above or below the line."""
    left: str = ""
    """Of a text with such pieces, the rest."""
    pictured: bool = False
    """Whether a picture stands in the place of a value."""
    reckoned: Fraction | None = None
    """What its formula comes to now, where it is plain enough to be reckoned anew."""

    @property
    def dated(self) -> bool:
        """Whether the number here is shown as a day."""
        return isinstance(self.value, int | float) and is_date_format(self.number_format)


@dataclass(slots=True)
class CellReader:
    """Takes values out of cells and gathers what it finds."""

    found: list[Diagnostic] = field(default_factory=list)
    about: str = ""
    """What is being read, where a cell's address alone would have the reader look it up."""

    def tell(self, check: Any, source: Source, /, **particulars: Any) -> None:
        rendered = fault(check, source, **particulars)
        self.found.append(replace(rendered, message=f"{self.about}：{rendered.message}") if self.about else rendered)

    def number(self, spot: Spot, measure: str = "", *, whole: bool = False) -> Number | None:
        """An exact number, as the program showed it: to 15 digits. `measure` is the unit it is asked in, `whole` says
        that things are counted."""
        number = self._number(spot, measure)
        if number is None or isinstance(number, int):
            return number
        if not whole:
            if isinstance(spot.value, float) and (text := rounded(number, spot.number_format)):
                self.tell(form_faults.cell.shown_rounded, spot.source, shown=text, held=str(number))
            return number
        if number == number.to_integral_value():
            return int(number)
        self.tell(form_faults.cell.part_of_a_thing, spot.source, text=str(number), measure=measure)
        return None

    def _number(self, spot: Spot, measure: str) -> Number | None:
        value = self._settled(spot)
        match value:
            case None:
                return None
            case bool():
                self.tell(form_faults.cell.wrong_kind, spot.source, expected="数", got="TRUE" if value else "FALSE")
            case datetime() | date() | time() | timedelta():
                self.tell(form_faults.cell.date_for_number, spot.source, shown=day_text(value))
            case str():
                return self._number_of_text(spot, value, measure)
            case _ if spot.dated:
                day = day_of_serial(value, spot.epoch, ALL_SERIALS) or f"格式的 {_digits(value)}"
                self.tell(form_faults.cell.date_for_number, spot.source, shown=day)
            case _ if not abs(value) < 10**_MOST_DIGITS:
                self.tell(form_faults.cell.number_too_large, spot.source, text=cut(str(value)))
            case _ if "%" in _unquoted(spot.number_format):
                self.tell(form_faults.cell.percent_for_number, spot.source, shown=f"{_exact(value * 100)}%")
            case _ if text := misread(Decimal(_exact(value)), spot.number_format, measure):
                self._misread(spot, text, value)
            case _:
                return _exact(value)
        return None

    def _misread(self, spot: Spot, text: str, value: float) -> None:
        """A cell that shows another number than it holds."""
        if text.rstrip().endswith(("%", "％")):
            self.tell(form_faults.cell.percent_for_number, spot.source, shown=text.strip())
        else:
            self.tell(form_faults.cell.shown_otherwise, spot.source, shown=cut(text.strip()), held=_digits(value))

    def _number_of_text(self, spot: Spot, text: str, measure: str) -> Number | None:
        if PLAIN_NUMBER.fullmatch(text):
            if not spot.textual:
                self.tell(form_faults.cell.number_as_text, spot.source, text=text)
            read = Decimal(text)
            return int(read) if read == read.to_integral_value() and "." not in text else read
        if text.endswith(("%", "％")):
            self.tell(form_faults.cell.percent_for_number, spot.source, shown=cut(text))
        else:
            number = suggest_number(text, measure)
            self.tell(form_faults.cell.text_for_number, spot.source, text=cut(text), number=number)
        return None

    def day(self, spot: Spot, year: int | None = None) -> date | None:
        """A day; text only where it can be one day only. `year` is that of the return: of a day without one it is said
        what is likely meant."""
        value = self._settled(spot)
        match value:
            case None:
                return None
            case date() if (serial := serial_of(value)) not in SERIALS:
                self.tell(form_faults.cell.serial_for_date, spot.source, number=day_text(value), day=day_typed(serial))
            case datetime():
                return value.date()
            case date():
                return value
            case bool():
                self.tell(form_faults.cell.wrong_kind, spot.source, expected="日期", got="TRUE" if value else "FALSE")
            case int() | float():
                day = day_of_serial(value, spot.epoch)
                if spot.dated and day:
                    return date.fromisoformat(day)
                day = day or day_typed(value)
                self.tell(form_faults.cell.serial_for_date, spot.source, number=_digits(value), day=day)
            case str():
                return self._day_of_text(spot, value, year)
            case _:
                self.tell(form_faults.cell.text_for_date, spot.source, text=cut(str(value)))
        return None

    def _day_of_text(self, spot: Spot, text: str, year: int | None) -> date | None:
        suggested = suggest_date(text)
        if suggested is None:
            likely = likely_day(text.strip(), year) if year else None
            self.tell(form_faults.cell.text_for_date, spot.source, text=cut(text), likely=likely)
            return None
        if not (spot.textual and _ISO.fullmatch(text)):
            self.tell(form_faults.cell.date_as_text, spot.source, text=cut(text), read=suggested)
        return date.fromisoformat(suggested)

    def choice(self, spot: Spot, choices: Sequence[str]) -> str | None:
        """One of the choices, as written in the list."""
        value = self._settled(spot)
        if value is None or (isinstance(value, str) and value in choices):
            return value
        text = self._shown(spot, value)
        like = near(text, choices, 2)
        self.tell(form_faults.cell.choice_unknown, spot.source, text=cut(text), choices=choices, near=like)
        return None

    def words(self, spot: Spot, *, reason: bool = False) -> str | None:
        """A text; a bare number passes for one, unless a reason is wanted."""
        if spot.formula is not None and spot.value != "":
            self._no_formula(spot, spot.formula)
            return None
        value = self._settled(spot, words=True)
        match value:
            case None:
                return None
            case int() | float() if spot.dated:
                self.tell(form_faults.cell.wrong_kind, spot.source, expected="文字", got=self._shown(spot, value))
            case str():
                if _LIKE_FORMULA.match(value):
                    self.tell(form_faults.cell.text_like_formula, spot.source, text=cut(value))
                if reason and PLAIN_NUMBER.fullmatch(value):
                    self.tell(form_faults.cell.number_for_reason, spot.source, text=value)
                    return None
                return value
            case int() | float() if not isinstance(value, bool):
                if not reason:
                    return _digits(value)
                self.tell(form_faults.cell.number_for_reason, spot.source, text=_digits(value))
            case _:
                got = day_text(value) if isinstance(value, date | time) else str(value).upper()
                self.tell(form_faults.cell.wrong_kind, spot.source, expected="文字", got=got)
        return None

    def papers(self, spot: Spot) -> tuple[str, ...]:
        """Several texts in one cell."""
        text = self.words(spot)
        # the line break that keeps a single paper with a semicolon whole stands at the end, where words() strips it
        whole = text and "\n" not in text and isinstance(spot.value, str) and spot.value.endswith("\n")
        return (text,) if text and whole else evidence_of(text or "")

    def _shown(self, spot: Spot, value: Any) -> str:
        """A value that is of the wrong kind, as it looks."""
        day = day_of_serial(value, spot.epoch, ALL_SERIALS) if spot.dated else None
        if isinstance(value, bool):
            return str(value).upper()
        return day or (day_text(value) if isinstance(value, date) else str(value))

    def _no_formula(self, spot: Spot, formula: str) -> None:
        if _PICTURE.search(formula):
            self.tell(form_faults.cell.picture_for_value, spot.source)
            return
        linked = _LINKED.search(formula)
        self.tell(
            form_faults.cell.formula_linked if linked else form_faults.cell.formula_in_text,
            spot.source,
            formula=cut(formula),
        )

    def _settled(self, spot: Spot, *, words: bool = False) -> Any:
        """The value behind a formula or none; texts without unseen characters and outer blanks, empty ones None."""
        value = spot.value
        if isinstance(value, str):
            value = tidy(value) or None
        if spot.pictured or (isinstance(value, str) and _PICTURE.match(value.removeprefix("=").removeprefix("_xlfn."))):
            self.tell(form_faults.cell.picture_for_value, spot.source)
            return None
        if value is not None and (tidy(spot.struck) or tidy(spot.raised)):
            return self._marked(spot, tidy(spot.left), words)
        if isinstance(value, str) and _ERROR.fullmatch(value):
            self.tell(form_faults.cell.formula_error, spot.source, text=value)
            return None
        if spot.formula is None:
            return value
        formula = cut(spot.formula)
        if _LINKED.search(spot.formula):
            self.tell(form_faults.cell.formula_linked, spot.source, formula=formula)
            return None
        if lost := _LOST.search(spot.formula):
            self.tell(form_faults.cell.formula_error, spot.source, text=lost[0])
            return None
        if value is None:
            if spot.value is None:
                self.tell(form_faults.cell.formula_without_value, spot.source, formula=formula)
            return None
        if self._is_stale(spot, value):
            return None
        shown = self._shown(spot, value)
        self.tell(form_faults.cell.formula_result, spot.source, formula=formula, value=cut(shown))
        return value

    def _is_stale(self, spot: Spot, value: object) -> bool:
        """Whether the file keeps another result than its formula comes to; then neither is taken."""
        if spot.reckoned is None or isinstance(value, bool) or not isinstance(value, int | float):
            return False
        if not abs(value) < 10**_MOST_DIGITS or agrees(spot.reckoned, value):
            return False
        result = _digits(float(spot.reckoned))
        self.tell(
            form_faults.cell.formula_stale,
            spot.source,
            formula=cut(spot.formula or ""),
            value=_digits(value),
            result=result,
        )
        return True

    def _marked(self, spot: Spot, left: str, words: bool) -> str | None:
        """A value with pieces struck out or off the line: of a sentence the rest counts, of anything else nothing."""
        struck, raised = cut(tidy(spot.struck)), cut(tidy(spot.raised))
        if struck and not left and not raised:
            self.tell(form_faults.cell.struck_out, spot.source, text=struck)
        elif words and struck:
            self.tell(form_faults.cell.struck_words, spot.source, text=struck)
            return left
        elif words:
            return tidy(str(spot.value))
        elif struck:
            self.tell(form_faults.cell.partly_struck_out, spot.source, text=struck, left=cut(left))
        else:
            self.tell(form_faults.cell.off_the_line, spot.source, text=raised, left=cut(left))
        return None


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
    return str(_exact(value)) if abs(value) < 10**_MOST_DIGITS else cut(str(value))


def _unquoted(number_format: str) -> str:
    """A number format without its literal texts."""
    return re.sub(r'"[^"]*"|\\.', "", number_format)


def cut(text: str) -> str:
    """As much of a text as a message bears."""
    text = text.replace("\n", " ")
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
