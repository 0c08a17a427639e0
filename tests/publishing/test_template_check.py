"""The report reads its own text with the judge of edited documents: a template is believed no more than an editor."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from edited_documents import PLAN, board_of, returns
from made_up_bureaus import YEAR, hit_exactly, make, random_bureau, shake
from mzgz.formats.markdown import markdown
from mzgz.intake.workspace import load
from mzgz.model.findings import Diagnostic, Severity
from mzgz.progress import Board
from mzgz.publishing.report import compose_text
from mzgz.publishing.report.document_kinds import board_for
from mzgz.publishing.verify.template_check import prose_faults
from sample_year import copy_sample
from workspace import make_workspace


def faults(root: Path, words: str) -> list[Diagnostic]:
    """What is said of a text of one template; five of six districts have 55% of beds for nursing, streets all have a centre."""
    board = board_of(root)
    make_workspace(root, PLAN)
    folder = root / "templates" / "speech"
    folder.mkdir(parents=True)
    (folder / "10-only.j2").write_text(f"　　{words}\n", encoding="utf-8")
    document = compose_text(board, root, "speech").document
    assert document is not None
    return list(prose_faults(document, board, root))


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("养老机构护理型床位占比达到58%。", "养老机构护理型床位占比是56.1%"),
        ("海拉尔区养老机构护理型床位占比居首位。", "列第1的是"),
        ("养老机构护理型床位占比比上年下降。", "上年48.2%"),
        ("政府购买救助服务项目数翻一番。", "上年26"),
        ("养老机构护理型床位占比由56.1%提高到48.2%。", "前后说的不一致"),
    ],
)
def test_what_the_data_deny_is_refused_with_the_figure(tmp_path: Path, words: str, says: str) -> None:
    found = [fault for fault in faults(tmp_path, words) if fault.severity is Severity.ERROR]
    assert found
    assert any(says in fault.message for fault in found)
    assert {fault.code for fault in found} == {"D108"}
    assert found[0].source.path == "templates/speech/10-only.j2"
    assert found[0].source.line == 1


@pytest.mark.parametrize(
    ("altered", "severity", "hint"),
    [("", Severity.QUERY, "不拦下文稿"), ("　　谢谢大家！\n", Severity.ERROR, "请改模板")],
)
def test_a_sentence_nobody_here_typed_is_told_and_stops_nothing(
    tmp_path: Path, altered: str, severity: Severity, hint: str
) -> None:
    board = board_of(tmp_path)
    words = "　　养老机构护理型床位占比达到58%。\n"
    file = tmp_path / "templates/speech/10-only.j2"
    file.parent.mkdir(parents=True)
    file.write_text(words + altered, encoding="utf-8")
    document = compose_text(board, tmp_path, "speech").document
    assert document is not None
    shipped = {"templates/speech/10-only.j2": words.encode()}
    found = prose_faults(document, board, tmp_path, shipped)
    assert [(fault.code, fault.severity) for fault in found] == [("D108", severity)]
    assert hint in found[0].hint


def counted(target: str, name: str, due: str, goal: int) -> str:
    return f"""\
  - id: {target}
    name: {name}
    kind: count
    value: {{name: {name}, unit: 户}}
    measured: cumulative
    goal: ">= {goal}"
    due: {due}
    cadence: month
    scope: ["150702"]
    source: {{section: 三（二）, item: 1}}
