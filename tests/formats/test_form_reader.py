"""Filled forms come in: nothing lost, nothing overwritten unseen, comments kept."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import typer

from damaged_workbooks import DAMAGES
from filled_forms import typed
from form_workspace import JUNE, MAY, MONTH, UNIT, form_ledger
from mzgz.apps.cli.form import form as form_command
from mzgz.apps.cli.import_ import import_
from mzgz.apps.cli.options import Refusal
from mzgz.formats.form_file_kinds import take
from mzgz.formats.xlsx.form_reader import read_form
from mzgz.formats.xlsx.form_writer import make_form
from mzgz.intake.faults.form_faults import RULES
from mzgz.intake.form.draft import FileDrafts, Wanted
from mzgz.intake.form.import_result import Pending, prepare
from mzgz.intake.form.submission_yaml import scalar, submission_text
from mzgz.intake.workspace import load
from mzgz.model.ledger import Ledger
from mzgz.model.submissions import Entry, Submission
from mzgz.validation.manual import is_yaml, read_manual
from mzgz.workflow.returns_of_the_year import return_of
from ods_forms import as_ods

NAME = "2022-06-150702.xlsx"
PATH = f"submissions/{MONTH}/{UNIT}.yaml"


def filled(ledger: Ledger, submission: Submission) -> bytes:
    """A blank form with everything typed in that the submission says."""
    form = make_form(ledger, ledger.units.by_code[submission.unit], submission.period)
    assert form is not None
    book = openpyxl.load_workbook(io.BytesIO(form))
    for sheet, cell, _, value in typed(form, submission, dict(ledger.plans[2022].targets)):
        book[sheet][cell].value = value
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def taken(ledger: Ledger, data: bytes, name: str = NAME, wanted: Wanted | None = None) -> FileDrafts:
    return read_form(data, name, ledger, wanted or Wanted())


def test_what_is_typed_into_a_blank_form_comes_back_equal(tmp_path: Path) -> None:
    said = form_ledger(tmp_path / "said", m2022_05=MAY, m2022_06=JUNE).submissions[MONTH, UNIT]
    ledger = form_ledger(tmp_path / "blank", m2022_05=MAY)
    result = taken(ledger, filled(ledger, said))
    assert not result.found
    (draft,) = result.drafts
    back = draft.submission
    assert back.entries == {name: entry for name, entry in said.entries.items() if entry != Entry()}
    for name in ("unit", "period", "filled_by", "approved_by", "explanations", "highlights", "honours", "problems"):
        assert getattr(back, name) == getattr(said, name)
    assert str(back.at("entries", "nursing-bed-share", "numerator")) == f"{NAME}:填报!I5"


def test_zero_is_a_number_and_a_blank_is_nothing(tmp_path: Path) -> None:
    ledger = form_ledger(tmp_path)
    form = make_form(ledger, ledger.units.by_code[UNIT], MONTH)
    book = openpyxl.load_workbook(io.BytesIO(form or b""))
    book["填报"]["I12"].value = 0
    buffer = io.BytesIO()
    book.save(buffer)
    (draft,) = taken(ledger, buffer.getvalue()).drafts
    assert draft.submission.entries == {"no-accident": Entry(value=0)}


def test_two_targets_of_one_name_are_known_by_their_rows(tmp_path: Path) -> None:
    root = tmp_path / "doubled"
    form_ledger(root)
    file = root / "targets/2022/01.yaml"
    file.write_text(file.read_text("utf-8").replace("name: 安全底线", "name: 护理型床位占比", 1), "utf-8")
    ledger, _ = load(root)
    assert len({target.name for target in ledger.plans[2022].targets.values()}) < len(ledger.plans[2022].targets)
    book = openpyxl.load_workbook(io.BytesIO(make_form(ledger, ledger.units.by_code[UNIT], MONTH) or b""))
    book["填报"]["I12"].value = 0
    buffer = io.BytesIO()
    book.save(buffer)
    result = taken(ledger, buffer.getvalue())
    assert not result.found
    assert [draft.submission.entries for draft in result.drafts] == [{"no-accident": Entry(value=0)}]


def test_a_new_return_is_yaml_a_person_reads(tmp_path: Path) -> None:
    said = form_ledger(tmp_path / "said", m2022_05=MAY, m2022_06=JUNE).submissions[MONTH, UNIT]
    ledger = form_ledger(tmp_path / "blank", m2022_05=MAY)
    (draft,) = taken(ledger, filled(ledger, said)).drafts
    made = prepare(draft, ledger, tmp_path / "blank", date(2022, 7, 4), [])
    assert isinstance(made, Pending)
    assert (
        made.text
        == """\
