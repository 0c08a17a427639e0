"""What can be wrong with a document that came back: each rule says its words; the docstrings are the manual."""

from __future__ import annotations

from typing import Final

from mzgz.model.findings import Rule, Severity, Words


def stale_figure(name: str, printed: str, current: str) -> Words:
    """文中的数已经过时

    为什么：文稿写好以后数据更正了，这个数没有人动过，已经和数据不一致。

    反例：文中写占比56.1%，一个旗更正以后全市是55.8%

    正例：执行 mzgz refresh，文中以修订方式改为55.8%
    """
    return Words(f"{name}，文中是{printed}，按现在的数据是{current}", "用 mzgz refresh 更新，或照此改过来")


def figure_gone(name: str, printed: str, reason: str) -> Words:
    """文中的数在数据里已经没有了

    为什么：数据变动以后，“比上年提高”“高于目标”一类的数可能不再成立，换一个数也不对，要改说法。

    反例：文中写比上年提高0.3个百分点，更正以后比上年下降0.1个百分点

    正例：改为“比上年下降0.1个百分点”
    """
    return Words(f"{name}，文中是{printed}，{reason}", "请改写这句话，不能只换数")


def edited_figure(name: str, printed: str, current: str) -> Words:
    """文中的数被人改过，和数据不一致

    为什么：链接数字是从数据里来的，手工改过以后就没有出处了。

    反例：数据是56.1%，文中手工改成了58.0%

    正例：数据报错的，先更正填报，再出文稿
    """
    return Words(
        f"{name}，文中手工改成了{printed}，数据是{current}", f"请核实：数据对的改回{current}，数据错的先请填报单位更正"
    )


def figure_conflict(name: str, printed: str, current: str) -> Words:
    """文中的数被人改过，数据也变了

    为什么：两边都动过，机器不能替人决定用哪一个。

    反例：原为56.1%，文中手工改成56.5%，数据又更正为55.8%

    正例：核实后改为55.8%
    """
    return Words(f"{name}，文中手工改成了{printed}，数据也已变为{current}", f"请核实用哪一个；数据对的改为{current}")


def empty_figure(name: str, current: str) -> Words:
    """数字被删空了

    为什么：数字删了，前后的话还在，句子就缺了一块。

    反例：护理型床位占比达到，比上年提高。

    正例：护理型床位占比达到56.1%，比上年提高7.9个百分点。
    """
    return Words(f"{name}的数字被删去了，这里空着", f"请补上{current}，或改写这句话")


def copied_figure(name: str, printed: str, current: str) -> Words:
    """链接数字是复制出来的

    为什么：一个数说两遍，改的时候容易漏掉一处。

    反例：复制一段后忘了删去

    正例：同一个数全文只说一遍
    """
    if printed == current:
        return Words(f"{name}{printed}，是复制出来的，前文已有", "不需要重复的请删去；要留的不必处理")
    return Words(f"{name}{printed}，是复制出来的，按现在的数据是{current}", "请删去重复的，或照此改过来")


def lost_figure(name: str) -> Words:
    """原有的链接数字找不到了

    为什么：整句删去的不要紧；只是被编辑软件丢掉链接的，以后数据变动就提醒不到了。

    反例：整段转成纯文本后贴回来

    正例：在 Word 或 WPS 里直接改，数字保留链接
    """
    return Words(
        f"{name}，原在文中，现在找不到链接了", "删去了的不必处理；还在文中的，请看后面列出的没有链接的数字，逐个核对"
    )


def tracked_figure(name: str, printed: str, current: str) -> Words:
    """数字上有未处理的修订

    为什么：修订还没有接受或拒绝，机器不替人决定。

    反例：定稿时还留着修订

    正例：接受或拒绝全部修订后再核对
    """
    same = "和数据一致" if printed == current else f"按现在的数据是{current}"
    return Words(f"{name}，这里有修订，接受后是{printed or '空的'}，{same}", "请接受或拒绝修订后再核对")