"""


@pytest.mark.parametrize(
    ("name", "due", "told"),
    [("旗市区", "2022-12-31", "旗市区达到50户。"), ("上半年家庭改造", "2022-06-30", "上半年家庭改造达到20户。")],
)
def test_a_targets_name_with_its_own_number_is_not_denied_whatever_else_the_name_means(
    tmp_path: Path, name: str, due: str, told: str
) -> None:
    """旗市区 is also the word for those who report; 上半年 in a name goes with the figure of June."""
    plan = LIMIT.partition("targets:")[0] + "targets:\n" + counted("a", "家庭改造", "2022-12-31", 40)
    months = [
        f"# submissions/2022-{month}/150702.yaml\nreceived: {day}\n"
        f"entries:\n  a: {{value: {value}}}\n  b: {{value: {value}}}\n"
        for month, day, value in (("06", "2022-07-04", 20), ("12", "2023-01-04", 50))
    ]
    make_workspace(tmp_path, plan + counted("b", name, due, 10) + "".join(months))
    folder = tmp_path / "templates" / "speech"
    folder.mkdir(parents=True)
    value = "t.value" if due.endswith("12-31") else "t.on_date.value"
    (folder / "10-only.j2").write_text(
        "　　{% set t = view('a') %}{{ t.name }}达到{{ t.value }}户，海拉尔最多。"
        f"{{% set t = view('b') %}}{{{{ t.name }}}}达到{{{{ {value} }}}}户。\n",
        encoding="utf-8",
    )
    board = Board(load(tmp_path)[0], 2022, date(2023, 1, 5))
    document = compose_text(board, tmp_path, "speech").document
    assert document is not None
    assert told in markdown(document, ids=False)
    assert [fault.message for fault in prose_faults(document, board, tmp_path)] == []


@pytest.mark.parametrize(
    "words",
    [
        "未发生规模性返贫。",
        "街道养老服务中心实现全覆盖。",
        "养老机构护理型床位占比比上年提高7.9个百分点。",
        "{{ view('aid-projects').value }}个项目落地见效。",
        "要让各旗市区养老机构护理型床位占比全部达到60%。",
    ],
)
def test_what_is_so_passes(tmp_path: Path, words: str) -> None:
    assert [fault.message for fault in faults(tmp_path, words) if fault.severity is Severity.ERROR] == []


def test_a_number_in_the_title_of_a_section_is_a_fault_of_its_targets_file(tmp_path: Path) -> None:
    make_workspace(tmp_path, PLAN.replace("健全完善养老服务体系", "护理型床位占比达到58%") + returns())
    folder = tmp_path / "templates" / "speech"
    folder.mkdir(parents=True)
    (folder / "10-only.j2").write_text(
        "{% for s in sections %}\n## {{ s.title }}\n\n　　谢谢大家！\n{% endfor %}\n", "utf-8"
    )
    board = Board(load(tmp_path)[0], 2022, date(2023, 1, 5))
    document = compose_text(board, tmp_path, "speech").document
    assert document is not None
    found = list(prose_faults(document, board, tmp_path))
    assert [(fault.source.path, fault.source.line) for fault in found] == [("targets/2022/01-care.yaml", 1)]
    assert "58%" in found[0].message
    assert "section 的 title" in found[0].hint


def test_a_typed_number_the_data_know_nothing_of_is_told(tmp_path: Path) -> None:
    found = faults(tmp_path, "发放慰问金120万元。")
    assert [(fault.code, fault.severity) for fault in found] == [("D109", Severity.NOTE)]
    assert "120万元" in found[0].message


def test_a_number_in_the_name_of_a_target_is_nobodys_typed_number(tmp_path: Path) -> None:
    plan = PLAN.replace("name: 养老机构护理型床位占比", "name: 申请24小时内办结率")
    make_workspace(tmp_path, plan + returns())
    folder = tmp_path / "templates" / "speech"
    folder.mkdir(parents=True)
    (folder / "10-only.j2").write_text(
        "　　{% set t = view('nursing-bed-share') %}{{ t.name }}达到{{ t.value }}。\n", "utf-8"
    )
    board = Board(load(tmp_path)[0], 2022, date(2023, 1, 5))
    document = compose_text(board, tmp_path, "speech").document
    assert document is not None
    assert "24小时内办结率达到56.1%" in markdown(document, ids=False)
    assert prose_faults(document, board, tmp_path) == ()


def test_the_programs_own_sentences_for_the_sample_are_not_denied(tmp_path: Path) -> None:
    """Without the paragraphs of its year: a broken line owned up to, others open, lengths of what is still to write."""
    root = copy_sample(tmp_path)
    shutil.rmtree(root / "templates/speech/2022")
    ledger, _ = load(root)
    board = board_for(ledger, 2022, date(2023, 1, 6), whole_year=True)
    document = compose_text(board, root, "speech").document
    assert document is not None
    assert prose_faults(document, board, root) == ()
    text = markdown(document, ids=False)
    assert re.search("底线没有守住|突破了底线|底线被突破", text)
    assert "约80字" in text


LIMIT = """\
# targets/2022/01-care.yaml
section: {part: 三, number: （二）, title: 管好床位, division: 养老服务科}
targets:
  - id: empty-beds
    name: 养老床位空置率
    kind: ratio
    numerator: {name: 空置床位, unit: 张}
    denominator: {name: 床位, unit: 张}
    goal: "<= 20%"
    due: 2022-12-31
    cadence: year
    source: {section: 三（二）, item: 1}