# yaml-language-server: $schema=../../schemas/submissions.schema.json
# 由 2022-06-150702.xlsx 导入
unit: "150702"
period: 2022-06
received: 2022-07-04
filled_by: 规划财务股
approved_by: 局长

entries:
  # 三（二） 健全完善养老服务体系
  nursing-bed-share: {numerator: 812, denominator: 1450}
  aid-spent: {value: 61.75}
  visit-system: {done: true, on: 2022-05-20, evidence: [海民发〔2022〕12号, 海民发〔2022〕13号]}
  call-system: {done: true, on: 2022-06-10, evidence: [紧急呼叫平台项目], note: 已接入1087人}
  two-subsidies: {pending: 2022-07-10}
  no-accident: {value: 0}
  village-rules: {stage: 推进中, note: 已修订82个}

explanations:
  - {rule: "jump", target: "nursing-bed-share", values: {numerator: 812}, reason: 新建福利院投入使用}
  - {rule: "done-without-evidence", target: "visit-system", values: {done: true, on: "2022-05-20"}, reason: 与上级文件合并印发}

highlights:
  - {section: 健全完善养老服务体系, text: 建成嵌入式养老机构3处}

honours:
  - {title: 全国示范性老年友好型社区, level: 国家, recipient: 正阳街道}

problems:
  - {section: 健全完善养老服务体系, text: 专职人员不足}
