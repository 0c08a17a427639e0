"""What can be wrong with a draft: each rule says its words; the docstrings are the manual."""

from __future__ import annotations

from typing import Final

from mzgz.model.findings import Diagnostic, Rule, Severity, Source, Words

_MEND: Final = "请改模板；改不好时用 mzgz init 新建一个示例，取回原来的文件"
_CHECK: Final = "请核实；能从数据里取的，在模板里写成 {{ }}，不要手写"
_MEND_PROSE: Final = "请改模板：数用 {{ }} 从数据里取，说法用 claim 或 ladder 给出退一步的写法；或更正数据"


def false_claim(words: str, contradiction: str) -> Words:
    """“全面完成”一类的话没有数据支持

    为什么：“全面完成、全覆盖、未发生”说出去就要站得住。数据不支持，文稿就不出，并指出是哪个数不支持。

    反例：模板里写 {{ claim('实现全覆盖', 'street-care-centres') }}，而覆盖率是97.2%

    正例：写成 {{ ladder(['实现全覆盖', '覆盖面进一步扩大'], 'street-care-centres') }}，站不住的自动退一步
    """
    return Words(f"“{words}”没有数据支持：{contradiction}", "请改用 ladder 给出退一步的说法，或改正数据")


def bare_claim(words: str, around: str) -> Words:
    """“全面完成”一类的话是直接写上去的

    为什么：直接写的话不随数据变，数据不支持了也照样印出来。

    反例：模板里写“各项任务全面完成。”

    正例：写成 {{ claim('全面完成', 目标) }}，由数据证明
    """
    return Words(f"“{words}”是直接写上去的，没有用数据证明：{around}…", "请写成 {{ claim('…', 目标) }}")


def template_fault(message: str) -> Words:
    """模板读不出来

    为什么：少了一个括号、写错一个名字，这一节就写不出来；缺一节的文稿不能上报，所以不出。

    反例：模板里写 {{ value('没有这个任务') }}

    正例：照着示例的模板写，任务写它的标识
    """
    return Words(message, _MEND)


def undated_claim(words: str, why: str, line: str, place: str, name: str) -> Words:
    """不分年份的模板里写了只在一时一地成立的话

    为什么：不分年份的模板哪一年都会照印，“开局之年”“已经建成”到下一年就不成立了。

    反例：templates/speech/20-position.j2 里写“面对疫情反复”

    正例：移到 templates/speech/2022/20-position.j2，只在那一年用
    """
    message = f"“{words}”{why}，这个文件不分年份，哪一年都会照印（“{line}”）"
    return Words(message, f"请移到 {place}/年份/{name}，只在那一年用；或改成不随年份变的话")


def denied_prose(said: str, sentence: str, hint: str = _MEND_PROSE) -> Words:
    """模板里的话和数据不符

    为什么：模板也是人写的，写了“均已完成”“大幅增长”或者手写一个数，数据不支持就不能印出去。随程序带来的模板只请人核实，不拦文稿。

    反例：模板里写“各旗市区均已建成”，而有2个没有建成

    正例：数和名单用 {{ }} 从数据里取
    """
    return Words(f"{said}（“{sentence}”）", hint)


def typed_number(text: str, sentence: str, hint: str = _CHECK) -> Words:
    """模板里手写的数无从核对

    为什么：数据里没有这个数，程序说不出它对不对，要由写的人负责。

    反例：模板里写“走访企业35家”

    正例：核实属实就不用改；数据里有的，写成 {{ }}
    """
    return Words(f"手写的“{text}”无从用数据核对（“{sentence}”）", hint)


FALSE_CLAIM: Final = Rule("D101", Severity.ERROR, false_claim)
BARE_CLAIM: Final = Rule("D102", Severity.ERROR, bare_claim)
TEMPLATE_FAULT: Final = Rule("D103", Severity.ERROR, template_fault)
UNDATED_CLAIM: Final = Rule("D104", Severity.NOTE, undated_claim)
DENIED_PROSE: Final = Rule("D108", Severity.ERROR, denied_prose)
TYPED_NUMBER: Final = Rule("D109", Severity.NOTE, typed_number)
RULES: Final = (FALSE_CLAIM, BARE_CLAIM, TEMPLATE_FAULT, UNDATED_CLAIM, DENIED_PROSE, TYPED_NUMBER)


def draft_finding(rule: Rule, words: Words, source: Source, severity: Severity | None = None) -> Diagnostic:
    """What a rule found in a draft; `severity` where it is another than usual."""
    return Diagnostic(rule.code, rule.slug, severity or rule.severity, words.message, words.hint, source)
