"""A new year by one command: what is carried over, its baselines, its findings, and the speech it makes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from mzgz import validation
from mzgz.apps.cli.options import Refusal
from mzgz.apps.cli.year import year
from mzgz.intake.form.layout import last_value
from mzgz.intake.workspace import load
from mzgz.model.findings import Diagnostic
from mzgz.model.ledger import Ledger
from mzgz.model.numbers import exact
from mzgz.model.periods import Period
from mzgz.progress import Board
from mzgz.publishing.next_plan_file import plan_files
from mzgz.publishing.report import compose_text
from mzgz.workflow.carry_over import SuccessionStep, succeed
from plans import board
from second_year import add_year, sample_copy
from speech_linter import faults
from workspace import make_workspace


@pytest.fixture(scope="module")
def three_years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, 2023 from 2022 with twelve months of returns, and 2024 from 2023."""
    root = sample_copy(tmp_path_factory.mktemp("years"))
    year(2023, yes=True, directory=root)
    add_year(root, 2022, 2023)
    year(2024, yes=True, directory=root)
    return root


def findings(root: Path) -> tuple[Ledger, list[Diagnostic]]:
    ledger, found = load(root)
    day = ledger.last_received(max(ledger.years[:-1], default=2022))
    assert day is not None
    return ledger, list(validation.run(ledger, found, as_of=day).findings)


def test_without_yes_there_is_a_table_and_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = sample_copy(tmp_path)
    year(2023, directory=root)
    told = capsys.readouterr()
    assert "共133项：结转6项、沿用105项、不列入22项" in told.out
    assert "  [不列入] 完善本地低保审核确认办法\n      2022年已经完成\n" in told.out
    assert re.search(
        r"\[结转\] 提高事实无人抚养儿童养育标准\n +期限2023-12-31；2022年没有完成：陈旗，提标资金", told.out
    )
    assert "没有写文件。看过以后加 --yes" in told.err
    assert not (root / "targets" / "2023").exists()
    assert all(len(line.encode("gb18030")) <= 80 for line in told.out.splitlines())


def test_never_over_existing_files(three_years: Path, tmp_path: Path) -> None:
    before = (three_years / "targets/2023/03-elderly-care.yaml").read_bytes()
    with pytest.raises(Refusal, match="已经有文件，没有动它"):
        year(2023, yes=True, directory=three_years)
    assert (three_years / "targets/2023/03-elderly-care.yaml").read_bytes() == before
    with pytest.raises(Refusal, match="没有2030年的目标"):
        year(2031, directory=three_years)


def closings(ledger: Ledger, old: int) -> Iterator[tuple[str, dict[str, int]]]:
    day = ledger.last_received(old)
    assert day is not None
    board = Board(ledger, old, day, Period.month_of(old, 12))
    for target in ledger.plans[old].targets.values():
        progress = board.city(target.id)
        if target.quotient and progress.numerator is not None and progress.denominator is not None:
            yield target.id, {"numerator": int(progress.numerator), "denominator": int(progress.denominator)}
        elif target.counted and progress.value is not None:
            yield target.id, {"value": int(progress.value)}


@pytest.mark.parametrize("old", [2022, 2023])
def test_baselines_are_the_closing_figures(three_years: Path, old: int) -> None:
    ledger, _ = load(three_years)
    plan, seen = ledger.plans[old + 1].targets, 0
    for name, closed in closings(ledger, old):
        baseline = getattr(plan[name], "baseline", None)
        assert baseline is not None, name
        assert baseline.period == Period.parse(str(old))
        assert {role: int(exact(getattr(baseline, role))) for role in closed} == closed
        seen += 1
    assert seen > 20


def test_the_new_plan_has_no_error_and_names_what_is_to_be_filled(three_years: Path) -> None:
    ledger, found = findings(three_years)
    assert [str(each.message) for each in found if each.blocks] == []
    empty = [each for each in found if each.rule == "source-to-fill"]
    assert sum(each.count for each in empty) == sum(len(ledger.plans[year].targets) for year in (2023, 2024))


