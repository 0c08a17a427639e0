"""Words that must be earned: each with the data that earn it and the figure that contradicts it."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from mzgz.intake.workspace import load
from mzgz.progress import Board, Progress, ranked
from mzgz.publishing.claim_conditions import bare_claims, contradiction, needs_earning
from mzgz.publishing.figures import Figures
from mzgz.publishing.report.target_view import TargetView
from workspace import make_workspace

ALL = ("150702", "150703", "150721", "150722", "150723", "150724")


def board(root: Path, entries: dict[str, str], month: str = "2022-12", extra: str = "") -> Board:
    """Entries of each unit for one month, received on the 5th of the next."""
    year, number = int(month[:4]), int(month[5:])
    after = f"{year + number // 12}-{number % 12 + 1:02}-05"
    files = [
        f"# submissions/{month}/{code}.yaml\nreceived: {after}\nentries:\n{textwrap.indent(text, '  ')}\n"
        for code, text in entries.items()
    ]
    make_workspace(root, "".join(files) + extra)
    ledger, found = load(root)
    assert found == []
    day = ledger.last_received(2022)
    assert day is not None
    return Board(ledger, 2022, day)


def contradicts(words: str, scope: list[Progress], here: Board) -> str:
    reason = contradiction(words, scope, here)
    assert reason is not None
    return reason


def test_all_done_wants_every_firm_target(tmp_path: Path) -> None:
    here = board(tmp_path, dict.fromkeys(ALL, "aid-spent: {value: 100}\ncare-trained: {numerator: 8, denominator: 10}"))
    assert contradiction("全面完成", [here.city("aid-spent"), here.city("care-trained")], here) is None
    reason = contradicts("全面完成", [here.city("aid-spent"), here.city("care-beds")], here)
    assert "养老机构床位" in reason
    assert "未报" in reason


def test_beyond_the_goal_is_for_counts_and_wants_a_whole_one_more(tmp_path: Path) -> None:
    spent = dict.fromkeys(ALL, "aid-spent: {value: 100}\nvisiting-rate: {numerator: 1, denominator: 1}")
    spent["150702"] = "aid-spent: {value: 1.5}\nvisiting-rate: {numerator: 1, denominator: 1}"
    here = board(tmp_path, spent)
    assert contradiction("超额完成", [here.city("aid-spent")], here) is None
    assert "不是数量目标" in contradicts("超额完成", [here.city("visiting-rate")], here)


def test_half_a_thing_is_not_beyond(tmp_path: Path) -> None:
    spent = dict.fromkeys(ALL[:5], "aid-spent: {value: 100}") | {"150724": "aid-spent: {value: 0.5}"}
    here = board(tmp_path, spent)
    assert here.city("aid-spent").met is True
    assert "500.5" in contradicts("超额完成", [here.city("aid-spent")], here)


def test_full_cover_does_not_count_units_it_does_not_apply_to(tmp_path: Path) -> None:
    here = board(
        tmp_path,
        {
            "150702": "street-centres: {numerator: 7, denominator: 7}",
            "150703": "street-centres: {numerator: 5, denominator: 5}",
        },
    )
    assert contradiction("实现全覆盖", [here.city("street-centres")], here) is None


def test_full_cover_names_the_unit_that_lacks(tmp_path: Path) -> None:
    here = board(
        tmp_path,
        {
            "150702": "street-centres: {numerator: 7, denominator: 7}",
            "150703": "street-centres: {numerator: 4, denominator: 5}",
        },
    )
    assert contradicts("全覆盖", [here.city("street-centres")], here) == "扎区街道养老服务中心覆盖率80.0%"


def test_first_place_wants_all_to_have_reported(tmp_path: Path) -> None:
    shares = {code: f"care-trained: {{numerator: {90 - place}, denominator: 100}}" for place, code in enumerate(ALL)}
    here = board(tmp_path / "all", shares)
    assert contradiction("居首位", [here.unit("care-trained", "150702")], here) is None
    assert "在6个单位中列第2" in contradicts("居首位", [here.unit("care-trained", "150703")], here)
    assert contradiction("位居前列", [here.unit("care-trained", "150702")], here) is None
    assert "列第2" in contradicts("位居前列", [here.unit("care-trained", "150703")], here)
    del shares["150724"]
    here = board(tmp_path / "gap", shares)
    assert "鄂温克旗未报" in contradicts("居首位", [here.unit("care-trained", "150702")], here)


def test_ties_share_the_first_place(tmp_path: Path) -> None:
    here = board(tmp_path, dict.fromkeys(ALL, "care-trained: {numerator: 9, denominator: 10}"))
    assert contradiction("居首位", [here.unit("care-trained", code) for code in ALL[:2]], here) is None


LESS = """\
# targets/2022/90-less.yaml
targets:
  - {id: costs, name: 管理费占比, kind: ratio, numerator: {name: 管理费, unit: 万元}, denominator: {name: 总支出, unit: 万元},
     goal: "<= 40%", due: 2022-12-31, cadence: year, source: {section: 三（八）, item: 90}}
