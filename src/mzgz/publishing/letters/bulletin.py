"""通报: all units of a month: who was in time, how complete, who is late, missing or sent back, and what stands red."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Final

from mzgz.language.finding_phrases import day
from mzgz.model.document import Cell, Column, Paragraph, Table
from mzgz.model.rounding import half_up, show_share
from mzgz.progress import Edge, Light, Progress, ends_words, measure_of, promised, since_base
from mzgz.publishing.letters.letter import Annex, Letter, LetterBody, everybody, heading, official
from mzgz.publishing.letters.letter_context import LetterContext
from mzgz.publishing.letters.supervision import happened, lapses
from mzgz.publishing.overview.light_groups import LightGroup, light_group
from mzgz.workflow.returns_of_the_year import Return, Stage

KIND = "summary"

_NAMED: Final = 10
"""More red targets than this are counted, not named: the annex has the rest."""
_FEW: Final = 3
"""Units named of one task; the rest is counted."""
_COLUMNS: Final = (
    Column("单位", 12),
    Column("报送情况", 19, "center"),
    Column("收到日期", 14, "center"),
    *(
        Column(f"{what}\n{count}", 9, "center")
        for what, count in (("逾期", "天数"), ("应报", "项数"), ("已报", "项数"))
    ),
    Column("退回\n次数", 9, "center"),
    Column("红灯\n项数", 9, "center"),
)


@dataclass(frozen=True)
class UnitLine:
    """One unit's month: where its return stands, entries asked and filled, targets still owed that stand red."""

    state: Return
    asked: int
    filled: int
    """Not applicable counts as filled; blank and pending do not."""
    red: int


@dataclass(frozen=True)
class Month:
    """The lines of all units anything was asked of, and the city's red targets."""

    lines: tuple[UnitLine, ...]
    reds: tuple[Progress, ...]
    undecided: int = 0
    """Targets nothing can be said of as long as somebody has not reported."""
    bureau_asked: bool = False
    """Whether the bureau has something to hand in itself, which the desk counts beside the lines."""

    def where(self, *stages: Stage) -> list[Return]:
        return [line.state for line in self.lines if line.state.stage in stages]

    @cached_property
    def owed(self) -> list[Return]:
        """Of whom nothing is there that could be taken in."""
        return [line.state for line in self.lines if line.state.owed]

    @cached_property
    def late(self) -> list[Return]:
        """Handed in after the due day, whatever was decided since."""
        return [line.state for line in self.lines if line.state.received and line.state.late_days]

    @cached_property
    def in_time(self) -> list[Return]:
        return [line.state for line in self.lines if line.state.received and not line.state.late_days]


def letters(desk: LetterContext) -> Iterator[Letter]:
    """One for all, where anything was asked and the due day has passed."""
    month = month_of(desk)
    if month.lines and desk.on > desk.due:
        draft = LetterBody(
            f"关于{desk.month.label}{desk.words.trade}工作数据\n报送情况的通报",
            everybody((desk.ledger.units.top_of(line.state.unit.code) for line in month.lines), desk.words),
            tuple(_body(desk, month)),
            (_annex(desk, month),),
        )
        silent = len(month.owed)
        asks = f"{silent}个单位没有报，{desk.until(1)}前补报" if silent else "通报报送情况，没有要办的"
        yield Letter(KIND, None, desk.name(None, "报送情况通报"), official(draft, desk.ledger, desk.on), asks)


def month_of(desk: LetterContext) -> Month:
    districts = (state for state in desk.states.values() if not state.unit.is_bureau)  # the bureau reports to itself
    lines = tuple(_line(desk, state) for state in districts if state.stage is not Stage.NOT_ASKED)
    planned = desk.month.year in desk.ledger.plans
    cities = [standing.city for standing in desk.board] if planned else []
    undecided = sum(light_group(city) in (LightGroup.GAPS, LightGroup.UNREPORTED) for city in cities)
    own = any(state.unit.is_bureau and state.stage is not Stage.NOT_ASKED for state in desk.states.values())
    return Month(lines, tuple(city for city in cities if city.light.red), undecided, own)