"""
    )


@pytest.mark.parametrize(
    "text", ["=1+1", "- 是", "是: 否", "{甲}", "812", "true", "甲\n乙", "甲 #乙", "“甲”", "2022-06-01", "甲，乙：丙"]
)
def test_any_text_survives_the_way_into_yaml(text: str, tmp_path: Path) -> None:
    ledger = form_ledger(tmp_path, m2022_06=JUNE.replace("text: 专职人员不足", f"text: {json.dumps(text)}"))
    said = ledger.submissions[MONTH, UNIT]
    (tmp_path / PATH).write_text(submission_text(said, ledger.plans[2022], "x"), encoding="utf-8")
    again, found = load(tmp_path)
    assert not found
    assert again.submissions[MONTH, UNIT].problems[0].text == text
    assert "\n" not in scalar(text)


def changed(ledger: Ledger, root: Path, change: Callable[[openpyxl.Workbook], None]) -> Pending:
    """The filled form of what stands, changed and taken in again."""
    form = make_form(ledger, ledger.units.by_code[UNIT], MONTH, filled=True)
    book = openpyxl.load_workbook(io.BytesIO(form or b""))
    change(book)
    buffer = io.BytesIO()
    book.save(buffer)
    result = taken(ledger, buffer.getvalue())
    assert not result.found
    made = prepare(result.drafts[0], ledger, root, date(2022, 7, 9), [])
    assert isinstance(made, Pending)
    return made


def test_an_unchanged_form_changes_nothing(tmp_path: Path) -> None:
    ledger = form_ledger(tmp_path, m2022_05=MAY, m2022_06=JUNE)
    assert changed(ledger, tmp_path, lambda book: None).text is None


def test_a_mended_form_changes_the_value_and_keeps_the_comments(tmp_path: Path) -> None:
    ledger = form_ledger(tmp_path, m2022_05=MAY, m2022_06=JUNE)

    def mend(book: openpyxl.Workbook) -> None:
        sheet = book["填报"]
        sheet["I6"].value = 1455
        sheet["K12"].value = None
        sheet["I12"].value = "是"
        book["附表"]["F23"].value = "正阳街道办事处"

    made = changed(ledger, tmp_path, mend)
    assert [str(change) for change in made.changes] == [
        "收到日期：2022-07-04 → 2022-07-09",
        "护理型床位占比 分母：1450 → 1455",
        "两项补贴按月发放 是否完成：（空） → 是",
        "两项补贴按月发放 待核日期：2022-07-10 → （空）",
        "荣誉：1条（正阳街道） → 1条（正阳街道办事处）",
    ]
    expected = JUNE.replace("denominator: 1450", "denominator: 1455").replace(
        "received: 2022-07-04", "received: 2022-07-09"
    )
    expected = expected.replace("two-subsidies: {pending: 2022-07-10}", "two-subsidies: {done: true}")
    expected = expected.replace(
        "honours: [{title: 全国示范性老年友好型社区, level: 国家, recipient: 正阳街道}]",
        "honours: [{title: 全国示范性老年友好型社区, level: 国家, recipient: 正阳街道办事处}]",
    )
    assert made.text == expected


def test_what_the_form_does_not_speak_of_stays(tmp_path: Path) -> None:
    june = JUNE.replace("entries:\n", "entries:\n  no-such-thing: {value: 3}\n")
    root = tmp_path
    form_ledger(root, m2022_05=MAY, m2022_06=JUNE)
    (root / PATH).write_text(june, encoding="utf-8")
    ledger, found = load(root)
    made = changed(ledger, root, lambda book: book["填报"].__setitem__("I6", 1455))
    assert [finding.rule for finding in found] == ["unknown-target"]
    assert made.text is not None
    assert "no-such-thing: {value: 3}" in made.text


def test_a_standing_file_that_cannot_be_read_is_not_touched(tmp_path: Path) -> None:
    ledger = form_ledger(tmp_path, m2022_05=MAY)
    said = form_ledger(tmp_path / "said", m2022_05=MAY, m2022_06=JUNE).submissions[MONTH, UNIT]
    (draft,) = taken(ledger, filled(ledger, said)).drafts
    (tmp_path / PATH).parent.mkdir(parents=True)
    (tmp_path / PATH).write_text(JUNE.replace("numerator: 812, denominator: 1450}", "numerator: 812"), encoding="utf-8")
    broken, found = load(tmp_path)
    made = prepare(draft, broken, tmp_path, date(2022, 7, 9), found)
    assert not isinstance(made, Pending)
    assert (made.rule, made.source.path) == ("standing-unreadable", PATH)


def test_wrong_unit_month_and_name_are_told(tmp_path: Path) -> None:
    ledger = form_ledger(tmp_path, m2022_05=MAY, m2022_06=JUNE)
    form = make_form(ledger, ledger.units.by_code[UNIT], MONTH, filled=True) or b""
    for name, wanted, rule in (
        (NAME, Wanted(unit="150721"), "form-unit"),
        (NAME, Wanted(period=MONTH.following()), "form-period"),
        ("阿荣旗6月.xlsx", Wanted(), "form-unit"),
    ):
        assert [finding.rule for finding in taken(ledger, form, name, wanted).found] == [rule]
    assert not taken(ledger, form, "阿荣旗6月.xlsx", Wanted(unit=UNIT)).found


def test_two_forms_for_one_return_are_told(tmp_path: Path) -> None:
    ledger = form_ledger(tmp_path, m2022_05=MAY, m2022_06=JUNE)
    for name in ("a.xlsx", "b.xlsx"):
        (tmp_path / name).write_bytes(make_form(ledger, ledger.units.by_code[UNIT], MONTH, filled=True) or b"")
    result = take([tmp_path / "a.xlsx", tmp_path / "b.xlsx"], ledger, Wanted())
    assert [finding.rule for finding in result.found] == ["taken-twice"]
    assert not any(draft.complete for draft in result.drafts)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_fault_has_its_manual(rule: object) -> None:
    manual = read_manual(rule)  # type: ignore[arg-type]
    assert not is_yaml(manual.bad)
    assert not is_yaml(manual.good)


# ── the commands ─────────────────────────────────────────────────────────────────────────────────────────────


def run(*arguments: str) -> int:
    app = typer.Typer()
    app.command("form")(form_command)
    app.command("import")(import_)
    return int(typer.main.get_command(app).main(list(arguments), standalone_mode=False) or 0)


def test_forms_go_out_and_come_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root, out = tmp_path / "root", tmp_path / "out"
    form_ledger(root, m2022_05=MAY, m2022_06=JUNE)
    run("form", "--period", "2022-06", "--unit", "海拉尔", "--filled", "--out", str(out), "-C", str(root))
    assert capsys.readouterr().out == f"{out}/2022-06-150702-海拉尔.xlsx\n"
    (root / PATH).unlink()
    arguments = ("import", str(out / "2022-06-150702-海拉尔.xlsx"), "-C", str(root), "--received", "2022-07-05")
    assert run(*arguments) == 0
    assert capsys.readouterr().out == (
        f"■ 海拉尔（150702） 2022年6月：新报送，7项  {PATH}\n"
        "    审核会指出：核实1处；写入不受影响，受理以前要改正或说明\n"
        "      核实　填报!K12　“两项补贴按月发放”承诺2022年7月10日前报数，至今没有报\n"
        "没有写入任何文件。确认无误后加 --yes 再执行一次。\n"
    )
    assert not (root / PATH).exists()
    assert run(*arguments, "--yes") == 0
    assert "已写入1份。下一步：mzgz check --unit 150702 --period 2022-06" in capsys.readouterr().out
    ledger, found = load(root)
    assert not found
    assert ledger.submissions[MONTH, UNIT].received == date(2022, 7, 5)


def test_a_file_that_cannot_be_taken_is_told_and_the_others_go_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form_ledger(tmp_path, m2022_05=MAY, m2022_06=JUNE)
    (tmp_path / "x.xlsx").write_bytes(b"%PDF")
    run("form", "--period", "2022-06", "--filled", "--out", str(tmp_path), "-C", str(tmp_path))
    capsys.readouterr()
    good = tmp_path / "2022-06-150702-海拉尔.xlsx"
    assert run("import", str(tmp_path / "x.xlsx"), str(good), "-C", str(tmp_path)) == 1
    out = capsys.readouterr().out
    assert "x.xlsx  强制 F101 not-a-workbook\n    这不是 .xlsx 工作簿，而是PDF 文件，没有读入\n    怎么办：" in out
    assert "海拉尔（150702） 2022年6月：与已有报送相同，不用写入" in out


def test_a_folder_is_all_that_came_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form_ledger(tmp_path, m2022_05=MAY, m2022_06=JUNE)
    out = tmp_path / "out"
    run("form", "--period", "2022-06", "--unit", "海拉尔", "--filled", "--out", str(out), "-C", str(tmp_path))
    (out / "~$2022-06-150702-海拉尔.xlsx").write_bytes(b"kept by the program that has it open")
    (out / "签字页.pdf").write_bytes(b"%PDF")
    capsys.readouterr()
    assert run("import", str(out), "-C", str(tmp_path)) == 0
    assert capsys.readouterr().out.count("■") == 1
    (tmp_path / "empty").mkdir()
    with pytest.raises(Refusal, match=r"里没有填报表"):
        run("import", str(tmp_path / "empty"), "-C", str(tmp_path))


def handed_in(root: Path, workspace: Path | None = None, **cells: str | int | None) -> Path:
    """June's form of 海拉尔 as it is filled by `cells`, I8 for a cell of the sheet."""
    where = str(workspace or root)
    run("form", "--period", "2022-06", "--unit", "海拉尔", "--filled", "--out", str(root), "-C", where)
    path = root / "2022-06-150702-海拉尔.xlsx"
    book = openpyxl.load_workbook(path)
    for cell, value in cells.items():
        book["填报"][cell] = value
    book.save(path)
    return path