def test_every_decision_has_its_comment(three_years: Path) -> None:
    text = (three_years / "targets/2023/04-child-protection.yaml").read_text(encoding="utf-8")
    assert "  # 结转：2022年没有完成：陈旗，提标资金未列入当年预算" in text
    assert "期限暂按顺延一年，请按新的安排改（12月31日）" in text
    assert "  # 没有列入：提高孤儿养育标准（orphan-standard-raise）。2022年已经完成。" in text
    care = (three_years / "targets/2023/03-elderly-care.yaml").read_text(encoding="utf-8")
    assert (
        "  # 基期数是2022年12月全市的收官数56.1%。\n"
        "  # 要定：收官数（56.1%）已经好于目标≥55%，照旧等于允许往回退；2023年定多少。\n"
        "  - id: nursing-bed-share" in care
    )
    assert 'baseline: {period: "2022", numerator: 5732, denominator: 10210}' in care
    assert "source: {section: 待补}" in care


def test_a_closing_figure_with_a_gap_is_provisional(tmp_path: Path) -> None:
    root = sample_copy(tmp_path)
    path = root / "submissions/2022-12/150785.yaml"
    path.write_text(re.sub(r"  nursing-bed-share: .*\n", "", path.read_text(encoding="utf-8")), encoding="utf-8")
    year(2023, yes=True, directory=root)
    text = (root / "targets/2023/03-elderly-care.yaml").read_text(encoding="utf-8")
    assert "  # 基期数暂定：根河还没有报，补报后请改。" in text
    rows = [each for each in findings(root)[1] if each.rule == "baseline-not-closing"]
    assert rows == []


def test_the_speech_of_the_next_year_says_nothing_of_the_last(three_years: Path) -> None:
    ledger, _ = load(three_years)
    day = ledger.last_received(2023)
    assert day is not None
    made = compose_text(Board(ledger, 2023, day), three_years, "speech")
    assert made.document is not None
    text = "".join(getattr(block, "text", "") for block in made.document.blocks())
    assert not re.search("疫情反复|开局之年|承上启下|二十大|2022年", text)
    assert "落实“先行救助”政策" in text
    assert "失能老年人社区帮扶率提高到100%" in text
    assert "新部署" not in text
    assert "2023年" in text
    names = [target.name for target in ledger.plans[2023].targets.values()]
    assert faults(made.document, [unit.label for unit in ledger.units.districts], names) == []
    assert [str(each.message) for each in made.found] == []


def test_januarys_form_shows_decembers_figure(three_years: Path) -> None:
    ledger, _ = load(three_years)
    said = last_value(
        ledger, "150702", Period.parse("2023-01"), ledger.plans[2023].targets["nursing-bed-share"], "numerator"
    )
    assert said is not None
    assert said.month == Period.parse("2022-12")
    december = ledger.submission("150702", Period.parse("2022-12"))
    assert december is not None
    assert said.value == december.entries["nursing-bed-share"].numerator


def test_last_years_baselines_copied_along_are_told(tmp_path: Path) -> None:
    root = sample_copy(tmp_path)
    text = (root / "targets/2022/03-elderly-care.yaml").read_text(encoding="utf-8")
    (root / "targets/2023").mkdir()
    moved = re.sub(r"due: 2022", "due: 2023", text)
    (root / "targets/2023/03-elderly-care.yaml").write_text(moved, encoding="utf-8")
    told = [each for each in findings(root)[1] if each.rule == "baseline-not-closing"]
    assert any("“养老机构护理型床位占比”的基期是2021年，上年有同一项目标" in each.message for each in told)
    assert {each.severity for each in told} == {"query"}


def test_last_year_is_said_only_of_last_years_figures(tmp_path: Path) -> None:
    root = sample_copy(tmp_path)
    path = root / "targets/2022/03-elderly-care.yaml"
    text = path.read_text(encoding="utf-8").replace(
        'baseline: {period: "2021", numerator: 905', 'baseline: {period: "2020", numerator: 905'
    )
    path.write_text(text, encoding="utf-8")
    ledger, _ = load(root)
    day = ledger.last_received(2022)
    assert day is not None
    made = compose_text(Board(ledger, 2022, day), root, "speech").document
    assert made is not None
    spoken = "".join(getattr(block, "text", "") for block in made.blocks())
    assert "有集中供养意愿的特困人员集中供养率由2020年的94.5%提高到100%" in spoken


