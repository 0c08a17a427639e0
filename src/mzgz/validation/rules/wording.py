"""Wording: what must not stand in a narrative, and what reads badly in a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain
from typing import Final

from mzgz.language.pattern_search import expression, find_all
from mzgz.language.personal_data import personal_data, short_form
from mzgz.model.findings import Rule, Severity
from mzgz.validation.rules import bracket_wording, date_and_trend_wording, number_wording, unit_wording
from mzgz.validation.rules.wording_slip import Slip

LENGTH_MOST: Final = 400
"""Characters of one passage that a report can take over."""

_SENTENCE_END: Final = expression(r"[。！？；\n]")
_BOUNDARY: Final = expression(
    r"撤[旗县市区镇乡苏木盟]{1,2}(?:设|改|建|并|立)|[旗县]改[市区]|乡改镇|设立[^，]{1,6}(?:市辖区|新区)|合并[^，]{0,8}(?:苏木|乡|镇|街道)|区划调整(?!程序|报批|管理|档案|事项|政策|纪律|规定|信息|有关)"
    r"|(?:苏木|乡镇|街道|旗|镇|市)[^，]{0,6}(?:更名|划归)|划归[^，]{0,8}(?:管辖|代管)|调整代管|代管[^，]{0,4}调整|迁驻|设立[^，]{0,6}(?:县级|地级)市|区划(?:优化|变更)|优化行政区划"
    r"|(?:旗县|县区|旗市区|苏木乡镇|苏木|乡镇|街道)[^，]{0,4}撤并|撤并[^，]{0,4}(?:旗县|苏木|乡镇|街道)"
    r"|(?:苏木|乡|镇|街道)[^，]{0,4}(?:分设为|析置)|撤销[^，]{1,8}(?:苏木|乡|镇|街道|旗|县)[^，]{0,4}(?:设立|改设|并入)"
)
_INTENT: Final = expression(
    r"拟|争取|推动|推进|申报|申请|谋划|谋求|力争|筹备|论证|启动|前期|报批|研究|加快|计划|准备|[纳列]入[^，]{0,4}规划|提上日程"
)
_BOUNDARY_WORD: Final = expression(r"撤|改[市区镇]|设立|合并|区划|更名|划归|代管|迁驻|分设|析置")
"""One of these stands in every match of the above."""
_APPROVAL: Final = expression(r"〔[0-9]{4}〕[0-9]+号")
_PLACEHOLDER: Final = expression(
    r"[XxＸｘ×]{2,}|[□▢◻]{2,}|[○◯●]{2,}|_{3,}|＿{2,}|…{3,}|[【（(]\s*(?:待补|待定|待填|填写)|某某|[？?]{3,}"
    r"|(?<=[\u4e00-\u9fff])[□▢◻N](?=[个处家张人户件名项所次万元])|(?<![0-9A-Za-z*＊])[*＊]{2,}(?=\s?[个处家张人户件名项所万元年月日])"
    r"|(?<=[\u4e00-\u9fff])[ \u3000]+(?=[个处家张人户件名项所次](?:[，。；、,;）]|$))|[（(【\[][ \u3000]*[）)】\]]"
    r"|待(?:核实|确认|统计)后?(?:补充|填写|补报|完善)|待补充|此处(?:填|补|插)|TODO|TBD|%[sd](?![A-Za-z])|\{\{|\$\{",
    re.MULTILINE,
)
_PLACEHOLDER_HEAD: Final = expression(
    r"[XxＸｘ×□▢◻○◯●_＿…【（(\[某？?N*＊ \u3000待此T%{$]"
    r"(?:(?<=%)[sd]|(?<!%)(?=[XxＸｘ×□▢◻○◯●_＿…？?*＊\s某待填个处家张人户件名项次所万元补核确统OB{）)】\]]))"
)
_HALF: Final = expression(r"[,;:!?.](?= {0,2}([^\x00-\x7f ]))")
_FULL: Final = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", ".": "。"}
_DOUBLED: Final = expression(r"[，。；：、][，。；：、]+")
_POINTS: Final = expression(
    r"(?:(?:占比|比重|比例|(?<![效频功速])率|满意度|知晓度|覆盖面)[^，。；\n0-9]{0,8}|(?:占比|比重|比例|率)由[0-9.]+[%％])"
    r"(?:提高|提升|上升|增加|增长|扩大|下降|降低|减少|回落)了?[约近超]?[0-9]+(?:\.[0-9]+)?[%％]"
)
_SUBTRACTED: Final = expression(
    r"[由从]([0-9]+(?:\.[0-9]+)?)[%％][^，。；\n0-9]{0,6}([0-9]+(?:\.[0-9]+)?)[%％][，,、]?"
    r"(?:[比较][^，。；\n0-9]{1,6})?(?:提高|提升|上升|增加|增长|扩大|下降|降低|减少|回落)了?([0-9]+(?:\.[0-9]+)?)[%％]"
)
"""From one share to another, and the difference of the two with a percent sign."""
_SUBTRACTED_HEAD: Final = expression(r"[由从][0-9][0-9.]*[%％]")
_POINTS_HEAD: Final = expression("[占比率满知覆]")
_WIDE_DIGITS: Final = expression(r"[０-９][０-９]*")


def citizen_id(text: str) -> Sequence[Slip]:
    """写了公民身份号码

    为什么：身份号码属于个人敏感信息，报送材料层层转发，写进去就是泄露。

    反例：
        problems: [{section: 健全完善养老服务体系, text: 老人（11010519491231002X）的补贴没有到账}]

    正例：
        problems: [{section: 健全完善养老服务体系, text: 有1位老人的补贴没有到账}]
    """
    words = {True: "写有公民身份号码", False: "写有像公民身份号码的数（末位校验码不对，也不能写）"}
    return [
        Slip(one.start, one.end, f"{words[one.sound]}（{short_form(text, one)}）", "请删去，写“1人”即可")
        for one in personal_data(text)
        if one.kind == "citizen_id"
    ]


def phone_number(text: str) -> Sequence[Slip]:
    """写了电话号码

    为什么：个人电话不能随材料转发。要留联系方式的，另行报送。

    反例：
        entries:
          village-rules: {stage: 推进中, note: 详情请拨13800138000}

    正例：
        entries:
          village-rules: {stage: 推进中, note: 已开通12345热线受理}
    """
    return [
        Slip(one.start, one.end, f"写有电话号码（{short_form(text, one)}）", "请删去；联系方式另行报送")
        for one in personal_data(text)
        if one.kind == "phone"
    ]


def bank_card(text: str) -> Sequence[Slip]:
    """写了银行卡号

    为什么：银行卡号属于个人敏感信息，补贴发放的账户不进报送材料。

    反例：
        problems: [{section: 健全完善养老服务体系, text: 账户6222020000000000000补贴没有到账}]

    正例：
        problems: [{section: 健全完善养老服务体系, text: 有1位老人的补贴没有到账}]
    """
    return [
        Slip(one.start, one.end, f"写有银行卡号（{short_form(text, one)}）", "请删去，写“1人”“1户”即可")
        for one in personal_data(text)
        if one.kind == "card"
    ]


def boundary_change(text: str) -> Sequence[Slip]:
    """写了未经批准的区划调整

    为什么：区划调整未经批准，不得写入规划、文件和工作报告，也不得对外公开。

    反例：
        highlights: [{section: 健全完善养老服务体系, text: 积极争取撤旗设市}]

    正例：
        highlights: [{section: 健全完善养老服务体系, text: 经内政字〔2021〕30号批准，撤乡设镇工作完成}]
    """
    slips: list[Slip] = []
    end = 0
    for word in _BOUNDARY_WORD.finditer(text):
        if word.start() < end:
            continue
        start, end = _sentence_around(text, word.start())
        sentence = text[start:end]
        change = _BOUNDARY.search(sentence)
        if change and _INTENT.search(sentence) and not _approved(sentence):
            message = f"写有未经批准的区划调整意向（“{change[0]}”）"
            place = start + change.start()
            slips.append(Slip(place, place + len(change[0]), message, "请删去；已经批准的，写明批准文号"))
    return slips


def _sentence_around(text: str, place: int) -> tuple[int, int]:
    line = text.rfind("\n", 0, place) + 1
    start = max(text.rfind(mark, line, place) + 1 for mark in "。！？；")
    end = _SENTENCE_END.search(text, place)
    return max(line, start), end.start() if end else len(text)


def _approved(sentence: str) -> bool:
    """Whether it names a document: a number behind the short name of who issued it."""
    return any("一" <= sentence[match.start() - 1 : match.start()] <= "鿿" for match in _APPROVAL.finditer(sentence))


def left_over_blank(text: str) -> Sequence[Slip]:
    """留着没有填的空

    为什么：从模板或上年材料抄来的“XX”“待补”，没有填就会原样进入报告。“159＋X”里的 X 不是空。

    反例：
        highlights: [{section: 健全完善养老服务体系, text: 建成养老机构XX处}]

    正例：
        highlights: [{section: 健全完善养老服务体系, text: 开通159＋X专线，建成养老机构3处}]
    """
    return [
        Slip(match.start(), match.end(), f"这里留着没有填的空“{match[0]}”", "请填上实际内容，没有内容的删去整句")
        for match in find_all(_PLACEHOLDER_HEAD, _PLACEHOLDER, text)
    ]


def percent_for_points(text: str) -> Sequence[Slip]:
    """该用百分点的写成了百分号

    为什么：率从 50% 到 55%，是提高 5 个百分点，不是提高 5%（那是 52.5%）。

    反例：
        highlights: [{section: 健全完善养老服务体系, text: 护理型床位占比提高5.2%}]

    正例：
        highlights: [{section: 健全完善养老服务体系, text: 护理型床位占比提高5.2个百分点，达到55%}]
    """
    found = list(find_all(_POINTS_HEAD, _POINTS, text))
    for match in find_all(_SUBTRACTED_HEAD, _SUBTRACTED, text):
        before, after, change = (Decimal(match[place]) for place in (1, 2, 3))
        if abs(after - before) == change and not any(each.end() == match.end() for each in found):
            found.append(match)
    return [
        Slip(
            match.start(),
            match.end(),
            f"“{match[0]}”，占比的变动应当用百分点",
            "两个占比相减的，改为“个百分点”；改写成“提高到”的，写达到的数",
        )
        for match in sorted(found, key=lambda match: match.start())
    ]


def halfwidth_punctuation(text: str) -> Sequence[Slip]:
    """中文里用了半角标点

    为什么：公文用全角标点。半角的混在中文里，排版松紧不一。

    反例：
        highlights: [{section: 健全完善养老服务体系, text: "建成机构3处,方便群众"}]

    正例：
        highlights: [{section: 健全完善养老服务体系, text: 建成机构3处，方便群众}]
    """
    return [
        Slip(match.start(), match.end(), f"中文里有半角标点“{match[0]}”", f"请改为全角“{_FULL[match[0]]}”")
        for match in _HALF.finditer(text)
        if _stands_in_chinese(match[0], text[max(match.start() - 1, 0)], match[1])
    ]


def _stands_in_chinese(sign: str, before: str, after: str) -> bool:
    """Whether a sign is between Chinese characters; a colon or comma also beside their quotes. Compared here: each range
    of all Chinese characters in an expression takes most of a millisecond to compile."""
    quotes = ("”》）", "“《（") if sign != "." else ("", "")
    return ("一" <= before <= "鿿" or before in quotes[0]) and ("一" <= after <= "鿿" or after in quotes[1])


def doubled_punctuation(text: str) -> Sequence[Slip]:
    """标点重复

    为什么：两个标点挨在一起，多半是删改时落下的，也可能中间漏了内容。

    反例：
        highlights: [{section: 健全完善养老服务体系, text: 建成机构3处，。}]

    正例：
        highlights: [{section: 健全完善养老服务体系, text: 建成机构3处。}]
    """
    return [
        Slip(match.start(), match.end(), f"标点“{match[0]}”挨在一起", "请删去多余的标点，并看看中间有没有漏字")
        for match in _DOUBLED.finditer(text)
    ]


def fullwidth_digits(text: str) -> Sequence[Slip]:
    """数字用了全角

    为什么：公文中的阿拉伯数字用半角，全角数字查找不到，也不能比对。

    反例：
        highlights: [{section: 健全完善养老服务体系, text: 建成机构１２处}]

    正例：
        highlights: [{section: 健全完善养老服务体系, text: 建成机构12处}]
    """
    return [
        Slip(match.start(), match.end(), f"数字“{match[0]}”是全角的", "请改为半角数字")
        for match in _WIDE_DIGITS.finditer(text)
    ]


def text_too_long(text: str) -> Sequence[Slip]:
    """一段话太长

    为什么：情况说明和亮点要写进报告，一段超过 400 字就只能由上级删减，删掉的可能正是要紧的。

    反例：一段六百字的工作亮点

    正例：一段写一件事，几十个字
    """
    return [
        Slip(start, end, f"这一段有{end - start}个字，超过{LENGTH_MOST}个字", "请压缩到要点，每段只写一件事")
        for start, end in _long_lines(text)
    ]


def _long_lines(text: str) -> Iterator[tuple[int, int]]:
    """In leaps of the length allowed: of short lines nearly all are leapt over."""
    start = 0
    while len(text) - start > LENGTH_MOST:
        last = text.rfind("\n", start, start + LENGTH_MOST + 1)
        if last < 0:
            end = text.find("\n", start)
            last = len(text) if end < 0 else end
            yield start, last
        start = last + 1


RULES: Final = (
    Rule("W101", Severity.ERROR, citizen_id, "text"),
    Rule("W102", Severity.ERROR, phone_number, "text"),
    Rule("W103", Severity.ERROR, boundary_change, "text"),
    Rule("W104", Severity.ERROR, left_over_blank, "text"),
    Rule("W105", Severity.QUERY, percent_for_points, "text"),
    Rule("W106", Severity.NOTE, halfwidth_punctuation, "text"),
    Rule("W107", Severity.NOTE, doubled_punctuation, "text"),
    Rule("W108", Severity.NOTE, fullwidth_digits, "text"),
    Rule("W109", Severity.NOTE, text_too_long, "text"),
    *number_wording.RULES,
    *bracket_wording.RULES,
    Rule("W120", Severity.ERROR, bank_card, "text"),
    *date_and_trend_wording.RULES,
    *unit_wording.RULES,
)


def scan(text: str, spare: Iterable[str] = ()) -> list[tuple[Rule, str, tuple[int, int]]]:
    """All wording faults of a text, in order of place: the rule, the words, and their span.

    `spare` are names that may stand as they are, such as a bureau called XX市民政局 in a sample.
    """
    found = [(rule, slip) for rule in RULES for slip in slips(rule, text, tuple(spare))]
    found.sort(key=lambda pair: (pair[1].start, pair[0].code))
    return [(rule, text[slip.start : slip.end], (slip.start, slip.end)) for rule, slip in found]


def slips(rule: Rule, text: str, spare: tuple[str, ...]) -> list[Slip]:
    """What one wording rule finds in a text, outside the spared names."""
    raw: Sequence[Slip] = rule.check(text)
    if not raw or not spare:
        return list(raw)
    names = chain.from_iterable(re.finditer(re.escape(name), text) for name in spare if name)
    spans = [match.span() for match in names]
    return [slip for slip in raw if not any(start <= slip.start and slip.end <= end for start, end in spans)]
