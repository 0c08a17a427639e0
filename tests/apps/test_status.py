"""`mzgz status` and `mzgz why` as a clerk sees them, and as programs read them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from mzgz.apps.cli.options import EXIT_USAGE, Refusal
from mzgz.apps.cli.status import status
from mzgz.apps.cli.typed_names import find_node, find_target
from mzgz.apps.cli.why import why
from mzgz.formats.progress_csv import status_csv
from mzgz.formats.progress_json import number, status_json
from mzgz.formats.terminal.city_status_text import city_lines
from mzgz.formats.terminal.target_status_text import target_lines
from mzgz.formats.terminal.text_table import Line, plain
from mzgz.formats.terminal.text_width import width
from mzgz.formats.terminal.unit_status_text import unit_lines
from mzgz.formats.terminal.why_text import why_lines
from mzgz.model.periods import Period
from mzgz.progress import Board, Cause, Node, current_year
from mzgz.publishing.overview.laggards import laggards
from plans import board
from sample_year import sample_ledger
from workspace import make_workspace

ROOT = Path(__file__).parents[2]
GOAL = """
kind: ratio
name: 养老机构护理型床位占比
scope: ["150702", "150703"]
numerator: {name: 护理型床位, unit: 张}
denominator: {name: 床位, unit: 张}
goal: ">= 55%"
baseline: {period: "2021", numerator: 40, denominator: 100}
"""
SAID = """
2022-09: {150702: {numerator: 50, denominator: 100}, 150703: {numerator: 45, denominator: 100}}
2022-10: {150702: {numerator: 52, denominator: 100}, 150703: {numerator: 46, denominator: 100}}
2022-11: {150702: {numerator: 60, denominator: 100}, 150703: {numerator: 47, denominator: 100}}
"""


def told(lines: Iterable[Line]) -> str:
    return "".join(plain(line) + "\n" for line in lines)


def november() -> Board:
    return board(GOAL, SAID, "2022-12-06")


def test_the_whole_table_at_80_columns() -> None:
    text = told(city_lines(november(), 80))
    assert (
        text.split("\n\n报送单位", maxsplit=1)[0]
        == """\
2022年目标任务  按2022-12-06掌握的情况，数据到2022年11月
时间过去11个月。1项里没有逾期、欠进度的，0项已完成。

三（二） 养老服务（养老服务科）
目标                       亮灯            数值        还差 目标值   进度
养老机构护理型床位占比     达进度         53.5%       差3张 ≥55%     ########|.

共1项：达进度1
进度：# 已完成  . 未完成  | 按时间应到的位置；没有进度条的，这一类不计算序时进
度。"""
    )


def test_one_unit_without_a_baseline_of_its_own_has_no_pace() -> None:
    text = told(unit_lines(november(), Node("unit", "150703", "扎赉诺尔"), 80))
    assert (
        text
        == """\
扎赉诺尔 2022年目标任务  按2022-12-06掌握的情况，数据到2022年11月

缺1、2、3、4、5、6、7、8月的月报，请补报。

还不能判断的（1项）
目标                          亮灯                 数值  比全市  比上期
养老机构护理型床位占比        未到期              47.0%    -6.5    +1.0

共1项：未到期1

