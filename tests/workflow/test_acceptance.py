"""Acceptance: what a fingerprint sees, what a record may say, and the life of a month from return to acceptance."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import typer

from mzgz import validation
from mzgz.apps.cli.accept import accept
from mzgz.apps.cli.import_findings import ahead_lines
from mzgz.apps.cli.options import Refusal
from mzgz.apps.cli.return_ import return_
from mzgz.formats.acceptance_yaml import with_round
from mzgz.formats.terminal.accept_return_text import decision_lines
from mzgz.intake.workspace import load
from mzgz.intake.yaml.file import parse
from mzgz.model.acceptance import Reason, Round, fingerprint
from mzgz.model.findings import Diagnostic, Severity, Source
from mzgz.model.periods import Period
from mzgz.workflow import accept_and_return
from workspace import make_workspace

MAY = Period.parse("2022-05")
PATH = "submissions/2022-05/150702.yaml"
RECORD = "acceptance/2022-05/150702.yaml"
WHOLE = """\
unit: "150702"
period: 2022-05
received: 2022-06-03
entries:
  nursing-bed-share: {numerator: 812, denominator: 1450}
  care-beds: {value: 1450}
  visit-system: {done: true, on: 2022-05-20, note: 走访全覆盖}
  no-relapse: {value: 0}
highlights: [{section: 健全完善养老服务体系, text: 建成嵌入式机构3处}]
"""
FAULTY = WHOLE.replace("numerator: 812", "numerator: 1500")
BLANK = WHOLE.replace("  care-beds: {value: 1450}\n", "")


def workspace(root: Path, text: str = WHOLE, record: str = "") -> Path:
    return make_workspace(root, f"# {PATH}\n{text}" + (f"# {RECORD}\n{record}" if record else ""))


def print_of(root: Path, text: str) -> str:
    ledger, found = load(workspace(root, text))
    assert found == []
    return fingerprint(ledger.submissions[MAY, "150702"])


# ── fingerprints ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("entries:\n", "# 填报人注\nentries:\n\n"),
        ("numerator: 812, denominator: 1450", "denominator: 1450, numerator: 812"),
        ("{value: 1450}", "\n    value: 1450"),
        ("{value: 1450}", "{value: 1450.0}"),
        ("走访全覆盖", '"走访全覆盖"'),
        (
            "  care-beds: {value: 1450}\n  visit-system: {done: true, on: 2022-05-20, note: 走访全覆盖}\n",
            "  visit-system: {done: true, on: 2022-05-20, note: 走访全覆盖}\n  care-beds: {value: 1450}\n",
        ),
        ("  no-relapse: {value: 0}\n", "  no-relapse: {value: 0, note: }\n"),
    ],
)
def test_writing_makes_no_difference(old: str, new: str, tmp_path: Path) -> None:
    assert old in WHOLE
    assert print_of(tmp_path / "a", WHOLE) == print_of(tmp_path / "b", WHOLE.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("numerator: 812", "numerator: 813"),
        ("{value: 0}", "{value: 0, note: 已核}"),
        ("{value: 0}", "{pending: 2022-06-10}"),
        ("done: true", "done: false"),
        ("on: 2022-05-20", "on: 2022-05-21"),
        ("received: 2022-06-03", "received: 2022-06-04"),
        ("机构3处", "机构4处"),
        ("highlights: [", "highlights: [{section: 健全完善养老服务体系, text: 新增床位20张}, "),
        ("  no-relapse: {value: 0}\n", ""),
    ],
)
def test_content_makes_a_difference(old: str, new: str, tmp_path: Path) -> None:
    assert old in WHOLE
    assert print_of(tmp_path / "a", WHOLE) != print_of(tmp_path / "b", WHOLE.replace(old, new))


# ── the record as a file ─────────────────────────────────────────────────────────────────────────────────────

MARK = "0" * 64
ROUNDS = f"""\
unit: "150702"
period: 2022-05
rounds:
  - action: returned
    on: 2022-06-06
    by: 经办科室
    round: 1
    fingerprint: "{MARK}"
    reasons: [{{text: 数据有误}}]
  - action: accepted
    on: 2022-06-08
    by: 局长
    round: 2
    fingerprint: "{MARK}"
