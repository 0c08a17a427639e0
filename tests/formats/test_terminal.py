"""What the clerk reads: findings by district, the line with a caret under the place, the summary, the next step."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest

from mzgz.formats.terminal.findings_text import CAP, advice, lines, show_findings, summary_line
from mzgz.formats.terminal.source_lines import line_reader
from mzgz.formats.terminal.text_width import printable, width, window, wrap
from mzgz.model.findings import CollectedSummary, Diagnostic, Judgement, Severity, Source, Summary
from mzgz.model.ledger import Ledger
from mzgz.model.periods import Period
from mzgz.model.settings import Bureau, Workspace
from mzgz.model.unit import Unit

HAILAR = "submissions/2022-06/150702.yaml"
PLAN = "targets/2022/01-elderly.yaml"
LEDGER = Ledger(
    Workspace(
        bureau=Bureau(name="某市民政局", city="某市", code="150700"),
        units=(Unit(code="150702", name="海拉尔区", short="海拉尔"), Unit(code="150703", name="某矿区", short="某矿")),
    ),
    attempted={(Period.parse("2022-06"), "150703"): "submissions/2022-06/150703.yaml"},
)
SOURCES: dict[str, dict[int, str]] = {
    HAILAR: {
        8: "  护理型, 床位: {numerator: 1812, denominator: 1450}",
        9: "  two-subsidies: {done: true}",
        10: '\tunit: "150702"',
    }
}


def read_line(path: str, line: int) -> str | None:
    return SOURCES.get(path, {}).get(line)


def finding(code: str = "A102", line: int = 8, column: int = 13, **other: object) -> Diagnostic:
    values: dict[str, object] = {
        "code": code,
        "rule": {"A102": "part-exceeds-whole", "T201": "jump", "P101": "nobody-reports"}.get(code, "tab-indent"),
        "severity": Severity.ERROR,
        "message": "分子1812张，大于分母1450张",
        "hint": "请核对两个数是否填反",
        "source": Source(HAILAR, line, column),
        "unit": "150702",
    }
    return Diagnostic(**(values | other))  # type: ignore[arg-type]


def told(*findings: Diagnostic, summary: Summary | None = None, **options: object) -> str:
    judgement = Judgement(findings, summary or Summary(15, 412, 9100, 3, 1, 40))
    return "\n".join(lines(judgement, LEDGER, read_line, **options)) + "\n"  # type: ignore[arg-type]


def test_the_whole_report() -> None:
    text = told(
        finding(),
        finding("T201", 9, 3, severity=Severity.QUERY, message="比上期多3倍", explained="新建福利院投入使用"),
        finding("S112", 10, 1, message="行首有制表符", hint="请换成空格", count=5),
        finding(
            "P101", unit=None, source=Source(PLAN, 7, 5), severity=Severity.NOTE, message="没有人报", hint="请核对"
        ),
    )
    assert (
        text
        == """\
■ 全市（年度目标和本单位设置）  提示1

targets/2022/01-elderly.yaml:7:5  提示 P101 nobody-reports
    没有人报
    怎么办：请核对

■ 海拉尔（150702）  强制6

submissions/2022-06/150702.yaml:8:13  强制 A102 part-exceeds-whole
    分子1812张，大于分母1450张
    8 |   护理型, 床位: {numerator: 1812, denominator: 1450}
      |                  ^^^^^^^^^
    怎么办：请核对两个数是否填反

submissions/2022-06/150702.yaml:9:3  核实 T201 jump
    比上期多3倍
    已说明：新建福利院投入使用

submissions/2022-06/150702.yaml:10:1  强制 S112 tab-indent
    行首有制表符（同类共5处）
    10 | ·unit: "150702"
       | ^^^^^
    怎么办：请换成空格

