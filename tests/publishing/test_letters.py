"""Letters: the whole text of each sort, who gets one, what escalates, and the official form of the file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from docx_check import points
from mzgz import validation
from mzgz.apps.cli.options import Refusal
from mzgz.apps.cli.return_ import return_
from mzgz.apps.cli.slip import slip
from mzgz.formats.document_formats import WRITERS
from mzgz.intake.workspace import load
from mzgz.model.findings import Diagnostic, Severity, Source
from mzgz.model.hints import advice
from mzgz.model.local_words import LocalWords, settled
from mzgz.model.periods import Period
from mzgz.model.unit import Unit
from mzgz.publishing.letters import LetterContext, letters, plain_text
from mzgz.publishing.letters.letter import addressee, everybody, stopped
from mzgz.publishing.letters.return_letter import _told_once
from mzgz.workflow.accept_and_return import reasons_of
from mzgz.workflow.finding_in_form import message_of
from workspace import make_workspace

NOTICE = "# mzgz.yaml\nnotice: 示例数据，仅供演示\n"
SOUND = """\
entries:
  nursing-bed-share: {numerator: 812, denominator: 1450}
  care-beds: {value: 1450}
  visit-system: {done: true}
  no-relapse: {value: 0}
"""
FAULTY = """\
received: 2022-06-03
entries:
  nursing-bed-share: {numerator: 1500, denominator: 1450}
  no-relapse: {value: 1}