@pytest.mark.parametrize(
    ("goal", "words"),
    [("up", "只有方向，接着提高"), ("down", "只有方向，接着降低"), ("+5%", "目标值沿用，按新讲话核定")],
)
def test_a_direction_goes_on_and_a_promised_change_is_looked_at_again(goal: str, words: str) -> None:
    shape = (
        f'scope: ["150702"]\nkind: count\ngoal: "{goal}"\nmeasured: stock\nbaseline: {{period: "2021", value: 60}}\n'
    )
    made = board(shape, f"2022-12: {{150702: {{value: {50 if goal == 'down' else 70}}}}}")
    assert [each.reason for section in succeed(made, 2023) for each in section.successions] == [words]


@pytest.mark.parametrize(
    ("goal", "base", "owed", "said"),
    [
        ("+6pp", "numerator: 71, denominator: 100", ">= 77%", "77%"),
        ("-4pp", "numerator: 30, denominator: 100", "<= 26%", "26%"),
        ("+6pp", "numerator: 2, denominator: 3", ">= 72.666666%", "约是72.666666%"),
        ("-4pp", "numerator: 1, denominator: 3", "<= 29.333334%", "约是29.333334%"),
    ],
)
def test_of_a_promised_change_that_was_missed_the_number_is_owed(goal: str, base: str, owed: str, said: str) -> None:
    """Counted anew from what was reached, the same words would ask for more."""
    shape = f'scope: ["150702"]\nkind: ratio\ngoal: "{goal}"\nbaseline: {{period: "2021", {base}}}\n'
    made = board(shape, "2022-12: {150702: {numerator: 28, denominator: 40}}")
    (succession,) = [each for section in succeed(made, 2023) for each in section.successions]
    assert succession.step is SuccessionStep.CARRIED
    assert succession.goal == owed
    assert said in "".join(succession.remarks)


def test_what_is_owed_of_a_number_per_thousand_is_written_per_thousand() -> None:
    shape = 'scope: ["150702"]\nkind: ratio\nper: 1000\ngoal: "+10%"\nbaseline: {period: "2021", numerator: 30, denominator: 10000}\n'
    made = board(shape, "2022-12: {150702: {numerator: 32, denominator: 10000}}")
    (succession,) = [each for section in succeed(made, 2023) for each in section.successions]
    assert succession.goal == ">= 3.3"


def test_of_a_number_that_starts_anew_each_year_the_rest_is_named(tmp_path: Path) -> None:
    shape = 'scope: ["150702"]\nkind: count\ngoal: ">= 12"\nmeasured: cumulative\n'
    made = board(shape, "2022-12: {150702: {value: 9}}")
    (succession,) = [each for section in succeed(made, 2023) for each in section.successions]
    assert any(remark.startswith("原来的目标还差3") for remark in succession.remarks)


def test_what_was_agreed_with_single_units_goes_on_from_where_they_stand_and_is_asked_about() -> None:
    """Every plan with `units:` ended in an error of the program's own."""
    shape = (
        'scope: all\nkind: count\nmeasured: level\njudge: every\ngoal: ">= 800"\n'
        'units: {"150702": {goal: ">= 850", baseline: {period: "2021", value: 700}, reason: 自行提标, document: 海民发〔2022〕1号},'
        ' "150703": {exempt: true, reason: 没有对象, document: 呼民函〔2022〕2号}}\n'
    )
    made = board(shape, "2022-12: {150702: {value: 860}}")
    sections = succeed(made, 2023)
    (text,) = plan_files(sections, 2022, 2023).values()
    start = '"150702": {goal: ">= 850", baseline: {period: "2022", value: 860}, reason: 自行提标, '
    assert start in text
    assert '"150703": {exempt: true, reason: 没有对象, ' in text
    asks = [ask for section in sections for each in section.successions for ask in each.asks]
    assert any("单独约定（呼民函〔2022〕2号）是2022年的，2023年还算不算数" in ask for ask in asks)