def _line(desk: LetterContext, state: Return) -> UnitLine:
    code = state.unit.code
    asked = [target.id for target in desk.ledger.asked(code, desk.month)]
    submission = desk.board.known.submission(code, desk.month)
    entries = submission.entries if submission else {}
    filled = sum(entries[name].state in ("reported", "not_applicable") for name in asked if name in entries)
    planned = desk.board.plan.targets if desk.month.year in desk.ledger.plans else ()
    owed = sum(desk.board.owed(target, code) is not None for target in planned)
    return UnitLine(state, len(asked), filled, owed)


def _body(desk: LetterContext, month: Month) -> Iterator[str | Paragraph]:
    yield f"现将截至{day(desk.on)}的{desk.month.label}{desk.words.trade}工作数据报送情况通报如下。"
    yield heading("一、报送情况")
    yield _overview(desk, month)
    troubles = list(_troubles(desk, month))
    yield heading("二、存在的问题")
    yield from troubles or ["各单位均按期报送，没有退回。"]
    yield heading("三、进度滞后的任务")
    yield _reds(desk, month)
    yield heading("四、有关要求")
    yield from _demands(desk, month)


def _overview(desk: LetterContext, month: Month) -> str:
    asked, filled = (sum(getattr(line, name) for line in month.lines) for name in ("asked", "filled"))
    share = f"，填报率{_percent(filled, asked)}" if asked else ""
    accepted = len(month.where(Stage.ACCEPTED))
    apart = f"（{desk.words.own}自己的报送另计）" if month.bureau_asked else ""
    return (
        f"应报单位{len(month.lines)}个{apart}，截止日为{day(desk.due)}。按期报送{len(month.in_time)}个，"
        f"迟报{len(month.late)}个，未报{len(month.owed)}个；已受理{accepted}个。"
        f"应报{asked}项，已报{filled}项{share}。"
    )


def _percent(part: int, whole: int) -> str:
    """One decimal, and 100% only for all of it."""
    share = Fraction(part, whole)
    return show_share(share, 1) if part == whole or half_up(share * 100, 1) < 100 else "不足100%"


def _troubles(desk: LetterContext, month: Month) -> Iterator[str]:
    if missing := month.owed:
        yield f"未报的：{_listed(f'{each.unit.label}（{_missing_words(each)}）' for each in missing)}。"
    if month.late:
        yield f"迟报的：{_listed(f'{each.unit.label}（迟{each.late_days}天）' for each in month.late)}。"
    if returned := [line.state for line in month.lines if line.state.returns]:
        yield f"退回修改的：{_listed(f'{each.unit.label}（{each.returns}次）' for each in returned)}。"
    if open_ := month.where(Stage.RETURNED):
        yield f"退回后还没有改好的：{_listed(each.unit.label for each in open_)}。"
    if changed := month.where(Stage.CHANGED):
        yield f"受理后又改动、需要重新受理的：{_listed(each.unit.label for each in changed)}。"
    if broken := month.where(Stage.UNREADABLE):
        yield f"文件读不出的：{_listed(each.unit.label for each in broken)}。"


def _missing_words(state: Return) -> str:
    """Since when it is missing; of what came and could not be taken in, that it came."""
    came = state.refused
    told = f"{came.month}月{came.day}日报来的退回修改，没有再报，" if came else ""
    return f"{told}逾期{state.late_days}天"


def _listed(names: Iterator[str] | Sequence[str]) -> str:
    return "、".join(names)