highlights: [{section: 健全完善养老服务体系, text: 详情请拨13800138000}]
"""


def in_may(*texts: str) -> str:
    """Returns for May of the first units, one text each."""
    codes = ("150702", "150703", "150721", "150722", "150723", "150724")
    return "".join(f"# submissions/2022-05/{code}.yaml\n{text}" for code, text in zip(codes, texts, strict=False))


def written(root: Path, kind: str, on: str, month: str = "2022-05") -> dict[str, str]:
    """File name to plain text."""
    ledger, found = load(root)
    day, period = date.fromisoformat(on), Period.parse(month)
    judged = validation.run(ledger, found, day, validation.Selection(period=month))
    desk = LetterContext(ledger, period, day, judged.findings, ledger.units.units)
    return {letter.name: plain_text(letter.document) for letter in letters(desk, (kind,))}


RETURNED = """\
（示例数据，仅供演示）
【关于退回修改2022年5月民政工作数据的通知】
海拉尔区民政局：
　　你局2022年6月3日报来的2022年5月民政工作数据，经审核有6处需要修改或者说明，现予退回（第1次退回）。具体问题如下：
　　1.“填报”表“养老机构护理型床位占比”的“分子：护理型床位数”。护理型床位数1500张，大于床位总数1450张。部分不能大于总体，请核对分子、分母是否填反。
　　2.“填报”表“不发生规模性返贫”的“返贫事件”。返贫事件1起，没有写处理情况（发生了底线事件，没有写处理情况）。请在“说明”栏中写明经过和处理结果；没有发生的，填 0。
　　3.“亮点”表第1条。写有电话号码（138…）。请删去；联系方式另行报送。
　　4.请附护理型床位清单。
　　5.“填报”表中有2项没有填：养老机构床位、探访制度。请补填；没有这类对象填“不适用原因”，数据待核填“待核日期”。
　　请于2022年6月9日前逐项处理，用原填报表重新报送，其余各项不要改动。需要改正的，改正数据；核实无误的，在“情况说明”表中写明原因。到期没有重新报送的，将列入通报。
呼市民政局
2022年6月6日
"""


def test_what_is_sent_back_says_where_what_and_by_when(tmp_path: Path) -> None:
    root = make_workspace(tmp_path, NOTICE + in_may(FAULTY, SOUND))
    return_(unit=["150702"], period="2022-05", on="2022-06-06", reason=["请附护理型床位清单"], directory=root)
    assert written(root, "return", "2022-06-07") == {"2022-05-150702-海拉尔-退回修改通知": RETURNED}


def test_what_calls_for_a_return_is_drafted_before_it_is_recorded(tmp_path: Path) -> None:
    root = make_workspace(tmp_path, in_may(FAULTY, SOUND))
    text = written(root, "return", "2022-06-07")["2022-05-150702-海拉尔-退回修改通知"]
    assert "现予退回（第1次退回）" in text
    assert "请于2022年6月10日前逐项处理" in text


def test_what_was_mended_gets_no_second_letter(tmp_path: Path) -> None:
    root = make_workspace(tmp_path, in_may(FAULTY))
    return_(unit=["150702"], period="2022-05", on="2022-06-06", directory=root)
    make_workspace(root, in_may("received: 2022-06-07\n" + SOUND))
    assert written(root, "return", "2022-06-06") != {}
    assert written(root, "return", "2022-06-07") == {}


def test_the_third_return_asks_for_the_head_of_the_office(tmp_path: Path) -> None:
    root = make_workspace(tmp_path, in_may(FAULTY))
    for day, events in ((6, 1), (7, 2), (8, 3)):
        text = FAULTY.replace("value: 1}", f"value: {events}}}")
        make_workspace(root, in_may(text))
        return_(unit=["150702"], period="2022-05", on=f"2022-06-0{day}", directory=root)
        letter = written(root, "return", f"2022-06-0{day}")["2022-05-150702-海拉尔-退回修改通知"]
        assert f"（第{events}次退回）" in letter
        assert ("主要负责人审核把关" in letter) == (events == 3)


REMINDED = """\
【关于催报2022年5月民政工作数据的通知】
鄂温克族自治旗民政局：
　　2022年5月民政工作数据应于2022年6月5日前报送，你局应报4项。截至2022年6月16日，没有收到你局报送的数据，已逾期11天。这是第1次催报。
　　请收到本通知后立即报送，最迟不晚于2022年6月17日。暂时报不出的项目，填“待核日期”，写明哪一天能报；没有这类对象的项目，填“不适用原因”；不要空着，也不要以0代替。
　　另外，4月的数据也没有报送，请一并补报。
　　逾期已超过10天，请你局主要负责人督促报送。有关情况将列入通报。
呼市民政局
2022年6月16日
"""


def test_what_is_missing_is_asked_for(tmp_path: Path) -> None:
    root = make_workspace(tmp_path, in_may(*[SOUND] * 5) + "# submissions/2022-04/150702.yaml\n" + SOUND)
    assert written(root, "remind", "2022-06-16") == {"2022-05-150724-鄂温克旗-催报通知": REMINDED}


def test_who_never_reported_is_asked_for_returns_and_for_no_explanation(tmp_path: Path) -> None:
    others = "".join(f"# submissions/2022-0{month}/150703.yaml\n{SOUND}" for month in range(1, 6))
    root = make_workspace(tmp_path, others)
    letter = written(root, "remind", "2022-06-16")["2022-05-150702-海拉尔-催报通知"]
    assert "另外，1月至4月的数据也没有报送，请一并补报。" in letter
    assert "说明" not in letter


@pytest.mark.parametrize(
    ("sent", "day", "number"),
    [
        ([], "05", 0),
        ([], "06", 1),
        ([], "30", 1),
        (["06"], "07", 0),
        (["06"], "08", 2),
        (["06"], "06", 1),
        (["06", "08"], "12", 3),
        (["06", "08", "12"], "30", 0),
    ],
)
def test_a_reminder_counts_those_that_went_out(sent: list[str], day: str, number: int, tmp_path: Path) -> None:
    """Steps of the calendar that passed without a letter are no reminders."""
    root = make_workspace(tmp_path, in_may(*[SOUND] * 5))
    book = root / "letters" / "2022-05.yaml"
    book.parent.mkdir()
    lines = [f'  - {{kind: remind, on: 2022-06-{each}, unit: "150724"}}' for each in sent]
    book.write_text("period: 2022-05\nletters:\n" + "\n".join(lines or ["  []"]) + "\n", encoding="utf-8")
    texts = list(written(root, "remind", f"2022-06-{day}").values())
    assert [f"这是第{number}次催报" in text for text in texts] == [True] * min(number, 1)


def test_the_name_of_a_rule_is_not_added_to_words_that_say_it(tmp_path: Path) -> None:
    """It is the word to be chosen in the sheet 情况说明: it stands in brackets where the sentence does not have it."""
    april = SOUND.replace("care-beds: {value: 1450}", "care-beds: {value: 1400}")
    may = SOUND.replace("care-beds: {value: 1450}", "care-beds: {value: 145000}").replace(
        "  visit-system: {done: true}\n", ""
    )
    root = make_workspace(tmp_path, f"# submissions/2022-04/150702.yaml\n{april}" + in_may(may))
    (letter,) = (text for name, text in written(root, "return", "2022-06-06").items() if "150702" in name)
    (magnitude,) = (line for line in letter.splitlines() if "145000张" in line and "数量级" in line)
    assert magnitude.count("数量级不对") == 1
    (blank,) = (line for line in letter.splitlines() if "没有填" in line)
    assert "该填的没有填" not in blank


def test_who_sent_a_form_that_went_back_is_not_told_that_nothing_came(tmp_path: Path) -> None:
    root = make_workspace(tmp_path, in_may(*[SOUND] * 5))
    went = '{kind: return, on: 2022-06-06, unit: "150724", received: 2022-06-04}'
    (root / "letters").mkdir()
    (root / "letters/2022-05.yaml").write_text(f"period: 2022-05\nletters:\n  - {went}\n", encoding="utf-8")
    (text,) = written(root, "remind", "2022-06-16").values()
    told = (
        "截至2022年6月16日，你局2022年6月4日报来的表没有能收入，已经退回，没有收到改好的表，已逾期11天。这是第1次催报。"
    )
    assert told in text
    assert "没有收到你局报送的数据" not in text
    (bulletin,) = written(root, "summary", "2022-06-16").values()
    assert "未报的：鄂温克旗（6月4日报来的退回修改，没有再报，逾期11天）。" in bulletin


def test_the_command_writes_reminders_into_the_book(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_workspace(tmp_path, in_may(*[SOUND] * 5))
    for day in ("2022-06-06", "2022-06-06", "2022-06-08"):
        slip(period="2022-05", kind="remind", format_="txt", as_of=day, directory=root)
    book = (root / "letters" / "2022-05.yaml").read_text(encoding="utf-8")
    assert [line for line in book.splitlines() if "- {" in line] == [
        '  - {kind: remind, on: 2022-06-06, unit: "150724"}',
        '  - {kind: remind, on: 2022-06-08, unit: "150724"}',
    ]
    assert "催报已登记在 letters/2022-05.yaml" in capsys.readouterr().err
    (letter,) = (root / "slips" / "2022-05").glob("*.txt")
    assert "这是第2次催报" in letter.read_text(encoding="utf-8")


def test_the_bulletin_does_not_count_the_bureau_as_owing(tmp_path: Path) -> None:
    own = """# targets/2022/90-own.yaml
