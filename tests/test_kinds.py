"""A kind of target that nobody knows by name is treated by its abilities, from the rules to the verified document."""

from __future__ import annotations

import io
import re
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any, ClassVar, Literal

import openpyxl
import pytest

from filled_forms import typed
from mzgz.apps import cli
from mzgz.formats.markdown import markdown
from mzgz.formats.xlsx.form_reader import read_form
from mzgz.formats.xlsx.form_writer import make_form
from mzgz.intake.form.draft import Wanted
from mzgz.intake.form.layout import label_of
from mzgz.intake.workspace import load
from mzgz.model.goals import Goal
from mzgz.model.periods import Period
from mzgz.model.rounding import show, show_count
from mzgz.model.targets import KINDS
from mzgz.model.targets.aggregate import Amount, Figure, Share, Stages
from mzgz.model.targets.pace import Pace
from mzgz.model.targets.reported_facts import Fact, Facts, State, state_of
from mzgz.model.targets.target import GoalText, Judge, Operand, Target
from mzgz.progress import Board
from mzgz.publishing.figures import Figures
from mzgz.publishing.report.document_kinds import make
from mzgz.publishing.schemas import targets_schema
from mzgz.publishing.verify.number_candidates import offers
from mzgz.publishing.verify.target_mentions import Mention
from mzgz.validation import run
from workspace import make_workspace

ROOT = Path(__file__).parents[1]
JUNE = Period.parse("2022-06")


class Invented(Target):
    """What the kinds below share: one entry a month, told as it stands."""

    @property
    def formula(self) -> str:
        return "各单位相加"

    def pace(self, figure: Any, at: Period) -> Pace | None:
        return None


class Proportion(Invented):
    """One number over another."""

    kind_label: ClassVar[str] = "比例"
    operands: ClassVar[tuple[str, ...]] = ("numerator", "denominator")
    nothing: ClassVar[Figure] = Share()
    reports: ClassVar[frozenset[str]] = frozenset(operands)
    kind: Literal["proportion"] = "proportion"
    numerator: Operand
    denominator: Operand
    goal: GoalText

    def tally(self, facts: Facts, at: Period) -> tuple[State, Share]:
        fact = facts.at(at.index)
        if fact is None or fact.numerator is None or fact.denominator is None:
            return state_of(fact, self.operands), Share(gaps=1, blind=1)
        return "reported", Share(Fraction(fact.numerator), Fraction(fact.denominator))

    def verdict(self, figure: Share, at: Period) -> bool | None:
        return None if figure.value is None else self.goal.met(figure.value)

    def display(self, figure: Share, at: Period) -> str | None:
        return None if figure.value is None else show(figure.value, 1, self.goal, percent=True)


class Running(Invented):
    """One number that runs on from January."""

    kind_label: ClassVar[str] = "流水"
    operands: ClassVar[tuple[str, ...]] = ("value",)
    nothing: ClassVar[Figure] = Amount()
    reports: ClassVar[frozenset[str]] = frozenset(operands)
    kind: Literal["running"] = "running"
    value: Operand
    goal: GoalText

    @property
    def accumulates(self) -> bool:
        return True

    def tally(self, facts: Facts, at: Period) -> tuple[State, Amount]:
        fact = facts.at(at.index)
        if fact is None or fact.value is None:
            return state_of(fact, self.operands), Amount(gaps=1)
        return "reported", Amount(Fraction(fact.value))

    def verdict(self, figure: Amount, at: Period) -> bool | None:
        return None if figure.value is None else self.goal.met(figure.value)

    def display(self, figure: Amount, at: Period) -> str | None:
        return None if figure.value is None else show_count(figure.value, 0, self.goal)


class Alarm(Running):
    """Events that are not to happen."""

    kind_label: ClassVar[str] = "警情"
    events: ClassVar[bool] = True
    kind: Literal["alarm"] = "alarm"  # type: ignore[assignment]
    goal: GoalText = Goal.parse("= 0")
    judge: Judge = "every"

    @property
    def accumulates(self) -> bool:
        return False

    @property
    def lasting(self) -> bool:
        return True

    @property
    def irreparable(self) -> bool:
        return True

    def falls_short(self, fact: Fact, facts: Facts, month: Period) -> bool:
        return bool(fact.value)


