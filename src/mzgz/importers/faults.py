"""The words for a filled form that cannot be taken as it is: one function per fault, its docstring the manual."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from mzgz.diagnostics import Diagnostic, Rule, Severity, Source, Words

_SAVE_AS = "请用 WPS 表格或 Excel 打开，另存为“Excel 工作簿（.xlsx）”后再导入"


def _near(near: Sequence[str], otherwise: str) -> str:
    return f"是不是要写 {'、'.join(near)}？" if near else otherwise


# ── the file ─────────────────────────────────────────────────────────────────────────────────────────────────


def not_a_workbook(kind: str) -> Words:
    """不是工作簿

    为什么：只有 .xlsx 工作簿和 .csv 文件能导入；改了后缀的照片、文稿、网页读不出数。

    反例：把扫描件改名成 .xlsx 发来

    正例：在下发的填报表里填好，保存为 .xlsx
    """
    said = f"这不是 .xlsx 工作簿，而是{kind}，没有读入"
    if "YAML" in kind:
        return Words(said, "不用导入：放在 submissions/2022-06/150702.yaml 这样的位置，再执行 mzgz check")
    return Words(said, "请找出填好的填报表原件；" + _SAVE_AS.removeprefix("请"))


def old_workbook(kind: str) -> Words:
    """工作簿的格式太旧，或不是通用格式

    为什么：旧格式里看不出百分比、公式和合并单元格，容易读错数，所以只收 .xlsx。

    反例：用 WPS 存成 .et，或者存成 97-2003 格式的 .xls

    正例：另存为“Excel 工作簿（.xlsx）”
    """
    return Words(f"这是{kind}，没有读入", _SAVE_AS)


def locked_workbook() -> Words:
    """工作簿加了密码

    为什么：加了打开密码的文件读不出内容。填报表不含个人信息，不需要密码。

    反例：保存时设置了打开密码

    正例：取消密码后保存
    """
    return Words("工作簿加了打开密码，读不出内容", "请打开后取消密码，重新保存再导入")


def damaged_workbook(part: str) -> Words:
    """工作簿损坏

    为什么：传输中断、磁盘出错都会损坏文件。损坏的文件可能缺数，一律不读。

    反例：只下载了一半的文件

    正例：能正常打开的完整文件
    """
    return Words(f"工作簿损坏，打不开（{part}）", "请填报单位重新保存并发送；自己打得开的，另存一份 .xlsx 再导入")


def oversized_workbook(size: str, limit: str) -> Words:
    """工作簿过大

    为什么：一份填报表约 60 KB。大得离谱的，或者一展开就大上几百倍的，不会是正常的填报表，可能拖垮电脑。

    反例：整列填充格式、贴了图片的工作簿，或者专门做坏的压缩文件

    正例：在下发的填报表里只填数
    """
    return Words(f"工作簿展开后有 {size}，超过上限 {limit}，没有读入", "请把内容填到重新下发的填报表里再发来")


def workbook_entities(part: str) -> Words:
    """工作簿里有不该有的定义

    为什么：正常软件存的工作簿里没有实体定义。它能让一个小文件展开成几亿字，或者读到别的文件。

    反例：用专门工具改造过的工作簿

    正例：用 WPS 表格或 Excel 保存的工作簿
    """
    return Words(
        f"工作簿的 {part} 里有实体定义，正常软件不会这样存，没有读入", "请不要打开这个文件；请填报单位重新填表发送"
    )


def workbook_macros() -> Words:
    """工作簿带有宏

    为什么：下发的填报表没有宏。带宏的文件可能有病毒，也可能改过表里的数。

    反例：另存为“启用宏的工作簿（.xlsm）”

    正例：另存为“Excel 工作簿（.xlsx）”
    """
    return Words("工作簿里带有宏，没有读入", _SAVE_AS)


def file_empty() -> Words:
    """文件是空的

    为什么：空文件说不清是没有填，还是保存、传输时出了错。

    反例：0 字节的文件

    正例：填好的填报表
    """
    return Words("文件是空的，没有内容", "请填报单位重新保存并发送")


def file_missing(reason: str) -> Words:
    """文件打不开

    为什么：文件不存在、没有权限，或者同名的是一个文件夹。

    反例：文件名写错了

    正例：写明能打开的文件
    """
    return Words(f"文件打不开：{reason}", "请检查文件名和权限，关掉正在使用它的程序")


def outside_links() -> Words:
    """工作簿链接了别的文件

    为什么：链接到别的文件的数，换一台电脑就取不到，也无法核对。

    反例：单元格里写 =[台账.xlsx]Sheet1!B2

    正例：直接填数
    """
    return Words(
        "工作簿里有指向别的文件的链接；链接没有读取", "请在 WPS 表格或 Excel 里断开链接（数据—编辑链接），只留数"
    )


# ── whose form it is ─────────────────────────────────────────────────────────────────────────────────────────


def not_our_form() -> Words:
    """不是下发的填报表

    为什么：填报表里有一张隐藏的工作表，写明单位、报告期。没有它，不知道是谁报的、报的哪个月。

    反例：把数抄到自己建的工作簿里

    正例：直接填在下发的填报表里
    """
    return Words(
        "这不是下发的填报表：缺少隐藏的工作表 mzgz", "请用 mzgz form 生成填报表，把数填进去；自建表格可整理成 CSV 导入"
    )


def form_version(written: str, expected: str) -> Words:
    """填报表的版式不是现在的

    为什么：不同版式的格子位置不一样，照旧的位置读会张冠李戴。

    反例：用了以前程序版本生成的填报表

    正例：用现在的程序重新生成填报表
    """
    return Words(f"填报表的版式是“{written}”，现在用的是“{expected}”", "请重新生成填报表（mzgz form），把数抄过去")


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
        f"表里的单位是{written}，{expected}", "请核对是哪个单位的数；确是这个单位的，用 --unit 写明或改正文件名"
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
    return Words(f"“{target}”在填报表发出以后调整过，这份表还是旧的", "请重新生成填报表（mzgz form），核对口径后再填")


def sheet_missing(name: str) -> Words:
    """缺少工作表

    为什么：工作表被删除或改名，里面的内容就读不到。

    反例：嫌“亮点”表用不着，删掉了

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
    return Words(f"没有“{key}”这一项", _near(near, "请对照填报表原有的行；任务确有增减的，请重新下发填报表"))


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