"""


def test_a_sound_record_is_read(tmp_path: Path) -> None:
    ledger, found = load(workspace(tmp_path, record=ROUNDS))
    record = ledger.acceptance[MAY, "150702"]
    assert found == []
    assert [item.action for item in record.rounds] == ["returned", "accepted"]
    assert record.returns == 1
    assert str(record.at_last("by")) == f"{RECORD}:12:9"


@pytest.mark.parametrize(
    ("old", "new", "rule", "line"),
    [
        ("round: 2", "round: 1", "out-of-range", 13),
        ("on: 2022-06-08", "on: 2022-06-01", "out-of-range", 11),
        ("on: 2022-06-08", "on: 6月8日", "bad-date", 11),
        ("action: accepted", "action: 受理", "bad-choice", 10),
        (f'round: 2\n    fingerprint: "{MARK}"', "round: 2\n    fingerprint: 旧的", "bad-pattern", 14),
        ("    by: 局长\n", "", "missing-key", 10),
        ("by: 局长", "by: 局长\n    who: 局长", "unknown-key", 13),
        ('unit: "150702"', 'unit: "150703"', "unit-mismatch", 1),
        ("period: 2022-05", "period: 2022-04", "period-mismatch", 2),
    ],
)
def test_a_faulty_record_is_told_in_its_place_and_counts_for_nothing(
    old: str, new: str, rule: str, line: int, tmp_path: Path
) -> None:
    assert old in ROUNDS
    ledger, found = load(workspace(tmp_path, record=ROUNDS.replace(old, new)))
    assert [(each.rule, each.source.path, each.source.line) for each in found] == [(rule, RECORD, line)]
    assert ledger.acceptance == {}
    assert validation.run(ledger, found).findings[0].unit == "150702"


def test_a_file_of_another_name_is_told(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    (root / "acceptance").mkdir()
    (root / "acceptance" / "海拉尔.yaml").write_text("rounds: []\n", encoding="utf-8")
    assert [each.rule for each in load(root)[1]] == ["stray-file"]


def test_decisions_of_later_days_do_not_exist(tmp_path: Path) -> None:
    ledger, _ = load(workspace(tmp_path, record=ROUNDS))
    for day, known in (("2022-06-05", 0), ("2022-06-06", 1), ("2022-06-08", 2)):
        assert len(ledger.as_of(date.fromisoformat(day)).acceptance[MAY, "150702"].rounds) == known


def test_a_new_round_keeps_what_people_wrote_around_the_old_ones() -> None:
    old = ROUNDS.replace("  - action: accepted", "  # 局长电话同意\n  - action: accepted")
    reason = Reason('原话：“属实”，见"附件"\n第2页 # 不是注释', said="{a: 1}")
    made = Round("returned", date(2022, 6, 9), "经办科室", 2, MARK, reasons=(reason,))
    grown = with_round(old, "150702", MAY, made)
    assert grown is not None
    assert grown.startswith(old)
    file, found = parse(grown.encode(), RECORD)
    assert found == []
    assert file is not None
    rounds = file.data["rounds"]
    assert isinstance(rounds, list)
    assert rounds[2] == {
        "action": "returned", "on": "2022-06-09", "by": "经办科室", "round": 2, "fingerprint": MARK,
        "reasons": [{"text": reason.text, "said": "{a: 1}"}],
    }  # fmt: skip


@pytest.mark.parametrize(
    "text", ["rounds: []\n", ROUNDS + "unit2: 1\n", ROUNDS.replace("  - ", "- ").replace("\n    ", "\n  ")]
)
def test_a_record_that_does_not_end_with_its_rounds_is_left_alone(text: str) -> None:
    assert with_round(text, "150702", MAY, Round("accepted", date(2022, 6, 9), "局长", 1, MARK)) is None


# ── the life of a month ──────────────────────────────────────────────────────────────────────────────────────


def blocking(root: Path, day: str) -> list[str]:
    ledger, found = load(root)
    told = validation.run(ledger, found, date.fromisoformat(day), validation.Selection(unit="150702")).findings
    return [each.rule for each in told if each.blocks]


def rounds(root: Path) -> list[tuple[str, int, str]]:
    ledger, found = load(root)
    assert [each for each in found if each.source.path == RECORD] == []
    return [(each.action, each.round, str(each.on)) for each in ledger.acceptance[MAY, "150702"].rounds]


def take(root: Path, on: str, **options: object) -> int:
    """Accept; the exit status."""
    try:
        accept(by="局长", period="2022-05", unit=["海拉尔"], on=on, directory=root, **options)  # type: ignore[arg-type]
    except typer.Exit as out:
        return out.exit_code
    return 0


def test_where_not_all_is_listed_the_gravest_stands_first(tmp_path: Path) -> None:
    """Seven to be explained, and behind them one that must be corrected."""
    ledger = load(workspace(tmp_path))[0]

    def finding(line: int, severity: Severity) -> Diagnostic:
        rule, told = f"rule-{line}", f"第{line}行"
        place = Source(PATH, line)
        return Diagnostic("C999", rule, severity, told, "请核对", place, "150702", "2022-05")

    found = [*(finding(line, Severity.QUERY) for line in range(1, 8)), finding(8, Severity.ERROR)]
    listed = list(ahead_lines(found, ledger, 2022))
    assert listed[1:3] == ["  强制　第8行", "  核实　第1行"]
    assert listed[-1] == "  其余2处，写入以后用 mzgz check 看"
    unit, on = ledger.units.by_code["150702"], date(2022, 6, 4)
    refused = accept_and_return.accept(ledger, unit, MAY, found, by="局长", on=on)
    assert list(decision_lines(refused, "", "受理"))[1] == f"    {PATH}:8:1  强制 C999 rule-8"
    back = accept_and_return.send_back(ledger, unit, MAY, found, by="经办科室", on=on, words=["请附清单"])
    lines = list(decision_lines(back, RECORD, "退回"))
    assert [line.rpartition("：")[2].strip() for line in lines[1:4]] == ["第8行", "第1行", "第2行"]
    assert lines[-1] == "    其余4条从略"
    assert back.round is not None
    assert [each.text for each in back.round.reasons][-2:] == ["第8行", "请附清单"]  # the record keeps the form's order


def test_a_month_from_return_to_acceptance_and_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = workspace(tmp_path, FAULTY)
    file = root / PATH
    before = file.read_bytes()

    assert take(root, "2022-06-04") == 1
    told = capsys.readouterr()
    assert "× 海拉尔（150702）2022年5月：没有受理，有1处须改正或说明" in told.out
    assert "A102 part-exceeds-whole" in told.out
    assert "mzgz return --unit 150702 --period 2022-05" in told.err
    assert not (root / RECORD).exists()

    return_(unit=["150702"], period="2022-05", on="2022-06-04", reason=["请附护理型床位清单"], directory=root)
    told = capsys.readouterr()
    assert "第1次退回，2条原因，2022年6月7日前改好" in told.out
    assert "mzgz slip --kind return --unit 150702 --period 2022-05" in told.err
    ledger = load(root)[0]
    first = ledger.acceptance[MAY, "150702"].rounds[0]
    assert [(each.rule, each.at) for each in first.reasons] == [("part-exceeds-whole", f"{PATH}:5:34"), (None, None)]
    assert first.reasons[0].place == "“填报”表“养老机构护理型床位占比”的“分子：护理型床位数”"

    return_(unit=["150702"], period="2022-05", on="2022-06-05", directory=root)
    assert "○ 海拉尔（150702）2022年5月：第1次退回以后还没有改" in capsys.readouterr().out
    assert file.read_bytes() == before

    file.write_text(WHOLE.replace("2022-06-03", "2022-06-06"), encoding="utf-8")
    assert take(root, "2022-06-07") == 0
    assert "√ 海拉尔（150702）2022年5月：已受理" in capsys.readouterr().out
    assert take(root, "2022-06-08") == 0
    assert "○ 海拉尔（150702）2022年5月：已经受理，内容没有变" in capsys.readouterr().out

    changed = WHOLE.replace("2022-06-03", "2022-06-06").replace("812", "820")
    file.write_text(changed, encoding="utf-8")
    assert blocking(root, "2022-06-09") == ["changed-after-acceptance"]
    assert blocking(root, "2022-06-06") == []

    assert take(root, "2022-06-09") == 0
    assert blocking(root, "2022-06-09") == []
    assert rounds(root) == [
        ("returned", 1, "2022-06-04"), ("accepted", 2, "2022-06-07"), ("accepted", 2, "2022-06-09"),
    ]  # fmt: skip
    assert file.read_text(encoding="utf-8") == changed


def test_an_accepted_return_can_be_sent_back_for_a_reason(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    assert take(root, "2022-06-06") == 0
    with pytest.raises(typer.Exit):
        return_(unit=["150702"], period="2022-05", on="2022-06-07", directory=root)
    return_(unit=["150702"], period="2022-05", on="2022-06-07", reason=["上级核查口径有变"], directory=root)
    assert rounds(root) == [("accepted", 1, "2022-06-06"), ("returned", 1, "2022-06-07")]


def test_what_was_sent_back_and_not_mended_is_accepted_on_purpose_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It used to be accepted without a word, with `--all` too."""
    root = workspace(tmp_path)
    return_(unit=["150702"], period="2022-05", on="2022-06-06", reason=["请附名册", "请核对"], directory=root)
    assert take(root, "2022-06-07") == 1
    told = capsys.readouterr().out
    assert "第1次退回以后没有改过，退回时提的2处都没有动；照原样受理的，加 --unmended" in "".join(told.split("\n    "))
    assert rounds(root) == [("returned", 1, "2022-06-06")]
    assert take(root, "2022-06-07", unmended=True) == 0
    assert rounds(root)[-1] == ("accepted", 2, "2022-06-07")


