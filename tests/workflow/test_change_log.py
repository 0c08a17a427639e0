"""The log: one line a change, bound to the one before; and the versions of a return, each known from its day."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from mzgz import validation
from mzgz.apps.cli import run
from mzgz.formats.change_log_jsonl import log_files
from mzgz.intake.workspace import load
from mzgz.model.findings import Rule
from mzgz.model.periods import Period
from mzgz.progress import Board
from mzgz.validation.engine.answers_by_target import Answers
from mzgz.validation.engine.changed_since_decision import changed_since_decided
from mzgz.validation.engine.rule_run import JudgementTally
from mzgz.workflow.change_log import FIRST, broken, chained, line_of, line_text, mark_of
from workspace import make_workspace

TEXT = """\
# submissions/2022-06/150702.yaml
received: 2022-07-04
filled_by: 规划财务股
entries:
  nursing-bed-share: {numerator: 200, denominator: 400}
  care-beds: {value: 1450}
"""
JUNE = Period.parse("2022-06")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MZGZ_CACHE", "off")
    return make_workspace(tmp_path / "w", TEXT)


def mzgz(root: Path, *words: str) -> int:
    with pytest.raises(SystemExit) as ended:
        run([*words, "-C", str(root)])
    return int(str(ended.value.code or 0))


def bring(root: Path, received: str, *cells: str) -> None:
    file = root.parent / f"{received}.csv"
    rows = "".join(f"150702,2022-06,{cell}\n" for cell in cells)
    file.write_text(f"单位,报告期,目标标识,字段,值\n{rows}", encoding="utf-8")
    assert mzgz(root, "import", str(file), "--yes", "--received", received) == 0


def test_what_is_handed_in_again_unchanged_was_received_when_it_first_came(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = root / "submissions/2022-06/150702.yaml"
    bring(root, "2022-08-20", "care-beds,数值,1450")
    assert "received: 2022-07-04\n" in file.read_text("utf-8")
    assert "收到日期仍是2022-07-04：同样的数，以第一次收到的为准\n没有写入任何文件。" in capsys.readouterr().out
    bring(root, "2022-07-02", "care-beds,数值,1450")  # the day itself put right
    assert "received: 2022-07-02\n" in file.read_text("utf-8")
    bring(root, "2022-07-01", "care-beds,数值,1451")
    assert "现有的报送是2022-07-02收到的，比这份晚；写入以后以这份的数为准" in capsys.readouterr().out


def test_every_value_that_changed_is_told_with_who_when_and_from_where(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bring(root, "2022-07-20", "nursing-bed-share,分子,210", "nursing-bed-share,分母,400", "visit-system,是否完成,是")
    assert (
        mzgz(root, "return", "--unit", "150702", "--period", "2022-06", "--reason", "请核对床位数", "--by", "养老科")
        == 0
    )
    assert mzgz(root, "log", "--unit", "海拉尔", "--period", "2022-06") == 0
    said = capsys.readouterr()
    mark = sha256((root.parent / "2022-07-20.csv").read_bytes()).hexdigest()
    assert "（规划财务股，从 2022-07-20.csv，" in said.out
    assert f"指纹{mark[:12]}" in "".join(said.out.split())
    assert "    养老机构护理型床位占比 分子：200 → 210\n" in said.out
    assert "    探访制度 是否完成：（空） → 是\n" in said.out
    assert "    收到日期：2022-07-04 → 2022-07-20\n" in said.out
    assert "退回 海拉尔 2022-06（养老科）" in said.out
    assert "记录共4条，首尾相接，没有被改过。" in said.err
    assert mzgz(root, "log", "--period", "2022-05") == 0
    assert capsys.readouterr().out == "没有改动的记录。\n"


@pytest.mark.parametrize("harm", ["change", "remove", "swap", "add", "garble", "last", "cut"])
def test_a_line_that_was_tampered_with_is_found(root: Path, harm: str, capsys: pytest.CaptureFixture[str]) -> None:
    bring(root, "2022-07-20", "care-beds,数值,1460", "nursing-bed-share,分子,210", "nursing-bed-share,分母,400")
    bring(root, "2022-07-21", "care-beds,数值,1470")
    (path,) = (root / "log").glob("*.jsonl")
    lines = path.read_text(encoding="utf-8").splitlines()
    changed = {
        "change": [lines[0].replace("1460", "1465").replace("2022-07-20", "2022-07-19"), *lines[1:]],
        "remove": [lines[0], *lines[2:]],
        "swap": [lines[1], lines[0], *lines[2:]],
        "add": [lines[0], lines[0], *lines[1:]],
        "last": [*lines[:-1], lines[-1].replace("1470", "1475")],
        "cut": lines[:-1],
        "garble": [lines[0], lines[1][:20], *lines[2:]],
    }[harm]
    assert changed != lines
    path.write_text("\n".join(changed) + "\n", encoding="utf-8")
    assert mzgz(root, "log") == 1
    assert "记录被动过：log/" in capsys.readouterr().err
    assert mzgz(root, "log", "--format", "json") == 1
    assert json.loads(capsys.readouterr().out)["broken"]


def test_a_log_whose_head_is_gone_says_that_its_last_line_is_bound_to_nothing(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bring(root, "2022-07-20", "care-beds,数值,1460")
    (root / "log/head").unlink()
    assert mzgz(root, "log") == 1
    assert "没有 log/head 可对" in capsys.readouterr().err
    bring(root, "2022-07-21", "care-beds,数值,1470")
    assert mzgz(root, "log") == 0


@pytest.mark.parametrize("head", ["kept", "garbled"])
def test_a_last_line_that_was_changed_stays_found_when_more_is_written(
    root: Path, head: str, capsys: pytest.CaptureFixture[str]
) -> None:
    bring(root, "2022-07-20", "care-beds,数值,1460")
    (path,) = (root / "log").glob("*.jsonl")
    path.write_text(path.read_text(encoding="utf-8").replace("1460", "1465"), encoding="utf-8")
    if head == "garbled":
        (root / "log/head").write_text("没有\n", encoding="utf-8")
    lines = len(path.read_text(encoding="utf-8").splitlines())
    bring(root, "2022-07-21", "care-beds,数值,1470")
    bring(root, "2022-07-22", "care-beds,数值,1480")
    capsys.readouterr()
    assert mzgz(root, "log") == 1
    assert f"第{lines + 1}条和上一条接不上" in capsys.readouterr().err


def test_a_log_that_was_taken_away_is_told_by_its_head(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bring(root, "2022-07-20", "care-beds,数值,1460")
    for path in (root / "log").glob("*.jsonl"):
        path.unlink()
    assert mzgz(root, "log") == 1
    assert "记录被动过：log/head 还在，它前面的记录都不见了。" in capsys.readouterr().err
    bring(root, "2022-07-21", "care-beds,数值,1470")
    assert mzgz(root, "log") == 1
    assert "第1条和上一条接不上" in capsys.readouterr().err


def test_a_month_goes_on_where_the_last_one_ended(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import datetime

    from mzgz.apps.cli import import_ as command

    for at, value in (("2022-07-31", 1), ("2022-08-01", 2), ("2022-07-30", 3)):
        monkeypatch.setattr(command, "now", lambda at=at: datetime.fromisoformat(f"{at}T10:00:00"))
        bring(root, "2022-07-20", f"care-beds,数值,{1460 + value}")
    files = log_files(root)
    assert [path for path, _ in files] == ["log/2022-07.jsonl", "log/2022-08.jsonl"]
    assert list(broken(files)) == []
    last = line_of(files[1][1][-1])
    assert last is not None
    assert (last.at, last.new) == ("2022-07-30T10:00:00", "1463")


# ── versions ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_was_known_on_a_day_survives_a_resubmission(root: Path) -> None:
    """A resubmission of October does not make of July's 200/400 a gap."""
    bring(root, "2022-10-26", "nursing-bed-share,分子,260", "nursing-bed-share,分母,400")
    ledger, found = load(root)
    assert found == []

    def shown(day: str) -> str:
        return Board(ledger, 2022, date.fromisoformat(day), JUNE).unit("nursing-bed-share", "150702").display

    assert (shown("2022-07-06"), shown("2022-10-25"), shown("2022-10-26")) == ("50.0%", "50.0%", "65.0%")
    assert shown("2022-07-03") == "未报"
    then = ledger.as_of(date(2022, 7, 6)).submissions[JUNE, "150702"]
    assert str(then.at("entries", "care-beds")).startswith("received/2022-06/150702/2022-07-04.yaml:")
    assert ledger.first_received(ledger.submissions[JUNE, "150702"]) == date(2022, 7, 4)