# ── formulas ─────────────────────────────────────────────────────────────────────────────────────────────────


def formula_without_value(formula: str) -> Words:
    """公式没有结果

    为什么：有的软件保存时不带公式的结果，读到的是空的。

    反例：=SUM(B2:B9)，文件里没有存结果

    正例：直接填 812
    """
    return Words(f"这里是公式“{formula}”，文件里没有它的结果", "请直接填数：复制，再选择性粘贴为数值")


def formula_error(text: str) -> Words:
    """公式出错

    为什么：#DIV/0!、#REF! 是出错的标记，不是数。

    反例：=812/0 显示 #DIV/0!

    正例：直接填数；没有发生的填 0
    """
    return Words(f"这里显示 {text}，是公式出错，不是数", "请直接填数；不适用的空着，在右边写原因")


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
    return Words(f"这一格应写文字，现在是公式“{formula}”", "请删去开头的等号，直接写文字")


def formula_result(formula: str, value: str) -> Words:
    """读的是公式的结果

    为什么：公式的结果会随别的格子变化，导入的是保存时的结果。

    反例：=400+412

    正例：812
    """
    return Words(f"这里是公式“{formula}”，按结果 {value} 读入", "请核对结果；最好直接填数")


def text_like_formula(text: str) -> Words:
    """文字以 = + - @ 开头

    为什么：这样的文字复制到别的表格里会变成公式。

    反例：在说明里写 =cmd…

    正例：说明以汉字开头
    """
    return Words(f"“{text}”以运算符号开头，按文字读入，不当公式", "如果不是有意这样写，请改正")


# ── values ───────────────────────────────────────────────────────────────────────────────────────────────────


def text_for_number(text: str, number: str | None) -> Words:
    """该填数的地方填了文字

    为什么：全角数字、带单位或逗号的数、“无”“约”都是文字，机器不替人猜。

    反例：８１２、1,204张、约800、无

    正例：812
    """
    hint = f"请改填 {number}" if number else "请只填数字；没有发生填 0，不适用的空着并在右边写原因"
    return Words(f"这里应填数，现在是文字“{text}”", hint)


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
    return Words(f"这里填的是百分比 {shown}，要的是个数", "请填实际的个数，并把单元格格式改成常规")


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


