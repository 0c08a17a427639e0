"""What can be wrong with a passage of a document that came back; the docstrings are the manual."""

from __future__ import annotations

from typing import Final

from mzgz.model.findings import Rule, Severity, Words


def stale_passage(what: str, today: str) -> Words:
    """文中的话已经过时

    为什么：数据变了，不光数要变，名单、名次、结论、说法也要跟着变；这段话没有人改过，是照以前的数据写的。

    反例：文中写“有3个旗没有报全，暂不作结论”，后来都补报了

    正例：执行 mzgz refresh，整句以修订方式换成现在的说法
    """
    if not today:
        return Words(f"{what}是照以前的数据写的，按现在的数据不会再写", "用 mzgz refresh 更新，或删去这一处")
    return Words(f"{what}是照以前的数据写的，按现在的数据应为“{today}”", "用 mzgz refresh 更新，或照此改写")


def template_says(today: str) -> Words:
    """What a sentence is now that the office put its template in other words, the data being as they were."""
    if not today:
        return Words("模板改过，现在不再写这句话；数据没有变", "不要的删去；mzgz refresh 会照现在的模板删去")
    return Words(f"模板改过，这句话现在写作“{today}”；数据没有变", "原来的话可以不动；mzgz refresh 会照现在的模板改写")


def program_says(number: int, today: str) -> Words:
    """What a newer version of the program says in other words, the data and the templates being as they were."""
    example = f"，如这句话现在写作“{today}”" if today else ""
    return Words(
        f"措辞因程序更新而不同，共{number}处{example}；数据和模板都没有变",
        "原来的话可以不动；要照现在的写法，用 mzgz refresh 更新",
    )


def template_adds(today: str, before: str) -> Words:
    """What the office added to a template."""
    return Words(
        f"模板改过，{_after(before)}添了“{today}”；数据没有变", "mzgz refresh 会照现在的模板添上；不要的请在更新后删去"
    )


def _after(before: str) -> str:
    return f"在“{before}”的后面" if before else "文中"


def passage_to_add(what: str, today: str, before: str = "") -> Words:
    """按现在的数据还应有的话

    为什么：数据变了以后，有的话、有的行是新添出来的，旧文稿里没有。

    反例：又有一项任务没有完成，未完成任务清单里没有它

    正例：执行 mzgz refresh，清单里以修订方式添上这一行
    """
    where = _after(before) if before else what
    return Words(f"按现在的数据，{where}还应有“{today}”", "用 mzgz refresh 更新，或照此补上；不需要的请在更新后删去")


def cell_differs(printed: str, today: str) -> Words:
    """表里的话和数据不一致

    为什么：表里的结论、名次、标记、表头和题目是从数据里来的，改了一格，这一行就不成立了。

    反例：数据是逾期，表里手工改成了已完成

    正例：数据对的改回逾期；数据错的先请填报单位更正，再更新文稿
    """
    shown = f"写着“{printed}”" if printed else "空着"
    now = f"是“{today}”" if today else "应当空着"
    return Words(f"这里{shown}，按现在的数据{now}", "请核实：数据对的照此改回；数据错的先请填报单位更正")


def chart_differs(what: str) -> Words:
    """图和数据不一致

    为什么：图是照写文稿时的数据画的，数据变了图不会自己变；图后面的表也可能被人改过。

    反例：海拉尔更正以后占比变了，图上还是原来的高度

    正例：执行 mzgz refresh，图和图后面的表一起重画
    """
    return Words(what, "用 mzgz refresh 重画；有人改过的，请核实后改回")


def other_wording(today: str) -> Words:
    """和现在会写的不一样

    为什么：这份文稿没有带出写的时候的原话，看不出是数据变了，还是有人改过。

    反例：很早以前出的文稿，句子和现在会写的不同

    正例：对照现在的说法看一遍；以后的文稿会带出原话
    """
    return Words(f"这句话和现在会写的不一样，现在会写“{today}”", "请对照核实：是有人改写的，不必处理")


RULES: Final = (
    Rule("V121", Severity.ERROR, stale_passage, "document"),
    Rule("V122", Severity.ERROR, passage_to_add, "document"),
    Rule("V123", Severity.QUERY, cell_differs, "document"),
    Rule("V124", Severity.ERROR, chart_differs, "document"),
    Rule("V125", Severity.NOTE, other_wording, "document"),
)
"""The rules over passages, in the order of their codes."""