def _reds(desk: LetterContext, month: Month) -> str:
    """What is still owed, and apart from it what was made good late."""
    late = [progress for progress in month.reds if progress.light in (Light.BEHIND, Light.OVERDUE)]
    owed = [progress for progress in late if progress.edge is not Edge.MADE_GOOD]
    mended = [progress for progress in late if progress.edge is Edge.MADE_GOOD]
    whole = desk.words.whole
    seen = f"按{whole}合计" if all(progress.target.adds for progress in month.reds) else f"从{whole}看"
    among = "能判断的任务里" if month.undecided else ""
    rendered = f"{seen}，{among}没有落后于序时进度或者逾期未完成的{'' if among else '任务'}。"
    if owed:
        rendered = f"{seen}，有{len(owed)}项任务落后于序时进度或者逾期未完成：{_named(desk, owed)}。"
    if mended:
        rendered += f"另有{len(mended)}项逾期后已经补齐：{_named(desk, mended)}。"
    if month.undecided:
        rendered += f"另有{month.undecided}项因有单位没有报全，还不能判断。"
    return rendered + ("各单位的项数见附件。" if late else "")


def _named(desk: LetterContext, reds: Sequence[Progress]) -> str:
    named = "；".join(f"{progress.target.name}（{_standing(desk, progress)}）" for progress in reds[:_NAMED])
    return named + (f"；等{len(reds)}项" if len(reds) > _NAMED else "")


def _standing(desk: LetterContext, progress: Progress) -> str:
    if progress.edge is Edge.BROKEN:
        return f"{progress.words}，{happened(progress)}"
    if progress.target.lasting and progress.edge is not Edge.MADE_GOOD:
        return f"{progress.words}，{lapses(desk, progress).rstrip('。')}{_short(progress)}"
    goal = f"，目标{promised(progress)}" if progress.goal else ""
    if ends := ends_words(progress, whose=False):
        return f"{progress.words}，{ends}{goal}"
    if progress.value is None:
        return f"{progress.words}，{progress.display}"
    if progress.target.recurs and "/" in progress.display:
        return f"{progress.words}，应办{progress.denominator}次，办成{progress.numerator}次"
    if progress.target.completes and "/" in progress.display:
        return f"{progress.words}，应完成{progress.denominator}个，完成{progress.numerator}个"
    return f"{progress.words}，现为{progress.display}{measure_of(progress)}{since_base(progress)}{goal}"


def _short(progress: Progress) -> str:
    """Who did not do every time what must be done every time: （双桥）; of many the first, and how many."""
    short = [
        part.node.name for part in progress.below if part.edge is not Edge.MADE_GOOD and part.light is Light.OVERDUE
    ]
    if not short:
        return ""
    named = "、".join(short[:_FEW]) + (f"等{len(short)}个单位" if len(short) > _FEW else "")
    return f"（{named}）"


def _demands(desk: LetterContext, month: Month) -> Iterator[str]:
    if month.owed:
        yield f"未报的单位，请于{desk.until(1)}前补报。"
    if month.where(Stage.RETURNED):
        yield "退回修改的单位，请按退回通知逐项处理，在规定日期前重新报送。"
    following = desk.month.following()
    yield f"{following.label}的数据请于{day(desk.ledger.due(following))}前报送，报前由审核人逐项核对。"


def _annex(desk: LetterContext, month: Month) -> Annex:
    name = f"{desk.month.label}各单位报送情况一览表"
    whole = desk.words.whole
    note = (
        f"注：已报项数含不适用，不含待核；红灯项数指本单位欠进度、逾期而{whole}也没有完成的任务，不含逾期后已经补齐的。"
    )
    rows = tuple(_row(line) for line in month.lines)
    return Annex(name, Table(f"（截至{day(desk.on)}）", _COLUMNS, rows, name, note))


def _row(line: UnitLine) -> tuple[Cell, ...]:
    state = line.state
    received = f"{state.received.month}月{state.received.day}日" if state.received else "—"
    numbers = (state.late_days, line.asked, line.filled, state.returns, line.red)
    cells = (state.unit.label, state.label, received, *(str(number) for number in numbers))
    return tuple((cell,) for cell in cells)