报送单位      应填项 已填项 按时份 迟报月份            缺报月份
扎赉诺尔          11      3      3                     1、2、3、4、5、6、7、8月
"""
    )


HELD = """
kind: ratio
goal: "= 100%"
hold: true
scope: ["150702"]
"""
MONTHLY = 'kind: recurring\nscope: ["150702", "150703"]'
EVERY_MONTH = "\n".join(
    f"2022-{month:02}: {{150702: {{done: {str(month != 9).lower()}, note: 第{month}批}}, 150703: {{done: true}}}}"
    for month in range(1, 13)
)


def test_a_red_names_the_months_that_broke_it_and_what_the_unit_wrote() -> None:
    said = "{2022-11: {150702: {numerator: 9, denominator: 10, note: 一户没有找到。}}, 2022-12: {150702: {numerator: 9, denominator: 9}}}"
    text = told(unit_lines(board(HELD, said), Node("unit", "150702", "海拉尔"), 80))
    assert "  目标100%，期限2022-12-31：11月90.0%没有达到。\n  11月填报说明：一户没有找到。\n" in text
    seen = board(HELD, said.replace("2022-12", "2022-10: {150702: {numerator: 1, denominator: 1}}, 2022-12"))
    assert "2期没达到" not in told(city_lines(seen, 80))
    assert "1期没达到" in told(city_lines(seen, 80))
    text = told(unit_lines(board(MONTHLY, EVERY_MONTH), Node("unit", "150702", "海拉尔"), 80))
    assert "  期限2022-12-31：9月没有做到。\n  12月填报说明：第12批。\n" in text


def test_the_line_that_broke_a_duty_or_a_bottom_line_is_pointed_at() -> None:
    seen = board(MONTHLY, EVERY_MONTH)
    assert "判定\n  没有达标\n  海拉尔2022年9月没有做到\n" in told(why_lines(seen, seen.city("t"), 80)).replace(
        "  \n", "\n"
    )
    assert "海拉尔9月没有做到" in told(target_lines(seen, "t", 80))
    line = 'kind: redline\nvalue: {name: 事故, unit: 起}\nscope: ["150702"]\ncadence: quarter'
    seen = board(line, "{2022-09: {150702: {value: 2}}, 2022-12: {150702: {value: 0}}}")
    assert "海拉尔2022年9月发生2起" in told(why_lines(seen, seen.city("t"), 80))
    course = told(target_lines(seen, "t", 80))
    assert "9—12月底线突破" in course
    assert "共1项：逾期1（其中底线突破1）" in told(city_lines(seen, 80))


def test_a_unit_is_told_why_nothing_can_be_judged_of_it() -> None:
    words = "1项"
    duty = board("kind: duty", "2022-12: {150702: {stage: 推进中}}")
    assert f"职责，只讲进展、不判定的（{words}）" in told(unit_lines(duty, Node("unit", "150702", "海拉尔"), 80))
    whole = board(
        'kind: count\ngoal: up\nmeasured: stock\nbaseline: {period: "2021", value: 3}', "2022-12: {150702: {value: 4}}"
    )
    assert f"只按合计判定、不单独判定一个单位的（{words}）" in told(
        unit_lines(whole, Node("unit", "150702", "海拉尔"), 80)
    )
    gap = board(
        'kind: recurring\nscope: ["150702"]\ncadence: quarter',
        "{2022-03: {150702: {done: true}}, 2022-06: {150702: {done: true}}, 2022-12: {150702: {done: true}}}",
    )
    text = told(unit_lines(gap, Node("unit", "150702", "海拉尔"), 80))
    assert f"还不能判断的（{words}）" in text
    assert "未报全 缺9月" in text
    assert "缺9月" not in told(unit_lines(gap, Node("tag", "市辖区", "市辖区"), 80))
    assert "缺9月的月报，请补报，有1项因为没有报全，还不能判断。" in text


ONCE = 'kind: milestone\ncadence: once\nscope: ["150702", "150703"]'


def test_who_has_not_done_a_thing_before_its_day_has_not_failed_to_report() -> None:
    said = "{2022-05: {150702: {done: true, on: 2022-05-20, evidence: [海民发〔2022〕1号]}, 150703: {}}}"
    seen = board(ONCE, said, "2022-06-06")
    city, unit = seen.city("t"), seen.unit("t", "150703")
    assert (city.display, unit.display, unit.awaited) == ("完成1/2", "未到", True)
    text = told(why_lines(seen, city, 80))
    assert "扎赉诺尔：还没有报完成" in text
    assert "完成1/2，期限2022-12-31还没有到" in text
    assert "没有报全" not in text + told(target_lines(seen, "t", 80))
    assert "|####....." in told(city_lines(seen, 80))
    after = board(ONCE, said)
    assert (after.city("t").display, after.unit("t", "150703").display) == ("已报1/2", "未报")
    assert "已报的合计为1/1，只供参考" in told(why_lines(after, after.city("t"), 80))


def test_where_the_city_started_is_said_beside_the_direction() -> None:
    up = 'kind: count\ngoal: up\nmeasured: stock\nscope: ["150702"]\nbaseline: {period: "2021", value: 9}'
    seen = board(up, "2022-12: {150702: {value: 8}}")
    assert "  基期（2021年）：9\n" in told(why_lines(seen, seen.city("t"), 80))
    part = november()
    text = told(why_lines(part, part.unit("t", "150703"), 80))
    assert "  基期（2021年）全市：40 ÷ 100 = 40.0%\n" in text
    assert "没有基期数，不能计算序时进度：未到期" in text
    whole = told(why_lines(part, part.city("t"), 80))
    assert "实达是从基期数到目标数这段路走了多少；比基期数还低的，是负数" in whole


def test_one_target_ranked_with_its_course() -> None:
    text = told(target_lines(november(), "t", 120))
    assert "全市 53.5% 达进度  1/2个单位达标" in text
    assert "比上期提高4.5个百分点，其中护理型床位的变化影响+4.5、床位的变化影响0.0" in text.replace("\n", "")
    assert "比基期（2021年）提高13.5个百分点" in text
    assert "按3期的平均步子推算，2022年12月达到目标；只是推算，不是承诺" in text
    rows = [line.split() for line in text.splitlines() if line.strip().startswith(("1 ", "2 "))]
    assert rows == [
        ["1", "海拉尔", "60.0%", "已完成", "+6.5", "+6.50", "........▁▂█"],
        ["2", "扎赉诺尔", "47.0%", "未到期", "-6.5", "差8张", "-6.50", "........▁▄█"],
    ]
    assert "扎赉诺尔达到目标后，全市为57.5%，达到目标。" in text
    assert "不适用：阿荣旗、莫旗。" in text


def test_a_city_that_has_reached_the_goal_is_not_told_that_it_would() -> None:
    seen = board(
        GOAL, "2022-12: {150702: {numerator: 70, denominator: 100}, 150703: {numerator: 50, denominator: 100}}"
    )
    assert "扎赉诺尔也达到目标，全市可以提高到62.5%。" in told(target_lines(seen, "t", 80))


def test_what_did_not_change_is_not_said_to_rise() -> None:
    same = "{numerator: 50, denominator: 100}"
    said = f"{{2022-10: {{150702: {same}, 150703: {same}}}, 2022-11: {{150702: {same}, 150703: {same}}}}}"
    text = told(target_lines(board(GOAL, said, "2022-12-06"), "t", 80))
    assert "比上期持平" in text
    assert "各期关账时的亮灯：1—9月未报、10—11月欠进度" in text
    done = board(ONCE, "{2022-05: {150702: {done: true}, 150703: {done: true}}}")
    assert "比上期" not in told(target_lines(done, "t", 80))


def test_from_the_number_to_its_lines() -> None:
    seen = november()
    text = told(why_lines(seen, seen.city("t"), 80))
    for line in (
        "不低于55%，期限2022-12-31，月报",
        "出处：讲话三（二）一是，承诺第1条，期限依据：按年度",
        "海拉尔 2022-11 护理型床位60，床位100",
        "107 ÷ 200 = 0.535",
        "印出来是 53.5%（四舍五入到1位小数，只在这一步舍入）",
        "目标≥55%，没有达标",
        "应达91.7%，实达90.0%，相差-1.7个百分点",
        "实达减应达，在欠进度线和超进度线之间（含欠进度线）：达进度",
    ):
        assert line in text


def test_what_was_left_out_and_why() -> None:
    seen = board(GOAL, SAID + "2022-12: {150702: {not_applicable: 机构停业}}", "2023-01-31")
    text = told(why_lines(seen, seen.city("t"), 80))
    assert (
        "海拉尔：写的是不适用（机构停业），但本年别的月份报过，不算免报，2022年11月报的是60.0%，只用来估计上下限"
        in text.replace("\n  ", "")
    )
    never = board(GOAL, "2022-12: {150702: {not_applicable: 没有机构}}", "2023-01-31")
    assert "海拉尔：不适用（没有机构），不算0，也不算100%" in told(why_lines(never, never.city("t"), 80))
    assert "扎赉诺尔：没有报，2022年11月报的是47.0%，只用来估计上下限" in text
    assert "不在适用范围：阿荣旗、莫旗" in text
    assert "缺的报上来以后，最低可能是0%，最高可能是100%" in text


def test_the_guard_is_told() -> None:
    seen = board(
        GOAL, "2022-12: {150702: {numerator: 5496, denominator: 10000}, 150703: {not_applicable: 辖区没有养老机构}}"
    )
    assert "印出来是 54.96%（本应四舍五入到1位小数，但那样会看错是否达标，多留到2位）" in told(
        why_lines(seen, seen.city("t"), 120)
    )


def test_numbers_for_programs_are_exact() -> None:
    data = json.loads(status_json(november(), ["t"]))
    (one,) = data["targets"]
    assert (data["year"], data["as_of"], one["goal"], one["due"]) == (2022, "2022-12-06", ">= 55%", "2022-12-31")
    city = {key: one["city"][key] for key in ("state", "numerator", "denominator", "value", "display", "met", "light")}
    assert city == {
        "state": "reported", "numerator": "107", "denominator": "200", "value": "107/200",
        "display": "53.5%", "met": False, "light": "达进度",
    }  # fmt: skip
    assert [one["units"][code]["state"] for code in one["units"]] == ["reported"] * 2 + ["not_applicable"] * 2
    assert one["groups"]["市辖区"]["value"] == "60/100"


def test_csv_is_safe_in_a_spreadsheet() -> None:
    text = status_csv(board(GOAL.replace("养老机构护理型床位占比", "=1+1").replace(">= 55%", "= 55%"), SAID), ["t"])
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["目标"], row["目标值"]) for row in rows[:1]] == [("'=1+1", "等于55%")]
    assert [row["单位"] for row in rows] == ["全市", "海拉尔", "扎赉诺尔", "阿荣旗", "莫旗"]


def test_a_unit_that_nobody_judges_alone_is_neither_met_nor_missed_for_a_program() -> None:
    goal = 'kind: count\nmeasured: stock\nscope: ["150702", "150703"]\nvalue: {name: 床位, unit: 张}\ngoal: ">= 100"'
    held = board(goal, "2022-11: {150702: {value: 60}, 150703: {value: 50}}", "2022-12-06")
    (row,) = [r for r in csv.DictReader(io.StringIO(status_csv(held, ["t"]))) if r["单位"] == "海拉尔"]
    assert (row["亮灯"], row["达标"]) == ("只看合计", "")
    assert json.loads(status_json(held, ["t"]))["targets"][0]["units"]["150702"]["met"] is None


@pytest.mark.parametrize(
    ("value", "text"), [(None, None), (5, "5"), ("12.50", "12.5"), ("-0.05", "-0.05"), ("1/3", "1/3"), ("1/1024", None)]
)
def test_a_number_is_written_without_loss(value: int | str | None, text: str | None) -> None:
    from fractions import Fraction

    written = number(None if value is None else Fraction(value))
    assert written is None if value is None else Fraction(written or "") == Fraction(value)
    assert text is None or written == text


@cache
def sample() -> Board:
    return Board(sample_ledger(), 2022, date(2022, 11, 10))


@pytest.mark.parametrize("columns", [80, 120])
def test_the_sample_fits_the_screen_and_a_gbk_one(columns: int) -> None:
    seen = sample()
    lines = [
        *city_lines(seen, columns),
        *unit_lines(seen, Node("unit", "150723", "鄂伦春旗"), columns),
        *(line for target in seen.plan.targets for line in target_lines(seen, target, columns)),
        *(line for target in seen.plan.targets for line in why_lines(seen, seen.city(target), columns)),
    ]
    texts = [plain(line) for line in lines]
    assert [text for text in texts if width(text) > columns] == []
    assert {text.encode("gbk").decode("gbk") == text for text in texts} == {True}


def test_every_number_of_the_sample_leads_to_a_line() -> None:
    for standing in sample():
        if standing.city.reported:
            assert standing.city.sources, standing.city.target.id
            assert all(source.path.startswith("submissions/2022-") for source in standing.city.sources)


def test_unknown_names_are_answered_with_near_ones() -> None:
    seen = sample()
    assert find_target(seen.plan, "护理型床位占比") == "nursing-bed-share"
    for name, answer in (("nursing-bed-shar", "nursing-bed-share"), ("养老", "可指")):
        with pytest.raises(Refusal) as refused:
            find_target(seen.plan, name)
        assert answer in refused.value.message
        assert refused.value.status == EXIT_USAGE
    assert (find_node(seen.ledger, "鄂伦春旗").key, find_node(seen.ledger, "牧区").kind) == ("150723", "tag")
    assert (find_node(seen.ledger, "鄂伦春").key, find_node(seen.ledger, "150723").key) == ("150723", "150723")
    with pytest.raises(Refusal, match="可指新巴尔虎左旗（150726）、新巴尔虎右旗（150727），请写代码"):
        find_node(seen.ledger, "新巴尔虎")
    with pytest.raises(Refusal, match="没有单位“新”"):
        find_node(seen.ledger, "新")


def test_the_commands_speak(capsys: pytest.CaptureFixture[str]) -> None:
    status(as_of="2022-11-10", unit="海拉尔", directory=ROOT)
    assert capsys.readouterr().out.startswith("海拉尔 2022年目标任务  按2022-11-10掌握的情况，数据到2022年10月\n")
    status(as_of="2022-11-10", target="nursing-bed-share", unit="牧区", format_="json", directory=ROOT)
    (one,) = json.loads(capsys.readouterr().out)["targets"]
    assert list(one["units"]) == ["150724", "150725", "150726", "150727"]
    status(as_of="2022-11-10", unit="新右旗", returns=True, directory=ROOT)
    table = capsys.readouterr().out
    assert "2022年月报收取情况（截至2022-11-10）\n示例数据，仅供演示\n" in table
    assert "新右旗   已报 已报 已报 未报 已报" in table
    assert "海拉尔" not in table
    assert "合计：已报9、未报1" in table
    with pytest.raises(Refusal, match="--returns 出报送的表或 json"):
        status(returns=True, target="nursing-bed-share", directory=ROOT)
    why("nursing-bed-share", period="2022-06", directory=ROOT)
    assert "报告期2022年6月" in capsys.readouterr().out
    with pytest.raises(Refusal, match="不在2022年"):
        status(year=2022, period="2021-06", directory=ROOT)


def test_why_of_a_line_shows_the_events_and_not_the_zeros(capsys: pytest.CaptureFixture[str]) -> None:
    why("no-safety-accidents", as_of="2023-01-10", directory=ROOT)
    told = capsys.readouterr().out
    assert told.count("民政服务机构安全事故0") == 0
    assert "牙克石 2022-11 民政服务机构安全事故1  submissions/2022-11/150782.yaml:38:32" in told
    assert "其余166份都报的是0（14个单位，2022-01—2022-12）" in told
    assert "  说明：" in told.partition("150782.yaml:38:32")[2].partition("其余166份")[0]


def test_why_of_a_unit_lists_what_is_asked_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    why("鄂伦春", as_of="2023-01-10", directory=ROOT)
    said = capsys.readouterr()
    assert said.out.startswith("鄂伦春旗 2022年目标任务")
    assert "改造63张为护理型，或新增护理型床位140张。" in said.out
    assert "mzgz why 目标 --unit 鄂伦春" in said.err


DECIDED = """\
# submissions/2022-05/150702.yaml
received: 2022-06-03
entries:
  care-beds: {value: 1450}
