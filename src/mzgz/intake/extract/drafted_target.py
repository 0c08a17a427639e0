"""A drafted target as it lies in drafts/: the fields of a target, where it was read, how sure, and what a person decided."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from mzgz.intake.extract.drafted_goal import drafted_goal, per_base
from mzgz.intake.extract.heading_division import heading_and_division
from mzgz.intake.extract.lexicon import lexicon
from mzgz.intake.extract.promise import Confidence, Promise
from mzgz.intake.extract.ratio_operands import proposed_pair, proposed_share, proposed_whole
from mzgz.intake.extract.start_values import start_and_hold
from mzgz.intake.yaml.fast import Plain
from mzgz.language.level_names import looks_like_level
from mzgz.language.pattern_search import expression
from mzgz.language.units_of_measure import UNIT_OPEN
from mzgz.model.countable_units import COUNTABLE

if TYPE_CHECKING:
    from mzgz.model.unit_tree import UnitTree

DECISIONS: Final = ("采纳", "不采纳", "改")
_ROUNDS: Final = {
    "每月": "month",
    "每季": "quarter",
    "每半年": "half",
    "每年": "year",
    "每周": "month",
    "每日": "month",
    "每旬": "month",
}
_LEVEL: Final = expression(
    r"(?<!高)标准(?!化)|价格|单价|均价|人均|户均|平均|工资|指数|系数|满意度得分|基本生活费|津贴|养老金|排名|名次"
)
_FLOW: Final = expression(r"[年季月周天日旬]|半年")
_TIMES: Final = ("天", "日", "小时", "分钟", "工作日", "个工作日", "个月", "年", "岁")
_SUMMED: Final = ("人次", "户次", "件次", "家次", "场次", "亩", "公顷", "平方米", "平方公里", "公里", "吨")
_ROUND_UNITS: Final = ("次", "场", "轮", "遍")
_EVENTS: Final = ("人次", "户次", "件次", "家次", "场次", "次", "场", "起")
"""What happens in the year: none of it stands at the end of a month."""
_OWN_WORK: Final = ("document", "meeting")
_OF_A_MONTH: Final = re.compile(r"[当本](?:月|季度|季(?!度)|期)(?![底末初])")
_EACH_MONTH: Final = re.compile(r"[每逐按][一个]?(?:月|季)|月度|季度(?!末)")
_COMES_IN: Final = re.compile(
    r"(?:办结|受理|办理|答复|处置|处理|整改|探访|走访|巡访|回访|检查|抽查|响应|调处|化解|反馈|审批|核查|复核|登记|接访|救助|上报|报送)率$"
)
"""Rates of what comes in and is dealt with; other rates say how things stand at the end of a month."""
"""What the bureau itself does where no one else is named: a paper comes out, a meeting is held."""
_DISTRICT: Final = expression(r"旗|县|区|市")


@dataclass(slots=True)
class DraftPlace:
    """Where a draft was read: the section, the paragraph and the characters in it, and the words of the clause."""

    section: str
    item: int
    basis: str
    paragraph: int
    span: tuple[int, int]
    text: str


@dataclass(slots=True)
class Proposal:
    """One draft. `goal` is empty where the goal language has no word for what is promised; `goal_text` is the words.

    `part_of` is the draft it is a part of (其中甲县12个). `read` is what the document said when it was read: it stays when a person corrects the fields, so that a second
    run sees whether the document has changed. `written`: fields a person added that have no place of their own here, as they stand in the file.
    """

    id: str
    name: str
    kind: str
    goal: str
    goal_text: str
    due: str
    cadence: str
    scope: list[str]
    judge: str
    firm: bool
    place: DraftPlace
    confidence: str
    tense: str
    inherited: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    proposed: list[str] = field(default_factory=list)
    operands: dict[str, tuple[str, str]] = field(default_factory=dict)
    measured: str = ""
    part_of: str = ""
    element: str = ""
    proof: str = ""
    decimals: int | None = None
    per: int = 1
    unit: str = ""
    note: str = ""
    section: tuple[str, str, str] = ("", "", "")
    division: str = ""
    target: str = ""
    compared: str = ""
    decide: str = ""
    reason: str = ""
    read: str = ""
    written: dict[str, Plain] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str]:
        """What it is known by from one version of a speech to the next: the measure and the section, never the offset."""
        return (plain_name(self.name), re.sub(r"[一二三四五六七八九十]+[是要]$", "", self.place.section))

    @property
    def content(self) -> tuple[str, ...]:
        """What a person decided on: any change of it asks again."""
        return (self.kind, self.goal, self.goal_text, self.due, "、".join(self.scope), str(self.firm))

    @property
    def read_goal(self) -> str:
        """The goal as it was read, whatever a person made of it since."""
        return self.read.partition("；")[2].partition("；")[0]

    @property
    def open(self) -> bool:
        return self.decide not in DECISIONS


def plain_name(name: str) -> str:
    """A name without blanks and punctuation: two that are equal so are the same."""
    return re.sub(r"[\s，。；：、“”‘’（）()《》\-—·的]", "", name)


def proposals_of(promises: list[Promise], units: UnitTree | None, year: int = 0) -> list[Proposal]:
    """Drafts of the plan for `year` in the order of the text, numbered from 1."""
    ordered = sorted(
        (one for promise in promises for one in _by_round(promise)),
        key=lambda promise: (promise.line, promise.start, promise.end),
    )
    return [_proposal(promise, number, units, year) for number, promise in enumerate(ordered, 1)]


def _by_round(promise: Promise) -> list[Promise]:
    """One for each of the days by which the figure is to be reached anew; once by each day is a milestone a day."""
    figure = promise.figure
    if figure is None or len(promise.rounds) < 2:
        return [promise]
    once = figure.value == 1 and figure.high is None and promise.op == "eq" and figure.unit in _ROUND_UNITS
    bare = replace(promise, kind="milestone", op="none", figure=None, unit="", proof="project") if once else promise
    name = f"{promise.verb}{promise.name}" if once else promise.name
    return [
        replace(bare, name=f"{name}（{words}）", due=due, due_basis="explicit", dues=())
        for due, words in promise.rounds
    ]


def _proposal(promise: Promise, number: int, units: UnitTree | None, year: int) -> Proposal:
    scope, judge, doubts = _scope(promise, units)
    firmness = promise.firm in ("firm", "binding")
    goal = drafted_goal(promise)
    title, division = heading_and_division(promise.title)
    proposal = Proposal(
        id=f"draft-{number:03}", name=promise.name or promise.text, kind=promise.kind, goal=goal.text,
        goal_text=goal_words(promise), due=_due(promise), cadence=_cadence(promise), scope=scope, judge=judge, firm=firmness,
        place=DraftPlace(promise.section, number, promise.due_basis, promise.at[0], (promise.at[1], promise.at[1] + promise.end - promise.start), promise.words.strip(" 　\t")[:240]),
        confidence=str(Confidence.DOUBTFUL if doubts else promise.confidence), tense=promise.tense, inherited=list(promise.inherited),
        doubts=[*promise.doubts, *doubts, *([goal.asked] if goal.asked else [])], proposed=["cadence", *(["goal"] if goal.proposed else [])], proof=promise.proof,
        section=(promise.part, promise.number, title), division=division,
    )  # fmt: skip
    _measure(proposal, promise)
    if (
        units
        and units.bureau
        and not scope
        and not promise.each
        and promise.kind == "milestone"
        and promise.proof in _OWN_WORK
    ):
        proposal.scope = [units.bureau.code]
        proposal.proposed.append("scope")
        proposal.inherited.append("没有写由谁办，文件、会议按市本级自己的事；各单位都要办的，scope 写 all")
    if promise.firm in ("binding", "plan"):
        proposal.note = {"binding": "原文标为约束性。", "plan": "原文是“计划”“拟”“预计”，不是硬任务。"}[promise.firm]
    if not proposal.goal and promise.op != "none":
        proposal.note += f"原文“{proposal.goal_text}”，goal 还写不出来，由局里定怎样写。"
    start_and_hold(proposal, promise, year)
    proposal.read = "；".join(proposal.content)
    return proposal


def _measure(proposal: Proposal, promise: Promise) -> None:
    """The numbers a unit would report; the names are proposals."""
    if promise.mode in ("rise_pp", "fall_pp") and proposed_share(proposal.name):
        proposal.kind = "ratio"
    if proposal.kind == "ratio":
        proposal.decimals = 1
        by_month = _OF_A_MONTH.search(proposal.name) is not None
        if by_month or (_COMES_IN.search(proposal.name) and _EACH_MONTH.search(promise.words)):
            proposal.measured = "period"
            proposal.proposed.append("measured")
        share = proposed_share(_OF_A_MONTH.sub("", proposal.name)) or (
            proposed_whole(proposal.name) if promise.op == "all" else None
        )
        if share:
            proposal.operands = {
                "numerator": (share.numerator, share.unit),
                "denominator": (share.denominator, share.unit),
            }
            proposal.proposed += ["numerator", "denominator"]
        else:
            proposal.doubts.append("分子、分母各是什么数，名称里看不出，写在 numerator、denominator 里")
    elif proposal.kind in ("count", "redline") and promise.op != "none":
        unit = "起" if proposal.kind == "redline" else _counted_in(promise, proposal.judge) or "个"
        if promise.mode != "level" and unit in ("%", "个百分点", "倍"):
            unit = UNIT_OPEN
            proposal.doubts.append("这个数用什么单位报，写在 value 的 unit 里")
        proposal.operands = {"value": (proposal.name, unit)}
        if proposal.kind == "count":
            proposal.decimals = 0 if promise.figure is None or promise.figure.value.denominator == 1 else 1
            flows = _done_over_the_year(promise.verb) or unit in _EVENTS
            proposal.measured = "cumulative" if flows else "stock"
            proposal.proposed.append("measured")
            _judge_levels(proposal, unit)
            if (base := per_base(promise.unit)) > 1 and (pair := proposed_pair(proposal.name)):
                proposal.doubts.append(
                    f"要全市一个数的，改成 kind: ratio、per: {base}，分子{pair.numerator}、分母{pair.denominator}"
                )
    elif proposal.kind == "redline":
        proposal.operands, proposal.goal = {"value": (proposal.name, "起")}, "= 0"
        proposal.proposed.append("goal")


def _done_over_the_year(verb: str) -> bool:
    """新建, 清理, 救助 so many: counted from January on; 拥有, 覆盖 so many: as they stand."""
    actions = lexicon("actions")
    return verb in actions.marks and not actions.has(verb, "stand")


def _counted_in(promise: Promise, judge: str) -> str:
    """每个县至少有1个 is counted in 个, every county for itself; 名/社区 stays."""
    kind = promise.scope[0].lstrip("每各个一") if promise.each else ""
    return promise.unit.removesuffix(f"/{kind}") if kind and judge == "every" else promise.unit


def _judge_levels(proposal: Proposal, unit: str) -> None:
    """A standard, a price, a number a head: a sum of it over units says nothing, so each is judged for itself."""
    if not _is_level(proposal.name, unit):
        return
    proposal.measured = "level"
    if proposal.judge == "pooled":
        proposal.judge = "every"
        proposal.proposed.append("judge")
        proposal.doubts.append(
            "是标准、平均数一类，各单位的数不能相加（measured: level），按每个单位都要达到判（judge: every）；"
            "由局里统一报一个数的，scope 写本级的代码；确实要相加的，改 measured"
        )


def _is_level(name: str, unit: str) -> bool:
    """By its name and measure; words that only hint at a level (津贴, 平均) say nothing of what counts things."""
    counted, _, per = unit.partition("/")
    if looks_like_level(name, unit) or (per and not _FLOW.fullmatch(per)) or counted in _TIMES:
        return True
    return counted not in COUNTABLE and counted not in _SUMMED and _LEVEL.search(name) is not None


def goal_words(promise: Promise) -> str:
    """The words of the goal as they stand in the text."""
    figure = promise.figure
    if figure is None:
        return ""
    return promise.said or f"{promise.text}{figure.behind}"


def _due(promise: Promise) -> str:
    """The last day; of what comes round, the last day of the year it was promised for."""
    return promise.until if promise.due.startswith("每") else promise.due


def _cadence(promise: Promise) -> str:
    if promise.due in _ROUNDS:
        return _ROUNDS[promise.due]
    if promise.kind == "recurring":
        return next(
            (
                name
                for word, name in (("月", "month"), ("季", "quarter"), ("半年", "half"))
                if f"每{word}" in promise.words or f"按{word}" in promise.words
            ),
            "quarter",
        )
    return {"ratio": "month", "count": "month", "redline": "month", "milestone": "once"}.get(promise.kind, "half")


def _scope(promise: Promise, units: UnitTree | None) -> tuple[list[str], str, list[str]]:
    """Codes of the units named, how the city is judged, and what could not be resolved."""
    if not promise.scope:
        return [], "pooled", []
    if promise.each:
        whole = bool(_DISTRICT.search(promise.scope[0])) and not re.search("社区|街道|乡镇|村", promise.scope[0])
        return (
            [],
            "every" if whole else "pooled",
            [] if whole else [f"范围写的是“{promise.scope[0]}”，要定按什么单位报"],
        )
    codes, doubts = [], []
    for name in promise.scope:
        found = units.find(name) if units else ()
        if len(found) == 1:
            codes.append(found[0].code)
        else:
            codes.append(name)
        if units and len(found) != 1:
            doubts.append(f"范围里的“{name}”" + ("可指几个单位" if found else "在 mzgz.yaml 里没有"))
    return codes, "every", doubts