def unknown_figure(printed: str, tag: str) -> Words:
    """链接指向的任务不存在

    为什么：任务改了标识，或者文稿是别的工作区出的，这个数无从核对。

    反例：年中把任务的 id 改了

    正例：id 一经写入文稿就不再改
    """
    return Words(f"链接数字{printed}指向的任务（{tag}）不在数据里", "请人工核对；或用出这份文稿的那个工作区来核对")


def loose_contradicts(text: str, name: str, current: str) -> Words:
    """没有链接的数和数据矛盾

    为什么：有人手工写了一个数，按前后文认得出是哪一项，和数据对不上。

    反例：文中手工写护理型床位占比达到58%，数据是56.1%

    正例：护理型床位占比达到56.1%
    """
    return Words(f"“{text}”看来说的是{name}，数据是{current}", f"请核实：确是这一项的，改为{current}")


def unearned_claim(words: str, contradiction: str) -> Words:
    """说法没有数据支持

    为什么：“全面完成”“全覆盖”一类的话要有数据证明；数据变了，话也要跟着变。

    反例：还有一个旗没有达标，文中写各旗市区全部达标

    正例：13个旗市区达标
    """
    return Words(f"“{words}”没有数据支持：{contradiction}", "请退一步说，或先更正数据")


def open_claim(words: str, reason: str) -> Words:
    """What is said under the same rule of words that nothing contradicts and nothing confirms."""
    if reason:
        return Words(f"“{words}”还不能用数据证实：{reason}", "请等数据报齐后再说，或退一步说")
    return Words(
        f"“{words}”不能用数据证实：没有认出说的是哪一项任务", "请核实；属实的不必处理，最好写明是哪一项任务、数是多少"
    )


def verb_misfit(verb: str, reason: str) -> Words:
    """动词和数对不上

    为什么：数换了以后，“达到”“高于”这些词也可能不再成立。

    反例：护理型床位占比达到54.2%（目标55%）

    正例：护理型床位占比为54.2%，距目标还差0.8个百分点
    """
    return Words(f"“{verb}”不再合适：{reason}", "请改写，例如把“达到”改为“为”，并说明差距")


def words_misfit(name: str, printed: str, reason: str) -> Words:
    """数没有变，前后的话改得对不上了

    为什么：链接数字跟着数据走，前后的话是人改的：换了任务名、单位、时间、增减的动词，或者加了“没有”，数就说错了。

    反例：原文“比上年增加37个”改成“比上年减少37个”

    正例：动词、单位和任务名跟数一致
    """
    return Words(
        f"{name}{printed}，数没有变，前后的话对不上：{reason}", "请改回原来的说法，或按数据改写这句话；数不用改"
    )


def reworded_figure(name: str, printed: str) -> Words:
    """数没有变，前后的话改过，认不出还对不对

    为什么：句子被人改写过，机器没有把握说它还成立。

    反例：句中加了机器认不出的限定

    正例：改写以后人工核对一遍
    """
    return Words(f"{name}{printed}，数没有变，前后的话改过，不能断定还成立", "请人工核对这句话；属实的不必处理")


RULES: Final = (
    Rule("V101", Severity.ERROR, stale_figure, "document"),
    Rule("V102", Severity.ERROR, figure_gone, "document"),
    Rule("V103", Severity.QUERY, edited_figure, "document"),
    Rule("V104", Severity.ERROR, figure_conflict, "document"),
    Rule("V105", Severity.QUERY, empty_figure, "document"),
    Rule("V106", Severity.NOTE, copied_figure, "document"),
    Rule("V107", Severity.NOTE, lost_figure, "document"),
    Rule("V108", Severity.NOTE, tracked_figure, "document"),
    Rule("V109", Severity.QUERY, unknown_figure, "document"),
    Rule("V110", Severity.QUERY, loose_contradicts, "document"),
    Rule("V111", Severity.QUERY, unearned_claim, "document"),
    Rule("V112", Severity.QUERY, verb_misfit, "document"),
    Rule("V113", Severity.QUERY, words_misfit, "document"),
    Rule("V114", Severity.NOTE, reworded_figure, "document"),
)
"""The rules over a document that came back, in the order of their codes."""
