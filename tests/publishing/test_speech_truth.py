"""The speech follows the data: what flips is told, what is unknown is not concluded, and nothing else moves."""

from __future__ import annotations

import difflib
import itertools
import re
import shutil
import textwrap
from datetime import date
from pathlib import Path

import pytest
from test_speech import body, composed, paragraphs, sample, sentences

from goldens import ROOT
from mzgz.formats.markdown import markdown
from mzgz.intake.workspace import load
from mzgz.model.document import Document, Figure, Paragraph
from mzgz.progress import Board
from mzgz.publishing.report import Composed
from mzgz.publishing.report.document_kinds import make
from sample_year import copy_sample, sample_ledger
from workspace import make_workspace

SPEECH = ROOT / "templates" / "speech"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return copy_sample(tmp_path)


def rewrite(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(re.findall(before, text)) == 1, (path, before)
    path.write_text(re.sub(before, after, text), encoding="utf-8")


def told(document: Document) -> list[str]:
    """Sentences with the ids of their figures."""
    return re.split(r"(?<=[。！？])|\n+", markdown(document))


def changes(before: Document, after: Document) -> list[str]:
    first, second = told(before), told(after)
    blocks = difflib.SequenceMatcher(None, first, second, autojunk=False).get_opcodes()
    return ["".join(first[a:b] + second[c:d]) for kind, a, b, c, d in blocks if kind != "equal"]


def test_a_number_of_those_who_reported_says_whose_it_is(copy: Path) -> None:
    rewrite(copy / "submissions/2022-12/150702.yaml", r"(nursing-bed-share: \{numerator: )\d+", r"\g<1>200")
    rewrite(copy / "submissions/2022-12/150727.yaml", r"  nursing-bed-share: .*\n", "")
    made = composed(copy)
    assert made.document is not None
    text = "".join(body(made.document))
    (said,) = re.findall("养老机构护理型床位占比在已报的[^。]*", text)
    assert re.match("养老机构护理型床位占比在已报的13个旗市区合计为[0-9.]+%，没有达到目标", said), said


def test_that_returns_are_wanting_is_held_against_nobody_where_a_figure_is_wrong(copy: Path) -> None:
    """What stands open for want of returns alone is called so; where a figure cannot be true, that is not the reason."""
    assert "有的地方没有报全，14项任务全市作不出结论" in "".join(body(sample()))
    rewrite(copy / "submissions/2022-12/150702.yaml", r"(nursing-bed-share: \{numerator: )\d+", r"\g<1>99999")
    made = composed(copy)
    assert made.document is not None
    assert "作不出结论" not in "".join(body(made.document))


def test_one_figure_flips_one_target_and_nothing_else(copy: Path) -> None:
    path = copy / "submissions/2022-12/150702.yaml"
    rewrite(path, r"(nursing-bed-share: \{numerator: )\d+", r"\g<1>200")
    made = composed(copy)
    assert made.document is not None
    text = "".join(body(made.document))
    assert "距目标还差" in text
    assert "护理型床位占比达到" in "".join(body(sample()))
    assert "护理型床位占比达到" not in text
    for block in changes(sample(), made.document):
        assert "nursing-bed-share@" in block or "{plan" in block or "护理型床位" in block, block


def test_a_number_that_is_not_whole_is_never_left_out_of_its_sentence(copy: Path) -> None:
    """What was reached whatever the missing return says is told by what was reported."""
    for month in ("10", "11", "12"):
        (copy / f"submissions/2022-{month}/150727.yaml").unlink()
    made = composed(copy)
    assert made.document is not None
    text = "".join(body(made.document))
    assert re.findall("为[张个项处人，。]|(?:提高|增加|升|达)到[，。张个项处]|(?:高出|提高|增加)个", text) == []
    assert "已报13个旗市区，社区养老服务站覆盖率暂为96.7%。" in text
    assert "牧区公办机构敞开大门，已报3个旗市区，向牧区老人开放的床位暂为226张。" in text


def test_a_broken_line_is_told_soberly(copy: Path) -> None:
    path = copy / "submissions/2022-10/150721.yaml"
    rewrite(
        path,
        r"no-relapse-into-poverty: \{value: 0\}",
        "no-relapse-into-poverty: {value: 2, note: 两户因病返贫；已全部纳入低保}",
    )
    made = composed(copy)
    assert made.document is not None
    text = "".join(body(made.document))
    assert "全年发生规模性返贫2起，突破了底线。" in text
    assert "两户因病返贫。已全部纳入低保。" in text
    assert "阿荣旗报告" not in text


PLAN = """\
# targets/2022/02-canteens.yaml
section: {part: 三, number: （三）, title: 办好老年餐厅, division: 养老服务科}
targets:
  - id: canteen-share
    name: 老年餐厅覆盖率
    kind: ratio
    numerator: {name: 有老年餐厅的社区, unit: 个}
    denominator: {name: 社区, unit: 个}
    goal: ">= 60%"
    due: 2022-12-31
    cadence: month
    source: {section: 三（三）, item: 21}
  - id: cook-share
    name: 厨师持证率
    kind: ratio
    numerator: {name: 持证厨师, unit: 人}
    denominator: {name: 厨师, unit: 人}
    goal: ">= 80%"
    due: 2022-12-31
    cadence: year
    scope: ["150702", "150703"]
    source: {section: 三（三）, item: 22}
  - id: menu-share
    name: 营养菜单公示率
    kind: ratio
    numerator: {name: 公示的餐厅, unit: 家}
    denominator: {name: 餐厅, unit: 家}
    goal: ">= 50%"
    due: 2022-12-31
    cadence: year
    scope: ["150702", "150703"]
    source: {section: 三（三）, item: 23}
  - id: canteen-visits
    name: 餐厅走访
    kind: duty
    due: 2022-12-31
    cadence: year
    scope: ["150702"]
    source: {section: 三（三）, item: 24}
"""


def composed_small(root: Path, text: str) -> str:
    make_workspace(root, PLAN + textwrap.dedent(text))
    shutil.copytree(SPEECH, root / "templates" / "speech")
    made = composed(root)
    assert made.document is not None
    assert [str(finding.message) for finding in made.found if finding.severity == "error"] == []
    return markdown(made.document, ids=False)


def test_a_section_without_a_file_of_its_own_is_told_by_shape(tmp_path: Path) -> None:
    text = composed_small(
        tmp_path,
        """\
        # submissions/2022-12/150702.yaml
        received: 2023-01-05
        entries:
          canteen-share: {numerator: 5, denominator: 10}
          cook-share: {numerator: 9, denominator: 10}
          menu-share: {numerator: 3, denominator: 10, note: 两家在装修}
        # submissions/2022-12/150703.yaml
        entries:
          cook-share: {numerator: 8, denominator: 10}
          menu-share: {numerator: 3, denominator: 10, note: 一家停业}
        """,
    )
    told_there = text.split("办好老年餐厅\n\n")[1].split("\n\n")[0]
    assert "厨师持证率达到85.0%，高于目标5.0个百分点。" in told_there
    assert (
        "差距主要在营养菜单公示率，年末为30.0%，距目标还差20.0个百分点（差4家），差距在2个旗市区，主要因场所没有落实。"
        in told_there
    )
    assert "老年餐厅覆盖率" not in text


def test_what_a_district_writes_stays_text(tmp_path: Path) -> None:
    text = composed_small(
        tmp_path,
        """\
        # submissions/2022-12/150702.yaml
        received: 2023-01-05
        entries:
          canteen-visits: {stage: 已完成}
        highlights:
          - {section: 办好老年餐厅, text: "办好\\uE000社区餐厅\\uE001\\u202E走访一百户"}
        # submissions/2022-12/150703.yaml
        entries:
          canteen-visits: {stage: 已完成}
        highlights:
          - {section: 办好老年餐厅, text: "去{{ 7*7 }}号{% raw %}看望一百户"}
        """,
    )
    assert "海拉尔办好社区餐厅走访一百户。" in text
    assert "49号" not in text
    assert not re.search("[\ue000-\uf8ff\u202e]", text)


def test_next_year_is_asked_for_by_its_plan(copy: Path) -> None:
    plan = (copy / "targets/2022/03-elderly-care.yaml").read_text(encoding="utf-8")
    (copy / "targets/2023").mkdir()
    raised = plan.replace("2022-12-31", "2023-12-31").replace("2022-06-30", "2023-06-30").replace(">= 55%", ">= 58%")
    (copy / "targets/2023/03-elderly-care.yaml").write_text(raised, encoding="utf-8")
    made = composed(copy)
    assert made.document is not None
    asked = [
        "".join(inline.text if isinstance(inline, Figure) else str(inline) for inline in each.inlines)
        for each in paragraphs(made.document)
        if any(figure.id == "nursing-bed-share@city/2023-12:goal" for figure in each.figures)
    ]
    assert len(asked) == 1
    assert "养老机构护理型床位占比" in asked[0]
    assert "养老机构护理型床位占比提高到58%" in asked[0]
    assert "对照2023年目标逐项领任务" in "".join(body(made.document))
    assert "新部署" not in "".join(body(made.document))


def drafted(root: Path) -> Composed:
    """With the annex."""
    ledger, _ = load(root)
    day = ledger.last_received(2022)
    assert day is not None
    return make("speech", Board(ledger, 2022, day), root)


def test_an_unexplained_miss_leaves_a_blank_in_the_annex(copy: Path) -> None:
    for month in "2022-09", "2022-12":
        rewrite(
            copy / f"submissions/{month}/150785.yaml", r"(street-social-work-stations: \{[^}]*), note: [^}]*", r"\1"
        )
    made = drafted(copy)
    assert [blank for blank in made.blanks if "街道社工站" in blank] == ["“街道社工站覆盖率”没有完成的原因"]


def test_why_all_together_missed_is_noted_by_the_bureau_itself(copy: Path) -> None:
    assert "“婚俗改革成果数”没有完成的原因" in drafted(copy).blanks
    rewrite(
        copy / "submissions/2022-12/150700.yaml",
        "entries:\n",
        "entries:\n  marriage-reform-results: {note: 疫情期间集中活动减少}\n",
    )
    made = drafted(copy)
    assert made.document is not None
    assert made.blanks == ("讲话人职务和姓名", "会议日期")
    text = "".join(body(made.document))
    assert "比上年少1项，没有实现增加的目标，主要因疫情影响。" in text
    assert "疫情期间集中活动减少" in markdown(made.document, ids=False)


def skeletons(each: Paragraph) -> list[str]:
    """Its sentences from their first figure on, without the figures."""
    text = "".join("□" if isinstance(inline, Figure) else str(inline) for inline in each.inlines)
    return ["□" + sentence.split("□", 1)[1] for sentence in sentences(text) if "□" in sentence]


def test_neighbours_are_not_said_in_the_same_way() -> None:
    pairs = [pair for each in paragraphs(sample()) for pair in itertools.pairwise(skeletons(each))]
    assert len(pairs) > 25
    assert [first for first, second in pairs if first == second and len(first) > 8] == []


def strike(path: Path, *targets: str) -> None:
    """Takes whole entries out of a return."""
    for target in targets:
        rewrite(path, rf"  {target}: .*\n", "")


def test_one_sentence_speaks_of_several_duties_only_where_the_same_places_lack_the_same_months(copy: Path) -> None:
    strike(
        copy / "submissions/2022-09/150785.yaml", "price-linked-aid", "basic-living-bottom-line", "safety-net-coverage"
    )
    made = composed(copy)
    assert made.document is not None
    text = "".join(body(made.document))
    assert "13个旗市区把信息比对按月抓了下来。" in text
    assert re.search("物价补贴[^。]*12个旗市区|12个旗市区[^。]*物价补贴", text)
    assert "规模性返贫" not in text.split("三、")[0].split("社会救助兜底更加有力")[-1].split("养老服务")[0]


def test_the_rest_is_only_said_to_go_on_where_all_of_it_does(copy: Path) -> None:
    assert "12个旗市区完成年度安排，其余仍在推进" in "".join(body(sample()))
    strike(copy / "submissions/2022-12/150785.yaml", "low-income-monitoring")
    made = composed(copy)
    assert made.document is not None
    text = "".join(body(made.document))
    assert "主动发现低收入家庭，11个旗市区已经完成，2个旗市区正在推进。" in text


def test_open_results_are_not_counted_among_those_that_could_be_judged() -> None:
    text = "".join(body(sample()))
    assert "133项任务，按结果判定的有95项，完成70项" in text
    assert "能够判定结果" not in text


def test_in_mid_year_nothing_is_said_to_have_held_that_is_open_or_to_have_come_round_that_has_not() -> None:
    ledger = sample_ledger()
    made = make("speech", Board(ledger, 2022, date(2022, 7, 6)), ROOT)
    assert made.document is not None
    text = "".join(body(made.document))
    assert "疫情防控和安全生产不敢松懈。" in text
    assert "疫情防控和安全生产守住了底线" not in text
    assert "婚姻登记咨询和家庭辅导按季开展。" in text
    counted = re.search(
        r"按结果判定的有(\d+)项，到6月末完成(\d+)项.*?没有按期完成的(\d+)项.*?还有(\d+)项没有报全.*?其余(\d+)项没有到期",
        text,
    )
    assert counted
    judged, *parts = map(int, counted.groups())
    assert judged == sum(parts)
