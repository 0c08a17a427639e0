"""Templates of an office: what they may do, what they are refused, and how their text becomes paragraphs."""

from __future__ import annotations

from pathlib import Path

import pytest

from mzgz.intake.workspace import load
from mzgz.model.document import Paragraph, Style
from mzgz.progress import Board
from mzgz.publishing.report import Composed, compose_text
from mzgz.publishing.report.template_sandbox import environment
from workspace import make_workspace, write_files

REPORT = """\
# submissions/2022-12/150702.yaml
received: 2023-01-05
entries:
  aid-spent: {value: 100}
# submissions/2022-12/150703.yaml
entries:
  aid-spent: {value: 380.4}
"""


def compose(root: Path, template: str, name: str = "10-only.j2") -> Composed:
    make_workspace(root, REPORT)
    write_files(root, {f"templates/speech/{name}": template})
    ledger, _ = load(root)
    day = ledger.last_received(2022)
    assert day is not None
    return compose_text(Board(ledger, 2022, day), root, "speech")


def texts(made: Composed) -> list[str]:
    assert made.document is not None
    return [block.text for block in made.document.blocks() if isinstance(block, Paragraph)]


def messages(made: Composed) -> list[str]:
    return [f"{finding.source}: {finding.message}" for finding in made.found]


# ── paragraphs and numbers ───────────────────────────────────────────────────────────────────────────────────


def test_signs_give_roles_and_lines_join(tmp_path: Path) -> None:
    made = compose(tmp_path, "! 讲话\n\n@ 同志们：\n　　第一句。\n\n第二句。\n　　另起一段。\n")
    assert texts(made) == ["讲话", "同志们：", "第一句。第二句。", "另起一段。"]
    assert made.document is not None
    assert [block.style for block in made.document.blocks() if isinstance(block, Paragraph)] == [
        Style.TITLE,
        Style.SALUTATION,
        Style.BODY,
        Style.BODY,
    ]


def test_headings_and_points_number_themselves_and_close_up(tmp_path: Path) -> None:
    made = compose(
        tmp_path,
        "# 甲\n## 空的\n## 有的\n* 一点。有话。\n* 空点。\n* 二点。也有话。\n# 空\n# 乙\n* 只此一点。说它。\n",
    )
    assert texts(made) == ["一、甲", "（一）有的", "一是一点。有话。二是二点。也有话。", "二、乙", "只此一点。说它。"]


def test_points_share_a_paragraph_while_short_and_are_cut_when_long(tmp_path: Path) -> None:
    long = "这句话有十二个字就是它。" * 32
    made = compose(tmp_path, f"* 短点。一句。\n* 长点。{long}\n+ 要点。一句。\n+ 再要。两句。\n")
    assert [len(text) for text in texts(made)] == [8, 197, 192, 16]
    assert texts(made)[3] == "一要要点。一句。二要再要。两句。"


def test_a_blank_is_shown_and_listed(tmp_path: Path) -> None:
    made = compose(tmp_path, "　　由{{ blank('讲话人') }}作报告。\n")
    assert texts(made) == ["由【待补：讲话人】作报告。"]
    assert made.blanks == ("讲话人",)
    assert made.found == ()


# ── claims ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_false_claim_fails_with_the_figure_against_it(tmp_path: Path) -> None:
    made = compose(tmp_path, "　　好。\n　　{{ claim('超额完成', 'aid-spent') }}。\n")
    assert messages(made) == [
        "templates/speech/10-only.j2:2:1: “超额完成”没有数据支持：临时救助支出已报2/6，目标≥500（缺报）"
    ]


def test_a_ladder_falls_to_what_is_true(tmp_path: Path) -> None:
    made = compose(tmp_path, "　　{{ ladder(['全面完成', '基本完成', '有序推进'], all_targets) }}。\n")
    assert texts(made) == ["有序推进。"]
    assert made.found == ()


def test_a_ladder_without_a_lowest_step_fails(tmp_path: Path) -> None:
    made = compose(tmp_path, "　　{{ ladder(['全面完成', '基本完成'], all_targets) }}。\n")
    assert "没有一种说法站得住" in messages(made)[0]


def test_a_strong_word_written_bare_fails(tmp_path: Path) -> None:
    made = compose(tmp_path, "　　年度任务全面完成。\n")
    assert messages(made) == [
        "templates/speech/10-only.j2:1:1: “全面完成”是直接写上去的，没有用数据证明：年度任务全面完成。…"
    ]