"""


def test_the_least_stands_first_where_less_is_asked_for(tmp_path: Path) -> None:
    """One rank for claims, the terminal and the speech."""
    shares = dict(zip(ALL, (10, 20, 30, 35, 36, 37), strict=True))
    entries = {code: f"costs: {{numerator: {share}, denominator: 100}}" for code, share in shares.items()}
    here = board(tmp_path, entries, extra=LESS)
    best, worst = here.unit("costs", "150702"), here.unit("costs", "150724")
    assert contradiction("居首位", [best], here) is None
    assert contradiction("位居前列", [best], here) is None
    assert "列第6" in contradicts("居首位", [worst], here)
    place, unit = ranked(here.city("costs").parts)[0]
    assert (place, unit.node.key) == (1, "150702")
    top = TargetView(here.city("costs"), Figures(here)).top_units
    assert [unit.name for unit in top] == ["海拉尔"]


def test_nothing_happened_only_where_every_month_says_so(tmp_path: Path) -> None:
    here = board(tmp_path, dict.fromkeys(ALL, "no-relapse: {value: 0}"))
    assert "不发生规模性返贫" in contradicts("未发生", [here.city("no-relapse")], here)


def test_much_wants_a_base_to_compare_with(tmp_path: Path) -> None:
    here = board(tmp_path, dict.fromkeys(ALL, "care-trained: {numerator: 9, denominator: 10}"))
    assert "没有基期数" in contradicts("显著提高", [here.city("care-trained")], here)


BASED = """\
# targets/2022/90-based.yaml
targets:
  - {id: based-share, name: 上门率, kind: ratio, numerator: {name: 已上门, unit: 户}, denominator: {name: 应上门, unit: 户},
     goal: ">= 50%", due: 2022-12-31, cadence: year, baseline: {period: "2021", numerator: 50, denominator: 100},
     scope: ["150702"], source: {section: 三（八）, item: 91}}
  - {id: based-count, name: 上门数, kind: count, value: {name: 上门数, unit: 户}, measured: cumulative, goal: ">= 50",
     due: 2022-12-31, cadence: year, baseline: {period: "2021", value: 1000}, scope: ["150702"],
     source: {section: 三（八）, item: 92}}
"""


@pytest.mark.parametrize(
    ("target", "entry", "earned"),
    [
        ("based-share", "{numerator: 5500, denominator: 10000}", True),
        ("based-share", "{numerator: 5499, denominator: 10000}", False),
        ("based-share", "{numerator: 4500, denominator: 10000}", True),
        ("based-count", "{value: 1200}", True),
        ("based-count", "{value: 1199}", False),
    ],
)
def test_much_is_five_points_or_a_fifth(target: str, entry: str, earned: bool, tmp_path: Path) -> None:
    """Exactly so much is enough."""
    here = board(tmp_path, {"150702": f"{target}: {entry}"}, extra=BASED)
    assert (contradiction("显著", [here.city(target)], here) is None) is earned


def test_everywhere_names_who_missed(tmp_path: Path) -> None:
    told = dict.fromkeys(ALL, "care-trained: {numerator: 9, denominator: 10}")
    told["150721"] = "care-trained: {numerator: 7, denominator: 10}"
    here = board(tmp_path, told)
    assert contradicts("均", [here.city("care-trained")], here).startswith("阿荣旗：护理员持证率70.0%")


@pytest.mark.parametrize(
    ("words", "earning"),
    [
        ("全面完成年度任务", True),
        ("各地均已达标", True),
        ("平均用时4天", False),
        ("人均支出", False),
        ("有序推进", False),
    ],
)
def test_which_wordings_must_be_earned(words: str, earning: bool) -> None:
    assert needs_earning(words) is earning


def test_bare_claims_are_seen() -> None:
    assert bare_claims("全年任务全面完成，多项工作居首位") == ["全面完成", "居首位"]
    assert bare_claims("工作有序推进") == []
