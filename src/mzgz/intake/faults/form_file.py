"""What can be wrong with a handed-in file: what it is, a CSV that is no table, and what stands already."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from mzgz.model.findings import Rule, Severity, Words
from mzgz.model.hints import either

_SAVE_AS = "请用 WPS 表格或 Excel 打开，另存为“Excel 工作簿（.xlsx）”后再导入"


# ── the file ─────────────────────────────────────────────────────────────────────────────────────────────────


def not_a_workbook(kind: str) -> Words:
    """不是工作簿

    为什么：只有 .xlsx 工作簿和 .csv 文件能导入；改了后缀的照片、文稿、网页读不出数。

    反例：把扫描件改名成 .xlsx 发来

    正例：在下发的填报表里填好，保存为 .xlsx
    """
    reported = f"这不是 .xlsx 工作簿，而是{kind}，没有读入"
    if "YAML" in kind:
        return Words(
            reported,
            "不用导入"
            + either("：放在 submissions/2022-06/150702.yaml 这样的位置，再执行 mzgz check", "，请直接交给上级"),
        )
    if "压缩包" in kind:
        return Words(reported, "请先解压，把里面填好的填报表交上来")
    if kind == "快捷方式":
        return Words(reported, "快捷方式里没有填的数，换一台电脑就打不开；请找到它指的填报表，把那个文件交上来")
    if kind == "图片":
        return Words(reported, "图片里的数读不出来；请交填好的填报表原件，不要拍照、截图")
    return Words(reported, "请找出填好的填报表原件；" + _SAVE_AS.removeprefix("请"))


def old_workbook(kind: str) -> Words:
    """工作簿不是通用的格式

    为什么：有的格式别的软件读不全，容易读错数，所以不收。

    反例：存成“二进制工作簿（.xlsb）”，或者“严格 Open XML 电子表格”

    正例：另存为“Excel 工作簿（.xlsx）”
    """
    return Words(f"这是{kind}，没有读入", _SAVE_AS)


def reader_missing(kind: str) -> Words:
    """这台电脑没有装读旧格式的部件

    为什么：.xls、.et 是二十年前的格式，要另装一个部件才读得准；没有装就不读，免得读错。

    反例：没有装部件，就导入 .xls

    正例：装上部件，或者另存为“Excel 工作簿（.xlsx）”
    """
    install = '；要直接收这种格式，请在这台电脑上执行 pip install "mzgz[xls]"'
    return Words(f"这是{kind}，这台电脑没有装读它的部件，没有读入", _SAVE_AS + either(install, ""))


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


def many_parts(count: int, limit: int, pictures: int) -> Words:
    """工作簿里的部件太多

    为什么：一份填报表只有二十来个部件。多出来的多半是贴的图片，或者从别的文件带进来的东西，打开它会拖慢甚至拖垮电脑。

    反例：贴了三百张图片的工作簿

    正例：在下发的填报表里只填数
    """
    what = f"，其中图片{pictures}张" if pictures else ""
    return Words(
        f"工作簿里有{count}个部件{what}，超过上限{limit}个，没有读入",
        "请删去图片和用不着的工作表，另存一份再导入" if pictures else "请把内容填到重新下发的填报表里再发来",
    )


def part_twice(part: str) -> Words:
    """工作簿里有同名的部件

    为什么：同一个部件有两份，不同的软件打开看到的数不一样，不知道哪一份是真的。

    反例：用压缩软件往工作簿里添过文件

    正例：用 WPS 表格或 Excel 保存的工作簿
    """
    return Words(f"工作簿里有两个同名的部件（{part}），不知道以哪个为准，没有读入", _SAVE_AS)


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


def folder_left_out(kind: str) -> Words:
    """文件夹里有没打开的东西

    为什么：导入文件夹只看这一层的表格。压缩包、下一层文件夹里也许还有报送，漏了就成了未报。

    反例：收来的 压缩包.zip 放在文件夹里一起导入

    正例：先解压，再导入
    """
    if kind == "文件夹":
        return Words("这是下一层文件夹，里面的文件没有读入", "里面有报送的，请写明这个文件夹再导入一次；没有的不用管")
    return Words(f"这是{kind}，里面的文件没有读入", "里面有报送的，请先解压再导入；没有的请移走")


def file_left_out(kind: str) -> Words:
    """文件夹里有不是表格的文件

    为什么：导入文件夹只收表格，别的文件逐个说明，免得以为都收了。

    反例：扫描件和填报表放在一起导入

    正例：填报表单独放一个文件夹
    """
    return Words(f"这是{kind}，不是表格，没有读入", "里面有要报的数，请填到填报表里；没有的不用管")


def mended_since(better: str) -> Words:
    """退回的那一份已经改好

    为什么：退回件改好以后，原来那一份就不作数了；两份都收，会把改好的又报成有问题。

    反例：原来报来的还在，退回文件夹里的同名表已经改好

    正例：只留改好的那一份
    """
    return Words(f"这一份退回过，改好的在 {better}，收改好的，没有读这一份", "不用管；改好的也不对的，再改它")


def left_by_program(of: str) -> Words:
    """表格软件留下的临时文件

    为什么：表格还在软件里开着，开着的那一份里没有保存的数读不到。

    反例：~$2022-06-150702.xlsx

    正例：保存、关掉表格以后再导入
    """
    return Words(
        f"“{of}”可能还在表格软件里开着，临时文件没有读入", "请先保存，关掉软件再导入；已经关了的，删去这个文件"
    )


# ── CSV ──────────────────────────────────────────────────────────────────────────────────────────────────────


def csv_columns(missing: str) -> Words:
    """CSV 的表头不对

    为什么：按表头认列。缺了列，不知道数是什么。

    反例：第一行就是数，没有表头

    正例：单位,报告期,目标标识,字段,值
    """
    return Words(
        f"CSV 的第一行缺少“{missing}”这一列",
        "第一行写：单位,报告期,目标标识（或名称）,字段,值" + either("；单位和报告期也可用 --unit、--period 写明"),
    )


def csv_of_form() -> Words:
    """填报表另存成了 CSV

    为什么：存成 CSV 只剩一张工作表的字，单位、报告期和附表都丢了，不知道是谁的、哪个月的。

    反例：打开填报表，另存为“CSV（逗号分隔）”

    正例：直接保存，还是“Excel 工作簿（.xlsx）”
    """
    return Words(
        "这是填报表另存成的 CSV，单位、报告期和别的工作表都没有跟过来，没有读入",
        "请打开原来的填报表，直接保存，把 .xlsx 文件交上来",
    )


def csv_quotes(start: int) -> Words:
    """CSV 的引号没有收住

    为什么：以双引号开头的一格，要到下一个双引号才结束。没有收住，后面的几行就都成了这一格的文字。

    反例：150702,2022-06,visiting-rate,说明,"走访3次

    正例：150702,2022-06,visiting-rate,说明,"走访3次"
    """
    return Words(
        f"第{start}行有一格以双引号开头，没有收住，后面的行会并进这一格", "请补上收尾的双引号，或者删去开头的双引号"
    )


def csv_extra(text: str, heads: int) -> Words:
    """CSV 的一行多出一列

    为什么：文字里有半角逗号，就会从那里断开，后半句成了多出来的一列。

    反例：走访3次,发现问题2个

    正例："走访3次,发现问题2个"
    """
    return Words(
        f"表头是{heads}列，这一行多出“{text}”",
        "文字里有半角逗号的，请改成全角逗号，或者把整格用双引号括起来",
    )


def csv_column_unread(head: str, text: str) -> Words:
    """CSV 里有一列没有读入

    为什么：只读表头认得的几列；写在别的列里的备注、改过的数不会进报送。

    反例：表头多写一列“备注”，下面写着“已核，应为900”

    正例：字段一列写“说明”，值一列写“已核”
    """
    return Words(
        f"{f'“{head}”这一列不认识' if head else '有一列没有表头'}，里面的“{text}”没有读入",
        "要报的，另起一行，字段写“说明”，内容写在值里；不报的不用管",
    )


def csv_short(heads: int, cells: int) -> Words:
    """CSV 的一行缺列

    为什么：缺了列，不知道值是没有填，还是列错了位。

    反例：150702,2022-06,visiting-rate,分子

    正例：150702,2022-06,visiting-rate,分子,812
    """
    return Words(f"表头是{heads}列，这一行只有{cells}列", "请补齐；没有值的也要留出逗号")


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


def rule_not_named(text: str, near: Sequence[str]) -> Words:
    """没有这样的规则

    为什么：情况说明要说明的是审核提出的哪个疑问，名字对不上，说明就不起作用。

    反例：规则写“数据偏大”

    正例：规则从单子里选“比上次猛增猛减”，或者空着
    """
    return Words(
        f"没有叫“{text}”的规则",
        (f"是不是“{'”“'.join(near)}”？" if near else "") + "从单子里选；拿不准的空着，说明对这个数的各种疑问都算",
    )


def reason_blank(rule: str, target: str) -> Words:
    """情况说明没有写原因

    为什么：表里已经写好要说明什么，只差原因。没有写原因，这个疑问就还在。

    反例：退回的“情况说明”表里，原因空着

    正例：在原因一格写 新建福利院投入使用
    """
    about = f"“{rule}”" if rule else "疑问"
    return Words(f"“{target}”的{about}没有写原因", "数改过了的不用管；数没有错的，请写明原因")


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
    return Words(
        f"原有的 {path} 有读不出的地方，没有覆盖它",
        either(f"先执行 mzgz check {path} 改好；不要了就移走，再导入", "先改好原有的文件；不要了就移走，再导入"),
    )


def changed_meanwhile(what: str, mine: str, theirs: str, before: str) -> Words:
    """同一格刚才被别人改成了别的数

    为什么：导入前列出的改动，是照当时的文件列的。确认以后再写，会把别人刚改的数盖掉。

    反例：两个人同时改一个单位同一项的数

    正例：看清两个数，留下对的，再导入一次
    """
    return Words(
        f"“{what}”要写 {mine}，刚才别人改成了 {theirs}（原来是 {before}）；这一份没有写入",
        "请核对哪个数对；仍要写自己的，再导入一次" + either("（mzgz import）") + "，确认后写入",
    )


def removed_meanwhile(path: str) -> Words:
    """原有的报送刚才被删去了

    为什么：有人刚删去的文件，不能不问一声就写回来。

    反例：一人在导入，另一人同时把文件移走

    正例：问清楚以后再导入一次
    """
    return Words(
        f"原有的 {path} 刚才被别人删去了，没有写入",
        "请问清楚为什么删；仍要报的，再导入一次" + either("（mzgz import）"),
    )


def month_locked(month: str, lock: str, unit: str, period: str) -> Words:
    """这个月的报送已经锁定

    为什么：过了锁定日，数已经汇总、上报，不再收。确需补报、改报的，由有权的人批准，写明到哪天。

    反例：锁定日是7月20日，7月25日还来导入6月的报表

    正例：在 mzgz.yaml 的 reporting 下写明 exceptions，再导入
    """
    return Words(
        f"{month}的报送{lock}以后已经锁定，没有写入",
        "确需补报的，请有权的人批准，再导入"
        + either(
            "；批准写在 mzgz.yaml 的 reporting 下："
            f'exceptions: [{{unit: "{unit}", period: {period}, until: 日期, allowed_by: 职务, reason: 原因}}]'
        ),
    )


RULES: Final[tuple[Rule, ...]] = (
    Rule("F101", Severity.ERROR, not_a_workbook),
    Rule("F102", Severity.ERROR, old_workbook),
    Rule("F181", Severity.ERROR, reader_missing),
    Rule("F103", Severity.ERROR, locked_workbook),
    Rule("F104", Severity.ERROR, damaged_workbook),
    Rule("F105", Severity.ERROR, oversized_workbook),
    Rule("F106", Severity.ERROR, workbook_entities),
    Rule("F107", Severity.ERROR, workbook_macros),
    Rule("F108", Severity.ERROR, file_empty),
    Rule("F109", Severity.ERROR, file_missing),
    Rule("F110", Severity.NOTE, outside_links),
    Rule("F173", Severity.ERROR, many_parts),
    Rule("F174", Severity.ERROR, part_twice),
    Rule("F161", Severity.ERROR, csv_columns),
    Rule("F189", Severity.ERROR, csv_of_form),
    Rule("F175", Severity.ERROR, folder_left_out),
    Rule("F176", Severity.NOTE, file_left_out),
    Rule("F177", Severity.NOTE, left_by_program),
    Rule("F183", Severity.NOTE, mended_since),
    Rule("F164", Severity.ERROR, csv_quotes),
    Rule("F165", Severity.ERROR, csv_extra),
    Rule("F166", Severity.ERROR, csv_short),
    Rule("F190", Severity.NOTE, csv_column_unread),
    Rule("F162", Severity.ERROR, csv_undecodable),
    Rule("F163", Severity.ERROR, field_unknown),
    Rule("F156", Severity.ERROR, rule_not_named),
    Rule("F157", Severity.NOTE, reason_blank),
    Rule("F171", Severity.ERROR, taken_twice),
    Rule("F172", Severity.ERROR, standing_unreadable),
    Rule("F178", Severity.ERROR, changed_meanwhile),
    Rule("F179", Severity.ERROR, removed_meanwhile),
    Rule("F180", Severity.ERROR, month_locked),
)
