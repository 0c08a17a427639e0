"""What must not leave the bureau in a text: numbers of persons, and changes of boundaries nobody has approved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from mzgz.language.pattern_search import expression
from mzgz.language.personal_data import personal_data, short_form
from mzgz.model.findings import Rule, Severity
from mzgz.validation.rules.wording_slip import Slip

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


RULES: Final = (
    Rule("W101", Severity.ERROR, citizen_id, "text"),
    Rule("W102", Severity.ERROR, phone_number, "text"),
    Rule("W103", Severity.ERROR, boundary_change, "text"),
    Rule("W120", Severity.ERROR, bank_card, "text"),
)
