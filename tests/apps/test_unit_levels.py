"""The commands on a nation of three levels: 2 provinces, 4 cities, 12 counties, of which only the counties report."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from mzgz.apps.cli import run

MZGZ = """\
bureau: {name: 民政部, city: 全国, code: "000000"}
units:
  - {code: "150000", name: 内蒙古自治区, short: 内蒙古, kind: 自治区}
  - {code: "150500", name: 通辽市, kind: 地级市, parent: "150000"}
  - {code: "150700", name: 呼伦贝尔市, kind: 地级市, parent: "150000"}
  - {code: "230000", name: 黑龙江省, short: 黑龙江, kind: 省}
  - {code: "230100", name: 哈尔滨市, kind: 地级市, parent: "230000"}
  - {code: "230200", name: 齐齐哈尔市, kind: 地级市, parent: "230000"}
"""
COUNTIES = {
    "150500": ("科尔沁区", "科左中旗", "开鲁县"),
    "150700": ("海拉尔区", "阿荣旗", "满洲里市"),
    "230100": ("道里区", "南岗区", "依兰县"),
    "230200": ("龙沙区", "建华区", "龙江县"),
}
TARGETS = """\
section: {part: 三, number: （二）, title: 养老服务, division: 养老服务司}
targets:
  - id: beds
    name: 护理型床位占比
    kind: ratio
    numerator: {name: 护理型床位, unit: 张}
    denominator: {name: 养老床位, unit: 张}
    goal: ">= 55%"
    due: 2022-06-30
    cadence: month
    source: {section: 三（二）, item: 1}
