"""What the YAML parser complains of, in Chinese, and what to do about it."""

from __future__ import annotations

from typing import Final

_PROBLEMS: Final = (
    ("did not find expected ',' or '}'", "花括号“{”没有收住，或者两项之间少了逗号", "请检查“{”和“}”是否成对，各项之间是否用半角逗号分开"),
    ("expected ',' or '}'", "花括号“{”没有收住，或者两项之间少了逗号", "请检查“{”和“}”是否成对，各项之间是否用半角逗号分开"),
    ("expected ',' or ']'", "方括号“[”没有收住，或者两项之间少了逗号", "请检查“[”和“]”是否成对，各项之间是否用半角逗号分开"),
    ("mapping values are not allowed", "这里的冒号放得不对：一行里有两个“名称: 值”，或者缩进没有对齐", "一行只写一个“名称: 值”；文字里有冒号加空格的，整段加引号"),
    ("could not find expected ':'", "这一行没有“名称: 值”的冒号，或者少了引号的另一半", "请写成“名称: 值”，冒号用半角，后面加一个空格"),
    ("did not find expected key", "这一行和上面没有对齐，或者引号后面还有多余的文字", "同一级的各行，行首的空格要一样多；引号里面还有引号的，外面改用单引号"),
    ("expected <block end>", "这一行和上面没有对齐，或者引号后面还有多余的文字", "同一级的各行，行首的空格要一样多；引号里面还有引号的，外面改用单引号"),
    ("did not find expected '-' indicator", "列表的这一行没有以“-”开头，或者没有对齐", "列表的各行都以“- ”开头，行首的空格要一样多"),
    ("block sequence entries are not allowed", "这里不能用“-”开头写列表", "请另起一行写“- ”，并与同级的各行对齐"),
    ("sequence entries are not allowed", "这里不能用“-”开头写列表", "请另起一行写“- ”，并与同级的各行对齐"),
    ("unexpected end of stream", "引号没有收住，一直到文件末尾也没有另一半", "请在这段文字的末尾补上引号"),
    ("unexpected document", "引号没有收住，中间出现了“---”或“...”", "请在这段文字的末尾补上引号"),
    ("unknown escape character", "双引号里的反斜杠“\\”后面跟了认不出的字", "请把双引号换成单引号，或者把“\\”写成“\\\\”"),
    ("cannot start any token", "这一行以不能用在开头的符号（如 @、`、%）开头", "请给这段文字加上引号"),
    ("did not find expected alphabetic", "“*”或“&”后面不是名称", "以“*”“&”开头的文字要加引号"),
    ("expected alphabetic", "“*”或“&”后面不是名称", "以“*”“&”开头的文字要加引号"),
    ("undefined alias", "引用的内容不存在", "请把内容直接写出来；以“*”开头的文字要加引号"),
    ("tag", "“!”开头的标签写法不对，标签一律不认", "以“!”开头的文字要加引号"),
    ("directive", "以“%”开头的行不认", "请删去这一行；以“%”开头的文字要加引号"),
    ("<document start>", "文件开头的写法不对，从这里读不下去", "请检查上一行的括号、引号是否收住，有没有多余的内容"),
    ("node content", "冒号或逗号后面的值读不出来", "请检查多余的逗号、括号；以符号开头的文字要加引号"),
    ("block scalar", "“|”或“>”后面的写法不对", "“|”“>”后面直接换行，下一行起缩进两个空格"),
    ("indentation indicator", "“|”或“>”后面的写法不对", "“|”“>”后面直接换行，下一行起缩进两个空格"),
)  # fmt: skip
_UNNAMED: Final = ("写法不合格式，读不下去", "请检查括号、引号是否成对，缩进是否对齐")
_WIDE_SIGNS: Final = "｛｝［］“”‘’＂＇｜＃－"


def complaint(problem: str, line: str) -> tuple[str, str]:
    """What is wrong and what to do, of what the parser says of a line; of what nobody has named, that it cannot be read."""
    reported, hint = next((words for sign, *words in _PROBLEMS if sign in problem), _UNNAMED)
    if any(sign in line for sign in _WIDE_SIGNS):
        hint = "这一行有全角的括号或引号，请先改成半角；" + hint
    return reported, hint
