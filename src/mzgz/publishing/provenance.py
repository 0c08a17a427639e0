"""Where a document comes from: the state of the data it was drawn from, kept in its properties, and what changed since.

* `mzgz.as-of`: the day of the data, `mzgz.period`: the month its figures are read at, `mzgz.errors`: how many errors the
  data had; `mzgz.data`: a fingerprint of all of it; `mzgz.annex`: `full` where all tables are bound in.
* `mzgz.data.<unit code>`: for each month the unit handed in something, `<two digits><four characters of its fingerprint>`;
  `mzgz.data.plan`: likewise for each file of the plan, in order; `mzgz.data.settings`: of mzgz.yaml.
* `mzgz.wording`: a fingerprint of the templates, where the document has some: a word of theirs is no change of the data.
* `mzgz.program`: a fingerprint of what the program's words come from: documents of before have none.
* `mzgz.outlook`: of a document told by templates a fingerprint of the following year's plan, `none` where there was none
  yet: one drawn without it is held against the data as if there were none still.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from mzgz.model.ledger import Ledger
from mzgz.model.passages import fingerprint
from mzgz.model.periods import Period
from mzgz.progress import Board
from mzgz.publishing.program_wording import program_wording

_AS_OF, _PERIOD, _ERRORS, _DATA, _ANNEX = "mzgz.as-of", "mzgz.period", "mzgz.errors", "mzgz.data", "mzgz.annex"
_WORDING: Final = "mzgz.wording"
_PROGRAM: Final = "mzgz.program"
_OUTLOOK, _NONE = "mzgz.outlook", "none"
_PLAN, _SETTINGS = "plan", "settings"
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
    later: Period | None = None
    """The last month that has been reported since, where the document tells of an earlier one."""
    templates_changed: bool = False
    planned: int | None = None
    """The following year, where its plan has come since."""
    program_changed: bool = False
    """Whether another version of the program wrote it."""

    @property
    def only_program(self) -> bool:
        """Whether what it would say otherwise now can only come of the program: data and templates are the same."""
        return self.program_changed and not self.templates_changed and not self.changed

    @property
    def only_reworded(self) -> bool:
        """Whether what the document would say otherwise now is a matter of its templates alone."""
        return self.templates_changed and not self.changed

    @property
    def said(self) -> str:
        """出自截至2023年1月5日的数据，此后改过2处; of a document of June 统计到2022年6月，这些月份此后没有改动."""
        day = f"{self.as_of.year}年{self.as_of.month}月{self.as_of.day}日"
        since = f"此后改过{len(self.changed)}处" if self.changed else "此后没有改动"
        since += "；模板的说法改过" if self.templates_changed else ""
        if self.later is None or self.period is None:
            return f"出自截至{day}的数据，{since}"
        return f"出自截至{day}的数据，统计到{self.period.year}年{self.period.month}月；这些月份的数{since}"

    @property
    def beyond(self) -> str:
        """What there is now that an untouched document of an earlier month cannot tell; empty where it tells the latest."""
        told = []
        if self.later is not None and self.period is not None:
            told.append(
                f"现在已经报到{self.later.year}年{self.later.month}月；这份文稿仍按{self.period.month}月核对和更新，"
                f"要写到{self.later.month}月，请用 mzgz report 重新起草"
            )
        if self.planned is not None:
            told.append(
                f"现在有了{self.planned}年的目标；这份文稿起草时还没有，展望部分仍照当时的写法核对和更新，"
                f"要按{self.planned}年的目标写，请用 mzgz report 重新起草"
            )
        return "。".join(told)


def state_properties(
    board: Board, state: Mapping[str, str], errors: int, annex: Annex = "brief", templates: str = ""
) -> dict[str, str]:
    """The state of the data as properties of a document drawn from a board; `state` is what `data_marks` says of it,
    `templates` all their text."""
    period = {} if board.reference is None else {_PERIOD: str(board.reference)}
    whole = fingerprint("\n".join(f"{name} {words}" for name, words in sorted(state.items())), 20)
    flawed = {_ERRORS: str(errors)} if errors else {}
    kept = {f"{_DATA}.{name}": words for name, words in state.items()}
    bound = {} if annex == "brief" else {_ANNEX: annex}
    worded = {_WORDING: fingerprint(templates, 20)} if templates else {}
    ahead = {_OUTLOOK: _outlook_mark(board.ledger, board.year)} if templates else {}
    worded |= {_PROGRAM: program_wording()} if templates else {}
    return {_AS_OF: board.as_of.isoformat(), **period, **flawed, **bound, **worded, **ahead, _DATA: whole, **kept}


def _outlook_mark(ledger: Ledger, year: int) -> str:
    plan = ledger.plans.get(year + 1)
    return fingerprint(repr([(part.section, part.targets) for part in plan.sections]), 20) if plan else _NONE


def ledger_drawn_from(properties: Mapping[str, str], ledger: Ledger, year: int) -> Ledger:
    """Without the plan of the following year, where a document was drawn before there was one; itself otherwise."""
    if properties.get(_OUTLOOK) != _NONE or year + 1 not in ledger.plans:
        return ledger
    return replace(ledger, plans={each: plan for each, plan in ledger.plans.items() if each != year + 1})


def data_marks(board: Board) -> dict[str, str]:
    """The fingerprints of every return of the year, by unit, of the files of the plan, and of the settings but the looks."""
    settings = board.ledger.workspace.model_dump_json(exclude={"document", "rules"})
    state = {
        _SETTINGS: f"01{fingerprint(settings, _LENGTH)}",
        _PLAN: "".join(
            f"{place:02}{fingerprint(repr((part.section, part.targets)), _LENGTH)}"
            for place, part in enumerate(board.plan.sections[:40], 1)
        ),
    }
    for code, items in board.known.by_unit.items():
        own = [item for item in items if item.period.year == board.year]
        words = "".join(f"{item.period.month:02}{fingerprint(repr(item), _LENGTH)}" for item in own)
        if words:
            state[code] = words
    return state


def document_day(properties: Mapping[str, str], ledger: Ledger, year: int) -> date | None:
    """The day to hold a document against: as it says itself, unless something of the months it tells of was handed in
    since; None where nothing of the year was."""
    last = ledger.last_received(year)
    try:
        own = date.fromisoformat(properties.get(_AS_OF, ""))
    except ValueError:
        return last
    period = document_period(properties)
    told = ledger.last_received(year, period) if period and period.year == year else last
    return None if last is None else max(own, told or own)


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
    period = document_period(properties)
    changed = tuple(_changed(before, _read(today), board, period)) if before else ()
    ahead = properties.get(_OUTLOOK), today.get(_OUTLOOK)
    if None not in ahead and ahead[0] != ahead[1]:
        changed += (f"{board.year + 1}年度目标" + ("没有了" if ahead[1] == _NONE else "改过"),)
    wording, now = properties.get(_WORDING), today.get(_WORDING)
    reworded = wording is not None and now is not None and wording != now
    state = DataState(as_of, period, document_errors(properties), changed, _later(period, board), reworded)
    program = wording is not None and now is not None and properties.get(_PROGRAM) != today.get(_PROGRAM)
    return replace(state, program_changed=program)


def _later(period: Period | None, board: Board) -> Period | None:
    """The last month of the year that anybody has reported, if it is after the one a document tells of."""
    reported = [month for month, _ in board.ledger.submissions if month.year == board.year]
    last = max(reported, default=None)
    return last if last and period and period < last else None


def _read(properties: Mapping[str, str]) -> dict[str, dict[str, str]]:
    start = f"{_DATA}."
    own = {name.removeprefix(start): words for name, words in properties.items() if name.startswith(start)}
    return {name: dict(_TOKEN.findall(words)) for name, words in own.items()}


def _changed(
    before: Mapping[str, Mapping[str, str]],
    now: Mapping[str, Mapping[str, str]],
    board: Board,
    period: Period | None,
) -> Iterator[str]:
    """What differs in the plan and in the months that are told of."""
    units = board.ledger.units.by_code
    told = f"{period.month:02}" if period else "99"
    for name in sorted({*before, *now}, key=lambda one: (one != _PLAN, one)):
        then, here = before.get(name, {}), now.get(name, {})
        if name == _SETTINGS:
            if then and then != here:  # documents of before do not say
                yield "mzgz.yaml改过"
            continue
        for number in sorted({*then, *here}):
            if then.get(number) == here.get(number) or (name != _PLAN and number > told):
                continue
            label = units[name].label if name in units else name
            what = f"年度目标第{int(number)}个文件" if name == _PLAN else f"{label}{board.year}年{int(number)}月的报送"
            yield what + ("是后来加的" if number not in then else "没有了" if number not in here else "改过")