def test_who_is_accepted_already_does_not_wait(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    others = "".join(
        f"# submissions/2022-05/{code}.yaml\n{WHOLE.replace('150702', code)}" for code in ("150703", "150721")
    )
    root = make_workspace(tmp_path, f"# {PATH}\n{WHOLE}{others}")
    take(root, "2022-06-06")
    assert "还没有受理：扎区、阿荣旗。" in capsys.readouterr().err
    accept(by="局长", period="2022-05", unit=["扎区"], on="2022-06-06", directory=root)
    assert "还没有受理：阿荣旗。" in capsys.readouterr().err


WAIVED = {"waive": ["blank-entry"], "reason": "系统改造，口径待明确", "approved_by": "分管副局长"}


def told(root: Path, day: str) -> list[tuple[str, str | None]]:
    ledger, found = load(root)
    findings = validation.run(ledger, found, date.fromisoformat(day), validation.Selection(unit="150702")).findings
    return [(each.rule, each.waived) for each in findings if each.severity is Severity.QUERY]


def test_a_waiver_lets_through_what_it_names_until_its_day(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = workspace(tmp_path, BLANK)
    assert blocking(root, "2022-06-05") == ["blank-entry"]
    assert take(root, "2022-06-06", until="2022-06-20", **WAIVED) == 0
    assert "暂缓：blank-entry 到2022年6月20日，分管副局长批准" in capsys.readouterr().out
    words = "暂缓：分管副局长批准，到2022年6月20日（系统改造，口径待明确）"
    assert (blocking(root, "2022-06-20"), told(root, "2022-06-20")) == ([], [("blank-entry", words)])
    assert blocking(root, "2022-06-21") == ["waiver-expired", "blank-entry"]
    assert take(root, "2022-06-10") == 0
    assert take(root, "2022-06-21") == 1
    assert len(rounds(root)) == 1
    assert take(root, "2022-06-21", until="2022-07-20", **WAIVED) == 0
    assert blocking(root, "2022-06-21") == []


def test_an_error_cannot_be_waived(tmp_path: Path) -> None:
    root = workspace(tmp_path, FAULTY)
    with pytest.raises(Refusal, match="part-exceeds-whole 是强制问题，只能改正，不能暂缓"):
        take(root, "2022-06-06", until="2022-06-20", **{**WAIVED, "waive": ["part-exceeds-whole"]})
    assert not (root / RECORD).exists()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"until": "2022-06-20"}, "要和 --waive 规则 一起写"),
        (WAIVED, "暂缓要写全"),
        ({**WAIVED, "until": "2022-06-20", "reason": "再说"}, "不足6个字"),
        ({**WAIVED, "until": "2022-06-06"}, "不在受理日期2022年6月6日之后"),
        ({**WAIVED, "until": "2022-06-20", "waive": ["jmp"]}, "没有规则“jmp”"),
        ({**WAIVED, "until": "2022-06-20", "waive": ["jump"]}, "没有 jump 的问题"),
        ({**WAIVED, "until": "2022-06-20", "waive": ["blank-entry:no-relapse"]}, "没有 blank-entry:no-relapse"),
    ],
)  # fmt: skip
def test_half_a_waiver_is_none(options: dict[str, object], words: str, tmp_path: Path) -> None:
    root = workspace(tmp_path, BLANK)
    with pytest.raises(Refusal, match=words):
        take(root, "2022-06-06", **options)
    assert not (root / RECORD).exists()