def test_what_is_kept_out_says_which_task_and_what_comes_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form_ledger(tmp_path, m2022_05=MAY, m2022_06=JUNE)
    path = handed_in(tmp_path, I5="５６")
    capsys.readouterr()
    assert run("import", str(path), "-C", str(tmp_path)) == 1
    told = capsys.readouterr()
    assert "“护理型床位占比”的“分子：护理型床位”：这里应填数，现在是文字“５６”" in told.out
    assert "没有写入任何文件。" in told.out
    assert told.err.endswith(f"{path} 有1处强制问题，没有导入；改好保存后再执行一次 mzgz import。\n")


def test_what_was_left_blank_is_named_before_it_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form_ledger(tmp_path, m2022_05=MAY, m2022_06=JUNE)
    sheet = openpyxl.load_workbook(handed_in(tmp_path))["填报"]
    row = next(cell.row for cell in sheet["A"] if cell.value == "no-accident/value")
    path = handed_in(tmp_path, **{f"I{row}": None})
    capsys.readouterr()
    run("import", str(path), "-C", str(tmp_path))
    assert "    没有填的1项：安全底线\n" in capsys.readouterr().out


def test_an_accepted_month_is_not_overwritten_unawares(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form_ledger(tmp_path, m2022_05=MAY, m2022_06=JUNE)
    record = tmp_path / "acceptance/2022-06/150702.yaml"
    record.parent.mkdir(parents=True)
    mark = "0" * 64
    record.write_text(
        f'unit: "150702"\nperiod: 2022-06\nrounds:\n  - action: accepted\n    on: 2022-07-06\n    by: 局长\n'
        f'    round: 1\n    fingerprint: "{mark}"\n',
        encoding="utf-8",
    )
    path = handed_in(tmp_path, I5=800)
    capsys.readouterr()
    run("import", str(path), "-C", str(tmp_path))
    assert "注意：这一期2022年7月6日已经受理，写入以后要重新受理" in capsys.readouterr().out


@pytest.mark.parametrize(("answer", "written"), [("是", True), ("Y", True), ("", False), ("好像不对", False)])
def test_the_question_is_asked_and_answered_in_chinese(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, written: bool
) -> None:
    form_ledger(tmp_path, m2022_05=MAY, m2022_06=JUNE)
    path = handed_in(tmp_path)
    (tmp_path / PATH).unlink()
    asked: list[str] = []
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)

    def ask(question: str) -> str:
        asked.append(question)
        return answer

    monkeypatch.setattr("builtins.input", ask)
    run("import", str(path), "-C", str(tmp_path))
    assert asked == ["写入这1份报送？写入请输入 是 或 y，不写入直接回车："]
    assert (tmp_path / PATH).exists() is written


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    form_ledger(tmp_path)
    with pytest.raises(Refusal, match="没有这个文件"):
        run("import", str(tmp_path / "none.xlsx"), "-C", str(tmp_path))


