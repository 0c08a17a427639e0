"""`mzgz status --target` on the terminal: one target across the units, ranked, and its course over the year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from mzgz.formats.terminal.breaches_and_lapses_text import first_breaches
from mzgz.formats.terminal.level_status_text import named
from mzgz.formats.terminal.light_and_gap_cells import (
    figure_words,
    gap_words,
    light_cell,
    reach_words,
    sparkline,
    to_city,
    units_count,
)
from mzgz.formats.terminal.plan_status_text import heading
from mzgz.formats.terminal.text_table import WIDE, Cell, Line, TextColumn, head, table, text_lines
from mzgz.model.rounding import show_count
from mzgz.model.territory_breaks import break_words, breaks_between
from mzgz.model.unit import Unit
from mzgz.progress import (
    MARK,
    Board,
    Change,
    Moment,
    Progress,
    between,
    contribution,
    difference_measure,
    difference_of_shares,
    ends_words,
    history,
    lifted,
    projection,
    promised_briefly,
    ranked,
    signed_difference,
    since_baseline,
)
from mzgz.progress.footing import footed
from mzgz.progress.gap_split import cheapest_split
from mzgz.progress.ranking import FEW_LISTED, MOST_LISTED
from mzgz.progress.target_history import breaks_at, lost_baseline


def target_lines(board: Board, target: str, columns: int, beside: Sequence[Unit] | None = None) -> Iterator[Line]:
    """The promise, the city, the units by rank, and what would move the city; `beside` are ranked in place of the level
    below."""
    city = board.city(target)
    yield from heading(board, city.target.name, columns)
    yield from text_lines(
        f"目标{promised_briefly(city) or '按期完成'}，期限{city.target.due.isoformat()}，{city.target.cadence_words}，{city.target.judge_words}。",
        columns,
    )
    yield (
        Cell(f"{city.node.name} "),
        Cell(f"{city.display}{city.mark} "),
        light_cell(city),
        Cell(f"  {_units_met(city)}"),
    )
    if ends := ends_words(city):
        yield from text_lines(ends, columns, "", "  ")
    for text in _course(board, city):
        yield from text_lines(text, columns, "", "  ")
    yield (Cell(""),)
    layout = _layout(columns, "上级" if board.root else city.node.name)
    yield from head(layout)
    order = ranked(city.below if beside is None else [board.part(target, unit.code) for unit in beside])
    shown = order if len(order) <= MOST_LISTED else [*order[: FEW_LISTED // 2], *order[-(FEW_LISTED // 2) :]]
    few = len(city.parts) <= MOST_LISTED
    feet = footed(city) if few and beside is None and _keys(city.parts) == _keys(city.below) else {}
    yield from table(layout, [_row(board, rank, unit, city, feet, columns) for rank, unit in shown])
    if feet:
        names = "、".join(one.node.name for one in city.below if one.node.key in feet)
        yield from text_lines(f"{names}的尾数按最大余额法调整，使各单位之和等于{city.node.name}数。", columns, "dim")
    if len(shown) < len(order):
        yield from text_lines(
            f"列出前、后各{FEW_LISTED // 2}个，中间{len(order) - len(shown)}个没有列出；全部：加 --format csv",
            columns,
            "dim",
        )
        last = shown[-1][1].node
        yield from text_lines(f"再往下看：mzgz why {target} --unit {last.key}（{last.name}）", columns, "dim")
    inside = {one.node.key for one in city.below}
    outside = [unit.label for unit in board.level if unit.code not in inside]
    if outside and beside is None:
        yield from text_lines(f"不适用：{named(outside)}。", columns, "dim")
    for text in _moving(board, city):
        yield from text_lines(text, columns)


def _units_met(city: Progress) -> str:
    return f"{city.units_met}/{city.heads_decided.expected}个单位达标" if units_count(city) else ""


def _so_far(city: Progress) -> str:
    """What those come to who reported, beside the names of those who did not."""
    if city.so_far is None or not city.target.operands or not city.target.adds or city.target.events:
        return ""
    measure = city.target.measure if city.target.counted else ""
    return f"；已报的{city.reported}个暂为{city.printed(city.so_far)}{measure}{_once_all_have(city, measure)}"


def _once_all_have(city: Progress, measure: str) -> str:
    """Between what the figure will lie once the others have reported too."""
    low, high = city.printed_bounds
    if low is not None and high is not None:
        return f"，报齐以后在{low}{measure}到{high}{measure}之间"
    if low is not None:
        return f"，报齐以后不少于{low}{measure}"
    return "" if high is None else f"，报齐以后不多于{high}{measure}"


def _course(board: Board, city: Progress) -> Iterator[str]:
    doubted = [part.node.name for part in city.below if part.doubts]
    if doubted:
        yield f"{MARK} {city.node.name}数里含{len(doubted)}个有强制问题、没有改正的数：{named(doubted)}；这样的单位暂不排名，不算完成"
    if city.period and city.missing:
        names = named(city.lacking_names)
        yield f"还没有报完成：{names}" if city.awaited else f"没有报全：{names}{_so_far(city)}"
    heading, broken = first_breaches(city, MOST_LISTED, FEW_LISTED)
    if heading:
        yield heading
    for part, submission, _, words in broken:
        yield f"{part.node.name}{submission.period.month}月{words}"
    moments = history(board, city.target.id, city.node)
    if moments and city.target.judges:
        yield f"各期关账时的亮灯：{_lights(moments)}"
    if len(moments) > 1 and city.target.operands:
        found = breaks_at(board, city.target.id, city.node)
        before = between(city, moments[-2].now, found)
        if before:
            yield f"比上期{_change(city, before)}"
        elif broken_words := break_words(breaks_between(found, moments[-2].period, moments[-1].period)):
            yield f"和上期不可比：{broken_words}"
    if lost := lost_baseline(board, city):
        yield lost
    base = since_baseline(city)
    if base:
        yield f"比基期（{base.since.label}）{_change(city, base)}"
    pace = projection(board, city.target.id, city.node)
    if pace:
        when = f"{pace.month.label}达到目标" if pace.month else "达不到目标"
        yield f"按{pace.points}期的平均步子推算，{when}；只是推算，不是承诺"


def _lights(moments: Sequence[Moment]) -> str:
    """Months in a row with the same light are told together: 2—5月无法判断."""
    runs = [list(run) for _, run in groupby(moments, key=lambda one: one.told)]
    months = [(run[0].period.month, run[-1].period.month, run[0].told) for run in runs]
    return "、".join(
        f"{first}月{rendered}" if first == last else f"{first}—{last}月{rendered}" for first, last, rendered in months
    )


def _change(city: Progress, change: Change) -> str:
    if not change.difference:
        return "持平"
    if not city.target.quotient:
        verb = "增加" if change.difference >= 0 else "减少"
        return f"{verb}{city.printed(abs(change.difference))}"
    verb = "提高" if change.difference >= 0 else "降低"
    words = f"{verb}{difference_of_shares(city, abs(change.difference))}{difference_measure(city)}"
    if change.numerator_effect is None or change.denominator_effect is None:
        return words
    part, whole = (city.target.operand(role).name for role in ("numerator", "denominator"))
    words += (
        f"，其中{part}的变化影响"
        f"{signed_difference(city, change.numerator_effect)}、"
        f"{whole}的变化影响{signed_difference(city, change.denominator_effect)}"
    )
    return words + ("。注意：达标主要是因为分母变小" if change.shrunk else "")


def _layout(columns: int, whole: str) -> list[TextColumn]:
    wide = columns >= WIDE
    return [
        TextColumn("名次", 4, True),
        TextColumn("单位", 16 if wide else 12),
        TextColumn("数值", 24 if wide else 12, True),
        TextColumn("亮灯", 20 if wide else 12),
        TextColumn(f"比{whole}", 7, True),
        TextColumn("还差", 12 if wide else 9, True),
        *([TextColumn(f"影响{whole}", 8, True)] if wide else []),
        TextColumn("全年走势", 13, folds=False),
    ]


def _keys(parts: Sequence[Progress]) -> list[str]:
    return [each.node.key for each in parts]


def _row(
    board: Board, rank: int | None, unit: Progress, city: Progress, feet: Mapping[str, str], columns: int
) -> list[Cell]:
    target = city.target.id
    part = contribution(board, target, unit.node.key) if columns >= WIDE and city.target.operands else None
    effect = signed_difference(city, part.effect, 2) if part and to_city(unit, city) is not None else ""
    return [
        Cell("" if rank is None else str(rank)),
        Cell(unit.node.name),
        Cell(figure_words(unit).replace(unit.display, feet.get(unit.node.key, unit.display))),
        light_cell(unit, short=columns < WIDE),
        Cell(signed_difference(city, to_city(unit, city))),
        Cell(gap_words(unit.gap)),
        *([Cell(effect)] if columns >= WIDE else []),
        Cell(sparkline(history(board, target, unit.node))),
    ]


def _moving(board: Board, city: Progress) -> Iterator[str]:
    """What the city lacks and of whom it can be had; what the lowest units could do for the city."""
    split = cheapest_split(board, city.target.id)
    shares = named([f"{share.node.name}{show_count(share.things)}" for share in split])
    words = reach_words(city, f"；最省的分法：{shares}" if shares else "")
    if words and city.expected > 1:
        yield f"{words}。"
    lift = lifted(board, city.target.id, 2)
    if lift and city.period:
        names = "最低的" * lift.others + "、".join(unit.node.name for unit in lift.units)
        if city.met_now:
            yield f"{names}也达到目标，{city.node.name}可以提高到{city.printed(lift.value)}。"
            return
        verdict = {True: "，达到目标", False: "，仍达不到目标", None: ""}[lift.met]
        yield f"{names}达到目标后，{city.node.name}为{city.printed(lift.value)}{verdict}。"
