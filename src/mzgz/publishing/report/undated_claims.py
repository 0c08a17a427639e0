"""What a template that holds for every year must not say: what was so when it was written, and other places' and trades' words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from mzgz.language.pattern_search import expression
from mzgz.model.findings import Diagnostic, Source
from mzgz.progress import Board
from mzgz.publishing.report.dated_templates import Template
from mzgz.publishing.report.draft_rules import UNDATED_CLAIM, draft_finding, undated_claim
from mzgz.publishing.report.template_sandbox import template_text

_COMMENT = expression(r"\{#.*?#\}|\{%.*?%\}", re.DOTALL)
_BLANK = expression(r"\b(?:blank|write)\([^)]*\)")
_STRING = expression(r"'([^'\n]*)'")
_CODE = expression(r"\{\{(.*?)\}\}", re.DOTALL)
_MOMENT = expression(
    r"(?:19|20)[0-9]{2}年|开局之年|收官之年|承上启下|关键之年|疫情|形势(?:严峻|复杂)|面对[^，。]{0,8}(?:反复|冲击|考验)"
    r"|党的[一二三四五六七八九十]{1,3}大|[一二三四五六七八九十]届[一二三四五六七八九十]中全会|“十[一二三四五六七八九]五”"
)
_DONE = expression(
    r"已经|已(?:全部|如期|顺利)|(?:定下来|建起来|办起来)了|取得了|得到(?:巩固|加强|提高)|(?:完成|建成|实现|印发|出台|解决)了"
)
_LAND = "嘎查 苏木 旗市区 盟市 县市区 州市 牧民 牧区 草原 林区 农区 转场 渔民 渔村 海岛"
_TRADE = (
    "养老 敬老院 低保 救助 殡葬 慈善 社工 孤儿 残疾人 婚姻 区划 地名 福利彩票 未成年人 老人 儿童 "
    "学校 教师 学生 校园 入学 学前 课后 幼儿园 医院 医疗 卫生院 疫苗 患者 住房 公租房 棚户区 物业 "
    "耕地 粮食 农田 就业 社保 文物 图书馆 执法 路网 林草 水库 河湖"
)


def undated_claims(files: tuple[Template, ...], board: Board, root: Path) -> list[Diagnostic]:
    """Notes on the undated ones among the files of a document; their text is read under `root`."""
    lexicon = _Lexicon(board)
    return [
        finding
        for file in files
        if not file.dated
        for finding in _of_file(file, template_text(root / file.path), lexicon)
    ]


class _Lexicon:
    """The words a bureau may use: those of its settings, of its units and of its plans."""

    def __init__(self, board: Board) -> None:
        self._board = board

    @cached_property
    def _own(self) -> str:
        ledger = self._board.ledger
        words = ledger.workspace.vocabulary
        reported = [ledger.workspace.bureau.name, *words.model_dump().values(), *(u.name for u in ledger.units.units)]
        for plan in ledger.plans.values():
            for part in plan.sections:
                reported += [part.section.title, part.section.division]
                reported += [f"{target.name}{target.definition or ''}" for target in part.targets]
        return " ".join(reported)

    @cached_property
    def foreign(self) -> re.Pattern[str] | None:
        """Words of land and trade that are not its own."""
        strange = [word for word in f"{_LAND} {_TRADE}".split() if word not in self._own]
        return re.compile("|".join(strange)) if strange else None


def _of_file(file: Template, text: str, lexicon: _Lexicon) -> Iterator[Diagnostic]:
    for number, line in enumerate(_quoted(text).splitlines(), 1):
        checks = (
            (_MOMENT, "说的是一时的情况"),
            (_DONE, "说成了已经做到，没有数据支持"),
            (lexicon.foreign, "不是本局的地方和行业用语，年度目标里也没有"),
        )
        for pattern, why in checks:
            match = pattern.search(line) if pattern else None
            if match:
                words = undated_claim(match[0], why, line.strip()[:24], file.folder, file.name)
                yield draft_finding(UNDATED_CLAIM, words, Source(file.path, number))


def _quoted(text: str) -> str:
    """What a template prints of its own accord, line for line: plain text, and the texts it hands to shapes."""
    text = _COMMENT.sub(lambda match: "\n" * match[0].count("\n"), text)
    return _CODE.sub(_literals, text)


def _literals(match: re.Match[str]) -> str:
    inside = _BLANK.sub("", match[1])
    return " ".join(_STRING.findall(inside)) + "\n" * match[0].count("\n")