# submissions/2022-05/150703.yaml
received: 2022-06-03
entries:
  care-beds: {value: 1300}
"""


def test_why_shows_acceptance_and_waivers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from mzgz.apps.cli.accept import accept

    root = make_workspace(tmp_path, DECIDED)
    accept(
        by="局长", period="2022-05", unit=["150702"], on="2022-06-06", waive=["blank-entry"],
        reason="民政专网检修无法取数", approved_by="分管副局长", until="2022-07-10", directory=root,
    )  # fmt: skip
    capsys.readouterr()
    why("care-beds", as_of="2022-06-20", directory=root)
    told = capsys.readouterr().out
    assert "受理和暂缓\n  已受理1份\n  还没有受理：扎区5月\n" in told
    assert "暂缓到2022年7月10日：民政专网检修无法取数，分管副局长批准" not in told  # of another target
    place = root / "submissions/2022-05/150702.yaml"
    place.write_text(place.read_text(encoding="utf-8").replace("1450", "1460"), encoding="utf-8")
    why("care-beds", as_of="2022-06-20", directory=root)
    assert "受理以后又改动过：海拉尔5月" in capsys.readouterr().out


def test_json_says_what_a_page_needs(capsys: pytest.CaptureFixture[str]) -> None:
    status(as_of="2022-10-20", format_="json", directory=ROOT)
    whole = capsys.readouterr().out
    data = json.loads(whole)
    assert (data["period"], data["elapsed"], data["units"]["150723"]) == ("2022-09", "0.75", "鄂伦春旗")
    by_id = {target["id"]: target for target in data["targets"]}
    share = by_id["nursing-bed-share"]
    assert (share["section"], share["division"], share["elapsed"]) == ("健全完善养老服务体系", "养老服务科", "0.75")
    assert share["city"]["gap"]["words"] == "改造69张为护理型，或新增护理型床位153张"
    assert sum(int(part["things"]) for part in share["split"]) == 69
    causes = {target["city"]["cause"] for target in data["targets"] if target["city"]["light"] == "无法判断"}
    assert {"只讲进展", "缺报"} <= causes
    open_ = next(target["city"] for target in data["targets"] if target["city"]["bounds"])
    assert set(open_["printed_bounds"]) == {"low", "high"}
    status(as_of="2022-10-20", format_="json", compact=True, directory=ROOT)
    short = capsys.readouterr().out
    assert short.count("\n") == 1
    assert len(short) < len(whole) / 3
    assert [one["city"]["met"] for one in json.loads(short)["targets"]] == [
        one["city"]["met"] for one in data["targets"]
    ]
    status(as_of="2022-10-20", period="2022-06", returns=True, format_="json", directory=ROOT)
    months = json.loads(capsys.readouterr().out)["units"]["150785"]["months"]
    assert months["2022-06"]["stage"] == "已报"


SPLIT = """
kind: ratio
scope: ["150702", "150703"]
numerator: {name: 护理型床位, unit: 张}
denominator: {name: 床位, unit: 张}
goal: ">= 55%"
"""


def test_the_cheapest_split_is_exactly_the_gap() -> None:
    from mzgz.progress.gap_split import cheapest_split

    said = "{2022-12: {150702: {numerator: 50, denominator: 100}, 150703: {numerator: 40, denominator: 100}}}"
    shares = cheapest_split(board(SPLIT, said), "t")
    assert [(share.node.key, share.things) for share in shares] == [("150703", 15), ("150702", 5)]
    above = "{2022-12: {150702: {numerator: 60, denominator: 100}, 150703: {numerator: 10, denominator: 100}}}"
    assert [(share.node.key, share.things) for share in cheapest_split(board(SPLIT, above), "t")] == [("150703", 40)]
    missing = "{2022-12: {150702: {numerator: 50, denominator: 100}}}"
    assert cheapest_split(board(SPLIT, missing), "t") == ()
    plans = board(
        'kind: milestone\nscope: ["150702", "150703"]',
        "{2022-12: {150702: {done: true, on: 2022-12-01, evidence: [市民发〔2022〕1号]}, 150703: {done: false}}}",
    )
    assert [(share.node.key, share.things) for share in cheapest_split(plans, "t")] == [("150703", 1)]


def test_the_year_spoken_of() -> None:
    from datetime import date

    ledger = sample_ledger()
    assert current_year(ledger, date(2026, 1, 1)) == 2022
    assert current_year(ledger, date(2023, 1, 3)) == 2022


@pytest.mark.parametrize(("goal", "cell"), [('"+5%"', "比基期增长5%"), ("up", "提高"), ("down", "下降")])
def test_a_goal_of_change_is_shown_with_its_number(goal: str, cell: str) -> None:
    plan = f"kind: count\nname: 低保标准\nvalue: {{name: 低保标准, unit: 元}}\nmeasured: stock\njudge: every\ngoal: {goal}\n"
    text = told(city_lines(board(plan, "2022-09: {150702: {value: 800}}\n", "2022-10-06"), 120))
    row = next(line for line in text.splitlines() if line.startswith("低保标准"))
    folded = "".join(line.strip() for line in text.splitlines()[text.splitlines().index(row) :][:3])
    assert cell[:2] in row
    assert cell[-2:] in folded


def test_what_nobody_reported_is_not_called_calm() -> None:
    plan = "kind: count\nname: 新增床位\nvalue: {name: 床位, unit: 张}\nmeasured: cumulative\ngoal: '>= 10'\ndue: 2022-12-31\n"
    text = told(city_lines(board(plan, "2022-11: {}\n", "2022-12-06"), 80))
    assert "1项没有报，0项已完成" in text
    assert "没有逾期" not in text


@pytest.mark.parametrize(
    ("kind", "said", "words"),
    [
        (GOAL, "{numerator: 50, denominator: 100}", "没有报全：扎赉诺尔；已报的1个暂为50.0%"),
        (
            "kind: count\nscope: ['150702', '150703']\ngoal: '>= 20'",
            "{value: 8}",
            "没有报全：扎赉诺尔；已报的1个暂为8张，报齐以后不少于8张",
        ),
        ("kind: redline\nscope: ['150702', '150703']", "{value: 0}", "没有报全：海拉尔、扎赉诺尔"),
    ],
)
def test_beside_who_is_silent_stands_what_the_others_come_to(kind: str, said: str, words: str) -> None:
    seen = board(kind, f"2022-11: {{150702: {said}}}", "2022-12-06")
    assert words in [line.strip() for line in told(target_lines(seen, "t", 80)).splitlines()]


def test_what_the_figure_can_still_become_stands_beside_it() -> None:
    """扎赉诺尔 had 100 of 200 the month before: of 300 it is 50 at the least and 250 at the most."""
    before = "2022-10: {150702: {numerator: 50, denominator: 100}, 150703: {numerator: 100, denominator: 200}}\n"
    seen = board(GOAL, before + "2022-11: {150702: {numerator: 50, denominator: 100}}", "2022-12-06")
    words = "没有报全：扎赉诺尔；已报的1个暂为50.0%，报齐以后在16.7%到83.3%之间"
    assert words in [line.strip() for line in told(target_lines(seen, "t", 80)).splitlines()]
    lines = told(city_lines(seen, 80)).splitlines()
    [row] = [place for place, line in enumerate(lines) if "已报1/2" in line]
    assert "16.7～83.3%" in lines[row + 1]


def test_nobody_is_named_for_what_only_all_together_promised() -> None:
    """20 by June were promised by all together; 17 were there, and 24 in July: no unit had a number of its own to keep."""
    june, july = ({one: {"value": value} for one in ("150702", "150703")} for value in (8, 12))
    text = "kind: count\nscope: ['150702', '150703']\ngoal: '>= 20'\ndue: 2022-06-30"
    late = told(city_lines(board(text, json.dumps({"2022-06": june, "2022-07": july}), "2022-08-06"), 80))
    row = next(line for line in late.splitlines() if "逾期补齐" in line)
    assert row.split() == ["目标", "逾期补齐", "24"]


def test_who_holds_the_city_back_is_named_by_what_the_city_misses() -> None:
    """鄂伦春旗 lacks 63 beds, too, but the city has its share of them without."""
    year = Board(sample_ledger(), 2022, date(2023, 1, 6))
    gaps = {one.unit.label: one.gaps for one in laggards(year, year.level)}
    assert gaps["鄂伦春旗"] == ("嵌入式养老机构覆盖率差2个", "失能老年人社区帮扶率差2人")
    assert gaps["根河"][-1] == "街道社工站覆盖率差2个"


def test_who_has_not_reported_is_named_among_those_who_hold_the_city_back() -> None:
    """鄂伦春旗 has let one thing slip, and without its word much cannot be told of all together."""
    ledger = sample_ledger()
    without = {key: item for key, item in ledger.submissions.items() if key != (Period.parse("2022-06"), "150723")}
    year = Board(replace(ledger, submissions=without), 2022, date(2022, 7, 10))
    first = laggards(year, year.level)[0]
    waiting = [one for one in year if one.city.cause is Cause.MISSING and "鄂伦春旗" in one.city.lacking_names]
    assert (first.unit.label, first.silent) == ("鄂伦春旗", len(waiting))
    assert len(waiting) > 50
    assert f"鄂伦春旗  欠进度1项、缺报{len(waiting)}项" in told(city_lines(year, 80))
    whole = Board(ledger, 2022, date(2022, 7, 10))
    assert "鄂伦春旗" not in [one.unit.label for one in laggards(whole, whole.level) if one.silent]
