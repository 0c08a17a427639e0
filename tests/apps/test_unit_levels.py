"""The commands on a nation of three levels: 2 provinces, 4 cities, 12 counties, of which only the counties report."""

from __future__ import annotations

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