文件15个，填报412项；规则判定 通过9100、违反3、已说明1、未判40
强制6、核实0、提示1
强制问题须改正；改后再执行 mzgz check。规则的说明：mzgz rules part-exceeds-whole
"""
    )


def test_a_file_nothing_could_be_read_of_still_belongs_to_its_district() -> None:
    text = told(finding("S111", 1, 1, unit=None, source=Source("submissions/2022-06/150703.yaml", 1, 1)))
    assert text.startswith("■ 某矿（150703）  强制1\n")


def test_a_workbook_cell_has_no_line_to_show() -> None:
    text = told(finding(source=Source("填报.xlsx", cell="填报!C5")))
    assert "填报.xlsx:填报!C5  强制 A102" in text
    assert "|" not in text


def test_display_is_capped_and_counts_are_not() -> None:
    text = told(*(finding("S112", 20 + n, 1) for n in range(CAP + 2)), finding("S112", 99, 1, count=4))
    assert text.count("强制 S112 tab-indent") == CAP
    assert "S112 tab-indent 其余6处从略\n" in text
    assert f"强制{CAP + 6}、核实0、提示0" in text.replace("\n", "")


def test_of_a_data_set_the_display_is_capped_for_all_units_together() -> None:
    """A nation repeats one mistake thousands of times; each unit has fewer of it than would be cut short."""
    found = [finding("S112", line, 1, unit=f"15{number:04}") for number in range(CAP + 20) for line in (1, 2)]
    text = told(*found, finding("T201", 3, 1, unit="150029"), summary=CollectedSummary(30, 60))
    assert text.count("强制 S112 tab-indent") == CAP
    assert text.count("■") == CAP // 2 + 1  # of the others nothing is shown but what another rule says
    assert f"S112 tab-indent 其余{CAP + 40}处从略，在25个单位\n" in text
    assert "mzgz check --unit 单位" in text


def test_lines_fit_80_columns_even_where_quotation_marks_are_wide() -> None:
    text = told(finding(message="养老机构“护理型”床位占比" * 9, hint="请核对“分子”与“分母”，" * 12))
    assert max(width(line, ambiguous=2) for line in text.splitlines()) <= 80


def test_everything_of_our_own_can_be_written_as_gbk() -> None:
    text = told(
        finding(count=2), finding("T201", 9, 3, explained="新建福利院"), *(finding(line=n) for n in range(20, 40))
    )
    assert text.encode("gbk").decode("gbk") == text


def test_data_cannot_steer_the_terminal() -> None:
    assert "\x1b" not in told(finding(message="\x1b[2J清屏", hint="a\u202eb"))
    assert printable("a\x1b\u200b\ud800b") == "a···b"


def advice_for(*findings: Diagnostic, entries: int = 1, strict: bool = False) -> str:
    return advice(Judgement(findings, Summary(entries=entries)), strict)


def test_the_last_line_tells_what_to_do() -> None:
    query = finding("T201", severity=Severity.QUERY)
    note = finding("P101", severity=Severity.NOTE)
    excused = finding("T201", severity=Severity.QUERY, explained="新建福利院")
    assert advice_for() == "没有发现问题，可以报送。"
    assert advice_for(entries=0) == "没有发现问题；还没有填报内容。"
    assert advice_for(excused) == "没有发现问题，可以报送。"
    put_off = finding("T201", severity=Severity.QUERY, waived="暂缓：等批复，到2022年9月30日", count=2)
    assert advice_for(put_off) == "没有新的问题，可以报送；暂缓的2处还在，到期前要处理。"
    assert advice_for(put_off, note) == "没有必须改正的问题，可以报送；提示请看一看；暂缓的2处还在，到期前要处理。"
    assert advice_for(note) == "没有必须改正的问题，可以报送；提示请看一看。"
    assert advice_for(note, strict=True).startswith("提示也须处理（--strict）")
    assert "或写明原因（填报表的“情况说明”表" in told(query)
    assert told(excused, query).endswith("mzgz rules jump\n")


def test_no_reason_is_asked_for_where_there_is_no_return_to_write_it_in() -> None:
    silent = replace(finding("C101", severity=Severity.QUERY), rule="missing-return")
    query = finding("T201", severity=Severity.QUERY)
    assert advice_for(silent).startswith("没有报的请补报，不用写情况说明；改后再执行 mzgz check。")
    assert advice_for(silent, query).startswith("没有报的请补报；核实问题须改正，或写明原因")


def test_no_reason_is_asked_for_what_the_bureau_decides() -> None:
    changed = replace(finding("R101", severity=Severity.QUERY), rule="changed-after-acceptance")
    query = finding("T201", severity=Severity.QUERY)
    assert advice_for(changed).startswith("核实问题照“怎么办”处理，写情况说明不算；改后再执行 mzgz check。")
    both = advice_for(changed, query)
    assert both.startswith("核实问题须改正，或写明原因")
    assert "；其余的核实问题照“怎么办”处理；" in both


def test_cells_are_told_in_the_order_of_the_sheet() -> None:
    places = [Source("表.xlsx", cell=f"填报!{cell}") for cell in ("I5", "I11", "K11", "I100")]
    found = [replace(finding(), source=source) for source in reversed(places)]
    assert [each.source for each in sorted(found, key=Diagnostic.sort_key)] == places


def test_the_summary_counts_cases_and_findings_apart() -> None:
    judgement = Judgement((finding(count=3),), Summary(1, 2, 3, 4, 5, 6))
    assert summary_line(judgement) == "文件1个，填报2项；规则判定 通过3、违反4、已说明5、未判6；强制3、核实0、提示0"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_colours_only_on_a_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    place = tmp_path / HAILAR
    place.parent.mkdir(parents=True)
    place.write_bytes("\ufeffunit: '1'\r\n数量: 病\r\n".encode())
    judgement = Judgement((finding(line=2, column=5),), Summary())
    pipe, terminal = io.StringIO(), Terminal()
    show_findings(judgement, LEDGER, tmp_path, pipe)
    show_findings(judgement, LEDGER, tmp_path, terminal)
    assert pipe.getvalue() == "".join(line + "\n" for line in lines(judgement, LEDGER, line_reader(tmp_path)))
    assert "    2 | 数量: 病\n      |       ^^\n" in pipe.getvalue()
    assert "数量: 病" in terminal.getvalue()
    assert "\x1b[" in terminal.getvalue()


def test_lines_are_read_as_the_readers_read_them(tmp_path: Path) -> None:
    (tmp_path / "gbk.yaml").write_bytes("单位: 海拉尔\n名称: 甲".encode("gbk"))
    (tmp_path / "cut.yaml").write_bytes("单位: 海拉尔\n".encode() + b"\xe6\xb5\n")
    read = line_reader(tmp_path)
    assert read("gbk.yaml", 2) == "名称: 甲"
    assert read("cut.yaml", 1) == "单位: 海拉尔"
    assert [read("gbk.yaml", 3), read("gbk.yaml", 0), read("missing.yaml", 1), read("a\0.yaml", 1)] == [None] * 4


def test_wrapping_keeps_words_and_punctuation() -> None:
    assert list(wrap("执行 mzgz check，再看（附件）。", 12)) == ["执行 mzgz", "check，再看", "（附件）。"]
    assert list(wrap("x" * 25, 10)) == ["x" * 10, "x" * 10, "x" * 5]
    assert list(wrap("", 10)) == [""]


def test_a_long_line_is_cut_around_the_place() -> None:
    text = "床" * 60 + "812" + "位" * 60
    shown, start = window(text, 60, 40)
    assert shown[start : start + 3] == "812"
    assert shown.startswith("...")
    assert shown.endswith("...")
    assert width(shown) <= 40