targets:
  - {id: own, name: 局里自己的任务, kind: recurring, due: 2022-12-31, cadence: month, scope: ["150700"], source: {section: 三, item: 90}}
"""
    root = make_workspace(tmp_path, in_may(*[SOUND] * 6) + own)
    (text,) = written(root, "summary", "2022-06-08").values()
    assert "应报单位6个" in text
    assert "未报0个" in text


def test_the_office_sets_its_own_steps(tmp_path: Path) -> None:
    steps = "# mzgz.yaml\nreporting: {due_day: 10, remind_after: [2], escalate_after: 3}\n"
    root = make_workspace(tmp_path, in_may(*[SOUND] * 5))
    settings = (root / "mzgz.yaml").read_text(encoding="utf-8")
    (root / "mzgz.yaml").write_text(
        settings.replace("reporting: {due_day: 5}", steps.splitlines()[1]), encoding="utf-8"
    )
    assert written(root, "remind", "2022-06-11") == {}
    (text,) = written(root, "remind", "2022-06-13").values()
    assert "应于2022年6月10日前报送" in text
    assert "逾期已超过3天，请你局主要负责人" in text


OVERDUE = """\
# targets/2022/90-due.yaml
section: {part: 三, number: （九）, title: 到期任务, division: 养老服务科}
targets:
  - id: beds
    name: 护理型床位占比
    kind: ratio
    numerator: {name: 护理型床位, unit: 张}
    denominator: {name: 床位, unit: 张}
    goal: ">= 55%"
    due: 2022-05-31
    cadence: month
    source: {section: 三, item: 91}
  - id: plan
    name: 印发方案
    kind: milestone
    proof: document
    due: 2022-05-31
    cadence: once
    division: 社会救助科
    source: {section: 三, item: 92}
  - id: visits
    name: 按月走访
    kind: recurring
    due: 2022-05-31
    cadence: month
    source: {section: 三, item: 93}
  - id: stations
    name: 服务站覆盖率
    kind: ratio
    numerator: {name: 有服务站的社区, unit: 个}
    denominator: {name: 社区, unit: 个}
    goal: "> 90%"
    due: 2022-05-31
    cadence: month
    source: {section: 三, item: 94}