def wrong_kind(expected: str, got: str) -> Words:
    """填的种类不对

    为什么：该填数的填了是否、该写文字的填了日期，读进来就不是原来的意思。

    反例：在人数一格填 TRUE

    正例：在人数一格填 812
    """
    return Words(f"这里应填{expected}，现在是{got}", f"请改填{expected}")


def text_for_date(text: str) -> Words:
    """日期认不出来

    为什么：缺年、缺日，或者写成文字的日期，无法判断是不是按期完成。

    反例：五月底、2022.5

    正例：2022-05-20
    """
    return Words(f"“{text}”认不出是哪一天", "请填年月日，如 2022-05-20")


def date_as_text(text: str, read: str) -> Words:
    """日期以文字形式保存

    为什么：文字形式的日期不能比较先后，只有写法没有歧义才读得出来。

    反例：2022年5月20日（文本）

    正例：2022-05-20（日期）
    """
    return Words(f"“{text}”是以文本形式存的，已按 {read} 读入", "请核对；下次把单元格改成日期")


def serial_for_date(number: str, day: str | None) -> Words:
    """日期变成了一个数

    为什么：日期格的格式被改成常规，就显示成四万多的数，不能确定是不是日期。

    反例：44701

    正例：2022-05-20
    """
    hint = f"如果是日期，应为 {day}；请把单元格格式改成日期后重填" if day else "请填年月日，如 2022-05-20"
    return Words(f"这里应填日期，现在是数 {number}", hint)


def choice_unknown(text: str, choices: Sequence[str], near: Sequence[str]) -> Words:
    """不在可选的范围里

    为什么：只认单子里的几种写法，别的写法不知道算哪一种。

    反例：是否完成填“基本完成”

    正例：是否完成选“是”或“否”
    """
    listed = "、".join(choices[:12]) + ("等" if len(choices) > 12 else "")
    return Words(f"“{text}”不在可选的范围里", _near(near, f"请从单子里选：{listed}"))


def number_for_reason(text: str) -> Words:
    """写原因的地方填了数

    为什么：不适用原因是一句话。填了数，多半是数填错了列。

    反例：不适用原因填 812

    正例：不适用原因填 本期无新建居住区
    """
    return Words(f"这里应写原因，现在是数 {text}，可能填错了列", "请把数移到“本期填报”，这里写原因或空着")


def row_incomplete(missing: str) -> Words:
    """这一行没有填完整

    为什么：缺了一项，这一行就用不上。

    反例：荣誉写了名称，没有写级别和获得者

    正例：名称、级别、获得者都写
    """
    return Words(f"这一行缺少“{missing}”", "请补填；用不着的整行清空")


def explained_nothing(target: str) -> Words:
    """说明没有对应的数

    为什么：情况说明是为填报的某个数作的，没有填数就没有可说明的。

    反例：写了变动原因，本期的数却空着

    正例：填了数，再写原因
    """
    return Words(f"这里为“{target}”作了说明，但要说明的数没有填", "请先填数；不需要说明的，把原因清空")


# ── CSV ──────────────────────────────────────────────────────────────────────────────────────────────────────


def csv_columns(missing: str) -> Words:
    """CSV 的表头不对

    为什么：按表头认列。缺了列，不知道数是什么。

    反例：第一行就是数，没有表头

    正例：单位,报告期,目标标识,字段,值
    """
    return Words(
        f"CSV 的第一行缺少“{missing}”这一列",
        "第一行写：单位,报告期,目标标识（或名称）,字段,值；单位和报告期也可用 --unit、--period 写明",
    )


def csv_undecodable() -> Words:
    """CSV 的文字编码认不出来

    为什么：乱码里的数不可靠。

    反例：传输中损坏的文件

    正例：以 UTF-8 或 GBK 保存的 CSV
    """
    return Words("认不出文件的文字编码", "请用 WPS 表格或 Excel 另存为“CSV UTF-8”")


def field_unknown(text: str, known: Sequence[str]) -> Words:
    """没有这个字段

    为什么：字段写明数填在任务的哪一格，认不出就没有地方放。

    反例：字段写“完成数”

    正例：字段写“数值”
    """
    return Words(f"这一项没有“{text}”这个字段", f"可以写：{'、'.join(known)}")


# ── what stands already ──────────────────────────────────────────────────────────────────────────────────────


