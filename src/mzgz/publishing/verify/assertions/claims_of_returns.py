"""What a clause claims of the monthly returns, in whatever words: who was late, who left one out, who never did."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from mzgz.language import Quantity
from mzgz.language.pattern_search import expression
from mzgz.model.periods import Period
from mzgz.progress.punctuality import Punctuality
from mzgz.publishing.verify.assertions.clause_tokens import ALL, COUNT, MONTH, NOW, PERCENT, SOME
from mzgz.publishing.verify.assertions.clause_words import ClassedWord, ClauseWords
from mzgz.publishing.verify.assertions.figures_over_time import SPANS
from mzgz.publishing.verify.assertions.number_as_limit import limit, placed
from mzgz.publishing.verify.assertions.pattern_fragments import Context, within
from mzgz.publishing.verify.assertions.units_spoken_of import UnitsSpokenOf, Verdict, answered, so_of
from mzgz.publishing.verify.assertions.word_classes import (
    BEHIND_TIME,
    DENIES,
    EVERY,
    HIGHEST,
    IS,
    LACKING,
    LATE,
    LOWEST,
    MADE_GOOD,
    MISSING,
    NOBODY,
    NOT_BEFORE,
    QUARTER,
    SENT_BACK,
    TIMELY,
)

_HANDED_IN: Final = expression("报送|上报|交齐|报齐|报全|交了|报了|报来|报上来|交上来")
_OF_UNITS: Final = expression(f"的(?:旗市区|旗县|地方|单位|地区|县市区)[^，]{{0,4}}{COUNT}")
_OTHER_MONTHS: Final = expression("(?:其余|其他|其它|剩下|余下|别的)的?(?:各|[0-9一二三四五六七八九十]+)?个?月(?!报)")
_ONE_MONTH: Final = expression("^[0-9一二三四五六七八九十]{1,3}月")
_TIMES: Final = frozenset("次 回 份 期 月".split())


@dataclass(frozen=True, slots=True)
class _SaidOfReturns:
    """What is said of the returns: left out, late, in time; `turned`: that they came, or never did, and so the contrary
    of missing."""

    missing: bool
    late: bool
    timely: bool
    turned: bool

    @classmethod
    def of(cls, words: ClauseWords) -> _SaidOfReturns:
        missing, late, timely = words.has(MISSING, LACKING), words.has(BEHIND_TIME, LATE), words.has(TIMELY)
        all_came = words.has(EVERY, ALL) and _HANDED_IN.search(words.clause.code) is not None
        never_came = bool(words.row) and words.row[-1].part == DENIES  # 一直没报上来
        turned = not (missing or late or timely) and (all_came or never_came)
        return cls(missing or turned, late, timely, turned)

    @property
    def one(self) -> bool:
        return self.missing + self.late + self.timely == 1

    def neither(self, words: ClauseWords) -> bool:
        """没有迟报缺报."""
        both = self.missing and self.late and not self.timely
        return both and not words.numbers and words.has(DENIES, NOBODY)

    def met_by(self, row: Punctuality) -> bool:
        """Whether the year of a unit has such a return, or, where in time is asked, one that was not."""
        if self.missing != self.late:
            return bool(row.missing if self.missing else row.late)
        return bool(row.late or row.missing)


def said_of_returns(words: ClauseWords, spoken: UnitsSpokenOf, context: Context) -> Verdict | None:
    """Of the units it names, or of all."""
    if _OTHER_MONTHS.search(words.clause.code):
        return None  # the other months of the same unit
    if "填报率" in words.clause.code:
        return _filled(words, spoken, context)
    if words.has(SENT_BACK):
        return _sent_back(words, spoken, context)
    in_all = _in_all(words, spoken, context)
    if in_all is not None:
        return in_all
    asked = _SaidOfReturns.of(words)
    within_year = _within_year(words, spoken, context, missing=asked.missing, late=asked.late)
    if within_year is not None:
        return within_year
    if words.has(MONTH, NOW):
        return _in_month(words, spoken, context, missing=asked.missing, late=asked.late)
    if words.has(HIGHEST, LOWEST) and asked.missing != asked.late and not words.numbers and spoken.named:
        return _most(words, spoken, context, missing=asked.missing)
    if words.has(QUARTER, MADE_GOOD) or not (asked.one or asked.neither(words)):
        return None
    if asked.missing and spoken.number and context.target in context.board.plan.targets:
        return _not_yet_of_target(spoken, context)
    if words.of(HIGHEST, LOWEST):
        return None
    return _in_the_year(words, spoken, context, asked)


def _in_the_year(words: ClauseWords, spoken: UnitsSpokenOf, context: Context, asked: _SaidOfReturns) -> Verdict | None:
    """How often, and of whom it is so."""
    districts = {unit.code for unit in context.board.level}
    rows = {row.code: row for row in context.reports.rows if row.code in districts}
    denied = ((len(words.of(DENIES)) + (len(words.of(NOBODY)) if spoken.named else 0)) % 2 == 1) != asked.turned
    if spoken.nobody and spoken.named:
        spoken = UnitsSpokenOf(named=spoken.named)
    if spoken.number and not words.has(SOME) and not _OF_UNITS.search(words.clause.code):
        return None  # of how many in all is not said
    numbers = [word for word in words.numbers if word not in spoken.words and not _all_months(word)]
    if numbers:
        if len(numbers) > 1 or (denied and not (asked.timely and len(spoken.named) == 1)):
            return None
        if asked.timely:
            return _so_often(words, spoken, rows, on_time=not denied, faults=denied)
        return _so_often(words, spoken, rows, missing=asked.missing)

    def so(code: str) -> tuple[bool | None, str]:
        row = rows[code]
        return (asked.met_by(row) != asked.timely) != denied, _told(row)

    if spoken.nobody_named:
        spoken = UnitsSpokenOf(named=context.units) if context.units else UnitsSpokenOf(every=True)
        if spoken.every and not (asked.timely or denied):
            return None
    return so_of(spoken, answered([(code, row.name) for code, row in rows.items()], so), context.units)


def _all_months(word: ClassedWord) -> bool:
    """12次, 12个月: the year."""
    said = word.quantity
    return said is not None and (said.thing or said.unit) in _TIMES and said.value == 12


def _in_all(words: ClauseWords, spoken: UnitsSpokenOf, context: Context) -> Verdict | None:
    """全市月报共迟报8次: of all units together."""
    missing, late = words.has(MISSING), words.has(BEHIND_TIME, LATE)
    said = words.numbers[0].quantity if len(words.numbers) == 1 else None
    together = spoken.nobody_named or spoken.every or words.has(ALL)
    if said is None or missing == late or not together or spoken.named or context.units:
        return None
    if (said.thing or said.unit) not in _TIMES or words.has(MONTH, NOW, QUARTER, DENIES, NOBODY, HIGHEST, LOWEST, SOME):
        return None
    listed = {unit.code for unit in context.board.level}
    told = [row for row in context.reports.rows if row.code in listed]
    whole = {sum(len(row.missing if missing else row.late) for row in rows) for rows in (told, context.reports.rows)}
    word = "缺报" if missing else "迟报"
    return any(within(said, Fraction(each)) for each in whole), f"各单位{word}合计{min(whole)}次"


def _sent_back(words: ClauseWords, spoken: UnitsSpokenOf, context: Context) -> Verdict | None:
    """月报被退回2次: as the record of what was accepted and sent back has it."""
    board = context.board
    if board.reference is None or not board.ledger.acceptance or words.has(MADE_GOOD, LATE, BEHIND_TIME, MISSING):
        return None
    months = [_month(word, context) for word in words.of(MONTH, NOW)]
    back = dict.fromkeys((unit.code for unit in board.level), 0)
    for (month, code), record in board.ledger.acceptance.items():
        known = record.known_by(board.as_of)
        if code in back and known and month.year == board.year and (not months or month in months):
            back[code] += known.returns
    names = {unit.code: unit.label for unit in board.level}
    told = {code: f"{names[code]}被退回{number}次" for code, number in back.items()}
    numbers = [word for word in words.numbers if word not in spoken.words]
    ends = words.of(HIGHEST, LOWEST)
    if None in months or len(numbers) > 1 or words.has(QUARTER):
        return None
    if ends and spoken.named and set(spoken.named) <= set(back):
        values = {code: Fraction(number) for code, number in back.items()}
        return placed(values, told, spoken.named, ends[0].part, None, rises=False, below=False)
    said = numbers[0].quantity if numbers else None
    if said is not None and (said.thing or said.unit) not in (*_TIMES, "份次"):
        return None
    if said is not None and spoken.nobody_named and not context.units:
        return within(said, Fraction(sum(back.values()))), f"各单位的报送合计被退回{sum(back.values())}次"
    if spoken.nobody_named:
        spoken = UnitsSpokenOf(named=context.units) if context.units else UnitsSpokenOf(every=True)
    denied = words.has(DENIES, NOBODY)
    if spoken.nobody and spoken.named:
        spoken = UnitsSpokenOf(named=spoken.named)

    def asked(code: str) -> tuple[bool | None, str]:
        so = within(said, Fraction(back[code])) if said is not None else bool(back[code])
        return so != denied, told[code]

    if spoken.every and not denied:
        return None
    return so_of(spoken, answered(names.items(), asked), context.units)


def _not_yet_of_target(spoken: UnitsSpokenOf, context: Context) -> Verdict:
    """档案在2个乡镇拖了下来，还有1个乡镇没有报: of that target, not of all that was to be returned."""
    silent = context.city(context.target).units_missing
    holds = spoken.number is not None and spoken.number.of(silent, silent, len(context.board.level))
    return True if holds else None, ""


def _most(words: ClauseWords, spoken: UnitsSpokenOf, context: Context, *, missing: bool) -> Verdict | None:
    """迟报最多的是根河."""
    districts = {unit.code for unit in context.board.level}
    rows = {row.code: row for row in context.reports.rows if row.code in districts}
    values = {code: Fraction(len(row.missing if missing else row.late)) for code, row in rows.items()}
    if words.has(DENIES, MONTH) or not set(spoken.named) <= set(rows):
        return None
    told = {code: _told(row) for code, row in rows.items()}
    part = words.of(HIGHEST, LOWEST)[0].part
    return placed(values, told, spoken.named, part, None, rises=False, below=False)


def _in_month(
    words: ClauseWords, spoken: UnitsSpokenOf, context: Context, *, missing: bool, late: bool
) -> Verdict | None:
    """新右旗4月缺报, 4月的月报晚了几天."""
    months = [_month(word, context) for word in words.of(MONTH, NOW)]
    row = next((row for row in context.reports.rows if (row.code,) == spoken.named), None)
    late = late or words.has(NOT_BEFORE)
    if None in months:
        return None
    if not (missing or late or words.has(TIMELY, DENIES, MADE_GOOD, MISSING)) and context.returns:
        return _those_months(words, spoken, context, [month for month in months if month])
    numbers = [word for word in words.numbers if not (word.quantity and word.quantity.unit in ("日", "天", "号"))]
    if row is not None and len(months) == 1 and words.has(TIMELY) and not numbers and not (missing or late):
        return (months[0] in (*row.late, *row.missing)) == words.has(DENIES), _told(row)
    if row is not None and len(months) == 1 and words.has(MADE_GOOD) and not words.has(DENIES):
        return (False, _told(row)) if months[0] in row.missing else None
    if row is None or len(months) != 1 or missing == late or words.has(DENIES, MADE_GOOD, TIMELY) or numbers:
        return None
    return months[0] in (row.missing if missing else row.late), _told(row)


def _those_months(words: ClauseWords, spoken: UnitsSpokenOf, context: Context, months: list[Period]) -> Verdict | None:
    """分别是2月、3月和5月, 是新右旗4月的: the months in which a return was late or missing."""
    codes = spoken.named or context.units
    row = next((row for row in context.reports.rows if (row.code,) == codes), None)
    if row is None or words.numbers or not words.has(IS):
        return None
    wrong = [month for month in months if month not in (*row.late, *row.missing)]
    return not wrong, _told(row)


def _within_year(
    words: ClauseWords, spoken: UnitsSpokenOf, context: Context, *, missing: bool, late: bool
) -> Verdict | None:
    """上半年迟报3次, 下半年迟报3次."""
    codes = spoken.named or context.units
    row = next((row for row in context.reports.rows if (row.code,) == codes), None)
    numbers = [word for word in words.numbers if word not in spoken.words]
    said = numbers[0].quantity if len(numbers) == 1 else None
    span = _span(words)
    if row is None or said is None or span is None or missing == late or words.has(DENIES, NOBODY, MADE_GOOD):
        return None
    if (said.thing or said.unit) not in _TIMES:
        return None
    months = [month for month in (row.missing if missing else row.late) if span[0] < month.month <= span[1]]
    word = "缺报" if missing else "迟报"
    return within(said, Fraction(len(months))), f"{row.name}这段时间{word}{len(months)}次"


def _span(words: ClauseWords) -> tuple[int, int] | None:
    """After which month and up to which."""
    times = words.of(MONTH, NOW, QUARTER)
    if len(times) != 1 or _ONE_MONTH.search(times[0].text):
        return None
    if times[0].part == QUARTER:
        return SPANS.get(times[0].text.removeprefix("第")[0])
    what = times[0].token.what if times[0].token else None
    return (0, what.month) if isinstance(what, Period) else None


def _month(word: ClassedWord, context: Context) -> Period | None:
    """The month of a return; None where a quarter or half a year is named."""
    if "月" not in word.text or word.token is None:
        return None
    what = word.token.what
    if isinstance(what, Quantity):
        year, rest = divmod(int(what.value), 10000)
        return Period.month_of(year or context.board.year, rest // 100)
    return what if isinstance(what, Period) else None


def _so_often(
    words: ClauseWords,
    spoken: UnitsSpokenOf,
    rows: dict[str, Punctuality],
    *,
    missing: bool = False,
    on_time: bool = False,
    faults: bool = False,
) -> Verdict | None:
    word = next(word for word in words.numbers if word not in spoken.words)
    said = word.quantity
    if said is None or word.part != COUNT or (said.thing or said.unit) not in _TIMES or len(spoken.named) != 1:
        return None
    row = rows.get(spoken.named[0])
    if row is None:
        return None
    if on_time:
        return Fraction(row.on_time) in said.range, f"{row.name}按时报送{row.on_time}次"
    if faults:  # without a return at all it was not handed in in time, either
        late = len(row.late)
        return any(Fraction(each) in said.range for each in (late, late + len(row.missing))), _told(row)
    return Fraction(len(row.missing if missing else row.late)) in said.range, _told(row)


def _filled(words: ClauseWords, spoken: UnitsSpokenOf, context: Context) -> Verdict | None:
    """How much of what was asked was filled in: 填报率."""
    numbers = [word for word in words.numbers if word not in spoken.words]
    test = limit(words, numbers[0], of_each=True) if len(numbers) == 1 and numbers[0].part == PERCENT else None
    districts = {unit.code for unit in context.board.level}
    rows = {row.code: row for row in context.reports.rows if row.code in districts}
    if words.has(HIGHEST, LOWEST) and not numbers and spoken.named and not words.has(DENIES, MONTH):
        values = {code: Fraction(row.filled, row.asked) for code, row in rows.items()}
        told = {code: f"{row.name}应填{row.asked}项次，已填{row.filled}项次" for code, row in rows.items()}
        named = tuple(code for code in spoken.named if code in rows)
        return placed(values, told, named, words.of(HIGHEST, LOWEST)[0].part, None, rises=True, below=False)
    if test is None or words.has(DENIES, MONTH, HIGHEST, LOWEST):
        return None

    def asked(code: str) -> tuple[bool | None, str]:
        row = rows[code]
        return test[0](Fraction(row.filled, row.asked)), f"{row.name}应填{row.asked}项次，已填{row.filled}项次"

    if spoken.nobody_named and context.units:
        spoken = UnitsSpokenOf(named=context.units)
    if spoken.nobody_named:
        whole = [tuple(rows.values()), context.reports.rows]
        rates = [Fraction(sum(row.filled for row in each), sum(row.asked for row in each) or 1) for each in whole]
        filled, due = (sum(each) for each in zip(*((row.filled, row.asked) for row in whole[0]), strict=True))
        return any(test[0](rate) for rate in rates), f"应填{due}项次，已填{filled}项次"
    return so_of(spoken, answered([(code, row.name) for code, row in rows.items()], asked), context.units)


def _told(row: Punctuality) -> str:
    parts = [f"迟报{len(row.late)}次"] if row.late else []
    parts += [f"缺报{len(row.missing)}次"] if row.missing else []
    return row.name + ("、".join(parts) if parts else "没有迟报、缺报")
