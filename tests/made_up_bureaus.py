"""Six bureaus that do not exist, each with a plan and a year of returns: no land, trade or year of the sample is theirs."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from goldens import ROOT

YEAR = 2024


class Bureau(NamedTuple):
    """Who it is, who reports to it, and its plan: sections of `(kind, name, what is counted, measure)`."""

    name: str
    place: str
    code: str
    units: tuple[tuple[str, str], ...]
    sections: tuple[tuple[str, tuple[tuple[str, str, str, str], ...]], ...]


EDUCATION = Bureau(
    "临川市教育局",
    "临川市",
    "361000",
    (("东乡区", "区"), ("南城县", "县"), ("黎川县", "县"), ("金溪县", "县"), ("宜黄县", "县")),
    (
        (
            "办好家门口的学校",
            (
                ("ratio", "课后服务参与率", "参加课后服务的学生", "人"),
                ("count", "新增公办幼儿园学位", "新增公办园学位", "个"),
                ("milestone", "出台教师轮岗交流办法", "", ""),
            ),
        ),
    ),
)
HEALTH = Bureau(
    "岳阳市卫生健康委员会",
    "岳阳市",
    "430600",
    (
        ("岳阳楼区", "市辖区"),
        ("云溪区", "市辖区"),
        ("临湘市", "县级市"),
        ("平江县", "县"),
        ("湘阴县", "县"),
        ("华容县", "县"),
    ),
    (
        (
            "夯实基层医疗网底",
            (
                ("ratio", "家庭医生签约率", "签约居民", "人"),
                ("ratio", "乡镇卫生院标准化率", "达标卫生院", "个"),
                ("recurring", "村医例会和培训", "", ""),
                ("duty", "县域医共体建设", "", ""),
            ),
        ),
        (
            "守牢公共卫生安全底线",
            (
                ("redline", "不发生重大医疗事故", "重大医疗事故", "起"),
                ("count", "完成适龄女生疫苗接种", "接种人数", "人"),
                ("milestone", "建成急救指挥中心", "", ""),
                ("duty", "落实传染病监测预警", "", ""),
            ),
        ),
    ),
)
HOUSING = Bureau(
    "嘉兴市住房和城乡建设局",
    "嘉兴市",
    "330400",
    (("南湖区", "区"), ("秀洲区", "区"), ("海宁市", "县级市"), ("平湖市", "县级市"), ("嘉善县", "县")),
    (
        (
            "推进老旧小区改造",
            (
                ("count", "改造老旧小区", "完成改造的小区", "个"),
                ("ratio", "既有住宅加装电梯完工率", "完工电梯", "台"),
                ("milestone", "印发小区改造技术导则", "", ""),
                ("milestone", "物业信用评价系统上线", "", ""),
            ),
        ),
        (
            "管住工程质量安全",
            (
                ("redline", "不发生较大以上安全事故", "较大以上安全事故", "起"),
                ("recurring", "工地扬尘巡查", "", ""),
                ("recurring", "起重机械检查", "", ""),
                ("duty", "压实参建各方责任", "", ""),
                ("duty", "规范招标投标", "", ""),
            ),
        ),
    ),
)
TOWNSHIPS = Bureau(
    "青神县民政局",
    "青神县",
    "511425",
    (("青竹镇", "镇"), ("汉阳镇", "镇"), ("瑞峰镇", "镇"), ("西龙镇", "镇"), ("高台乡", "乡"), ("白果乡", "乡")),
    (
        (
            "兜好民生底线",
            (
                ("ratio", "低保对象入户核查率", "已核查户", "户"),
                ("count", "发放临时救助金", "救助金", "万元"),
                ("recurring", "残疾人补贴发放", "", ""),
                ("redline", "不发生冲击道德底线事件", "冲击道德底线事件", "起"),
            ),
        ),
        (
            "办好养老实事",
            (
                ("milestone", "建成老年食堂", "", ""),
                ("ratio", "高龄老人探访率", "已探访老人", "人"),
                ("duty", "农村互助养老", "", ""),
            ),
        ),
    ),
)
STREETS = Bureau(
    "武昌区教育局",
    "武昌区",
    "420106",
    (
        ("积玉桥街道", "街道"),
        ("杨园街道", "街道"),
        ("徐家棚街道", "街道"),
        ("中华路街道", "街道"),
        ("粮道街道", "街道"),
    ),
    (
        (
            "丰富社区教育供给",
            (
                ("count", "开设社区课堂", "社区课堂", "堂"),
                ("ratio", "校园场地开放率", "开放校园", "所"),
                ("milestone", "成立家长学校联盟", "", ""),
                ("duty", "青少年科学素养提升", "", ""),
            ),
        ),
        (
            "守护校园平安",
            (
                ("redline", "不发生校园安全责任事故", "校园安全责任事故", "起"),
                ("recurring", "校园周边巡查", "", ""),
                ("recurring", "食堂食材抽检", "", ""),
            ),
        ),
    ),
)
PROVINCE = Bureau(
    "北原省水利厅",
    "北原省",
    "990000",
    (("东津市", "地级市"), ("西岭盟", "盟"), ("南浦市", "地级市"), ("北川盟", "盟"), ("中河市", "地级市")),
    (
        (
            "建好水利工程",
            (
                ("ratio", "病险水库除险率", "完成除险的水库", "座"),
                ("count", "新增高效节水灌溉", "节水灌溉面积", "万亩"),
                ("milestone", "开工建设东线引水工程", "", ""),
                ("milestone", "编制水网规划", "", ""),
                ("duty", "推进数字孪生流域建设", "", ""),
            ),
        ),
        (
            "管好河湖",
            (
                ("recurring", "河湖长巡河", "", ""),
                ("ratio", "河湖问题整改率", "已整改问题", "个"),
                ("redline", "不发生水库垮坝事件", "水库垮坝事件", "起"),
                ("duty", "取用水专项整治", "", ""),
            ),
        ),
    ),
)
ALL = (EDUCATION, HEALTH, HOUSING, TOWNSHIPS, STREETS, PROVINCE)

_KINDS = ("ratio", "count", "milestone", "recurring", "redline", "duty")
_FOR = "便民 惠企 助学 健身 饮水 停车 照明 排水 供暖 绿化 充电 阅读 体检 培训 配送 巡诊 维修 调解 公示 寄存 餐饮 接送 洗浴 理发 代购 借阅 观影 书画 棋牌 舞蹈 声乐 球类 游泳 登山 骑行 露营 种植 养护 灌溉 烘干 仓储 分拣 包装 质检 检测 监测 预警 巡护".split()
_WHAT = "服务站 示范点 平台 项目 机构 网点 设施 档案".split()
_SIGNS = {
    "ratio": "{}覆盖率",
    "count": "新增{}",
    "milestone": "建成{}",
    "recurring": "{}巡查",
    "redline": "不发生{}事故",
    "duty": "{}建设",
}


def random_bureau(seed: int) -> Bureau:
    """A plan drawn by chance: two to five sections of three to nine targets of every kind."""
    draw = random.Random(seed)  # noqa: S311
    base = ALL[seed % len(ALL)]
    things = [f"{use}{draw.choice(_WHAT)}" for use in draw.sample(_FOR, 48)]
    sections = []
    for place in range(draw.randint(2, 5)):
        targets = []
        for turn in range(draw.randint(3, 9)):
            kind = draw.choice(_KINDS)
            thing = things[place * 9 + turn]
            targets.append((kind, _SIGNS[kind].format(thing), f"{thing}事故" if kind == "redline" else thing, "个"))
        sections.append((f"做好第{'一二三四五'[place]}方面工作", tuple(targets)))
    return base._replace(sections=tuple(sections))


def make(root: Path, bureau: Bureau, seed: int = 0, gaps: bool = False) -> Path:
    """The workspace on disk, with the templates the program comes with."""
    for path, text in files(bureau, random.Random(seed), gaps):  # noqa: S311
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    if not (root / "templates").exists():
        shutil.copytree(ROOT / "templates", root / "templates")
    return root


def targets_of(bureau: Bureau) -> list[tuple[str, str, str, str, str]]:
    """Id, kind, name, thing and measure of every target."""
    return [
        (f"{kind}-{place}-{turn}", kind, name, thing, measure)
        for place, (_, targets) in enumerate(bureau.sections, 1)
        for turn, (kind, name, thing, measure) in enumerate(targets, 1)
    ]


def files(bureau: Bureau, draw: random.Random, gaps: bool) -> Iterator[tuple[str, str]]:
    codes = [
        f"{bureau.code[:4]}{number:02}" if bureau.code.endswith("00") else f"{bureau.code}{number:03}"
        for number in range(1, 20)
    ]
    if bureau.code.endswith("0000"):
        codes = [f"{bureau.code[:2]}{number:02}00" for number in range(1, 20)]
    units = list(zip(codes, bureau.units, strict=False))
    rows = [f'  - {{code: "{bureau.code}", name: 本级, kind: bureau}}']
    rows += [f'  - {{code: "{code}", name: {name}, kind: {kind}}}' for code, (name, kind) in units]
    head = f'bureau: {{name: {bureau.name}, city: {bureau.place}, code: "{bureau.code}"}}\nunits:\n'
    yield "mzgz.yaml", head + "\n".join(rows) + "\n"
    for place, (title, _) in enumerate(bureau.sections, 1):
        mine = [each for each in targets_of(bureau) if each[0].split("-")[1] == str(place)]
        section = (
            f"section: {{part: 三, number: （{'一二三四五六'[place - 1]}）, title: {title}, division: 第{place}科}}\n"
        )
        yield f"targets/{YEAR}/{place:02}-part-{place}.yaml", section + "targets:\n" + "".join(map(_target, mine))
    for code, _ in units:
        for month in range(1, 13):
            if gaps and draw.random() < 0.03:
                continue
            entries = [line for each in targets_of(bureau) if (line := _entry(each, month, draw))]
            if entries:
                day = f"{YEAR + (month == 12)}-{month % 12 + 1:02}-04"
                yield (
                    f"submissions/{YEAR}-{month:02}/{code}.yaml",
                    f'unit: "{code}"\nperiod: {YEAR}-{month:02}\nreceived: {day}\nentries:\n'
                    + "\n".join(entries)
                    + "\n",
                )


def _target(each: tuple[str, str, str, str, str]) -> str:
    key, kind, name, thing, measure = each
    more = {
        "ratio": f"    numerator: {{name: {thing}, unit: {measure}}}\n    denominator: {{name: 应有的{thing}, unit: {measure}}}\n"
        f'    goal: ">= 60%"\n    baseline: {{period: "{YEAR - 1}", numerator: 52, denominator: 100}}\n',
        "count": f'    value: {{name: {thing}, unit: {measure}}}\n    measured: cumulative\n    goal: ">= 100"\n',
        "milestone": "    proof: project\n",
        "redline": f"    value: {{name: {thing}, unit: {measure}}}\n",
    }.get(kind, "")
    cadence = {"milestone": "once", "recurring": "quarter", "duty": "half", "redline": "quarter"}.get(kind, "quarter")
    source = "    source: {section: 三（一）, item: 1}\n"
    return f"  - id: {key}\n    name: {name}\n    kind: {kind}\n{more}    due: {YEAR}-12-31\n    cadence: {cadence}\n{source}"


def _entry(each: tuple[str, str, str, str, str], month: int, draw: random.Random) -> str:
    key, kind, _, _, _ = each
    quarter, half = month % 3 == 0, month % 6 == 0
    if kind == "ratio" and quarter:
        return f"  {key}: {{numerator: {draw.randint(50, 66) + month // 3 * 2}, denominator: 100}}"
    if kind == "count" and quarter:
        return f"  {key}: {{value: {month // 3 * 6 + draw.randint(0, 1) * (month == 12)}}}"
    if kind == "milestone" and month == 12:
        done = draw.random() < 0.9
        told = f"done: true, on: {YEAR}-{draw.randint(9, 12):02}-10, evidence: [第{draw.randint(1, 99)}号验收单]"
        return f"  {key}: {{{told}}}" if done else f"  {key}: {{done: false, note: 审批手续没有办完}}"
    if kind == "recurring" and quarter:
        return f"  {key}: {{done: true}}" if draw.random() < 0.98 else f"  {key}: {{done: false, note: 人手不足}}"
    if kind == "redline" and quarter:
        return f"  {key}: {{value: {int(draw.random() < 0.01)}}}"
    if kind == "duty" and half:
        return (
            f"  {key}: {{stage: {draw.choice(['推进中', '推进中', '已完成'])}, note: 开展了{draw.randint(2, 9)}次活动}}"
        )
    return ""


_GOALS = {
    "ratio": (">= 60%", "> 55%", ">= 75%", "= 100%", "<= 70%", "< 66%", "within 50%..70%", "about 60%", "+5pp", "up"),
    "count": (">= 100", ">= 60", "= 100", "<= 120", "within 80..130", "about 100", "> 100", ">= 240"),
}
_DAYS = (date(YEAR + 1, 1, 6), date(YEAR + 1, 1, 6), date(YEAR, 4, 7), date(YEAR, 7, 6), date(YEAR, 10, 8))


def shake(root: Path, seed: int) -> date:
    """Other goals, dates, scopes and numbers of any size for a plan on disk; returns the day to look at it."""
    draw = random.Random(seed)  # noqa: S311
    codes = re.findall(r'code: "([0-9]+)", name: (?!本级)', (root / "mzgz.yaml").read_text("utf-8"))
    for path in sorted((root / "targets" / str(YEAR)).glob("*.yaml")):
        path.write_text("".join(_shaken(path.read_text("utf-8"), codes, draw)), encoding="utf-8")
    for path in sorted(root.glob("submissions/*/*.yaml")):
        text = re.sub(
            r"\{value: ([0-9]{2,}|[2-9])\}",
            lambda match: f"{{value: {int(match[1]) * draw.choice((1, 1, 2, 3, 4))}}}",
            path.read_text("utf-8"),
        )
        path.write_text(text, encoding="utf-8")
    return draw.choice(_DAYS)


def hit_exactly(root: Path, seed: int) -> date:
    """Every count and every share comes by December to exactly what was promised; returns the day to look at it."""
    draw = random.Random(seed)  # noqa: S311
    each = draw.choice((1, 3, 10, 250))
    units = len(list(root.glob(f"submissions/{YEAR}-12/*.yaml")))
    for path in sorted((root / "targets" / str(YEAR)).glob("*.yaml")):
        text = re.sub(
            r'goal: ">= 100"', f'goal: "{draw.choice((">=", "=", "<="))} {each * units}"', path.read_text("utf-8")
        )
        path.write_text(text, encoding="utf-8")
    for path in sorted(root.glob("submissions/*/*.yaml")):
        month = int(path.parent.name[-2:])
        text = re.sub(r"numerator: \d+", f"numerator: {48 + month}", path.read_text("utf-8"))
        text = re.sub(r"(count-\S+): \{value: \d+\}", rf"\1: {{value: {each * month // 12}}}", text)
        path.write_text(text, encoding="utf-8")
    return draw.choice(_DAYS)


def _shaken(text: str, codes: list[str], draw: random.Random) -> Iterator[str]:
    kind = ""
    for line in text.splitlines():
        word, _, rest = line.strip().partition(": ")
        kind = rest if word == "kind" else kind
        if word == "goal" and draw.random() < 0.7:
            yield f'    goal: "{draw.choice(_GOALS[kind])}"\n'
        elif word == "due" and draw.random() < 0.35:
            yield f"    due: {YEAR}-{draw.choice(('03-31', '06-30', '09-30', '11-30'))}\n"
        else:
            yield f"{line}\n"
        if word == "cadence" and draw.random() < 0.15:
            scope = ", ".join(f'"{code}"' for code in draw.sample(codes, draw.randint(1, 3)))
            yield f"    scope: [{scope}]\n"
        if word == "cadence" and draw.random() < 0.1:
            yield "    firm: false\n"
        if word == "cadence" and kind in _GOALS and draw.random() < 0.15:
            yield "    judge: every\n"