def taken_twice(first: str) -> Words:
    """同一份报送导入了两次

    为什么：一个单位一个月只有一份报送，两份里不知道哪一份是真的。

    反例：把修改前后的两份表一起导入

    正例：只导入最后一份
    """
    return Words(f"这个单位这个月的表已经在 {first} 里读到", "请只留下正确的一份再导入")


def standing_unreadable(path: str) -> Words:
    """原有的报送文件读不出来

    为什么：导入前要和原有的文件对照。原有的读不出来，就不知道会改掉什么，也不敢覆盖。

    反例：原有的 YAML 文件括号没有收住

    正例：先按 mzgz check 的提示改好，或者移走原有的文件
    """
    return Words(f"原有的 {path} 有读不出的地方，没有覆盖它", f"先执行 mzgz check {path} 改好；不要了就移走，再导入")


RULES: Final[tuple[Rule, ...]] = (
    Rule("F101", Severity.ERROR, not_a_workbook),
    Rule("F102", Severity.ERROR, old_workbook),
    Rule("F103", Severity.ERROR, locked_workbook),
    Rule("F104", Severity.ERROR, damaged_workbook),
    Rule("F105", Severity.ERROR, oversized_workbook),
    Rule("F106", Severity.ERROR, workbook_entities),
    Rule("F107", Severity.ERROR, workbook_macros),
    Rule("F108", Severity.ERROR, file_empty),
    Rule("F109", Severity.ERROR, file_missing),
    Rule("F110", Severity.NOTE, outside_links),
    Rule("F111", Severity.ERROR, not_our_form),
    Rule("F112", Severity.ERROR, form_version),
    Rule("F113", Severity.ERROR, form_altered),
    Rule("F114", Severity.ERROR, form_unit),
    Rule("F115", Severity.ERROR, form_period),
    Rule("F116", Severity.ERROR, form_stale),
    Rule("F117", Severity.ERROR, sheet_missing),
    Rule("F118", Severity.NOTE, sheet_extra),
    Rule("F119", Severity.ERROR, nothing_filled),
    Rule("F121", Severity.ERROR, cells_moved),
    Rule("F122", Severity.ERROR, row_unknown),
    Rule("F123", Severity.ERROR, row_twice),
    Rule("F124", Severity.ERROR, row_missing),
    Rule("F125", Severity.ERROR, cells_merged),
    Rule("F126", Severity.ERROR, stray_content),
    Rule("F131", Severity.ERROR, formula_without_value),
    Rule("F132", Severity.ERROR, formula_error),
    Rule("F133", Severity.ERROR, formula_linked),
    Rule("F134", Severity.ERROR, formula_in_text),
    Rule("F135", Severity.NOTE, formula_result),
    Rule("F136", Severity.NOTE, text_like_formula),
    Rule("F141", Severity.ERROR, text_for_number),
    Rule("F142", Severity.NOTE, number_as_text),
    Rule("F143", Severity.ERROR, percent_for_number),
    Rule("F144", Severity.ERROR, date_for_number),
    Rule("F145", Severity.ERROR, number_too_large),
    Rule("F146", Severity.ERROR, wrong_kind),
    Rule("F147", Severity.ERROR, text_for_date),
    Rule("F148", Severity.NOTE, date_as_text),
    Rule("F149", Severity.ERROR, serial_for_date),
    Rule("F150", Severity.ERROR, choice_unknown),
    Rule("F151", Severity.ERROR, number_for_reason),
    Rule("F152", Severity.ERROR, row_incomplete),
    Rule("F153", Severity.ERROR, explained_nothing),
    Rule("F161", Severity.ERROR, csv_columns),
    Rule("F162", Severity.ERROR, csv_undecodable),
    Rule("F163", Severity.ERROR, field_unknown),
    Rule("F171", Severity.ERROR, taken_twice),
    Rule("F172", Severity.ERROR, standing_unreadable),
)

_BY_FUNCTION: Final[dict[Callable[..., Words], Rule]] = {rule.check: rule for rule in RULES}


def fault(check: Callable[..., Words], source: Source, /, **particulars: Any) -> Diagnostic:
    """The finding of a fault: the rule's function says it, the table gives code and severity."""
    rule = _BY_FUNCTION[check]
    words = check(**particulars)
    return Diagnostic(rule.code, rule.slug, rule.severity, words.message, words.hint, source)