_YEAR_OF = 'scope: ["150702"]\n'
_SHARE = f"{_YEAR_OF}kind: ratio\n"
_NUMBER = f"{_YEAR_OF}kind: count\n"


@pytest.mark.parametrize(
    ("shape", "entry", "asked"),
    [
        (f'{_NUMBER}measured: level\njudge: every\ngoal: ">= 1180"', "{value: 1190}", "已经好于目标"),
        (f'{_NUMBER}measured: level\njudge: every\ngoal: ">= 1180"', "{value: 1180}", ""),
        (f'{_SHARE}goal: "<= 1‰"', "{numerator: 2, denominator: 3002}", "（0.67‰）已经好于目标≤1‰"),
        (f'{_SHARE}goal: ">= 60%"', "{numerator: 6, denominator: 10}", ""),
        (f'{_SHARE}goal: "+5pp"\nbaseline: {{period: "2021", numerator: 1, denominator: 2}}', "{numerator: 6, denominator: 10}", ""),
        (f'{_NUMBER}measured: cumulative\ngoal: ">= 84"', "{value: 84}", "一次做完的请删去这一项"),
        (f'{_NUMBER}measured: cumulative\ngoal: "<= 84"', "{value: 80}", ""),
        (f'{_NUMBER}measured: cumulative\ngoal: "1500..1800"', "{value: 1850}", "比计划区间多50"),
    ],
)  # fmt: skip
def test_what_has_to_be_decided_is_asked(shape: str, entry: str, asked: str) -> None:
    """A goal passed already, a thing done once and for all, more than a range: kept, and not without a word."""
    made = board(shape, f"2022-12: {{150702: {entry}}}")
    (succession,) = [each for section in succeed(made, 2023) for each in section.successions]
    assert succession.step is SuccessionStep.KEPT
    assert asked in "".join(succession.asks)
    assert bool(asked) == bool(succession.asks)


def test_a_miss_is_owed_and_asks_nothing() -> None:
    made = board(f'{_SHARE}goal: ">= 60%"', "2022-12: {150702: {numerator: 5, denominator: 10}}")
    (succession,) = [each for section in succeed(made, 2023) for each in section.successions]
    assert (succession.step, succession.asks) == (SuccessionStep.CARRIED, ())


def test_which_numbers_are_meant_goes_on_and_a_part_of_what_does_not_go_on_stands_alone(tmp_path: Path) -> None:
    plan = """
# targets/2022/90-rate.yaml
targets:
  - {id: rate, name: 当月办结率, kind: ratio, numerator: {name: 当月办结数, unit: 件}, denominator: {name: 当月受理数, unit: 件}, measured: period, goal: ">= 0.9", scope: ["150702"], due: 2022-12-31, cadence: month, source: {section: 三（二）, item: 90}}
  - {id: beds, name: 新增床位, kind: count, value: {name: 床位, unit: 张}, measured: cumulative, goal: ">= 10", due: 2022-12-31, cadence: year, source: {section: 三（二）, item: 91}}
  - {id: nursing, name: 其中护理型, kind: count, value: {name: 护理型, unit: 张}, part_of: %s, measured: cumulative, goal: ">= 10", due: 2022-12-31, cadence: year, source: {section: 三（二）, item: 92}}
"""
    months = "".join(
        f"# submissions/2022-{month:02}/150702.yaml\nentries:\n  rate: {{numerator: {month}, denominator: 12}}\n"
        for month in range(1, 13)
    )
    texts = {}
    for whole in ("beds", "gone"):
        root = make_workspace(tmp_path / whole, plan % whole + months)
        year(2023, yes=True, directory=root)
        texts[whole] = (root / "targets/2023/90-rate.yaml").read_text()
    assert "measured: period\n" in texts["beds"]
    assert 'baseline: {period: "2022", numerator: 78, denominator: 144}' in texts["beds"]
    assert "part_of: beds" in texts["beds"]
    assert "part_of" not in texts["gone"]