def test_what_stays_outside_goes_back_marked_with_a_letter(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form_ledger(tmp_path, m2022_05=MAY, m2022_06=JUNE)
    path = handed_in(tmp_path, I5="５６")
    capsys.readouterr()
    assert run("import", str(path), "--reply", "-C", str(tmp_path)) == 1
    folder = path.parent / "退回"
    assert sorted(each.name for each in folder.iterdir()) == [".mzgz-written", f"{path.stem}.txt", path.name]
    letter = (folder / f"{path.stem}.txt").read_text()
    assert "“填报”表 I5 格：“护理型床位占比”的“分子：护理型床位”：这里应填数，现在是文字“５６”。请改填 56。" in letter
    book = openpyxl.load_workbook(folder / path.name)
    assert book["填报"]["I5"].comment is not None
    assert path.name in capsys.readouterr().err


def test_what_went_back_is_passed_over_until_it_is_mended_and_then_stands_for_what_it_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form_ledger(tmp_path, m2022_05=MAY)
    came = tmp_path / "came"
    path = handed_in(came, workspace=tmp_path, I5="５６", I6=1450)
    run("import", str(came), "--reply", "-C", str(tmp_path))
    back = came / "退回" / path.name
    capsys.readouterr()
    assert run("import", str(came), "--yes", "-C", str(tmp_path)) == 1
    told = "".join(capsys.readouterr())
    assert "F176" not in told
    book = openpyxl.load_workbook(back)
    book["填报"]["I5"] = 56
    book.save(back)
    assert run("import", str(came), "--yes", "-C", str(tmp_path)) == 0
    told = capsys.readouterr().out
    assert f"{path}  提示 F183 mended-since\n    这一份退回过，改好的在 退回/{path.name}，收改好的" in told
    assert "nursing-bed-share: {numerator: 56, denominator: 1450}" in (tmp_path / PATH).read_text("utf-8")


def test_what_went_back_unread_counts_from_the_day_it_came(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form_ledger(tmp_path, m2022_05=MAY)
    path = handed_in(tmp_path, I5="５６", I6=1450)
    for _ in range(2):  # the same file sent back twice came once
        run("import", str(path), "--reply", "--received", "2022-07-04", "-C", str(tmp_path))
    assert "退回的表2022-07-04报来，已登记在 letters/2022-06.yaml" in capsys.readouterr().err
    book = (tmp_path / "letters/2022-06.yaml").read_text("utf-8")
    assert re.findall(r"\{kind: return, on: [-0-9]{10}, (.*)\}", book) == ['unit: "150702", received: 2022-07-04']
    ledger, found = load(tmp_path)
    assert found == []
    unit = ledger.units.by_code[UNIT]
    before, after = (return_of(ledger, unit, MONTH, date(2022, 7, each)) for each in (3, 6))
    assert (before.label, before.refused) == ("未到期", None)
    assert (after.label, after.refused, after.late_days) == ("退回待改", date(2022, 7, 4), 1)
    back = openpyxl.load_workbook(path)
    back["填报"]["I5"] = 56
    back.save(path)
    assert run("import", str(path), "--yes", "--received", "2022-07-07", "-C", str(tmp_path)) == 0
    ledger, _ = load(tmp_path)
    state = return_of(ledger, unit, MONTH, date(2022, 7, 8))
    assert (state.label, state.received, state.late_days) == ("已报", date(2022, 7, 4), 0)


def test_a_refusal_is_not_written_into_a_book_that_cannot_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form_ledger(tmp_path, m2022_05=MAY)
    path = handed_in(tmp_path, I5="５６")
    faulty = "period: 2022-06\nletters:\n  - {kind: remind, on: 七月六日}\n"
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters/2022-06.yaml").write_text(faulty, "utf-8")
    assert run("import", str(path), "--reply", "--received", "2022-07-04", "-C", str(tmp_path)) == 1
    assert (tmp_path / "letters/2022-06.yaml").read_text("utf-8") == faulty
    assert "letters/2022-06.yaml 有错，没有登记退回的表2022-07-04报来" in capsys.readouterr().err


def test_what_could_be_read_is_judged_too_so_that_all_is_mended_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form_ledger(tmp_path, m2022_05=MAY)
    path = handed_in(tmp_path, I5="５６", I6=1450, I7=12, I10="是")  # the expenses since January were 56.2 in May
    capsys.readouterr()
    assert run("import", str(path), "--reply", "-C", str(tmp_path)) == 1
    told = capsys.readouterr().out
    assert "没有收入；读得出的部分，审核还会指出：" in told
    assert "填报!I7" in told
    assert "护理型床位占比”没有填" not in told  # what could not be read was filled in
    assert "“安全底线”" in told
    letter = (path.parent / "退回" / f"{path.stem}.txt").read_text("utf-8")
    first, _, rest = letter.partition("读得出的数，审核时另有")
    assert "I5 格" in first
    assert "“填报”表 I7 格：“救助资金支出”" in rest
    book = openpyxl.load_workbook(path.parent / "退回" / path.name)
    assert all(book["填报"][cell].comment for cell in ("I5", "I7", "I12"))
    listed = [(row[3].value, row[1].value) for row in book["审核结果"].iter_rows(min_row=3) if row[3].value]
    assert ("填报 I5", "强制") in listed
    assert [level for place, level in listed if place == "填报 I7"]


def test_the_day_a_refused_form_came_is_noted_where_writing_was_agreed_to(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form_ledger(tmp_path, m2022_05=MAY)
    path = handed_in(tmp_path, I5="５６", I6=1450)
    capsys.readouterr()
    run("import", str(path), "--received", "2022-07-04", "-C", str(tmp_path))
    assert not (tmp_path / "letters").exists()
    assert "2022-07-04报来还没有登记：加 --yes 再执行一次，改好再报就按这一天算" in capsys.readouterr().err
    run("import", str(path), "--yes", "--received", "2022-07-04", "-C", str(tmp_path))
    assert "received: 2022-07-04" in (tmp_path / "letters/2022-06.yaml").read_text("utf-8")
    ledger, _ = load(tmp_path)
    assert return_of(ledger, ledger.units.by_code[UNIT], MONTH, date(2022, 7, 6)).refused == date(2022, 7, 4)


def test_a_workbook_of_the_strict_form_goes_back_marked_too(tmp_path: Path) -> None:
    form_ledger(tmp_path, m2022_05=MAY)
    path = handed_in(tmp_path, I5="５６", I6=1450)
    (strict,) = (each.make for each in DAMAGES if each.name == "strict form")
    path.write_bytes(strict(path.read_bytes()))
    assert run("import", str(path), "--reply", "-C", str(tmp_path)) == 1
    book = openpyxl.load_workbook(path.parent / "退回" / path.name)
    assert book["填报"]["I5"].comment is not None
    assert (book["填报"]["I5"].value, book["填报"]["I6"].value) == ("５６", 1450)


def test_two_files_of_one_name_have_an_answer_each(tmp_path: Path) -> None:
    form_ledger(tmp_path, m2022_05=MAY)
    path = handed_in(tmp_path / "came", workspace=tmp_path, I5="５６")
    path.with_suffix(".ods").write_bytes(as_ods(path.read_bytes()))
    run("import", str(path.parent), "--reply", "-C", str(tmp_path))
    names = sorted(each.name for each in (path.parent / "退回").iterdir())
    assert names == sorted(
        [".mzgz-written", *(f"{path.stem}{kind}{end}" for kind in ("", "（ods）") for end in (".xlsx", ".txt"))]
    )
    assert f"“{path.stem}.ods”" in (path.parent / "退回" / f"{path.stem}（ods）.txt").read_text("utf-8")


def test_what_was_mended_is_not_written_over_by_another_reply(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form_ledger(tmp_path, m2022_05=MAY)
    path = handed_in(tmp_path, I5="５６")
    run("import", str(path), "--reply", "-C", str(tmp_path))
    back = path.parent / "退回" / path.name
    book = openpyxl.load_workbook(back)
    book["填报"]["I5"] = "约56"
    book.save(back)
    mended = back.read_bytes()
    capsys.readouterr()
    run("import", str(path), "--reply", "-C", str(tmp_path))
    assert back.read_bytes() == mended
    assert f"{back} 有人改过，没有覆盖" in capsys.readouterr().err
    run("import", str(back), "--reply", "-C", str(tmp_path))  # what came out of the folder goes back into it
    assert "约56" in openpyxl.load_workbook(back)["审核结果"]["E3"].value
    assert not (back.parent / "退回").exists()


def test_cells_made_one_are_told_where_they_hold_something(tmp_path: Path) -> None:
    ledger = form_ledger(tmp_path, m2022_05=MAY)
    path = handed_in(tmp_path, I5=56, I6=1450)
    book = openpyxl.load_workbook(path)
    book["填报"].merge_cells("J5:K5")
    book.save(path)
    assert [each.code for each in read_form(path.read_bytes(), path.name, ledger, Wanted()).found] == []
    book["填报"]["J5"] = "没有养老机构"
    book.save(path)
    found = read_form(path.read_bytes(), path.name, ledger, Wanted()).found
    assert [(each.code, each.source.cell) for each in found] == [("F125", "填报!J5")]


def test_a_letter_of_ours_in_a_folder_is_passed_over_and_a_letter_of_theirs_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form_ledger(tmp_path, m2022_05=MAY, m2022_06=JUNE)
    path = handed_in(tmp_path, I5="５６")
    run("import", str(path), "--reply", "-C", str(tmp_path))
    folder = path.parent / "退回"
    (folder / "说明.txt").write_text("关于“报表”需要修改的说明\n\n我们改好了。\n", "utf-8")
    capsys.readouterr()
    run("import", str(folder), "-C", str(tmp_path))
    told = "".join(capsys.readouterr())
    assert f"{path.stem}.txt" not in told
    assert "说明.txt" in told


def test_what_came_in_another_format_goes_back_as_a_workbook_with_all_that_was_typed(tmp_path: Path) -> None:
    form_ledger(tmp_path, m2022_05=MAY, m2022_06=JUNE)
    sound = handed_in(tmp_path, I5="５６", I11="2022-06-20")
    path = sound.with_suffix(".ods")
    path.write_bytes(as_ods(sound.read_bytes()))
    assert run("import", str(path), "--reply", "-C", str(tmp_path)) == 1
    book = openpyxl.load_workbook(path.parent / "退回" / f"{path.stem}（ods）.xlsx")
    before = openpyxl.load_workbook(sound)
    assert book["审核结果"]["E3"].value
    assert "这里应填数" in book["填报"]["I5"].comment.text
    for title in ("封面", "填报", "附表", "情况说明"):
        for row in before[title].iter_rows():
            for cell in row:
                if not cell.protection.locked and cell.value is not None:
                    assert str(book[title][cell.coordinate].value) == str(cell.value), (title, cell.coordinate)


def test_our_own_note_of_what_was_written_is_no_file_of_a_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form_ledger(tmp_path, m2022_05=MAY, m2022_06=JUNE)
    run("form", "--period", "2022-06", "--unit", UNIT, "--filled", "--out", str(tmp_path / "came"), "-C", str(tmp_path))
    assert (tmp_path / "came/.mzgz-written").is_file()
    capsys.readouterr()
    run("import", str(tmp_path / "came"), "-C", str(tmp_path))
    assert "mzgz-written" not in "".join(capsys.readouterr())


def test_a_folder_says_of_each_file_why_it_was_left(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form_ledger(tmp_path, m2022_05=MAY, m2022_06=JUNE)
    came = tmp_path / "came"
    (came / "下一层").mkdir(parents=True)
    names = ("a.zip", "b.xlsm", "c.pdf", "d.txt", "~$e.xlsx", "f", ".g")
    for name in names:
        (came / name).write_bytes(b"PK")
    assert run("import", str(came), "-C", str(tmp_path)) == 1
    out = capsys.readouterr().out
    assert all(f"{came / name}  " in out for name in (*names, "下一层"))


@pytest.mark.parametrize("written", ["numerator: 八百, denominator: 1450", "numerator: 0812, denominator: 1450"])
def test_a_value_that_stands_unreadable_is_mended_by_the_form(written: str, tmp_path: Path) -> None:
    sound = form_ledger(tmp_path / "sound", m2022_05=MAY, m2022_06=JUNE)
    data = filled(sound, sound.submissions[MONTH, UNIT])
    root = tmp_path / "standing"
    form_ledger(root, m2022_05=MAY, m2022_06=JUNE)
    (root / PATH).write_text(JUNE.replace("numerator: 812, denominator: 1450", written, 1))
    ledger, found = load(root)
    assert found
    (draft,) = taken(ledger, data).drafts
    made = prepare(draft, ledger, root, date(2022, 7, 4), found)
    assert isinstance(made, Pending)
    assert "nursing-bed-share: {numerator: 812, denominator: 1450}" in (made.text or "")