"""

Ask = Callable[..., str]


def codes() -> list[str]:
    return [f"{city[:4]}{number:02}" for city in COUNTIES for number in (2, 3, 4)]


def nation(root: Path, extra: str = "", silent: str = "") -> Path:
    (root / "targets/2022").mkdir(parents=True)
    (root / "targets/2022/01-beds.yaml").write_text(TARGETS)
    units = [
        f'  - {{code: "{city[:4]}{number:02}", name: {name}, parent: "{city}"}}\n'
        for city, names in COUNTIES.items()
        for number, name in enumerate(names, 2)
    ]
    (root / "mzgz.yaml").write_text(MZGZ + "".join(units) + extra)
    for month in range(1, 7):
        (root / f"submissions/2022-{month:02}").mkdir(parents=True)
        for place, code in enumerate(codes()):
            if code != silent:
                (root / f"submissions/2022-{month:02}/{code}.yaml").write_text(
                    f'unit: "{code}"\nperiod: 2022-{month:02}\nreceived: 2022-{month + 1:02}-03\n'
                    f"entries:\n  beds: {{numerator: {500 + 12 * place}, denominator: 1000}}\n"
                )
    return root


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Ask:
    monkeypatch.setenv("COLUMNS", "80")

    def asked(root: Path, command: str, *arguments: str) -> str:
        with pytest.raises(SystemExit):
            run([command, *arguments, "-C", str(root), *(() if "--as-of" in arguments else ("--as-of", "2022-07-06"))])
        return capsys.readouterr().out

    return asked


def test_nobody_who_only_groups_is_asked(tmp_path: Path, ask: Ask) -> None:
    told = ask(nation(tmp_path), "check")
    assert "强制0、核实0、提示0" in told
    assert "没有报送" not in told


def test_the_nation_and_a_province_are_the_sums_of_their_counties(tmp_path: Path, ask: Ask) -> None:
    root = nation(tmp_path)
    assert "56.6%" in ask(root, "status")
    province = ask(root, "why", "beds", "--unit", "内蒙古")
    assert "3180 ÷ 6000 = 0.53" in province


def test_a_silent_county_is_the_only_gap(tmp_path: Path, ask: Ask) -> None:
    root = nation(tmp_path, silent="150703")
    assert ask(root, "check").count("没有报送") == 1
    told = ask(root, "status", "--format", "json")
    assert '"missing": [\n     "150703"\n    ]' in told


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        ('{code: "159902", name: 某区, parent: "990000"}', "没有代码是 990000 的单位"),
        ('{code: "159902", name: 某区, parent: "159902"}', "上级绕成了一圈"),
        ('{code: "159902", name: 某区, parent: "230000"}', "上级写的是黑龙江省（230000），和代码对不上"),
        ('{code: "150502", name: 科尔沁区, parent: "230100"}', "150502"),
    ],
    ids=["unknown", "circle", "after another code", "claimed twice"],
)
def test_a_parent_that_cannot_be_is_told(tmp_path: Path, ask: Ask, unit: str, words: str) -> None:
    told = ask(nation(tmp_path, f"  - {unit}\n"), "check")
    assert words in told
    assert "mzgz.yaml:21" in told


def test_a_province_shows_the_level_below_and_what_to_ask_next(tmp_path: Path, ask: Ask) -> None:
    told = ask(nation(tmp_path, silent="150703"), "status", "--unit", "内蒙古")
    assert "内蒙古的数由下级6个单位的数相加。" in told
    assert "内蒙古往下一级（2个）" in told
    assert "通辽市" in told
    assert "海拉尔区" not in told
    assert "再往下看：mzgz status --unit 通辽市" in told


def test_one_target_is_ranked_within_a_node_and_over_a_level(tmp_path: Path, ask: Ask) -> None:
    root = nation(tmp_path)
    inside = ask(root, "status", "--unit", "内蒙古", "--target", "beds")
    assert [line.split()[:3] for line in inside.splitlines() if line.startswith("   ")] == [
        ["1", "呼伦贝尔市", "54.8%"],
        ["2", "通辽市", "51.2%"],
    ]
    counties = ask(root, "status", "--level", "县", "--target", "beds")
    assert sum(line.startswith("  ") and "%" in line for line in counties.splitlines()) >= len(codes())
    province = ask(root, "status", "--level", "县", "--unit", "黑龙江")
    assert "黑龙江的县（6个）" in province
    assert "海拉尔区" not in province


def test_a_level_there_is_not_is_answered_with_those_there_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        run(["status", "--level", "乡", "-C", str(nation(tmp_path)), "--as-of", "2022-07-06"])
    assert "有这些层级：省、市、县" in capsys.readouterr().err


def test_why_stops_at_the_level_below(tmp_path: Path, ask: Ask) -> None:
    root = nation(tmp_path, silent="150703")
    told = ask(root, "why", "beds")
    assert "内蒙古 已报5/6" in told
    assert "黑龙江 60.2% = 3612 ÷ 6000，已报6/6" in told
    assert "再往下看：mzgz why beds --unit 150000（内蒙古）" in told
    assert "1个单位没有报" in told
    assert "submissions/" not in told
    city = ask(root, "why", "beds", "--unit", "通辽")
    assert "submissions/2022-06/150502.yaml:5:21" in city


def test_five_levels_down_to_the_village(tmp_path: Path, ask: Ask) -> None:
    (tmp_path / "targets/2022").mkdir(parents=True)
    (tmp_path / "targets/2022/01-beds.yaml").write_text(TARGETS)
    chain = ("150000", "150700", "150702", "150702001", "150702001001")
    names = ("某省", "某市", "某县", "某镇", "某村")
    units = [
        f'  - {{code: "{code}", name: {name}{f", parent: {chain[place - 1]!r}" if place else ""}}}\n'
        for place, (code, name) in enumerate(zip(chain, names, strict=True))
    ]
    villages = [f'  - {{code: "150702001{n:03}", name: 第{n}村, parent: "150702001"}}\n' for n in range(2, 60)]
    head = 'bureau: {name: 民政部, city: 全国, code: "000000"}\nunits:\n'
    (tmp_path / "mzgz.yaml").write_text(head + "".join(units + villages))
    (tmp_path / "submissions/2022-06").mkdir(parents=True)
    for n in range(1, 60):
        (tmp_path / f"submissions/2022-06/150702001{n:03}.yaml").write_text(
            f'unit: "150702001{n:03}"\nperiod: 2022-06\nreceived: 2022-07-03\n'
            f"entries:\n  beds: {{numerator: {n}, denominator: 100}}\n"
        )
    assert "1770 ÷ 5900 = 0.3" in ask(tmp_path, "why", "beds", "--unit", "某省")
    town = ask(tmp_path, "why", "beds", "--unit", "某镇")
    assert "下一级59个，差得最多的10个：" in town
    assert len(town.splitlines()) <= 60
    assert "第1村" not in town
    assert "submissions/2022-06/150702001001.yaml:5:21" in ask(tmp_path, "why", "beds", "--unit", "某村")
    assert "村（59个）" in ask(tmp_path, "status", "--level", "村")


def test_the_page_of_a_node_shows_the_level_below(tmp_path: Path, ask: Ask) -> None:
    root = nation(tmp_path / "here", silent="150703")
    ask(root, "board", "--unit", "内蒙古", "--out", str(tmp_path / "page.html"))
    page = (tmp_path / "page.html").read_text()
    assert "内蒙古（缺报时为可能的上下限）" in page
    assert "通辽市</a>（3个单位）" in page
    assert "黑龙江" not in page


def test_tables_of_the_report_go_one_level_down(tmp_path: Path, ask: Ask) -> None:
    root = nation(tmp_path)
    ask(root, "report", "--document", "tables", "--format", "md", "--draft-anyway")
    text = (root / "reports/2022/tables.md").read_text()
    assert "内蒙古" in text
    assert "海拉尔区" not in text


def test_a_total_of_another_magnitude_than_its_parts_is_no_fault(tmp_path: Path, ask: Ask) -> None:
    root = nation(tmp_path)
    settings = (root / "mzgz.yaml").read_text()
    (root / "mzgz.yaml").write_text(settings.replace("name: 通辽市,", "name: 通辽市, reports: total,"))
    (root / "submissions/2022-06/150500.yaml").write_text(
        'unit: "150500"\nperiod: 2022-06\nreceived: 2022-07-03\nentries:\n  beds: {numerator: 1536, denominator: 3000}\n'
    )
    assert "强制0、核实" in ask(root, "check", "--period", "2022-06")


def test_the_board_is_a_page_for_each_node_with_others_below(tmp_path: Path, ask: Ask) -> None:
    root = nation(tmp_path / "w", silent="150703")
    out = tmp_path / "看板"
    assert ask(root, "board", "--out", str(out)).strip() == str(out / "index.html")
    pages = {each.stem: each.read_text(encoding="utf-8") for each in out.iterdir()}
    assert sorted(pages) == ["150000", "150500", "150700", "230000", "230100", "230200", "index"]
    for name, text in pages.items():
        for link in re.findall(r'href="([^"]+)"', text):
            page, _, place = link.partition("#")
            assert not page or page.removesuffix(".html") in pages, (name, link)
            assert f'id="{place}"' in (pages[page.removesuffix(".html")] if page else text) or not place, (name, link)
    assert 'href="150000.html"' in pages["index"]
    assert '<a href="index.html">上一级：全国</a>' in pages["150000"]
    assert '<a href="150000.html">上一级：内蒙古</a>' in pages["150700"]
    assert "阿荣旗" in pages["150700"]
    assert "阿荣旗" not in re.sub(r"<h1>.*?</h1>|今天要办.*?</section>", "", pages["230100"], flags=re.DOTALL)
    province = tmp_path / "一省"
    ask(root, "board", "--unit", "黑龙江", "--out", str(province))
    assert sorted(each.stem for each in province.iterdir()) == ["230100", "230200", "index"]


VISITS = """\
  - id: visits
    name: 探访
    kind: ratio
    numerator: {name: 探访, unit: 人}
    denominator: {name: 老年人, unit: 人}
    goal: "= 100%"
    hold: true
    judge: every
    due: 2022-06-30
    cadence: month
    source: {section: 三（二）, item: 2}
