"""The words for a file that is wrong as text or as YAML: one function per fault, its docstring the manual."""

from __future__ import annotations

from mzgz.model.findings import Words
from mzgz.model.hints import either

# ── the file as text ─────────────────────────────────────────────────────────────────────────────────────────


def not_utf8(encoding: str, path: str) -> Words:
    """文件不是 UTF-8 编码

    为什么：UTF-8 是统一的文字编码。其他编码的文件能读，但换一台电脑可能成为乱码。

    反例：以 GBK 保存的文件

    正例：以 UTF-8 保存的文件
    """
    return Words(
        f"文件的文字编码是 {encoding}，不是 UTF-8；已按 {encoding} 读入",
        "用记事本打开，另存为时编码选“UTF-8”" + either(f"；或执行 iconv -f {encoding} -t UTF-8 {path} > 新文件.yaml"),
    )


def undecodable(byte: int) -> Words:
    """文件里有认不出的字节

    为什么：文件损坏，或者不是文本文件（例如把工作簿改名成 .yaml），读出来的内容不可靠。

    反例：传输中断、只剩半个汉字的文件

    正例：完整的 UTF-8 文件
    """
    return Words(
        f"这里的字节 0x{byte:02X} 认不出是什么字，文件可能已损坏或不是文本文件",
        "请从原件重新保存为 UTF-8 编码的文本文件",
    )


def hidden_character(codepoint: int, many: int) -> Words:
    """文件里有看不见的控制字符

    为什么：控制字符和零宽字符多是从网页、公文软件里粘贴带来的，看不见，却会使名称、数字对不上。

    反例：文中夹有零宽空格（U+200B）

    正例：删去这个字符
    """
    more = f"，全文共 {many} 处" if many > 1 else ""
    return Words(
        f"这里有看不见的字符 U+{codepoint:04X}{more}", "请删去这个字符；从别处粘贴来的文字，先粘贴到记事本再复制过来"
    )


def radical_character(codepoint: int, right: str, many: int) -> Words:
    """用了部首字符，不是汉字

    为什么：从 PDF、扫描件里复制来的文字，常把“人”“工”换成样子一样的部首字符，看不出来，却查不到、对不上。

    反例：文中的“⼈”是部首（U+2F08），不是汉字“人”

    正例：重新键入这个字
    """
    more = f"，全文共 {many} 处" if many > 1 else ""
    proper = f"，应是“{right}”" if right else ""
    what, wrong = ("兼容字符", "不是平常的汉字") if codepoint >= 0xF900 else ("部首字符", "不是汉字")
    return Words(
        f"“{chr(codepoint)}”是{what} U+{codepoint:04X}，{wrong}{proper}{more}",
        "请重新键入；从版式文件里复制的，逐字核对",
    )


def merge_conflict(last: int) -> Words:
    """文件里留着没有解决的合并冲突

    为什么：两个人改了同一处，git 把两种写法都留在文件里，用 <<<<<<< 和 >>>>>>> 隔开。不选定一种，不知道哪个数是真的。

    反例：文件里有 <<<<<<< HEAD 这样的行

    正例：留下对的一种，删去这几行记号
    """
    return Words(
        f"这里有没有解决的合并冲突（<<<<<<<、=======、>>>>>>> 这样的行，到第{last}行），没有读入",
        "请和对方商定留哪一种，删去另一种和这几行记号",
    )


def space_after_colon(codepoint: int, many: int) -> Words:
    """冒号后面是特殊空格

    为什么：从网页、公文软件里粘贴来的不间断空格，看着是空格，却不能把名称和值分开。

    反例：
        unit: "150702"
        period:\u00a02022-06

    正例：
        unit: "150702"
        period: 2022-06
    """
    more = f"，全文共 {many} 处" if many > 1 else ""
    return Words(f"冒号后面是特殊空格（U+{codepoint:04X}），不是普通空格{more}", "请删去它，改用空格键输入的空格")


def file_too_large(size: int, limit: int) -> Words:
    """文件过大

    为什么：一份月报约 8 KB。大到上限以外的文件不会是月报，不再读入。

    反例：超过 2 MiB 的文件

    正例：一个月一个单位一个文件
    """
    return Words(f"文件有 {size} 字节，超过上限 {limit} 字节，没有读入", "请检查是否放错了文件；附件不要放在这里")


def cannot_open(reason: str) -> Words:
    """文件打不开

    为什么：文件不存在、没有权限，或者同名的是一个文件夹。

    反例：没有读取权限的文件

    正例：本人可以读取的文件
    """
    return Words(f"文件打不开：{reason}", "请检查文件是否存在、是否有读取权限、是否正被别的程序占用")