class Deed(Invented):
    """One thing, done once and for all."""

    kind_label: ClassVar[str] = "实事"
    nothing: ClassVar[Figure] = Share()
    reports: ClassVar[frozenset[str]] = frozenset({"done", "on", "evidence"})
    completes: ClassVar[bool] = True
    kind: Literal["deed"] = "deed"
    judge: Judge = "every"

    @property
    def proof_word(self) -> str:
        return "文号"

    def tally(self, facts: Facts, at: Period) -> tuple[State, Share]:
        fact = facts.latest(at.index)
        state = state_of(fact, ("done",))
        return state, Share(int(bool(fact and fact.done)), 1) if state == "reported" else Share(gaps=1, blind=1)

    def verdict(self, figure: Share, at: Period) -> bool | None:
        return None if figure.gaps else figure.part == figure.whole

    def display(self, figure: Share, at: Period) -> str | None:
        return None if figure.gaps else f"{figure.part}/{figure.whole}"


class Errand(Invented):
    """Told by its stage, without a verdict."""

    kind_label: ClassVar[str] = "差事"
    nothing: ClassVar[Figure] = Stages()
    reports: ClassVar[frozenset[str]] = frozenset({"stage"})
    kind: Literal["errand"] = "errand"

    @property
    def judges(self) -> bool:
        return False

    def tally(self, facts: Facts, at: Period) -> tuple[State, Stages]:
        fact = facts.at(at.index)
        going = int(fact is not None and fact.stage == "推进中")
        return state_of(fact, ("stage",)), Stages((0, going, 0, 0), gaps=int(fact is None))

    def verdict(self, figure: Stages, at: Period) -> None:
        return None

    def display(self, figure: Stages, at: Period) -> str | None:
        return f"推进中{figure.counts[1]}"


PLAN = """\
# targets/2022/90-invented.yaml
targets:
  - {id: warm-homes, name: 暖心之家占比, kind: proportion, numerator: {name: 暖心之家, unit: 处},
     denominator: {name: 社区总数, unit: 处}, goal: ">= 50%", due: 2022-12-31, cadence: month,
     source: {section: 三（八）, item: 90}}
  - {id: warm-meals, name: 暖心餐食, kind: running, value: {name: 暖心餐食, unit: 份}, goal: ">= 300",
     due: 2022-12-31, cadence: month, source: {section: 三（八）, item: 91}}
  - {id: no-fires, name: 不发生暖心火灾, kind: alarm, value: {name: 暖心火灾事故, unit: 起},
     due: 2022-12-31, cadence: month, source: {section: 三（八）, item: 92}}
  - {id: warm-rules, name: 印发暖心办法, kind: deed, due: 2022-06-30, cadence: once,
     source: {section: 三（八）, item: 93}}
  - {id: warm-talks, name: 暖心宣讲, kind: errand, due: 2022-12-31, cadence: month,
     source: {section: 三（八）, item: 94}}
"""
SOUND = {
    "warm-homes": "{numerator: 10, denominator: 20}",
    "warm-meals": "{value: 200}",
    "no-fires": "{value: 0}",
    "warm-rules": "{done: true, on: 2022-06-20, evidence: [海民发〔2022〕12号]}",
    "warm-talks": "{stage: 推进中}",
}