# ── the room ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("{{ ''.__class__.__mro__ }}", "不许用"),
        ("{{ ''['__class__'] }}", "不许用"),
        ("{{ sections[0].figures.board }}", "不许用"),
        ("{{ sections[0].part.path }}", "不许用"),
        ("{{ all_targets[0].progress.target }}", "不许用"),
        ("{{ view.__self__ }}", "不许用"),
        ("{{ all_targets[0].verdict.format() }}", "不许用"),
        ("{{ '{:>999999999}'.format(1) }}", "不许用"),
        ("{{ bureau.model_dump() }}", "没有的名称"),
        ("{{ cycler }}{{ namespace() }}", "没有的名称"),
        ("{{ nobody }}", "没有的名称"),
        ("{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}", "循环太多"),
        ("{% for i in range(999999999) %}{% endfor %}", "循环太多"),
        ("{{ '长' * 1000 }}", "文字太长"),
        ("{{ 9 ** 9 }}", "文字太长"),
        ("{{ '%0999999999d' % 1 }}", "文字太长"),
        ("{% macro f(s) %}{{ f(s ~ s) }}{% endmacro %}{{ f('长') }}", "文字太长"),
        ("{% macro f(n) %}{{ f(n - 1) if n }}{{ f(n - 1) if n }}{% endmacro %}{{ f(50) }}", "循环太多"),
        ("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", "一层套一层"),
        (
            "{% set a %}{{ '长长长长长长长长长长' }}{% endset %}" + "{% set a %}{{ a }}{{ a }}{% endset %}" * 20,
            "文字太长",
        ),
        ("{{ range(999999999) | list }}", "循环太多"),
        ("{{ view(*range(999999999)) }}", "循环太多"),
        ("{% filter join('50000 x') %}" + "b" * 20000 + "{% endfilter %}", "文字太长"),
        ("{{ range(9999) | join('" + "x" * 999 + "') }}", "文字太长"),
        ("{{ range(99999) | map('string') | list }}", "不能执行"),
        ("{% for i in range(9) %}{{ range(99999) | list | length }}{% endfor %}", "循环太多"),
        ("{% for i in range(99999) %}" + "长" * 999 + "{% endfor %}", "文字太长"),
        ("{% set a %}{% for i in range(99999) %}" + "长" * 999 + "{% endfor %}{% endset %}", "文字太长"),
        ("{% set a = ['长长长长长长长长'] %}" + "{% set a = [a, a, a, a, a, a, a, a] %}" * 12 + "{{ a }}", "文字太长"),
        ("{% include '../../mzgz.yaml' %}", "不在本文种的模板文件夹里"),
        ("{% include '/etc/hostname' %}", "不在本文种的模板文件夹里"),
        ("{% for %}", "语法不对"),
        ("{{ 'a' | center(99999999) }}", "语法不对"),
        ("{{ 1 // 0 }}", "不能执行"),
        ("{{ view() }}", "多写或少写"),
    ],
)
def test_what_a_template_may_not_do_is_told(tmp_path: Path, template: str, told: str) -> None:
    made = compose(tmp_path, "　　好。\n" + template)
    assert len(made.found) == 1
    assert told in messages(made)[0]
    assert messages(made)[0].startswith("templates/speech/10-only.j2:2")


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("{% for i in range(3) %}" * 25 + "x" + "{% endfor %}" * 25, "套得太深"),
        ("{# " + "长" * 99999 + " #}", "文字太长"),
    ],
)
def test_a_file_that_is_too_much_as_a_whole_is_told(tmp_path: Path, template: str, told: str) -> None:
    made = compose(tmp_path, template)
    assert [told in message for message in messages(made)] == [True]


def test_a_faulty_file_does_not_hide_the_others(tmp_path: Path) -> None:
    compose(tmp_path, "{{ nobody }}", "20-bad.j2")
    made = compose(tmp_path, "　　还在。\n", "10-good.j2")
    assert texts(made) == ["还在。"]
    assert len(made.found) == 1


def test_wording_rules_run_over_the_text(tmp_path: Path) -> None:
    made = compose(tmp_path, "　　我市拟推动撤旗设市，联系电话13800138000。\n")
    assert sorted(finding.code for finding in made.found) == ["W102", "W103"]


def test_a_template_behind_a_link_out_of_the_workspace_is_not_told(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("　　外面的话。\n", encoding="utf-8")
    folder = tmp_path / "w" / "templates" / "speech"
    folder.mkdir(parents=True)
    (folder / "95-x.j2").symlink_to(tmp_path / "secret")
    (folder / "96-y.j2").symlink_to("/dev/zero")
    made = compose(tmp_path / "w", "　　{% include '95-x.j2' %}\n")
    assert [told.split("，")[0] for told in messages(made)] == [
        "templates/speech/10-only.j2:1:1: 模板是一个链接",
        "templates/speech/95-x.j2:1:1: 模板是一个链接",
        "templates/speech/96-y.j2:1:1: 模板是一个链接",
    ]
    assert texts(made) == []


def test_a_shape_that_several_sections_import_is_compiled_once(tmp_path: Path) -> None:
    write_files(tmp_path / "templates/speech", {"shapes/say.j2": "{% macro yes() %}好{% endmacro %}\n"})
    room = environment(tmp_path / "templates/speech")
    assert room.get_template("shapes/say.j2") is room.get_template("shapes/say.j2")


@pytest.mark.parametrize("template", ["", "\n  \n", "{# 待写 #}\n"])
def test_a_template_that_says_nothing_is_told(tmp_path: Path, template: str) -> None:
    assert any("模板是空的" in message for message in messages(compose(tmp_path, template)))


def test_templates_of_one_year_alone_are_no_document(tmp_path: Path) -> None:
    made = compose(tmp_path, "# 讲话\n", "2022/10-only.j2")
    assert any("没有模板，写不出正文" in message for message in messages(made))