def empty_file() -> Words:
    """文件是空的

    为什么：空文件说不清是忘了填，还是填了没有保存。

    反例：
        # 只有注释，没有内容

    正例：
        unit: "150702"
        period: 2022-06
    """
    return Words("文件里没有内容", "请填写内容后保存；不需要这个文件就把它删去")


def not_a_mapping(got: str) -> Words:
    """文件的最外层不是“名称: 值”

    为什么：文件的内容按名称读取，最外层只能是一行一个“名称: 值”。

    反例：
        - numerator: 1
        - numerator: 2

    正例：
        unit: "150702"
        period: 2022-06
    """
    return Words(
        f"文件的最外层应是一行一个“名称: 值”，这里却是{got}",
        "请对照样例文件" + either("，从 unit:、period: 这样的行写起", "，从单位、报告期写起"),
    )


def several_documents() -> Words:
    """一个文件里有几份内容

    为什么：“---”把一个文件分成几份。只读第一份，后面的内容不会计入。

    反例：
        unit: "150702"
        ---
        unit: "150703"

    正例：
        unit: "150702"
    """
    return Words(
        "这里用“---”另起了一份，从这里往后都没有读入",
        "一个文件只写一份；请把“---”以后的内容移到另一个文件，或删去这一行",
    )


# ── the text as YAML ─────────────────────────────────────────────────────────────────────────────────────────


def syntax_error(problem: str, remedy: str) -> Words:
    """写法不合格式，读不下去

    为什么：括号、引号没有成对，或者缩进没有对齐，机器就分不清哪个值属于哪个名称。

    反例：
        entries:
          nursing-bed-share: {numerator: 1, denominator: 2

    正例：
        entries:
          nursing-bed-share: {numerator: 1, denominator: 2}
    """
    return Words(problem, either(remedy, "请检查这一处的括号、引号、冒号和对齐，或用填报表重新填写"))


def tab_indent(many: int) -> Words:
    """用制表符（Tab）缩进

    为什么：制表符有多宽，各个软件不一样，所以格式规定缩进只用空格。

    反例：
        entries:
        \tnursing-bed-share: {numerator: 1, denominator: 2}

    正例：
        entries:
          nursing-bed-share: {numerator: 1, denominator: 2}
    """
    more = f"（全文共 {many} 行）" if many > 1 else ""
    return Words(f"这一行用制表符（Tab 键）缩进{more}，缩进只能用空格", "请把行首的制表符换成两个空格")


def wide_indent(character: str) -> Words:
    """用全角空格缩进

    为什么：全角空格和不间断空格会被当成名称的一部分，这一行就不归它上面的那一项了。

    反例：
        unit: "150702"
        \u3000period: 2022-06

    正例：
        unit: "150702"
        period: 2022-06
    """
    name = "全角空格" if character == "\u3000" else f"特殊空格（U+{ord(character):04X}）"
    return Words(f"这一行的行首有{name}，缩进只能用半角空格", "请删去行首的空白，改用半角空格对齐")


def fullwidth_colon(text: str, corrected: str) -> Words:
    """冒号写成了全角

    为什么：“名称：值”中的全角冒号不是分隔符，整段会被当成一段文字，数就丢了。

    反例：
        entries:
          nursing-bed-share: {numerator：1, denominator: 2}

    正例：
        entries:
          nursing-bed-share: {numerator: 1, denominator: 2}
    """
    return Words(f"“{text}”中的冒号是全角的，名称和值没有分开", "请改成半角冒号加一个空格" + either(f"：{corrected}"))


def fullwidth_comma(text: str, corrected: str) -> Words:
    """逗号写成了全角

    为什么：花括号里各项之间要用半角逗号分开；全角逗号会把两项连成一项。

    反例：
        entries:
          nursing-bed-share: {numerator: 1，denominator: 2}

    正例：
        entries:
          nursing-bed-share: {numerator: 1, denominator: 2}
    """
    return Words(f"“{text}”中的逗号是全角的，前后两项没有分开", "请改成半角逗号加一个空格" + either(f"：{corrected}"))


def colon_without_space(text: str, corrected: str) -> Words:
    """冒号后面没有空格

    为什么：冒号后面没有空格时，名称和值会连成一个词，数就丢了。

    反例：
        entries:
          nursing-bed-share: {numerator:1, denominator: 2}

    正例：
        entries:
          nursing-bed-share: {numerator: 1, denominator: 2}
    """
    return Words(f"“{text}”的冒号后面没有空格，名称和值没有分开", "请在冒号后面加一个空格" + either(f"：{corrected}"))