@pytest.fixture(autouse=True)
def _invented(monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in (Proportion, Running, Alarm, Deed, Errand):
        monkeypatch.setitem(KINDS, str(kind.model_fields["kind"].default), kind)


def office(root: Path, june: dict[str, str] | None = None, *, before: dict[str, str] | None = None) -> Path:
    """Two units' Junes, the first with `june`, and the May of the first."""
    text = [PLAN]
    months = (("05", "150702", before or {}), ("06", "150702", SOUND | (june or {})), ("06", "150703", SOUND))
    for month, unit, entries in months:
        if entries:
            rows = "".join(f"  {name}: {entry}\n" for name, entry in entries.items())
            text.append(f"# submissions/2022-{month}/{unit}.yaml\nentries:\n{rows}")
    return make_workspace(root, "".join(text))


def slugs(root: Path, target: str) -> set[str]:
    ledger, found = load(root)
    findings = run(ledger, found, date(2022, 7, 6)).findings
    return {finding.rule for finding in findings if finding.target == target or target in finding.message}


def board(root: Path) -> Board:
    ledger, found = load(root)
    assert not found
    return Board(ledger, 2022, date(2022, 7, 6), JUNE)


# ── the rules ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("target", "entry", "rule"),
    [
        ("warm-homes", "{numerator: 21, denominator: 20}", "part-exceeds-whole"),
        ("warm-homes", "{numerator: -1, denominator: 20}", "negative"),
        ("warm-homes", "{numerator: 0.5, denominator: 20}", "fraction-of-things"),
        ("warm-homes", "{numerator: 10}", "operand-missing"),
        ("warm-homes", "{numerator: 0, denominator: 0}", "denominator-zero"),
        ("warm-meals", "{value: -3}", "negative"),
        ("warm-meals", "{value: 0.5}", "fraction-of-things"),
        ("no-fires", "{value: 1}", "event-without-account"),
        ("no-fires", "{value: -1}", "negative"),
        ("warm-rules", "{done: true, on: 2022-06-20}", "done-without-evidence"),
        ("warm-rules", "{done: true, evidence: [海民发〔2022〕12号]}", "done-without-date"),
        ("warm-rules", "{done: true, on: 2022-06-20, evidence: [办法]}", "document-number-missing"),
        ("warm-rules", "{done: true, on: 2022-07-20, evidence: [海民发〔2022〕12号]}", "date-not-yet-come"),
        ("warm-talks", "{stage: 受阻}", "blocked-without-reason"),
        ("warm-talks", "{stage: 已完成}", "finished-without-account"),
    ],
)
def test_an_impossible_entry_is_found(target: str, entry: str, rule: str, tmp_path: Path) -> None:
    assert rule in slugs(office(tmp_path, {target: entry}), target)


@pytest.mark.parametrize(
    ("target", "before", "after", "rule"),
    [
        ("warm-homes", "{numerator: 30, denominator: 90}", "{numerator: 60, denominator: 90}", "jump"),
        ("warm-homes", "{numerator: 30, denominator: 90}", "{numerator: 30, denominator: 60}", "denominator-shrinks"),
        ("warm-homes", "{numerator: 30, denominator: 90}", "{not_applicable: 没有这项工作}", "turned-not-applicable"),
        ("warm-meals", "{value: 300}", "{value: 200}", "cumulative-falls"),
        ("warm-rules", SOUND["warm-rules"], "{done: false}", "undone"),
        ("warm-talks", "{stage: 已完成, note: 全部讲完}", "{stage: 推进中}", "stage-falls"),
    ],
)
def test_so_is_one_that_cannot_follow_the_last(target: str, before: str, after: str, rule: str, tmp_path: Path) -> None:
    assert rule in slugs(office(tmp_path, {target: after}, before={target: before}), target)


def test_what_is_sound_passes(tmp_path: Path) -> None:
    root = office(tmp_path)
    for target in SOUND:
        assert not slugs(root, target) - {"evidence-borrowed"}


def test_a_field_of_another_kind_is_told_at_the_door(tmp_path: Path) -> None:
    assert "wrong-shape" in slugs(office(tmp_path, {"warm-homes": "{done: true}"}), "暖心之家占比")


def test_the_plan_is_looked_at_too(tmp_path: Path) -> None:
    plan = PLAN.replace('">= 50%"', '">= 50"').replace(
        "name: 暖心餐食, unit: 份", "name: 暖心餐食, unit: 份, within: x"
    )
    root = make_workspace(tmp_path, plan)
    assert "share-goal-beyond-whole" in slugs(root, "warm-homes")
    assert "within-nothing" in slugs(root, "warm-meals")


# ── sums and ranks ──────────────────────────────────────────────────────────────────────────────────────────────


def test_units_add_up(tmp_path: Path) -> None:
    two = board(
        office(tmp_path, {"warm-homes": "{numerator: 4, denominator: 20}", "no-fires": "{value: 1, note: 已扑灭}"})
    )
    assert (two.tagged("warm-homes", "x").value, two.city("warm-meals").so_far) == (None, 400)
    assert [two.unit("warm-homes", code).display for code in ("150702", "150703")] == ["20.0%", "50.0%"]
    assert two.city("no-fires").met is False


# ── forms and schemas ───────────────────────────────────────────────────────────────────────────────────────────


