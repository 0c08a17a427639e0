"""The progress tables: what stands in them, and that every number is a figure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from goldens import golden
from mzgz.formats.markdown import markdown
from mzgz.model.document import Cell, Chart, Document, Figure, Paragraph, Run, Style, Table
from mzgz.progress import Board
from mzgz.publishing.figures import Figures
from mzgz.publishing.report.document_kinds import Drafts, make
from mzgz.publishing.report.tables import Day, Ordinal, TableContext, parts, size
from mzgz.publishing.report.tables.ambiguous_targets import asks
from mzgz.publishing.report.tables.column_widths import length
from mzgz.publishing.report.tables.table_builder import tasks
from report_workspace import DECEMBER, board_of
from report_workspace import make as make_small
from sample_year import sample_board, sample_document, sample_ledger

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parents[1] / "goldens" / "tables-small.md"

QUOTED = {"目标任务", "板块", "原因", "待裁定的问题", "责任科室", "原文位置", "出处", "条目号", "有关单位"}
"""Columns whose digits may be words of others, names of things, or months."""


def document(root: Path, board: Board | None = None, *, sheet: bool = False, errors: int = 0) -> Document:
    made = make("tables", board or board_of(root), root, sheet=sheet, errors=errors).document
    assert made is not None
    return made


def tables(made: Document) -> list[Table]:
    return [block for block in made.blocks() if isinstance(block, Table)]


def row(table: Table, name: str) -> dict[str, str]:
    """The row of a task or unit as text by column title."""
    for cells in full(table):
        texts = [words(cell) for cell in cells]
        if any(text.startswith(name) or text.partition(".")[2].startswith(name) for text in texts[:3]):
            return {column.title: text for column, text in zip(table.columns, texts, strict=True)}
    raise AssertionError(name)


def full(table: Table) -> list[tuple[Cell, ...]]:
    """Its rows without those that only name a group."""
    return [cells for cells in table.rows if not table.spans(cells)]


def words(cell: Cell) -> str:
    return "".join(piece if isinstance(piece, str) else piece.text for piece in cell)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_small(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="module")
def sample() -> Document:
    return sample_document("tables")


def test_the_whole_document_of_the_sample(sample: Document) -> None:
    golden(ROOT / "reports" / "2022" / "tables.md", markdown(sample))


def test_the_whole_document_as_text(small: Path) -> None:
    golden(GOLDEN, markdown(document(small), ids=False))


def test_a_task_of_every_kind_is_told_in_its_own_way(small: Path) -> None:
    listed = tables(document(small))[2]
    ratio = row(listed, "护理型床位占比")
    assert (ratio["目标"], ratio["完成"], ratio["差距"]) == ("≥55%", "55.2%\n（1274，共2307）", "—")
    assert (ratio["达标单位"], ratio["结论"], ratio["期限"]) == ("6个中4个", "完成", "12月31日")
    assert row(listed, "养老投入")["完成"] == "19645.5万元"
    assert (row(listed, "养老投入")["差距"], row(listed, "养老投入")["达标单位"]) == ("差354.5万元", "—")
    assert row(listed, "建立探访制度")["结论"] == "逾期补齐"
    assert row(listed, "应急演练")["完成"] == "5个已报、1个没有报全"
    assert row(listed, "不发生安全事故")["完成"] == "5个已报、1个没有报全，\n暂为1起"
    duty = row(listed, "修订村规民约")
    assert (duty["完成"], duty["结论"], duty["进度"]) == ("推进中4、\n已完成1、\n受阻1", "不评判", "—")
    assert "%" not in duty["完成"]


def test_a_thing_not_yet_due_is_neither_reported_nor_lacking() -> None:
    ledger = sample_ledger()
    july = tables(document(ROOT, Board(ledger, 2022, date(2022, 7, 6))))
    assert row(july[2], "完善本地低保审核确认办法")["完成"] == "应完成14个，完成7个"
    marks = row(july[4], "完善本地低保审核确认办法")
    assert (marks["扎赉诺尔"], marks["海拉尔"], marks["市本级"]) == ("√", "期", "—")
    assert row(july[4], "救助制度城乡统筹")["海拉尔"] == "期"
    assert "期 未到期" in words(july[4].note)


def test_in_mid_year_what_is_not_due_has_its_column_and_each_row_adds_up() -> None:
    """Of 95 tasks judged in July the columns accounted for 33; the chart beside them counted 100% of a section with none done."""
    july = document(ROOT, Board(sample_ledger(), 2022, date(2022, 7, 8)))
    first = tables(july)[0]
    titles = [column.title for column in first.columns]
    assert titles == ["板块", "任务", "可评判", "完成", "未按期", "其中补齐", "未到期", "未定", "职责类"]
    rows = {words(cells[0]): [int(words(cell)) for cell in cells[1:]] for cells in full(first)}
    for all_, judged, met, missed, _, running, open_, duties in rows.values():
        assert (met + missed + running + open_, judged + duties) == (judged, all_)
    assert rows["合计"] == [133, 95, 14, 3, 0, 77, 1, 38]
    assert "还没有到期77项，" in "".join(block.text for block in july.blocks() if isinstance(block, Paragraph))
    chart = next(block for block in july.blocks() if isinstance(block, Chart))
    shares = dict(zip(chart.categories, chart.series[0].values, strict=True))
    assert {name: shares[name] for name in ("健全完善养老服务体系", "抓好任务落实")} == {
        "健全完善养老服务体系": "30.0",
        "抓好任务落实": "0",
    }


@pytest.mark.parametrize("month", [4, 7, 10])
def test_the_counts_are_those_of_the_verdicts_in_the_table_of_every_target(month: int) -> None:
    """A duty let slip in spring was missed in one table and on its way in the other; a wait for returns was not due."""
    board = Board(sample_ledger(), 2022, date(2022, month, 8))
    made = document(ROOT, board)
    counted = dict(zip(("未到期", "未定"), full(tables(made)[0])[-1][6:8], strict=True))
    listed = [words(cells[6]) for table in tables(made) if "一览表" in table.caption for cells in full(table)]
    assert {word: int(words(cell)) for word, cell in counted.items()} == {word: listed.count(word) for word in counted}
    missed = int(words(full(tables(made)[0])[-1][4]))
    assert missed == listed.count("未完成") + listed.count("逾期补齐")


def test_at_the_end_of_the_year_nothing_is_left_to_come_due(sample: Document) -> None:
    assert "未到期" not in [column.title for column in tables(sample)[0].columns]


def test_the_matrix_keeps_absence_apart_from_zero(small: Path) -> None:
    matrix = row(tables(document(small))[3], '=HYPERLINK("http://x")居家照护')
    assert [matrix[unit] for unit in ("海拉尔", "扎区", "鄂伦春旗")] == ["100%", "—", "待核"]
    beds = row(tables(document(small))[3], "养老投入")
    assert (beds["鄂温克旗"], beds["全市"]) == ("0", "19645.5")
    assert row(tables(document(small))[3], "不发生安全事故")["鄂温克旗"] == "未报全"


def test_marks_tell_missed_late_and_missing_apart(small: Path) -> None:
    marks = tables(document(small))[4]
    assert row(marks, "建立探访制度")["莫旗"] == "补"
    assert [row(marks, "应急演练")[unit] for unit in ("市本级", "海拉尔", "阿荣旗", "鄂温克旗")] == [
        "—",
        "×",
        "√",
        "缺",
    ]
    assert [row(marks, "修订村规民约")[unit] for unit in ("海拉尔", "扎区", "阿荣旗")] == ["√", "推", "阻"]


def test_what_is_unmet_is_named_with_gap_place_and_reason(small: Path) -> None:
    unmet = tables(document(small))[5]
    beds = row(unmet, "养老投入")
    assert (beds["差距"], beds["有关单位"]) == ("差354.5万元", "全市合计数，不分单位")
    assert beds["原因"] == "【待补：“养老投入”没有完成的原因】"
    assert row(unmet, "应急演练")["有关单位"] == "海拉尔（12月）"
    assert row(unmet, "应急演练")["原因"] == "海拉尔：场地停用，改在2023年1月补办2次"
    accident = row(unmet, "不发生安全事故")
    assert accident["有关单位"] == "阿荣旗1起"
    assert accident["原因"] == "阿荣旗：12月，11月2日厨房起火，当天扑灭，没有伤人"
    late = row(unmet, "建立探访制度")
    assert (late["有关单位"], late["原因"]) == ("莫旗（10月26日补齐）", "莫旗：方案没有会签完")
    assert row(unmet, "修订村规民约")["原因"] == "阿荣旗：有3个嘎查没有开成会"
    groups = [words(cells[0]) for cells in unmet.rows if unmet.spans(cells)]
    assert groups == ["未完成任务", "逾期补齐任务", "未定任务", "受阻任务"]


def test_a_reason_nobody_gave_is_a_blank(small: Path) -> None:
    assert make("tables", board_of(small), small).blanks == ("“养老投入”没有完成的原因",)


def test_returns_are_counted_per_unit_and_month(small: Path) -> None:
    returns = tables(document(small))[6]
    told = row(returns, "莫旗")
    assert [told[month] for month in ("5月", "6月", "12月")] == ["—", "迟", "√"]
    assert [told[head] for head in ("按时", "迟报", "缺报", "应填", "已填", "填报率")] == [
        "1",
        "1",
        "5",
        "15",
        "10",
        "66.7%",
    ]
    assert row(returns, "鄂温克旗")["6月"] == "缺"
    assert "市本级" not in [words(cells[0]) for cells in returns.rows]


def test_a_flipped_district_changes_its_own_cells_only(tmp_path: Path) -> None:
    before = document(make_small(tmp_path / "a"))
    other = DECEMBER["150721"].replace("numerator: 500", "numerator: 400")
    after = document(make_small(tmp_path / "b", u150721=other))
    pairs = zip(tables(before), tables(after), strict=True)
    changed = {
        (a.caption[:2], words(old[1] if a.caption[1] not in "47" else old[0]))
        for a, b in pairs
        for old, new in zip(full(a), full(b), strict=False)
        if [words(cell) for cell in old] != [words(cell) for cell in new]
    }
    assert ("表3", "护理型床位占比") in changed
    assert {name for table, name in changed if table in ("表3", "表4", "表5")} == {
        "护理型床位占比",
        "1.护理型床位占比（≥55%）",
    }
    unmet = row(tables(after)[5], "护理型床位占比")
    assert (unmet["差距"], unmet["有关单位"]) == ("差95张；或新增211张", "海拉尔差1张、阿荣旗差150张")


def test_notice_and_errors_stand_on_the_first_page(small: Path) -> None:
    made = document(small, errors=3)
    notices = [b.text for b in made.parts[0].blocks if isinstance(b, Paragraph) and b.style is Style.NOTICE]
    assert notices == ["数据有3处强制问题没有改正，本稿只供内部核对，不得上报", "示例数据，仅供演示"]


def test_the_speech_carries_the_tables_as_its_annex(small: Path) -> None:
    speech = make("speech", board_of(small), small).document
    assert speech is not None
    said = [block for block in speech.parts[0].blocks if isinstance(block, Paragraph)]
    title = "2022年度全市民政工作目标任务完成情况表"
    assert [block.text for block in said[-2:]] == ["", f"附件：{title}"]
    annex = speech.parts[1].blocks
    assert [(b.text, b.style) for b in annex[:2] if isinstance(b, Paragraph)] == [
        ("附件", Style.ATTACHMENT),
        (title, Style.TITLE),
    ]
    captions = [t.caption.split("（")[0] for t in tables(speech)]
    assert captions == ["表1　未完成、逾期补齐、未定和受阻任务清单", "表2　2022年度目标任务完成情况简表"]
    whole = Drafts(board_of(small), small, "full").make("speech").document
    assert whole is not None
    assert [t.caption for t in tables(whole)] == [t.caption for t in tables(document(small))]


def test_the_annex_is_no_longer_than_the_speech_and_tells_every_target() -> None:
    ledger = sample_ledger()
    speech = make("speech", sample_board(), ROOT).document
    assert speech is not None
    spoken = sum(map(size, speech.parts[0].blocks))
    annex = [block for part in speech.parts[1:] for block in part.blocks]
    assert sum(map(size, annex)) <= spoken
    listed = {words(cell) for table in annex if isinstance(table, Table) for cells in full(table) for cell in cells[:1]}
    assert {target.name for target in ledger.plans[2022].targets.values()} <= listed


def test_nothing_issued_asks_anybody_to_edit_a_file(sample: Document) -> None:
    whole = Drafts(sample_board(), ROOT, "full").make("speech").document
    assert whole is not None
    for made in (sample, whole):
        assert not re.search("basis|YAML|yaml|请修改", markdown(made, ids=False))


def test_cells_of_the_text_form_do_not_run_together(small: Path) -> None:
    text = markdown(document(small), ids=False)
    assert "| 55.2%（1274，共2307） |" in text
    assert "推进中4、已完成1、受阻1" in text


def test_the_first_chart_holds_results_against_goals_in_december(sample: Document) -> None:
    chart = next(block for block in sample.blocks() if isinstance(block, Chart))
    assert chart.caption == "图1　主要指标目标与完成对比"
    place = chart.categories.index("养老机构护理型床位占比")
    assert [series.values[place] for series in chart.series] == ["55.0", "56.1"]


def test_what_a_unit_wrote_must_not_carry_an_id(tmp_path: Path) -> None:
    said = DECEMBER["150702"].replace("场地停用", "老人11010519491231002X受伤")
    found = make("tables", board_of(make_small(tmp_path, u150702=said)), tmp_path).found
    assert [(finding.code, finding.severity.value) for finding in found] == [("W101", "error")]
    assert "老人" in found[0].message


# ── the sample ───────────────────────────────────────────────────────────────────────────────────────────────


def test_every_item_of_the_plan_is_told(sample: Document) -> None:
    ledger = sample_ledger()
    listed = {words(cells[1]) for cells in full(tables(sample)[2])}
    items: set[int] = set()
    for target in ledger.plans[2022].targets.values():
        assert target.name in listed
        items.update(target.origin.items)
    assert items == set(range(1, 134))


def test_captions_are_numbered_and_say_unit_and_day(sample: Document) -> None:
    made = tables(sample)
    assert [table.caption.split("　")[0] for table in made] == [f"表{n}" for n in range(1, len(made) + 1)]
    for table in made:
        assert table.note.endswith("数据截至2023年1月5日。"), table.caption
        assert "（单位：" in table.caption or "分单位" in table.caption
        assert table.description
    charts = [block for block in sample.blocks() if isinstance(block, Chart)]
    assert [chart.caption.split("　")[0] for chart in charts] == ["图1", "图2"]
    assert all(chart.description for chart in charts)


def test_every_number_is_a_figure_or_of_a_declared_kind(sample: Document) -> None:
    loose = [
        (table.caption, column.title, piece)
        for table in tables(sample)
        for cells in full(table)
        for column, cell in zip(table.columns, cells, strict=True)
        if column.title not in QUOTED
        for piece in loose_numbers(cell)
    ]
    assert loose == []


def loose_numbers(cell: Cell) -> Iterator[str]:
    for piece in cell:
        text = piece if isinstance(piece, str) else "" if isinstance(piece, Figure | Ordinal | Day) else piece.text
        bare = re.sub(r"[0-9]{1,2}月(?:[0-9]{1,2}日)?", "", text)
        if re.search("[0-9]", bare):
            yield text


def test_figures_of_the_tables_are_found_again(sample: Document) -> None:
    ledger = sample_ledger()
    day = ledger.last_received(2022)
    assert day is not None
    figures = Figures(Board(ledger, 2022, day))
    own = ("unit@",)
    met = {
        piece.id: piece.text
        for t in tables(sample)
        for r in t.rows
        for c in r
        for piece in c
        if isinstance(piece, Figure)
    }
    assert len(met) > 1000
    for key, text in met.items():
        if not key.startswith(own) and not key.endswith((":numerator", ":denominator")):
            current = figures.current(key)
            assert current is not None, key
            assert current.text == text, key


def test_no_text_of_a_narrow_column_is_wider_than_its_column(sample: Document) -> None:
    """Dates and numbers never break: their columns are as wide as their widest cell."""
    for table in tables(sample):
        for place, column in enumerate(table.columns):
            if column.title in ("序号", "期限", "填报率") or column.title.endswith("月"):
                widest = max(length(cells[place]) for cells in full(table) if cells[place])
                assert column.weight >= widest * 100, (table.caption, column.title)


def test_what_asks_for_a_ruling_is_listed(sample: Document) -> None:
    ledger = sample_ledger()
    board = Board(ledger, 2022, ledger.last_received(2022) or pytest.fail("no returns"))
    made = make("cover", board, ROOT).document
    assert made is not None
    listed = [words(cells[1]) for cells in tables(made)[-1].rows]
    assert listed == [task.city.target.name for task in tasks(board) if asks(task)]
    assert {"特殊困难老年人月探访率", "社区养老服务站覆盖率"} <= set(listed)


def test_before_the_first_return_there_is_no_false_number(small: Path) -> None:
    board = board_of(small)
    early = Board(board.ledger, 2022, date(2022, 1, 3))
    made = [block for part in parts(TableContext(Figures(early))) for block in part.blocks]
    listed = next(b for b in made if isinstance(b, Table) and b.caption.startswith("表3"))
    assert row(listed, "护理型床位占比")["完成"] == "未到报送时间"
    assert {row(listed, name)["结论"] for name in ("护理型床位占比", "养老投入", "应急演练")} == {"未到期"}


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("a|b", "a|b"),
        ("{{ 7*7 }}", "{{ 7*7 }}"),
        ("]]>&<b>", "]]>&<b>"),
        (r"停\u202e电", "停电"),
        ("字" * 300, "字" * 300),
        ("𠮷😀", "𠮷😀"),
        (r"\\|", "\\|"),
        (r"一\n二", "一 二"),
    ],
)
def test_nasty_words_come_out_as_text(tmp_path: Path, written: str, told: str) -> None:
    said = re.sub("note: [^}]*", lambda _: f'note: "{written}"', DECEMBER["150702"].replace("}}", "}} "), count=1)
    made = document(make_small(tmp_path, u150702=said))
    assert row(tables(made)[5], "应急演练")["原因"] == f"海拉尔：{told}"
    ruled = [line for line in markdown(made, ids=False).splitlines() if "应急演练" in line and "海拉尔：" in line]
    assert [line.replace("\\|", "").count("|") for line in ruled] == [9]


def test_a_run_without_style_is_no_figure() -> None:
    assert list(loose_numbers((Run("1"), "12月31日", Ordinal("3"), Figure("a", "4", "b")))) == ["1"]