def duplicate_key(key: str, first: int) -> Words:
    """同一个名称写了两次

    为什么：一项只能有一个值。写了两次，无法知道哪个是真的。

    反例：
        entries:
          nursing-bed-share: {numerator: 1, numerator: 2}

    正例：
        entries:
          nursing-bed-share: {numerator: 1, denominator: 2}
    """
    return Words(f"“{key}”写了两次，第一次在第 {first} 行", "请只保留正确的一个；如果是名称写错了，改成正确的名称")


def strange_key() -> Words:
    """名称不是一个词

    为什么：冒号前面只能是一个词，不能是列表或一组值。

    反例：
        ? [numerator, denominator]
        : 1

    正例：
        numerator: 1
    """
    return Words("这里的名称不是一个词，而是列表、一组值或引用", "冒号前面只写一个名称；花括号、方括号写在冒号后面")


def yaml_tag(tag: str) -> Words:
    """使用了类型标签

    为什么：以“!”开头的标签会改变值的类型，填报不需要，一律不认。

    反例：
        numerator: !!str 812

    正例：
        numerator: 812
    """
    return Words(f"这里有类型标签“{tag}”，标签一律不认", "请删去标签；以“!”开头的文字要加引号")


def alias_multiplies(name: str, limit: int) -> Words:
    """引用自己，或引用展开得太多

    为什么：“&”“*”的引用层层相套，几行字可以展开成上亿项；引用自己则永远展不完。

    反例：
        a: &a [*a]

    正例：
        a: &a [1, 2]
        b: *a
    """
    return Words(f"引用“*{name}”引用了自己，或者展开后超过 {limit} 项，没有读入", "请不用引用，把内容直接写出来")


def too_deep(limit: int) -> Words:
    """嵌套太深

    为什么：填报只有三四层。嵌套几十层的，多半是括号没有收住。

    反例：
        a: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]

    正例：
        a: [[1]]
    """
    return Words(f"这里的嵌套超过 {limit} 层，没有再往下读", "请检查括号是否成对、缩进是否对齐")


def too_many_nodes(limit: int) -> Words:
    """内容太多

    为什么：一份月报约几百项。多到上限以外的，不会是人填的月报。

    反例：二十万项以上的文件

    正例：一个月一个单位一个文件
    """
    return Words(f"文件的内容超过 {limit} 项，没有再往下读", "请检查是否放错了文件")


# ── single values ────────────────────────────────────────────────────────────────────────────────────────────


def leading_zero(text: str) -> Words:
    """以 0 开头的数没有加引号

    为什么：不加引号的 010203 会被许多软件读成 10203，前面的 0 就丢了。

    反例：
        unit: 010203

    正例：
        unit: "010203"
    """
    return Words(
        f"“{text}”以 0 开头又没有加引号，分不清是代码还是数",
        either(f'是代码就加引号，写成 "{text}"', "是代码就加引号") + "；是数就去掉前面的 0",
    )


def number_form(text: str, number: str | None, form: str = "") -> Words:
    """数的写法不能计算

    为什么：全角数字、百分号、千分位的逗号、带单位的数都是文字，机器不替人猜。

    反例：
        entries:
          nursing-bed-share: {numerator: 1,204, denominator: 2000}

    正例：
        entries:
          nursing-bed-share: {numerator: 1204, denominator: 2000}
    """
    if text.rstrip().endswith(("%", "％")):
        return Words(
            f"“{text}”是百分比，不是能直接计算的数",
            "填报写个数，如 812，占比由程序按分子、分母计算；设置里的比例写小数，如 0.55",
        )
    hint = (
        f"请改成半角数字，不带逗号和单位：{number}"
        if number
        else form or "请写成半角数字，例如 812 或 0.55，不带逗号、百分号和单位"
    )
    return Words(f"“{text}”不是能直接计算的数", hint)


def number_beyond_sense(text: str) -> Words:
    """数大得没有意义，或者不是数

    为什么：超过 18 位的数、无穷大、“非数”和科学记数法，不会是填报的数，多半是粘贴或导出时出的错。

    反例：
        entries:
          nursing-bed-share: {numerator: 1e99, denominator: 2}

    正例：
        entries:
          nursing-bed-share: {numerator: 1, denominator: 2}
    """
    shown = text if len(text) <= 24 else text[:24] + "…"
    return Words(
        f"“{shown}”不是有意义的数（超过 18 位，或用了科学记数法、无穷大）",
        "请核对原始数据，写成普通的数；是编号就加引号",
    )
