"""What can be wrong with a filled form as a whole: whose it is, and where things stand in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from mzgz.intake.faults.shared_phrases import near_or
from mzgz.model.findings import Rule, Severity, Words
from mzgz.model.hints import either

# ── whose form it is ─────────────────────────────────────────────────────────────────────────────────────────


def not_our_form(copied: bool = False) -> Words:
    """不是下发的填报表

    为什么：填报表里有一张隐藏的工作表，写明单位、报告期。没有它，不知道是谁报的、报的哪个月。

    反例：把数抄到自己建的工作簿里

    正例：直接填在下发的填报表里
    """
    if copied:
        return Words(
            "这是从填报表里复制出来的表，下发时写明单位和报告期的那张隐藏的工作表没有跟过来，没有读入",
            "请填在下发的那个文件里；要留底，用“另存为”存整个文件，不要把工作表复制到别的文件里",
        )
    return Words(
        "这不是下发的填报表：没有下发时写明单位和报告期的内容",
        either("请用 mzgz form 生成填报表", "请用下发的填报表") + "，把数填进去；自建表格可整理成 CSV 导入",
    )


def form_version(written: str, expected: str) -> Words:
    """填报表的版式不认得

    为什么：不同版式的格子位置不一样，照别的位置读会张冠李戴。现在的版式和上一个版式都认得。

    反例：用了更早的程序，或者比这里新的程序生成的填报表

    正例：用现在的程序重新生成填报表
    """
    return Words(
        f"填报表的版式是“{written}”，现在用的是“{expected}”",
        "请重新生成填报表" + either("（mzgz form）") + "，把数抄过去",
    )


def form_altered(what: str) -> Words:
    """填报表的固定内容被改动

    为什么：单位、报告期这些固定内容前后不一，就不知道数是谁的、哪个月的。

    反例：把别的单位的填报表改个单位名称来用

    正例：各用各的填报表
    """
    return Words(f"填报表的固定内容被改动：{what}", "请在重新下发的填报表里填写，不要改动浅黄色以外的格子")


def form_unit(written: str, expected: str) -> Words:
    """填报单位不对

    为什么：拿错了表，数就记到了别的单位账上。

    反例：文件名写的是阿荣旗，表里却是海拉尔区

    正例：文件名和表里是同一个单位
    """
    return Words(
        f"表里的单位是{written}，{expected}",
        "请核对是哪个单位的数；确是这个单位的，" + either("用 --unit 写明或") + "改正文件名",
    )


def form_period(written: str, expected: str) -> Words:
    """报告期不对

    为什么：用了上个月的表，数就记到了别的月份。

    反例：7月的数填在6月的表里

    正例：每个月用当月下发的表
    """
    return Words(f"表里的报告期是{written}，{expected}", "请核对是哪个月的数，填到当月的填报表里")


def form_stale(target: str) -> Words:
    """任务在发表以后调整过

    为什么：任务的口径、单位、目标变了，按旧表填的数可能已不是要的数。

    反例：填报表发出以后，分母由“登记床位”改成了“备案床位”

    正例：调整以后重新发表
    """
    return Words(
        f"“{target}”在填报表发出以后调整过，这份表还是旧的",
        "请重新生成填报表" + either("（mzgz form）") + "，核对口径后再填",
    )


def sheet_missing(name: str) -> Words:
    """缺少工作表

    为什么：工作表被删除或改名，里面的内容就读不到。

    反例：嫌“附表”用不着，删掉了

    正例：用不着的工作表空着
    """
    return Words(f"缺少工作表“{name}”（被删除或改了名）", "请恢复这张工作表，或在重新下发的填报表里填写")


def sheet_extra(name: str) -> Words:
    """多出的工作表

    为什么：只读填报表原有的几张工作表，写在别处的内容不会计入。

    反例：另加一张“测算”表

    正例：把结果填到“填报”表里
    """
    return Words(f"工作表“{name}”是多出来的，没有读入", "要报的内容请填到原有的工作表里；只是底稿的不用管")


def sheet_copied(name: str, of: str) -> Words:
    """同一张工作表有两份

    为什么：复制出来的一份和原来的数不一样，不知道以哪一份为准。

    反例：复制一张“填报 (2)”，在上面改了数

    正例：只在原有的“填报”表里填
    """
    return Words(
        f"“{name}”是“{of}”表的另一份，填的内容不一样，不知道以哪一份为准",
        "请只留下填好的一份，工作表的名称和下发时一样",
    )


def nothing_filled() -> Words:
    """一项也没有填

    为什么：空表说不清是没有填，还是填了没有保存。

    反例：打开看了看就发回

    正例：没有发生的填 0，不适用的写原因
    """
    return Words("填报表里一项也没有填", "请填报单位检查是否忘了保存，或发错了文件")


# ── where things stand ───────────────────────────────────────────────────────────────────────────────────────


def cells_moved(found: str, expected: str) -> Words:
    """格子挪动过

    为什么：按位置读数。增删行列、剪切粘贴以后，数就落到别的任务名下。

    反例：在表里插入一列备注

    正例：需要说明的写在“说明”一格
    """
    return Words(f"这里应是“{expected}”，现在是“{found}”，格子挪动过", "请在重新下发的填报表里填写，不要增删、剪切行列")


def row_unknown(key: str, near: Sequence[str]) -> Words:
    """没有这一项任务

    为什么：认不出的行不知道是哪一项任务，里面的数不能计入。

    反例：自己在表尾加了一行

    正例：只填表里原有的行
    """
    return Words(f"没有“{key}”这一项", near_or(near, "请对照填报表原有的行；任务确有增减的，请重新下发填报表"))


def row_twice(key: str, first: str) -> Words:
    """同一行出现两次

    为什么：复制出来的行，不知道哪一个数是真的。

    反例：整行复制粘贴

    正例：一项只填一次
    """
    return Words(f"“{key}”出现了两次，前一次在 {first}", "请核对后删去多余的一行")


def row_missing(what: str) -> Words:
    """少了一行

    为什么：下发的行被删去，这一项就成了漏报。

    反例：没有数的行删掉了

    正例：没有数的空着，写不适用原因或待核日期
    """
    return Words(f"少了“{what}”", "请在重新下发的填报表里填写；没有数的空着，不要删行")


def row_taken_out(what: str) -> Words:
    """少了没有填的一行

    为什么：可以空着的行被删去，等于空着，不用退回；下次请留着，免得删错。

    反例：没有要说明的，把“说明”一行删了

    正例：没有要说明的，空着
    """
    return Words(f"少了“{what}”，按空着读入", "没有要填的不用管；有的请在原来的表里补上")


def cells_merged(area: str) -> Words:
    """填报格被合并

    为什么：合并以后只留下左上角一个数，其余的都丢了。

    反例：把分子、分母两格合并，填一个百分比

    正例：分子、分母分别填
    """
    return Words(f"{area} 被合并成一格，合并时可能丢了数", "请取消合并，逐格补填")


def stray_content(text: str) -> Words:
    """内容写在了填报格以外

    为什么：只读浅黄色的格子，写在别处的内容不会计入。

    反例：在表的右边空白处写数

    正例：写在“本期填报”或“说明”里
    """
    return Words(f"这里不是填报格，写在这里的“{text}”没有读入", "请移到对应的浅黄色格子里；用不着的删掉")


def comment_unread(text: str) -> Words:
    """格子上有批注

    为什么：批注里的话不读入。要改的数写在批注里，就会按没改的报。

    反例：在格子上加批注“实际应为900”

    正例：直接把数改成 900，要说明的写在“说明”里
    """
    return Words(f"这一格有批注“{text}”，批注没有读入", "批注里是要改的数，请直接改在格子里；是说明，请写到“说明”一格")


def pictures_unread(name: str) -> Words:
    """表上贴了图片

    为什么：图片里的字读不出来，贴在格子上面还会遮住数。

    反例：把文件的照片贴在表上

    正例：凭据写文号，图片另行发送
    """
    return Words(f"“{name}”表上贴了图片，没有读入", "图片里是要报的内容，请打成字填到格子里；图片另行发送")


def rows_hidden(rows: Sequence[str]) -> Words:
    """隐藏的行里填了数

    为什么：隐藏了的、筛选掉的行看不见，里面的数照样读入，可能是没有核对过的。

    反例：筛选以后没有取消，有几行看不见

    正例：取消隐藏、取消筛选，各行都看过
    """
    listed = "、".join(rows[:_MOST_ROWS]) + (f"等{len(rows)}" if len(rows) > _MOST_ROWS else "")
    return Words(f"第{listed}行是隐藏的或者筛选掉的，里面填的照样读入", "请取消隐藏、取消筛选，核对这几行")


def columns_hidden(columns: Sequence[str]) -> Words:
    """隐藏的列里填了数

    为什么：隐藏了的列看不见，里面的数照样读入，可能是没有核对过的。

    反例：为了打印，把“本期填报”一列隐藏了

    正例：取消隐藏，各列都看过
    """
    return Words(f"{'、'.join(columns)}列是隐藏的，里面填的照样读入", "请取消隐藏，核对这几列")


def sheet_hidden(name: str) -> Words:
    """隐藏的工作表里填了数

    为什么：隐藏了的工作表看不见，里面填的照样读入，可能是没有核对过的。

    反例：把“附表”隐藏了，里面还写着上个月的亮点

    正例：取消隐藏，各张表都看过
    """
    return Words(f"“{name}”表是隐藏的，里面填的照样读入", "请取消隐藏，核对这张表")


_MOST_ROWS: Final = 8

RULES: Final[tuple[Rule, ...]] = (
    Rule("F111", Severity.ERROR, not_our_form),
    Rule("F112", Severity.ERROR, form_version),
    Rule("F113", Severity.ERROR, form_altered),
    Rule("F114", Severity.ERROR, form_unit),
    Rule("F115", Severity.ERROR, form_period),
    Rule("F116", Severity.ERROR, form_stale),
    Rule("F117", Severity.ERROR, sheet_missing),
    Rule("F118", Severity.NOTE, sheet_extra),
    Rule("F120", Severity.ERROR, sheet_copied),
    Rule("F119", Severity.ERROR, nothing_filled),
    Rule("F121", Severity.ERROR, cells_moved),
    Rule("F122", Severity.ERROR, row_unknown),
    Rule("F123", Severity.ERROR, row_twice),
    Rule("F124", Severity.ERROR, row_missing),
    Rule("F129", Severity.NOTE, row_taken_out),
    Rule("F125", Severity.ERROR, cells_merged),
    Rule("F126", Severity.ERROR, stray_content),
    Rule("F127", Severity.NOTE, comment_unread),
    Rule("F128", Severity.NOTE, pictures_unread),
    Rule("F184", Severity.NOTE, rows_hidden),
    Rule("F185", Severity.NOTE, columns_hidden),
    Rule("F186", Severity.NOTE, sheet_hidden),
)