"""
BEHIND = SOUND.replace(
    "no-relapse: {value: 0}",
    "no-relapse: {value: 2, note: 已纳入低保并落实救助}\n  beds: {numerator: 5200, denominator: 10000}\n"
    "  plan: {done: false}\n  visits: {done: false}\n  stations: {numerator: 9, denominator: 10}",
)
APRIL = SOUND + "  visits: {done: true}\n"
SUPERVISED = """\
【关于督办2022年民政重点任务逾期事项的通知】
海拉尔区民政局：
　　根据2022年5月报送的数据，截至2022年6月8日，你局有5项重点任务超过完成期限、没有达到目标，现予督办：
　　1.不发生规模性返贫。全年应为0起，已发生2起，底线已经突破。责任科室：养老服务科。
　　2.护理型床位占比。完成期限为2022年5月31日，已逾期8天。目标为不低于55%，现为52.0%。差3.0个百分点，护理型床位还差300张，或者新增667张并全部达标。责任科室：养老服务科。
　　3.印发方案。完成期限为2022年5月31日，已逾期8天。至今没有完成。责任科室：社会救助科。
　　4.按月走访。完成期限为2022年5月31日，已逾期8天。每期都应完成，5月没有做到。责任科室：养老服务科。
　　5.服务站覆盖率。完成期限为2022年5月31日，已逾期8天。目标为高于90%，现为90.0%。有服务站的社区还差1个。责任科室：养老服务科。
　　请于2022年6月15日前书面报告没有完成的原因、补救措施和完成时间，并在下一期数据中反映进展。工作中需要协调的问题，请与上列责任科室联系。
呼市民政局
2022年6月8日
"""


def test_what_is_overdue_is_counted_in_things(tmp_path: Path) -> None:
    april = "".join(f"# submissions/2022-0{month}/150702.yaml\n{APRIL}" for month in range(1, 5))
    root = make_workspace(tmp_path, OVERDUE + april + in_may(BEHIND))
    assert written(root, "supervise", "2022-06-08") == {"2022-05-150702-海拉尔-督办通知": SUPERVISED}


SUMMED = """\
【关于2022年5月民政工作数据报送情况的通报】
各旗市区民政局、局机关各科室：
　　现将截至2022年6月9日的2022年5月民政工作数据报送情况通报如下。
　　一、报送情况
　　应报单位6个，截止日为2022年6月5日。按期报送3个，迟报1个，未报2个；已受理0个。应报24项，已报14项，填报率58.3%。
　　二、存在的问题
　　未报的：鄂伦春旗（逾期4天）、鄂温克旗（逾期4天）。
　　迟报的：莫旗（迟2天）。
　　退回修改的：海拉尔（1次）。
　　退回后还没有改好的：海拉尔。
　　三、进度滞后的任务
　　按全市合计，有1项任务落后于序时进度或者逾期未完成：不发生规模性返贫（底线突破，已发生1起）。另有7项因有单位没有报全，还不能判断。各单位的项数见附件。
　　四、有关要求
　　未报的单位，请于2022年6月10日前补报。
　　退回修改的单位，请按退回通知逐项处理，在规定日期前重新报送。
　　2022年6月的数据请于2022年7月5日前报送，报前由审核人逐项核对。
　　附件：2022年5月各单位报送情况一览表
呼市民政局
2022年6月9日
【2022年5月各单位报送情况一览表】
海拉尔：报送情况退回（第1次），收到日期6月3日，应报项数4，已报项数2，退回次数1，红灯项数1
扎区：报送情况已报，收到日期6月4日，应报项数4，已报项数4
阿荣旗：报送情况已报，收到日期6月4日，应报项数4，已报项数4
莫旗：报送情况迟报，收到日期6月7日，逾期天数2，应报项数4，已报项数4
鄂伦春旗：报送情况未报，逾期天数4，应报项数4
鄂温克旗：报送情况未报，逾期天数4，应报项数4
注：已报项数含不适用，不含待核；红灯项数指本单位欠进度、逾期而全市也没有完成的任务，不含逾期后已经补齐的。
"""


def test_all_districts_are_told_how_the_month_went(tmp_path: Path) -> None:
    root = make_workspace(tmp_path, in_may(FAULTY, SOUND, SOUND, "received: 2022-06-07\n" + SOUND))
    return_(unit=["150702"], period="2022-05", on="2022-06-06", directory=root)
    assert written(root, "summary", "2022-06-09") == {"2022-05-全市-报送情况通报": SUMMED}
    assert written(root, "summary", "2022-06-05") == {}


def test_a_good_month_calls_for_no_letter_but_the_summary(tmp_path: Path) -> None:
    root = make_workspace(tmp_path, in_may(*[SOUND] * 6))
    for kind in ("return", "remind", "supervise"):
        assert written(root, kind, "2022-06-09") == {}
    (text,) = written(root, "summary", "2022-06-09").values()
    assert "各单位均按期报送，没有退回。" in text
    assert "填报率100%" in text


@pytest.mark.parametrize("kind", ["return", "remind", "supervise", "summary"])
def test_every_letter_keeps_the_official_form(kind: str, tmp_path: Path) -> None:
    root = make_workspace(tmp_path, NOTICE + OVERDUE + in_may(BEHIND, FAULTY))
    ledger, found = load(root)
    day = date(2022, 6, 9)
    findings = validation.run(ledger, found, day).findings
    desk = LetterContext(ledger, Period.parse("2022-05"), day, findings, ledger.units.units)
    made = [WRITERS["docx"].write(letter.document, ledger, root) for letter in letters(desk, (kind,))]
    assert made
    for data in made:
        assert [point for point in points(data) if not point.holds] == []
    assert made == [WRITERS["docx"].write(letter.document, ledger, root) for letter in letters(desk, (kind,))]


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("“床位”（care-beds）没有填", "“床位”没有填"),
        ("“床位”既填了数，又写了不适用（not_applicable）", "“床位”既填了数，又写了不适用"),
    ],
)
def test_a_letter_names_no_id_and_no_key(message: str, words: str) -> None:
    assert message_of(Diagnostic("C103", "blank-entry", Severity.QUERY, message, "请补填", Source("a.yaml"))) == words


@pytest.mark.parametrize(
    ("place", "text", "told"),
    [
        ("“填报”表“冲击底线事件”", "“冲击底线事件”没有填", ("", "“填报”表“冲击底线事件”没有填")),
        ("“填报”表“注销“僵尸型”组织”", "“注销“僵尸型”组织”没有填", ("", "“填报”表“注销“僵尸型”组织”没有填")),
        ("“填报”表“床位”", "写有电话号码", ("“填报”表“床位”。", "写有电话号码")),
        ("", "请附清单", ("", "请附清单")),
    ],
)
def test_a_place_is_named_once(place: str, text: str, told: tuple[str, str]) -> None:
    assert _told_once(place, text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [("是不是要写省？。", "是不是要写省？"), ("请补填。", "请补填。"), ("请补填", "请补填。"), ("", "")],
)
def test_a_sentence_ends_once(text: str, told: str) -> None:
    assert stopped(text) == told


def test_a_reason_tells_what_to_do_in_the_words_of_the_form(tmp_path: Path) -> None:
    ledger, _ = load(make_workspace(tmp_path))
    finding = Diagnostic(
        "E113", "date-without-completion", Severity.ERROR, "填了日期", advice("⟦删去 on⟧"), Source("a.yaml")
    )
    (reason,) = reasons_of(ledger, [finding])
    assert reason.hint == "删去“完成日期”"


def test_the_command_writes_all_letters_and_tells_what_is_not_recorded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_workspace(tmp_path, in_may(FAULTY))
    slip(period="2022-05", as_of="2022-06-07", format_="txt", directory=root)
    told = capsys.readouterr()
    names = sorted(path.name for path in (root / "slips" / "2022-05").iterdir())
    assert names == sorted(Path(line).name for line in told.out.splitlines())
    assert len(names) == 8
    assert "2022年5月：退回修改1份、催报5份、督办1份、通报1份。" in told.err
    assert "海拉尔的退回还没有登记，发出时执行：mzgz return --unit 150702 --period 2022-05" in told.err
    slip(period="2022-05", as_of="2022-06-07", unit="阿荣旗", out=root / "out", directory=root)
    assert [path.name for path in (root / "out").iterdir()] == ["2022-05-150721-阿荣旗-催报通知.docx"]


def test_a_letter_is_for_a_month(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="不是一个月"):
        slip(period="2022-Q2", as_of="2022-06-07", directory=make_workspace(tmp_path))


LEVEL = """
# targets/2022/90-level.yaml
targets:
  - {id: days, name: 平均办理时限, kind: count, value: {name: 平均办理时限, unit: 天}, measured: level, judge: every, goal: "<= 15", due: 2022-04-30, cadence: month, source: {section: 三（二）, item: 90}}
