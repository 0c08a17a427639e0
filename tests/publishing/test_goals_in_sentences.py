"""Promises of every kind, told by a bureau with streets below it: this year's figures, the next year's tasks, the tables."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import made_up_bureaus
from made_up_bureaus import STREETS, YEAR
from mzgz.formats.markdown import markdown
from mzgz.intake.workspace import load
from mzgz.model.document import Paragraph
from mzgz.publishing.report.document_kinds import board_for
from mzgz.publishing.report.document_kinds import make as compose

_CODES = [f"{STREETS.code}{number:03}" for number in range(1, 6)]


def bureau(
    root: Path, plan: dict[str, str], entries: dict[str, list[str]], coming: dict[str, str] | None = None
) -> Path:
    """A plan of targets by name, and what each of the five streets says of them in December."""
    made_up_bureaus.make(root, STREETS)
    shutil.rmtree(root / "targets")
    shutil.rmtree(root / "submissions")
    for year, targets in ((YEAR, plan), (YEAR + 1, coming or {})):
        text = "section: {part: 三, number: （一）, title: 办好实事, division: 一科}\ntargets:\n"
        for place, (name, terms) in enumerate(targets.items(), 1):
            due = "" if "due:" in terms else f", due: {year}-12-31"
            text += f"  - {{id: t{place}, name: {name}, cadence: quarter, source: {{section: 三, item: {place}}}, {terms}{due}}}\n"
        if targets:
            path = root / "targets" / str(year) / "01-part.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    for month in (3, 6, 9, 12):
        for place, code in enumerate(_CODES):
            said = "".join(f"  {key}: {values[place]}\n" for key, values in entries.items())
            path = root / "submissions" / f"{YEAR}-{month:02}" / f"{code}.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            day = f"{YEAR + (month == 12)}-{month % 12 + 1:02}-04"
            path.write_text(
                f'unit: "{code}"\nperiod: {YEAR}-{month:02}\nreceived: {day}\nentries:\n{said}', encoding="utf-8"
            )
    return root


def told(root: Path, document: str = "speech") -> str:
    ledger, found = load(root)
    assert [str(each.message) for each in found if each.severity == "error"] == []
    day = ledger.last_received(YEAR)
    assert day is not None
    made = compose(document, board_for(ledger, YEAR, day, whole_year=True), root).document
    assert made is not None
    if document != "speech":
        return markdown(made, ids=False)
    return "\n".join(block.text for block in made.parts[0].blocks if isinstance(block, Paragraph))


def parts(text: str) -> tuple[str, str]:
    """Of a speech what was done, and what the coming year is asked for."""
    done, _, rest = text.partition("三、明确")
    return done, rest.partition("四、")[0]


_RATIO = "kind: ratio, numerator: {name: 差错件, unit: 件}, denominator: {name: 办件, unit: 件}"
_BEDS = "kind: ratio, numerator: {name: 床位数, unit: 张}, denominator: {name: 老人数, unit: 人}, per: 1000, unit: 张/千名老人"
_COUNT = "kind: count, value: {name: 数量, unit: 人}, measured: stock"


def test_a_change_is_asked_for_as_a_change_and_a_range_as_a_range(tmp_path: Path) -> None:
    plan = {
        "持证社工人数": f'{_COUNT}, goal: "+10%", baseline: {{period: "{YEAR - 1}", value: 410}}',
        "生态安葬率": f'{_RATIO}, goal: "+5pp", baseline: {{period: "{YEAR - 1}", numerator: 1, denominator: 2}}',
        "信访投诉量": 'kind: count, value: {name: 投诉, unit: 件}, measured: cumulative, goal: "-15%", '
        f'baseline: {{period: "{YEAR - 1}", value: 240}}',
        "智能烟感": 'kind: count, value: {name: 烟感, unit: 台}, measured: cumulative, goal: "1500..1800"',
        "志愿者人数": f'{_COUNT}, goal: "x2", baseline: {{period: "{YEAR - 1}", value: 100}}',
        "每千名老人床位": f'{_BEDS}, goal: ">= 38"',
        "差错率": f'{_RATIO}, goal: "<= 1‰"',
    }
    entries = {
        "t1": ["{value: 90}"] * 5,
        "t2": ["{numerator: 58, denominator: 100}"] * 5,
        "t3": ["{value: 40}"] * 5,
        "t4": ["{value: 370}"] * 5,
        "t5": ["{value: 41}"] * 5,
        "t6": ["{numerator: 39, denominator: 1000}"] * 5,
        "t7": ["{numerator: 2, denominator: 3002}"] * 5,
    }
    coming = {name: terms.replace(str(YEAR - 1), str(YEAR)) for name, terms in plan.items()}
    done, ahead = parts(told(bureau(tmp_path, plan, entries, coming)))
    for words in (
        "持证社工人数比上年增长10%",
        "生态安葬率比上年提高5个百分点",
        "信访投诉量比上年下降15%",
        "智能烟感达到1500～1800台",
        "志愿者人数达到上年的2倍",
        "每千名老人床位保持在38张以上",
        "差错率控制在1‰以内",
    ):
        assert words in ahead
    assert "各街道要对照" in ahead
    assert "差错率为0.67‰" in done
    assert "比计划区间多50台" in done
    assert not re.search("压下来|在[^。]*之间台|%人", done + ahead)


def test_a_table_shows_from_where_and_by_how_much(tmp_path: Path) -> None:
    plan = {
        "持证社工人数": f'{_COUNT}, goal: "+10%", baseline: {{period: "{YEAR - 1}", value: 412}}',
        "生态安葬率": f'{_RATIO}, goal: "+5pp", baseline: {{period: "{YEAR - 1}", numerator: 1, denominator: 2}}',
        "信访投诉量": 'kind: count, value: {name: 投诉, unit: 件}, measured: cumulative, goal: "-15%", '
        f'baseline: {{period: "{YEAR - 1}", value: 240}}',
        "志愿者人数": f'{_COUNT}, goal: "x2", baseline: {{period: "{YEAR - 1}", value: 100}}',
        "每千名老人床位": f'{_BEDS}, goal: ">= 38"',
        "补助标准": 'kind: count, value: {name: 补助标准, unit: 元/月}, measured: level, judge: every, goal: ">= 800"',
    }
    entries = {
        "t1": ["{value: 90}"] * 4 + ["{value: 94}"],
        "t2": ["{numerator: 58, denominator: 100}"] * 5,
        "t3": ["{value: 40}"] * 5,
        "t4": ["{value: 41}"] * 5,
        "t5": ["{numerator: 39, denominator: 1000}"] * 5,
        "t6": ["{value: 820}"] * 5,
    }
    table = told(bureau(tmp_path, plan, entries), "tables")
    for words in (
        "454人（较基期412人增长10.2%）",
        "58.0%（较基期50.0%提高8.0个百分点）",
        "200件（较基期240件下降16.7%）",
        "205人（为基期100人的2.05倍）",
        "≥38张/千名老人 | 39.0张/千名老人",
        "≥800元/月（各街道都要）",
    ):
        assert words in table


def test_a_share_in_per_mille_is_missed_by_so_many_per_mille(tmp_path: Path) -> None:
    plan = {"差错率": f'{_RATIO}, goal: "<= 0.5‰"'}
    done, ahead = parts(told(bureau(tmp_path, plan, {"t1": ["{numerator: 2, denominator: 3002}"] * 5})))
    assert "差错率为0.67‰，没有控制在目标以内，比目标高0.17个千分点" in done
    assert "差错率" in ahead


def test_names_that_are_demands_or_tell_their_own_rhythm_are_not_told_twice_over(tmp_path: Path) -> None:
    plan = {
        "各街道要高度重视": "kind: duty",
        "要加强队伍建设": "kind: duty",
        "两项补贴按月足额发放": "kind: recurring, judge: every",
        "议事协商开展": "kind: recurring, judge: every",
        "上半年改造": 'kind: count, value: {name: 改造, unit: 户}, measured: cumulative, goal: ">= 10"',
        "督导员": 'kind: count, value: {name: 督导员, unit: 名/街道}, measured: level, judge: every, goal: ">= 1"',
    }
    entries = {
        "t1": ["{stage: 已完成}"] * 5,
        "t2": ["{stage: 推进中}"] * 5,
        "t3": ["{done: true}"] * 5,
        "t4": ["{done: true}"] * 4 + ["{done: false, note: 场地没有落实}"],
        "t5": ["{value: 4}"] * 5,
        "t6": ["{value: 1}"] * 5,
    }
    done, ahead = parts(told(bureau(tmp_path, plan, entries)))
    assert "各街道要高度重视，要加强队伍建设" in ahead or "各街道要高度重视，加强队伍建设" in ahead
    assert "按月足额发放" in done
    assert not re.search("按月足额发放按|发放按季", done)
    assert "议事协商开展" not in done
    assert "上半年改造" in done
    assert "上半年" not in ahead
    assert "督导员各街道都做到了不低于1名，各街道都是1名" in done
    assert not re.search("最低|各地", done + ahead)


def test_what_was_due_in_june_is_told_by_junes_figure(tmp_path: Path) -> None:
    plan = {
        "上半年改造": f'kind: count, value: {{name: 改造, unit: 户}}, measured: cumulative, goal: ">= 50", due: {YEAR}-06-30',
        "公约修订": f'kind: count, value: {{name: 公约, unit: 个}}, measured: cumulative, goal: ">= 40", due: {YEAR}-06-30',
        "开放率": f'{_RATIO}, goal: ">= 60%", due: {YEAR}-06-30',
    }
    root = bureau(
        tmp_path,
        plan,
        {"t1": ["{value: 12}"] * 5, "t2": ["{value: 8}"] * 5, "t3": ["{numerator: 7, denominator: 10}"] * 5},
    )
    for path in root.glob("submissions/*-12/*.yaml"):
        text = path.read_text("utf-8").replace("value: 12", "value: 30").replace("value: 8", "value: 9")
        path.write_text(text.replace("numerator: 7", "numerator: 5"), "utf-8")
    done, _ = parts(told(root))
    assert re.search("上半年改造达到60户[^。]*120.0%。", done)
    assert re.search("6月底时?，公约修订达到40个[^。]*100%，年末为45个。", done)
    assert re.search("6月底时?，开放率[^。]*70.0%，年末为50.0%。", done)
    table = told(root, "tables")
    assert "60户（6月）；150户（12月）" in table
    assert "150户 | " not in table.partition("分单位")[0]


def test_what_was_let_slip_once_is_not_made_up_but_kept(tmp_path: Path) -> None:
    plan = {"议事协商": "kind: recurring, judge: every", "办结率": f'{_RATIO}, goal: ">= 60%"'}
    entries = {
        "t1": ["{done: true}"] * 4 + ["{done: false, note: 场地没有落实}"],
        "t2": ["{numerator: 5, denominator: 10}"] * 5,
    }
    _, ahead = parts(told(bureau(tmp_path, plan, entries)))
    assert re.search("议事协商要(一次不落|次次到位|按期做到)", ahead)


def test_those_of_whom_it_is_said_are_those_it_is_true_of(tmp_path: Path) -> None:
    """One is exempt: not 各地. Two of a rate reached it: no sum below the goal is 达标. One let months slip: no sum of four."""
    exempt = f'units: {{"{_CODES[4]}": {{exempt: true, reason: 没有对象, document: 区民函〔{YEAR}〕2号}}}}'
    plan = {
        "补贴标准": f'kind: count, value: {{name: 补贴标准, unit: 元/月}}, measured: level, judge: every, goal: ">= 100", {exempt}',
        "走访率": f'{_RATIO}, judge: {{at-least: 2}}, goal: ">= 60%"',
        "培训人次": 'kind: count, value: {name: 培训人次, unit: 人次}, measured: period, goal: ">= 100"',
    }
    rate = ["{numerator: 7, denominator: 10}"] * 2 + ["{numerator: 1, denominator: 10}"] * 3
    root = bureau(tmp_path, plan, {"t1": ["{value: 110}"] * 4 + ["{}"], "t2": rate, "t3": ["{value: 30}"] * 5})
    for path in root.glob(f"submissions/*/{_CODES[4]}.yaml"):
        path.write_text(path.read_text("utf-8").replace("  t1: {}\n", ""), "utf-8")
    last = root / "submissions" / f"{YEAR}-12" / f"{_CODES[3]}.yaml"
    last.write_text(last.read_text("utf-8").replace("  t3: {value: 30}\n", ""), "utf-8")
    done, _ = parts(told(root))
    assert "补贴标准承担任务的街道都做到了不低于100元/月" in done
    assert "走访率有2个街道做到了每个街道60%的要求" in done
    assert re.search("培训人次(?:按|只算)?已报的数合计为570人次", done)
