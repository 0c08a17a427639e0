"""Where a document comes from: the state of the data it was drawn from, kept in its properties, and what changed since.

* `mzgz.as-of`: the day of the data, `mzgz.period`: the month its figures are read at, `mzgz.errors`: how many errors the
  data had; `mzgz.data`: a fingerprint of all of it; `mzgz.annex`: `full` where all tables are bound in.
* `mzgz.data.<unit code>`: for each month the unit handed in something, `<two digits><four characters of its fingerprint>`;
  `mzgz.data.plan`: likewise for each file of the plan, in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from mzgz.model.passages import fingerprint
from mzgz.model.periods import Period
from mzgz.progress import Board

_AS_OF, _PERIOD, _ERRORS, _DATA, _ANNEX = "mzgz.as-of", "mzgz.period", "mzgz.errors", "mzgz.data", "mzgz.annex"
_PLAN: Final = "plan"
_TOKEN: Final = re.compile(r"([0-9]{2})([A-Za-z0-9_-]{4})")
_LENGTH: Final = 4

Annex = Literal["brief", "full"]


@dataclass(frozen=True, slots=True)
class DataState:
    """What a document says of the data it was drawn from."""

    as_of: date
    period: Period | None
    errors: int
    changed: tuple[str, ...]
    """Where the data differ now, in words: 海拉尔区2022年12月的报送改过."""

    @property
    def said(self) -> str:
        """出自2023年1月5日的数据，此后改过2处."""
        day = f"{self.as_of.year}年{self.as_of.month}月{self.as_of.day}日"
        since = f"此后改过{len(self.changed)}处" if self.changed else "此后没有改动"
        return f"出自截至{day}的数据，{since}"


def state_properties(board: Board, state: Mapping[str, str], errors: int, annex: Annex = "brief") -> dict[str, str]:
    """The state of the data as properties of a document drawn from a board; `state` is what `data_marks` says of it."""
    period = {} if board.reference is None else {_PERIOD: str(board.reference)}
    whole = fingerprint("\n".join(f"{name} {words}" for name, words in sorted(state.items())), 20)
    flawed = {_ERRORS: str(errors)} if errors else {}
    kept = {f"{_DATA}.{name}": words for name, words in state.items()}
    bound = {} if annex == "brief" else {_ANNEX: annex}
    return {_AS_OF: board.as_of.isoformat(), **period, **flawed, **bound, _DATA: whole, **kept}


def data_marks(board: Board) -> dict[str, str]:
    """The fingerprints of every return of the year, by unit, and of the files of the plan."""
    state = {
        _PLAN: "".join(
            f"{place:02}{fingerprint(repr((part.section, part.targets)), _LENGTH)}"
            for place, part in enumerate(board.plan.sections[:40], 1)
        )
    }
    for code, items in board.known.by_unit.items():
        own = [item for item in items if item.period.year == board.year]
        words = "".join(f"{item.period.month:02}{fingerprint(repr(item), _LENGTH)}" for item in own)
        if words:
            state[code] = words
    return state


def document_day(properties: Mapping[str, str], last_received: date) -> date:
    """The day to hold a document against: as it says itself, unless something was handed in since."""
    try:
        return max(date.fromisoformat(properties.get(_AS_OF, "")), last_received)
    except ValueError:
        return last_received


def document_period(properties: Mapping[str, str]) -> Period | None:
    """The month a document's figures are read at; None where it does not say."""
    text = properties.get(_PERIOD, "")
    return Period.parse(text) if re.fullmatch(r"[0-9]{4}-(?:0[1-9]|1[0-2])", text) else None


def document_annex(properties: Mapping[str, str]) -> Annex:
    """Whether all tables are bound in behind a speech, or those that stay shorter than it."""
    return "full" if properties.get(_ANNEX) == "full" else "brief"


def document_errors(properties: Mapping[str, str]) -> int:
    """How many errors the data had when the document was drafted all the same."""
    text = properties.get(_ERRORS, "0")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else 0


def data_state(properties: Mapping[str, str], today: Mapping[str, str], board: Board) -> DataState | None:
    """The data a document was drawn from, and where they differ from those of `today`, the properties of the document
    as it would be written now; None where it does not say."""
    try:
        as_of = date.fromisoformat(properties.get(_AS_OF, ""))
    except ValueError:
        return None
    before = _read(properties)
    changed = tuple(_changed(before, _read(today), board)) if before else ()
    return DataState(as_of, document_period(properties), document_errors(properties), changed)


def _read(properties: Mapping[str, str]) -> dict[str, dict[str, str]]:
    start = f"{_DATA}."
    own = {name.removeprefix(start): words for name, words in properties.items() if name.startswith(start)}
    return {name: dict(_TOKEN.findall(words)) for name, words in own.items()}


def _changed(
    before: Mapping[str, Mapping[str, str]], now: Mapping[str, Mapping[str, str]], board: Board
) -> Iterator[str]:
    units = board.ledger.units.by_code
    for name in sorted({*before, *now}, key=lambda one: (one != _PLAN, one)):
        then, here = before.get(name, {}), now.get(name, {})
        for number in sorted({*then, *here}):
            if then.get(number) == here.get(number):
                continue
            label = units[name].label if name in units else name
            what = f"年度目标第{int(number)}个文件" if name == _PLAN else f"{label}{board.year}年{int(number)}月的报送"
            yield what + ("是后来加的" if number not in then else "没有了" if number not in here else "改过")