def test_a_form_asks_for_it_and_comes_back(tmp_path: Path) -> None:
    ledger, _ = load(office(tmp_path, before={"warm-homes": "{numerator: 9, denominator: 20}"}))
    form = make_form(ledger, ledger.units.by_code["150702"], JUNE)
    assert form is not None
    book = openpyxl.load_workbook(io.BytesIO(form))
    cells = {str(row[0].value): row for row in book["填报"].iter_rows() if row[0].value}
    mark = str(cells["warm-homes/numerator"][11].value)
    assert "分子大于分母" in mark
    assert "变动" in mark  # it is steady
    assert "变动" not in str(cells["warm-meals/value"][11].value)
    assert "请填凭据" in str(cells["warm-rules/on"][11].value)
    assert label_of(ledger.plans[2022].targets["warm-rules"], "evidence") == "凭据（文号）"
    said = ledger.submissions[JUNE, "150702"]
    for sheet, cell, _, value in typed(form, said, dict(ledger.plans[2022].targets)):
        book[sheet][cell].value = value
    filled = io.BytesIO()
    book.save(filled)
    (draft,) = read_form(filled.getvalue(), "表.xlsx", ledger, Wanted()).drafts
    assert {name: draft.submission.entries[name] for name in SOUND} == {name: said.entries[name] for name in SOUND}


def test_the_schema_knows_it() -> None:
    assert "proportion" in targets_schema()["$defs"]


# ── what is printed ─────────────────────────────────────────────────────────────────────────────────────────────


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    with pytest.raises(SystemExit):
        cli.run([*words])
    return capsys.readouterr().out


def test_the_terminal_tells_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = str(office(tmp_path, {"no-fires": "{value: 1, note: 已扑灭}"}))
    asked = ("--period", "2022-06", "--as-of", "2022-07-06", "-C", root)
    assert "50.0%" in printed(capsys, "status", "--target", "warm-homes", *asked)
    assert "暖心餐食" in printed(capsys, "status", *asked)
    why = printed(capsys, "why", "no-fires", "--unit", "150702", *asked)
    assert "2022年6月发生1起" in why
    assert "没有发现问题" not in printed(
        capsys,
        "check",
        "--as-of",
        "2022-07-06",
        "-C",
        str(office(tmp_path, {"warm-homes": "{numerator: 2, denominator: 1}"})),
    )


def test_tables_and_speech_tell_it(tmp_path: Path) -> None:
    root = office(tmp_path, {"no-fires": "{value: 1, note: 已扑灭}", "warm-talks": "{stage: 受阻, note: 场地停用}"})
    (root / "templates").symlink_to(ROOT / "templates")
    everything = board(root)
    documents = {kind: make(kind, everything, root, errors=0).document for kind in ("tables", "speech")}
    text = {kind: re.sub(r"\{[^}]*\}", "", markdown(made)) for kind, made in documents.items() if made}
    lines = text["tables"].splitlines()
    rows = {line.split("|")[2].strip(): line for line in reversed(lines) if line.count("|") > 6}
    assert "职责" not in rows["暖心之家占比"]
    assert re.search(r"\| ≥50% \|", rows["暖心之家占比"])
    assert re.search(r"\| ≥300份", rows["暖心餐食"])
    assert re.search(r"\| 0起 ", rows["不发生暖心火灾"])
    assert re.search(r"\| 按期完成", rows["印发暖心办法"])
    assert re.search(r"\| 推进落实", rows["暖心宣讲"])
    assert "海拉尔：场地停用" in text["tables"]
    assert "暖心火灾事故" in text["speech"] or "暖心火灾" in text["speech"]


# ── verifying ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_verifying_compares_with_it(tmp_path: Path) -> None:
    two = board(office(tmp_path))
    aspects = {
        target: [offer.aspect for offer in offers(two.unit(target, "150702"), Mention(0, 0, target, ""))]
        for target in ("warm-homes", "warm-meals", "no-fires")
    }
    assert aspects == {
        "warm-homes": ["value", "goal", "short"],
        "warm-meals": ["value", "goal", "completion"],
        "no-fires": ["events"],
    }
    figure = Figures(two).of(two.unit("warm-meals", "150702"), "completion")
    assert figure is not None
    assert figure.text == "66.7%"