"""


def test_of_a_level_the_ends_are_told_and_no_sum(tmp_path: Path) -> None:
    days = (12, 16, 9, 15, 15, 11)
    codes = ("150702", "150703", "150721", "150722", "150723", "150724")
    said = "".join(
        f"# submissions/2022-{month}/{code}.yaml\nreceived: 2022-0{int(month) + 1}-03\nentries:\n  days: {{value: {day}}}\n"
        for month in ("04", "05")
        for code, day in zip(codes, days, strict=True)
    )
    root = make_workspace(tmp_path, LEVEL + said)
    (summary,) = written(root, "summary", "2022-06-10").values()
    assert "从全市看，有1项任务" in summary
    assert "平均办理时限（逾期，最低9天，最高16天，目标不高于15天）" in summary
    letters_ = written(root, "supervise", "2022-06-10")
    assert any("目标为不高于15天，现为16天。要缩短1天。" in text for text in letters_.values())


@pytest.mark.parametrize(
    ("terms", "entry", "words"),
    [
        (
            'kind: ratio, numerator: {name: 投诉件数, unit: 件}, denominator: {name: 办件总数, unit: 件}, goal: "<= 5%"',
            "{numerator: 14, denominator: 200}",
            "目标为不高于5%，现为7.0%。高2.0个百分点，投诉件数多4件。",
        ),
        (
            'kind: ratio, numerator: {name: 空置床位数, unit: 张}, denominator: {name: 老年人数, unit: 人}, per: 1000, unit: 张/千人, goal: "<= 5"',
            "{numerator: 14, denominator: 2000}",
            "目标为不高于5张/千人，现为7.0张/千人。高2.0张/千人，空置床位多4张。",
        ),
        (
            'kind: ratio, numerator: {name: 护理床位数, unit: 张}, denominator: {name: 床位数, unit: 张}, goal: ">= 55%"',
            "{numerator: 100, denominator: 200}",
            "差5.0个百分点，护理床位还差10张，或者新增23张并全部达标。",
        ),
        (
            'kind: count, value: {name: 事故数, unit: 起}, measured: cumulative, judge: every, goal: "<= 5"',
            "{value: 7}",
            "超出2起，减不下来。",
        ),
        (
            'kind: count, value: {name: 事故数, unit: 起}, measured: period, judge: every, goal: "3..5"',
            "{value: 7}",
            "超出30起，减不下来。",
        ),
        (
            'kind: count, value: {name: 隐患数, unit: 处}, measured: stock, judge: every, goal: "<= 5"',
            "{value: 7}",
            "要减少2处。",
        ),
        (
            'kind: count, value: {name: 收费标准, unit: 元/月}, measured: level, judge: every, goal: "<= 700"',
            "{value: 720}",
            "要降低20元/月。",
        ),
        (
            'kind: count, value: {name: 站点数, unit: 处}, measured: cumulative, judge: every, goal: ">= 9"',
            "{value: 7}",
            "还差2处。",
        ),
    ],
)
def test_what_is_lacking_is_told_as_its_kind_is(tmp_path: Path, terms: str, entry: str, words: str) -> None:
    plan = (
        f'# targets/2022/90-one.yaml\ntargets:\n  - {{id: one, name: 一项, {terms}, scope: ["150702"], '
        "due: 2022-04-30, cadence: month, source: {section: 三（二）, item: 90}}\n"
    )
    said = "".join(
        f"# submissions/2022-0{month}/150702.yaml\nreceived: 2022-0{month + 1}-03\nentries:\n  one: {entry}\n"
        for month in range(1, 6)
    )
    letters_ = written(make_workspace(tmp_path, plan + said), "supervise", "2022-06-10")
    assert any(words in text for text in letters_.values()), letters_


@pytest.mark.parametrize(
    ("name", "place", "code", "declared", "parts"),
    [
        ("云岭县民政局", "云岭县", "530199", None, "股室"),
        ("某某市民政局", "某某市", "150700", None, "科室"),
        ("某某省民政厅", "某某省", "530000", None, "处室"),
        ("云岭县民政局", "云岭县", "530199", "科室", "科室"),
    ],
)
def test_the_parts_of_the_bureau_are_called_by_its_level_or_as_it_says(
    name: str, place: str, code: str, declared: str | None, parts: str
) -> None:
    words = settled(LocalWords(divisions=declared), name, place, code, [])
    assert everybody((), words).endswith(f"机关各{parts}")
    assert addressee(Unit(code=code, name="本级", kind="bureau"), words).name == f"局机关各有关{parts}"


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (("海拉尔区", "阿荣旗"), "各旗市区民政局、局机关各科室"),
        (("城关镇", "龙潭乡"), "各乡镇人民政府、局机关各科室"),
        (("城关镇", "新华街道"), "各乡镇人民政府、各街道办事处、局机关各科室"),
    ],
)
def test_all_are_addressed_as_what_they_are(names: tuple[str, ...], told: str) -> None:
    kinds = {"区": "市辖区", "旗": "旗", "镇": "镇", "乡": "乡", "道": "街道"}
    units = [Unit(code=f"15070{place}", name=name, kind=kinds[name[-1]]) for place, name in enumerate(names)]
    assert everybody(units, settled(LocalWords(), "某某市民政局", "某某市", "150700", units)) == told


def test_of_wording_no_reason_is_asked(tmp_path: Path) -> None:
    """The letter asked for a reason that `check` did not take."""
    slip = SOUND + "highlights: [{section: 健全完善养老服务体系, text: 护理型床位占比提高5.2%}]\n"
    root = make_workspace(tmp_path, in_may(slip))
    [letter] = [text for text in written(root, "return", "2022-06-09").values() if "百分点" in text]
    assert "请改正数据，不需要写情况说明" in letter