def test_a_waiver_covers_nothing_else(tmp_path: Path) -> None:
    root = workspace(tmp_path, FAULTY.replace("  care-beds: {value: 1450}\n", ""))
    assert take(root, "2022-06-06", until="2022-06-20", **WAIVED) == 1
    assert not (root / RECORD).exists()


@pytest.mark.parametrize(
    ("text", "on", "words"),
    [
        (WHOLE, "2022-06-02", "2022年6月3日才收到"),
        ("unit: [", "2022-06-06", "文件读不出来"),
    ],
)
def test_what_cannot_be_decided_on_is_told(
    text: str, on: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_workspace(tmp_path)
    (root / PATH).parent.mkdir(parents=True)
    (root / PATH).write_text(text, encoding="utf-8")
    assert take(root, on) == 1
    assert words in capsys.readouterr().out


def test_all_takes_what_was_handed_in_and_tells_who_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = WHOLE.replace("150702", "150703").replace("1450", "900").replace("812", "500")
    root = workspace(tmp_path, WHOLE + f"# submissions/2022-05/150703.yaml\n{other}")
    accept(by="局长", period="2022-05", every=True, on="2022-06-06", directory=root)
    told = capsys.readouterr()
    assert told.out.count("√") == 2
    assert "还没有报：阿荣旗、莫旗、鄂伦春旗、鄂温克旗。催报：mzgz slip --kind remind --period 2022-05" in told.err


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({}, "--unit 写明单位"),
        ({"unit": ["150702"], "every": True}, "两样选一样"),
        ({"unit": ["鄂旗"]}, "没有单位“鄂旗”"),
        ({"unit": ["150702"], "period": "2022-Q2"}, "按月"),
        ({"unit": ["150702"], "period": "2021-05"}, "2021年没有目标"),
    ],
)
def test_wrong_calls_are_refused(options: dict[str, object], words: str, tmp_path: Path) -> None:
    root = workspace(tmp_path)
    with pytest.raises(Refusal, match=words):
        accept(**{"by": "局长", "on": "2022-06-06", "directory": root, **options})  # type: ignore[arg-type]


def test_a_damaged_record_is_not_written_over(tmp_path: Path) -> None:
    root = workspace(tmp_path, record=ROUNDS.replace("round: 2", "round: 5"))
    before = (root / RECORD).read_bytes()
    with pytest.raises(Refusal, match="没有续写"):
        take(root, "2022-06-09")
    assert (root / RECORD).read_bytes() == before


def test_an_accepted_file_that_cannot_be_read_is_told_by_the_reader_alone(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    assert take(root, "2022-06-06") == 0
    (root / PATH).write_text("unit: [", encoding="utf-8")
    assert blocking(root, "2022-06-07") == ["syntax-error"]
    (root / PATH).unlink()
    assert "accepted-without-file" in blocking(root, "2022-06-07")