"""


def visited(root: Path, missed: dict[str, int]) -> Path:
    """A nation that also visits its old people: all of them, but for one in the month that stands beside a county."""
    nation(root)
    (root / "targets/2022/01-beds.yaml").write_text(TARGETS + VISITS)
    for file in root.glob("submissions/*/*.yaml"):
        lacking = missed.get(file.stem) == int(file.parent.name[-2:])
        file.write_text(file.read_text() + f"  visits: {{numerator: {300 - lacking}, denominator: 300}}\n")
    return root


def test_who_broke_what_must_hold_all_year_is_named_level_by_level(tmp_path: Path, ask: Ask) -> None:
    root = visited(tmp_path, {"150703": 3})
    assert "没有达到的有1期：3月99.97%（内蒙古）" in ask(root, "why", "visits")
    assert "没有达到的有1期：3月99.9%（呼伦贝尔市）" in ask(root, "why", "visits", "--unit", "内蒙古")
    assert "没有达到的有1期：3月99.9%（阿荣旗）" in ask(root, "why", "visits", "--unit", "呼伦贝尔市")
    assert "没有达到的有1期：3月99.7%\n" in ask(root, "why", "visits", "--unit", "阿荣旗")


def test_where_all_broke_it_nobody_is_named(tmp_path: Path, ask: Ask) -> None:
    root = visited(tmp_path, {"150703": 3, "230103": 3})
    assert "没有达到的有1期：3月99.9%\n" in ask(root, "why", "visits")


def test_what_is_lost_by_a_month_before_is_not_laid_to_those_who_are_missing(tmp_path: Path, ask: Ask) -> None:
    root = visited(tmp_path, {"150703": 3})
    (root / "submissions/2022-06/230103.yaml").unlink()
    told = ask(root, "why", "visits")
    assert "最高可能是100%\n  以前有的月份没有达到，缺的报多少都改变不了" in told
    assert "不论缺的报多少，都达不到" not in told


def test_what_one_unit_has_lost_is_not_laid_to_the_sum(tmp_path: Path, ask: Ask) -> None:
    root = nation(tmp_path, silent="230204")
    (root / "targets/2022/01-beds.yaml").write_text(TARGETS + "    judge: every\n")
    assert "已经有单位没有达到，缺的报多少都改变不了" in ask(root, "why", "beds")


def test_the_marks_of_returns_are_explained_where_there_are_any(tmp_path: Path, ask: Ask) -> None:
    root, board = nation(tmp_path / "nation"), tmp_path / "board"
    ask(root, "board", "--out", f"{board}/")
    pages = {page.stem: "受 已受理" in page.read_text() for page in board.glob("*.html")}
    assert not pages["index"]
    assert not pages["150000"]
    assert pages["150500"]