"""


def limited(root: Path, words: str) -> list[str]:
    """What is said of a text where 海拉尔 has 10%, 扎区 and the others 20% of beds empty, and at most 20% may be."""
    texts = [LIMIT]
    for code, empty in {"150702": 10, "150703": 20, "150721": 20, "150722": 20, "150723": 20, "150724": 20}.items():
        entry = f"entries:\n  empty-beds: {{numerator: {empty}, denominator: 100}}\n"
        texts.append(f"# submissions/2022-12/{code}.yaml\nreceived: 2023-01-04\n{entry}")
    make_workspace(root, "".join(texts))
    folder = root / "templates" / "speech"
    folder.mkdir(parents=True)
    (folder / "10-only.j2").write_text(f"　　{words}\n", encoding="utf-8")
    ledger, _ = load(root)
    board = board_for(ledger, 2022, date(2023, 1, 6), whole_year=True)
    document = compose_text(board, root, "speech").document
    assert document is not None
    return [fault.message for fault in prose_faults(document, board, root) if fault.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("words", "denied"),
    [
        ("养老床位空置率好于目标。", False),
        ("海拉尔养老床位空置率优于扎区。", False),
        ("扎区养老床位空置率不及海拉尔。", False),
        ("海拉尔养老床位空置率好于全市平均水平。", False),
        ("阿荣旗养老床位空置率没有超过扎区。", False),
        ("海拉尔养老床位空置率高于扎区。", True),
        ("扎区养老床位空置率优于海拉尔。", True),
        ("养老床位空置率没有达到目标。", True),
        ("扎区养老床位空置率没有超过海拉尔。", True),
    ],
)
def test_where_less_is_better_the_better_one_is_the_smaller(tmp_path: Path, words: str, denied: bool) -> None:
    assert bool(limited(tmp_path, words)) is denied


@pytest.mark.slow
@pytest.mark.parametrize("seed", [*range(16), 123])
def test_no_plan_and_no_data_make_the_program_deny_itself(tmp_path: Path, seed: int) -> None:
    """Goals of every sign, passed or missed, for all or each, at the year's end and in its midst."""
    root = make(tmp_path, random_bureau(seed), seed, gaps=seed % 3 == 0)
    assert denied(root, shake(root, seed)) == []


@pytest.mark.parametrize("seed", [1, 9, 16, 29, 32])
def test_a_goal_hit_to_the_dot_is_not_denied(tmp_path: Path, seed: int) -> None:
    root = make(tmp_path, random_bureau(seed), seed)
    assert denied(root, hit_exactly(root, seed)) == []


def denied(root: Path, day: date) -> list[str]:
    ledger, _ = load(root)
    board = board_for(ledger, YEAR, day, whole_year=day.year > YEAR)
    found: list[str] = []
    for kind in ("speech", "tables"):
        document = compose_text(board, root, kind).document
        assert document is not None
        found += [fault.message for fault in prose_faults(document, board, root) if fault.severity is Severity.ERROR]
    return found


def test_what_a_unit_tells_of_itself_and_the_ends_of_a_standard_are_no_figure_of_another_target(tmp_path: Path) -> None:
    """累计服务3.2万人次 was held against the training of carers; 最高14天 against the goal, in a month one was silent."""
    plan = (
        LIMIT.partition("targets:")[0] + "targets:\n" + counted("a", "家庭改造", "2022-12-31", 40).replace("户", "人次")
    )
    plan += """\
  - {id: days, name: 平均办理天数, kind: count, value: {name: 平均办理天数, unit: 天}, measured: level, judge: every,
     goal: "<= 12", due: 2022-12-31, cadence: month, source: {section: 三（二）, item: 2}}
"""
    texts = [plan]
    for code, days in {"150702": 13, "150703": 14, "150721": 13, "150722": 13, "150723": 13}.items():
        bright = (
            "highlights:\n  - {section: 管好床位, text: 推行一刻钟助餐圈，累计服务32000人次}\n"
            if code == "150702"
            else ""
        )
        own = "  a: {value: 50}\n" if code == "150702" else ""
        texts.append(
            f"# submissions/2022-06/{code}.yaml\nreceived: 2022-07-04\nentries:\n{own}  days: {{value: {days}}}\n{bright}"
        )
    make_workspace(tmp_path, "".join(texts))
    folder = tmp_path / "templates" / "speech"
    folder.mkdir(parents=True)
    (folder / "10-only.j2").write_text(
        "　　{% set t = view('days') %}到6月末，{{ t.name }}在已报的单位里最低{{ t.lowest }}天，最高{{ t.highest }}天。"
        "{{ shining('管好床位', 1) }}\n",
        encoding="utf-8",
    )
    board = Board(load(tmp_path)[0], 2022, date(2022, 7, 10))
    document = compose_text(board, tmp_path, "speech").document
    assert document is not None
    text = markdown(document, ids=False)
    assert "最高14天" in text
    assert "累计服务" in text
    assert [fault.message for fault in prose_faults(document, board, tmp_path)] == []
