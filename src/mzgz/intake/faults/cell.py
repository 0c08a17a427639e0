"""What can be wrong with what stands in a cell: formulas, and values of the wrong kind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from mzgz.intake.faults.shared_phrases import near_or
from mzgz.model.findings import Rule, Severity, Words
from mzgz.model.hints import on_page

_NOT_HERE: Final = "点开下面的“不适用，或者要过些天才能报”写原因"
"""Where a page has what stands to the right of a cell."""

# ── formulas ─────────────────────────────────────────────────────────────────────────────────────────────────


def _quoted(formula: str) -> str:
    """In quotation marks; of a cell that shares the formula of another the file keeps none of its own."""
    return f"“{formula}”" if formula.strip("=") else ""


def formula_without_value(formula: str) -> Words:
    """公式没有结果

    为什么：有的软件保存时不带公式的结果，读到的是空的。

    反例：=SUM(B2:B9)，文件里没有存结果

    正例：直接填 812
    """
    return Words(f"这里是公式{_quoted(formula)}，文件里没有它的结果", "请直接填数：复制，再选择性粘贴为数值")


def formula_error(text: str) -> Words:
    """公式出错

    为什么：#DIV/0!、#REF! 是出错的标记，不是数。

    反例：=812/0 显示 #DIV/0!

    正例：直接填数；没有发生的填 0
    """
    hint = on_page("请直接填数；不适用的空着，在右边写原因", f"请直接填数；不适用的空着，{_NOT_HERE}")
    return Words(f"这里显示 {text}，是公式出错，不是数", hint)


def formula_linked(formula: str) -> Words:
    """公式取的是别的文件或程序里的数

    为什么：链接的数换一台电脑就取不到；调用别的程序的公式可能是病毒。

    反例：=[台账.xlsx]Sheet1!B2

    正例：直接填 812
    """
    return Words(
        f"这里的公式“{formula}”要从别的文件或程序取数，没有读入", "请直接填数；不认识这个公式的，不要点“启用”“更新”"
    )


def formula_in_text(formula: str) -> Words:
    """文字格里写了公式

    为什么：这一格要的是文字。以等号开头会被当成公式。

    反例：在说明里写 =已完成

    正例：在说明里写 已完成
    """
    return Words(f"这一格应写文字，现在是公式{_quoted(formula)}", "请删去开头的等号，直接写文字")


def formula_result(formula: str, value: str) -> Words:
    """读的是公式的结果

    为什么：公式的结果会随别的格子变化，导入的是保存时的结果。

    反例：=400+412

    正例：812
    """
    return Words(f"这里是公式{_quoted(formula)}，按结果 {value} 读入", "请核对结果；最好直接填数")


def formula_stale(formula: str, value: str, result: str) -> Words:
    """公式的结果是旧的

    为什么：有的软件改了别的格子不重算公式。表里存着的结果和公式现在算出来的不一样，不知道报的是哪一个。

    反例：公式是 =I6-600，I6 后来改成 1450，存着的结果还是 812

    正例：直接填 850
    """
    return Words(
        f"这里是公式{_quoted(formula)}，算出来是 {result}，文件里存着的结果却是 {value}，没有读入",
        "请核对是哪个数，直接填数",
    )


def text_like_formula(text: str) -> Words:
    """文字以 = + - @ 开头

    为什么：这样的文字复制到别的表格里会变成公式。

    反例：在说明里写 =cmd…

    正例：说明以汉字开头
    """
    return Words(f"“{text}”以运算符号开头，按文字读入，不当公式", "如果不是有意这样写，请改正")


def picture_for_value() -> Words:
    """格子里嵌的是图片

    为什么：图片里的字读不出来，核对不了，也进不了报告。

    反例：凭据一格嵌入了文件的照片

    正例：凭据写文号，如 海民发〔2022〕12号
    """
    return Words("这里嵌的是图片，图片里的内容读不出来", "请删去图片，把文号、名称或者数打成字；图片另行发送")


# ── what a cell shows ────────────────────────────────────────────────────────────────────────────────────────


def shown_otherwise(shown: str, held: str) -> Words:
    """显示的数和存的数不一样

    为什么：单元格格式能把数缩成“万”“千”，或者添字、藏数。人看的是一个数，读出来是另一个，不知道报的是哪个。

    反例：格式是 0!.0,"万元"，显示 562.0万元，存的是 5620000

    正例：格式是常规，显示和存的都是 562
    """
    return Words(
        f"这里显示“{shown}”，存的却是 {held}，两个数不一样",
        "请把单元格格式改成常规，再按“计量单位”一栏的单位重新填数",
    )


def shown_rounded(shown: str, held: str) -> Words:
    """显示的是四舍五入以后的数

    为什么：单元格格式能把小数位藏起来。人看的是 18，报的却是 17.6，和目标一比就不一样。

    反例：格式是 0，存的是 17.6，显示 18

    正例：格式是常规，显示和存的都是 17.6
    """
    return Words(f"这里显示“{shown}”，存的是 {held}，已按 {held} 读入", "请核对；要报看到的数的，照看到的数重新填")


def struck_out(text: str) -> Words:
    """整格都划掉了

    为什么：划掉的数是不是还算数，机器不替人定。

    反例：812 上画了删除线，没有另填

    正例：不要的删去，要的取消删除线
    """
    return Words(f"这里的“{text}”整个画了删除线，不知道还算不算", "还算数的，请取消删除线；不算数的，请删去重填")


def partly_struck_out(text: str, left: str) -> Words:
    """划掉了一部分

    为什么：旧数画上删除线、后面写新数，连起来就成了另一个数。

    反例：853 画了删除线，后面写 900，读出来是 853900

    正例：只留 900
    """
    hint = f"如果要报的是 {left}，请清空这一格，只填 {left}" if left else "请清空这一格，重新填"
    return Words(f"这里有一部分画了删除线：划掉的是“{text}”，剩下“{left}”，没有读入", hint)


def off_the_line(text: str, left: str) -> Words:
    """带有上标或下标

    为什么：注号、平方写成上标，读出来就并到数里去了。

    反例：853 后面带上标 1，读出来是 8531

    正例：只填 853，要说明的写在“说明”里
    """
    hint = f"如果要报的是 {left}，请清空这一格，只填 {left}；注写在“说明”里" if left else "请清空这一格，重新填"
    return Words(f"这里的“{text}”是上标或下标，其余是“{left}”，没有读入", hint)


def struck_words(text: str) -> Words:
    """文字里有划掉的

    为什么：画了删除线的话不会进报告，是不是真的不要，请再看一眼。

    反例：说明里有半句画了删除线

    正例：不要的话直接删去
    """
    return Words(f"“{text}”画了删除线，没有读入，其余照读", "请核对；要保留的取消删除线")


# ── values ───────────────────────────────────────────────────────────────────────────────────────────────────


def text_for_number(text: str, number: str | None) -> Words:
    """该填数的地方填了文字

    为什么：全角数字、带单位或逗号的数、“无”“约”都是文字，机器不替人猜。

    反例：８１２、1,204张、约800、无

    正例：812
    """
    plain = "请只填数字；没有发生填 0，不适用的空着"
    otherwise = on_page(f"{plain}并在右边写原因", f"{plain}，{_NOT_HERE}")
    return Words(f"这里应填数，现在是文字“{text}”", f"请改填 {number}" if number else otherwise)


def number_as_text(text: str) -> Words:
    """数以文字形式保存

    为什么：单元格设成了文本，看着是数，却不能求和、不能核对。

    反例：左上角有绿色三角的 812

    正例：数值格式的 812
    """
    return Words(f"这里的 {text} 是以文本形式存的，已按数读入", "请核对；下次把单元格改成数值")


def percent_for_number(shown: str) -> Words:
    """填成了百分比

    为什么：要的是个数，不是比例；比例由分子、分母算出来。0.55 和 55% 在格子里是同一个数，读出来就错。

    反例：55%

    正例：分子填 812，分母填 1450
    """
    return Words(
        f"这里填的是百分比 {shown}，要的是个数", on_page("请填实际的个数，并把单元格格式改成常规", "请填实际的个数")
    )


def date_for_number(shown: str) -> Words:
    """数变成了日期

    为什么：输入 5-20、3/4 会自动变成日期，背后是四万多的一个数。

    反例：3-4 变成 3月4日

    正例：把单元格格式改成常规，再填数
    """
    return Words(f"这里应填数，现在是日期 {shown}", "请把单元格格式改成常规，重新填数")


def number_too_large(text: str) -> Words:
    """数大得没有意义

    为什么：表格软件只记得住 15 位数字，再多的后几位已经不准。

    反例：812000000000000000

    正例：812
    """
    return Words(f"“{text}”超过 15 位，不是有意义的数", "请核对原始数据后重填；是编号就写到说明里")


def part_of_a_thing(text: str, measure: str) -> Words:
    """该填整数的地方填了小数

    为什么：床位、人数、个数没有小数。小数多半是比例，或者按“万”换算过；格子里显示成整数的，存的也可能是小数。

    反例：0.55、811.6

    正例：812
    """
    what = f"整数（{measure}）" if measure else "整数"
    return Words(f"这里应填{what}，现在是 {text}", "请填实际的个数，不填比例，不按“万”换算，不取平均数")


def wrong_kind(expected: str, got: str) -> Words:
    """填的种类不对

    为什么：该填数的填了是否、该写文字的填了日期，读进来就不是原来的意思。

    反例：在人数一格填 TRUE

    正例：在人数一格填 812
    """
    return Words(f"这里应填{expected}，现在是{got}", f"请改填{expected}")


def text_for_date(text: str, likely: str | None = None) -> Words:
    """日期认不出来

    为什么：缺年、缺日，或者写成文字的日期，无法判断是不是按期完成。

    反例：五月底、2022.5

    正例：2022-05-20
    """
    return Words(f"“{text}”认不出是哪一天", f"请写明年份，改填 {likely}" if likely else "请填年月日，如 2022-05-20")


def date_as_text(text: str, read: str) -> Words:
    """日期以文字形式保存

    为什么：文字形式的日期不能比较先后，只有写法没有歧义才读得出来。

    反例：2022年5月20日（文本）

    正例：2022-05-20（日期）
    """
    hint = on_page("请核对；下次把单元格改成日期", "请核对；下次写成年-月-日，如 2022-06-20")
    return Words(f"“{text}”是以文本形式存的，已按 {read} 读入", hint)


def serial_for_date(number: str, day: str | None) -> Words:
    """日期变成了一个数

    为什么：日期格的格式被改成常规，就显示成四万多的数，不能确定是不是日期。

    反例：44701

    正例：2022-05-20
    """
    hint = f"如果是日期，应为 {day}；请把单元格格式改成日期，填 {day}" if day else "请填年月日，如 2022-05-20"
    what = f" {number}" if "-" in number[1:] else f"数 {number}"
    return Words(f"这里应填日期，现在是{what}，认不出是哪一天", hint)


def choice_unknown(text: str, choices: Sequence[str], near: Sequence[str]) -> Words:
    """不在可选的范围里

    为什么：只认单子里的几种写法，别的写法不知道算哪一种。

    反例：是否完成填“基本完成”

    正例：是否完成选“是”或“否”
    """
    listed = "、".join(choices[:12]) + ("等" if len(choices) > 12 else "")
    return Words(f"“{text}”不在可选的范围里", near_or(near, f"请从单子里选：{listed}"))


def number_for_reason(text: str) -> Words:
    """写原因的地方填了数

    为什么：不适用原因是一句话。填了数，多半是数填错了列。

    反例：不适用原因填 812

    正例：不适用原因填 本期无新建居住区
    """
    return Words(
        f"这里应写原因，现在是数 {text}，可能填错了列",
        on_page("请把数移到“本期填报”，这里写原因或空着", "请把数填到上面的格子里，这里写原因或空着"),
    )


def row_incomplete(missing: str) -> Words:
    """这一行没有填完整

    为什么：缺了一项，这一行就用不上。

    反例：荣誉写了名称，没有写级别和获得者

    正例：名称、级别、获得者都写
    """
    return Words(f"这一行缺少“{missing}”", on_page("请补填；用不着的整行清空", "请补填；用不着的，把这一条各格都清空"))


def explained_nothing(target: str) -> Words:
    """说明没有对应的数

    为什么：情况说明是为填报的某个数作的，没有填数就没有可说明的。

    反例：写了变动原因，本期的数却空着

    正例：填了数，再写原因
    """
    return Words(f"这里为“{target}”作了说明，但要说明的数没有填", "请先填数；不需要说明的，把原因清空")


RULES: Final[tuple[Rule, ...]] = (
    Rule("F131", Severity.ERROR, formula_without_value),
    Rule("F132", Severity.ERROR, formula_error),
    Rule("F133", Severity.ERROR, formula_linked),
    Rule("F134", Severity.ERROR, formula_in_text),
    Rule("F135", Severity.NOTE, formula_result),
    Rule("F188", Severity.ERROR, formula_stale),
    Rule("F136", Severity.NOTE, text_like_formula),
    Rule("F137", Severity.ERROR, picture_for_value),
    Rule("F138", Severity.ERROR, shown_otherwise),
    Rule("F187", Severity.NOTE, shown_rounded),
    Rule("F139", Severity.ERROR, struck_out),
    Rule("F140", Severity.ERROR, partly_struck_out),
    Rule("F154", Severity.ERROR, off_the_line),
    Rule("F155", Severity.NOTE, struck_words),
    Rule("F141", Severity.ERROR, text_for_number),
    Rule("F142", Severity.NOTE, number_as_text),
    Rule("F143", Severity.ERROR, percent_for_number),
    Rule("F144", Severity.ERROR, date_for_number),
    Rule("F145", Severity.ERROR, number_too_large),
    Rule("F182", Severity.ERROR, part_of_a_thing),
    Rule("F146", Severity.ERROR, wrong_kind),
    Rule("F147", Severity.ERROR, text_for_date),
    Rule("F148", Severity.NOTE, date_as_text),
    Rule("F149", Severity.ERROR, serial_for_date),
    Rule("F150", Severity.ERROR, choice_unknown),
    Rule("F151", Severity.ERROR, number_for_reason),
    Rule("F152", Severity.ERROR, row_incomplete),
    Rule("F153", Severity.ERROR, explained_nothing),
)