def test_what_a_resubmission_leaves_as_it_was_is_not_late_for_it(root: Path) -> None:
    bring(root, "2022-10-26", "nursing-bed-share,分子,260", "nursing-bed-share,分母,400")
    ledger, _ = load(root)
    now = ledger.submissions[JUNE, "150702"]
    assert ledger.entry_received("care-beds", now) == date(2022, 7, 4)
    assert ledger.entry_received("nursing-bed-share", now) == date(2022, 10, 26)


@pytest.mark.parametrize(
    ("target", "first", "corrected"),
    [
        ("nursing-bed-share", (), "nursing-bed-share,说明,含新建的一处"),
        (
            "visit-system",
            ("visit-system,是否完成,是", "visit-system,完成日期,2022-06-20", "visit-system,凭据,甲民发〔2022〕3号"),
            "visit-system,凭据,甲民发〔2022〕8号",
        ),
        ("street-centres", ("street-centres,不适用原因,没有街道",), "street-centres,不适用原因,本旗没有街道"),
    ],
)
def test_a_corrected_word_leaves_the_value_known_since_it_came(
    root: Path, target: str, first: Sequence[str], corrected: str
) -> None:
    """A share, a thing done, and what does not apply."""
    if first:
        bring(root, "2022-07-04", *first)
    bring(root, "2022-10-26", corrected)
    ledger, _ = load(root)
    now = ledger.submissions[JUNE, "150702"]
    assert now.received == date(2022, 10, 26)
    assert ledger.entry_received(target, now) == date(2022, 7, 4)


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("care-beds,数值,1460", "2022年6月的早过了截止日，改了的数算这一天才报"),
        ("care-beds,说明,含新建的一处", ""),
    ],
)
def test_what_is_late_of_a_correction_is_told(
    root: Path, cell: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = root.parent / "again.csv"
    file.write_text(f"单位,报告期,目标标识,字段,值\n150702,2022-06,{cell}\n", encoding="utf-8")
    assert mzgz(root, "import", str(file), "--yes") == 0
    out = capsys.readouterr().out
    assert "已写入1份" in out
    assert told in out
    assert ("截止日" in out) is bool(told)


def test_several_versions_of_a_day_keep_their_order(root: Path) -> None:
    for value in (1460, 1470, 1480):
        bring(root, "2022-07-04", f"care-beds,数值,{value}")
    bring(root, "2022-07-20", "care-beds,数值,1500")
    names = sorted(path.name for path in (root / "received/2022-06/150702").iterdir())
    assert names == ["2022-07-04-2.yaml", "2022-07-04-3.yaml", "2022-07-04-4.yaml", "2022-07-04.yaml"]
    ledger, _ = load(root)
    then = ledger.known_on("150702", JUNE, date(2022, 7, 19))
    assert then is not None
    assert then.entries["care-beds"].value == 1480


MAY = """\
# submissions/2022-05/150702.yaml
received: 2022-06-03
entries:
  nursing-bed-share: {numerator: 812, denominator: 1450}
  care-beds: {value: 1450}
  visit-system: {done: true, on: 2022-05-20}
  no-relapse: {value: 0}
"""


def test_acceptance_keeps_what_was_accepted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MZGZ_CACHE", "off")
    root = make_workspace(tmp_path, MAY)
    assert mzgz(root, "accept", "--unit", "150702", "--period", "2022-05", "--by", "局长", "--on", "2022-06-06") == 0
    kept = root / "received/2022-05/150702/2022-06-03.yaml"
    assert kept.read_bytes() == (root / "submissions/2022-05/150702.yaml").read_bytes()


def test_what_changed_since_acceptance_is_listed_value_by_value_and_looked_at_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MZGZ_CACHE", "off")
    root = make_workspace(tmp_path, MAY)
    assert mzgz(root, "accept", "--unit", "150702", "--period", "2022-05", "--by", "局长", "--on", "2022-06-06") == 0
    place = root / "submissions/2022-05/150702.yaml"
    text = place.read_text(encoding="utf-8")
    place.write_text(text.replace("812", "815").replace("{value: 0}", "{value: 1}"), encoding="utf-8")
    capsys.readouterr()
    mzgz(root, "check", "--as-of", "2022-06-20", "--format", "json", "--unit", "150702")
    found = {one["rule"]: one for one in json.loads(capsys.readouterr().out)["findings"]}
    told = found["changed-after-acceptance"]["message"]
    assert told.endswith("：养老机构护理型床位占比 分子：812 → 815；不发生规模性返贫 数值：0 → 1")
    mzgz(root, "check", "--as-of", "2022-06-20", "--format", "json", "--changed")
    data = json.loads(capsys.readouterr().out)
    targets = {one["target"] for one in data["findings"]}
    assert targets <= {None, "no-relapse", "nursing-bed-share"}
    assert data["summary"]["passed"] < 200
    place.write_text(text, encoding="utf-8")
    mzgz(root, "check", "--as-of", "2022-06-20", "--format", "json", "--changed")
    assert json.loads(capsys.readouterr().out)["findings"] == []


def test_a_change_is_looked_at_in_the_later_months_that_are_held_against_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MZGZ_CACHE", "off")
    entries = """entries:
  nursing-bed-share: {{numerator: {share}, denominator: 1450}}
  care-beds: {{value: 1450}}
  visit-system: {{done: true}}
  no-relapse: {{value: 0}}
  street-centres: {{numerator: 7, denominator: 7}}
  visiting-rate: {{numerator: {share}, denominator: {share}}}
  disability-jobs: {{value: {jobs}}}
  rescue-plan: {{done: true, on: 2022-03-10, evidence: [海民发〔2022〕12号]}}
  village-rules: {{stage: 推进中, note: 已修订{share}个}}
"""
    months = [
        f"# submissions/2022-{month:02}/150702.yaml\nreceived: 2022-{month + 1:02}-04\n"
        + entries.format(share=share, jobs=jobs)
        for month, share, jobs in ((3, 800, 40), (6, 812, 65))
    ]
    root = make_workspace(tmp_path / "w", "".join(months))
    for month, day in (("2022-03", "2022-04-06"), ("2022-06", "2022-07-06")):
        assert mzgz(root, "accept", "--unit", "150702", "--period", month, "--by", "局长", "--on", day) == 0
    file = root / "submissions/2022-03/150702.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("value: 40", "value: 70"), encoding="utf-8")
    capsys.readouterr()
    mzgz(root, "check", "--as-of", "2022-07-10", "--format", "json", "--changed")
    told = {(one["rule"], one["period"]) for one in json.loads(capsys.readouterr().out)["findings"]}
    assert {("changed-after-acceptance", "2022-03"), ("cumulative-falls", "2022-06")} <= told


HELD = """\
# targets/2022/01-care.yaml
section: {part: 三, number: （二）, title: 健全, division: 养老服务科}
targets:
  - {id: beds, name: 床位数, kind: count, value: {name: 床位, unit: 张, element: all-beds}, measured: stock, goal: ">= 100", due: 2022-12-31, cadence: month, source: {section: 三（二）, item: 1}}
  - {id: care, name: 认知障碍床位, kind: count, value: {name: 认知床位, unit: 张, within: all-beds}, measured: stock, goal: ">= 100", due: 2022-12-31, cadence: month, source: {section: 三（二）, item: 2}}
  - {id: jobs, name: 新增就业, kind: count, value: {name: 新增就业人数, unit: 人}, measured: cumulative, goal: ">= 600", due: 2022-12-31, cadence: month, source: {section: 三（二）, item: 3}}
"""


def test_what_a_change_makes_wrong_elsewhere_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A part beside its whole, a later month beside a new earlier one, and a return that is gone."""
    monkeypatch.setenv("MZGZ_CACHE", "off")
    texts = [HELD]
    for month in ("01", "03"):
        day, worth = f"2022-{int(month) + 1:02}-04", 50 * int(month)
        entries = f"entries:\n  beds: {{value: 200}}\n  care: {{value: 150}}\n  jobs: {{value: {worth}}}\n"
        texts.append(f"# submissions/2022-{month}/150702.yaml\nreceived: {day}\n{entries}")
    root = make_workspace(tmp_path / "w", "".join(texts))
    for month in ("2022-01", "2022-03"):
        assert mzgz(root, "accept", "--unit", "150702", "--period", month, "--by", "局长", "--on", "2022-04-05") == 0
    march = root / "submissions/2022-03/150702.yaml"
    march.write_text(march.read_text("utf-8").replace("beds: {value: 200}", "beds: {value: 100}"), "utf-8")
    (root / "submissions/2022-02").mkdir()
    (root / "submissions/2022-02/150702.yaml").write_text(
        'unit: "150702"\nperiod: 2022-02\nreceived: 2022-04-06\nentries:\n  jobs: {value: 500}\n', "utf-8"
    )
    (root / "submissions/2022-01/150702.yaml").unlink()

    def told(*more: str) -> set[str]:
        capsys.readouterr()
        mzgz(root, "check", "--as-of", "2022-04-07", "--format", "json", *more)
        return {one["rule"] for one in json.loads(capsys.readouterr().out)["findings"]}

    wrong = {"part-exceeds-element", "cumulative-falls"}
    assert wrong <= told()
    gone = {rule for rule in told() if rule.startswith("accepted-")}
    assert gone
    assert wrong | gone <= told("--changed")


def test_only_the_targets_that_changed_are_judged_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rules of the others are not run at all; what is found is the same as if they had been."""
    monkeypatch.setenv("MZGZ_CACHE", "off")
    root = make_workspace(tmp_path, MAY)
    assert mzgz(root, "accept", "--unit", "150702", "--period", "2022-05", "--by", "局长", "--on", "2022-06-06") == 0
    place = root / "submissions/2022-05/150702.yaml"
    place.write_text(place.read_text(encoding="utf-8").replace("812", "1812"), encoding="utf-8")
    ledger, found = load(root)
    changed = changed_since_decided(ledger)
    judged: list[str] = []
    judge = JudgementTally.judge_answers

    def recorded(tally: JudgementTally, rules: Sequence[Rule], answers: Answers) -> None:
        judged.append(answers.target.id)
        judge(tally, rules, answers)

    monkeypatch.setattr(JudgementTally, "judge_answers", recorded)
    again = validation.run(ledger, found, date(2022, 6, 20), validation.Selection(changed=changed))
    assert judged == ["nursing-bed-share", "care-beds", "dementia-beds", "respite-beds"], "all are of the same beds"
    monkeypatch.setattr(type(changed), "concerns", lambda *_: True)
    whole = validation.run(ledger, found, date(2022, 6, 20), validation.Selection(changed=changed))
    assert len(judged) > 5
    assert (again.findings, again.summary) == (whole.findings, whole.summary)
    assert "part-exceeds-whole" in {one.rule for one in again.findings}


def test_a_mark_is_kept_as_it_is_and_lines_of_before_hold_without_one() -> None:
    """Digits of a mark are nobody's telephone number; a line written before there were marks is bound as it stands."""
    plain = {"at": "2022-07-06T10:11:12", "deed": "导入", "by": "规划财务股", "unit": "150702", "period": "2022-06",
             "path": "submissions/2022-06/150702.yaml", "field": "entries", "what": "床位", "old": "1", "new": "2",
             "source": "六月.csv"}  # fmt: skip
    old = json.dumps({**plain, "before": FIRST}, ensure_ascii=False, separators=(",", ":"))
    first = line_of(old)
    assert first is not None
    assert line_text(first) == old
    mark = "13800138000" + "a" * 53
    (text,) = chained([replace(first, address="10.0.0.7", content=mark, now=mark)], mark_of(old))
    second = line_of(text)
    assert second is not None
    assert (second.address, second.content, second.was, second.now) == ("10.0.0.7", mark, "", mark)
    assert list(broken([("log/2022-07.jsonl", [old, text])], mark_of(text))) == []
