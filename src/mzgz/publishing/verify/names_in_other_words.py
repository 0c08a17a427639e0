"""Which target a sentence speaks of where it calls it by no name of its own: by the pieces its words share with names.

护理床位 and 养老床位里护理型的 are of 养老机构护理型床位占比, because nothing else in the plan has these pieces. A wording
that fits several targets alike is given with all of them, and what is said is judged of each.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from mzgz.language.pattern_search import expression
from mzgz.model.targets import Target
from mzgz.publishing.verify.target_mentions import Naming, bare_name

_HAN: Final = expression(r"[\u4e00-\u9fff]+")
_GLUE: Final = expression(
    r"(?:入住|接受|自愿|愿意|[的里中内之类型式化性等这该项对向在和与及、]|方面|工作|服务|建设|机构|中心|站点?|人员|机制|制度|指标|这项|这一块|覆盖|当中|其中)*"
)
"""What may stand between two pieces of one name."""
_ONE: Final = expression(r"[\u4e00-\u9fff](?<![没未无不差缺超过达])")
_TAIL: Final = expression(
    r"(?:的?(?:占比|比重|比例|份额|覆盖率|覆盖面|供养率|帮扶率|探访率|建设率|达标率|数量|总数|个数|水平|指标|工作|这一?块|这项|这个|情况|方面|建设|制度|机制))+"
)
_VERBS: Final = frozenset(
    "达标 完成 落实 提高 建立 建成 已建 开展 进一 一步 解决 提升 发展 支持 探索 制定 召开 及时 更新 实施 形成 符合 需要 应当 得到 享受 能够 引导 启动 创新 巩固 清理 应用 设置 打击 倡导 改革 压实 "
    "印发 按月 月发 发放 全面 全市 本年 目标 任务 检查 要求 意外 上墙 作风 上级 沟通 汇报 常态 挂钩 申报 分解 条件 按期".split()
)
"""What is done or asked, in whose name ever: no piece of a name."""
_COMMON: Final = frozenset(
    "覆盖 盖率 占比 比率 标准 工作 建设 情况 水平 问题 方案 活动 重点 重大 总数 政策 制度 机制 方面 部门 单位 能力 管理 实践 监测 保障 措施 数据 接入 政府 项目 服务 机构 全国 地方 本地 城乡 街道 社区 人员 "
    "儿童 老年 年人 社会 组织 养老 宣传 学习 号码 党委 整治 治理 专项 成果 规范 理论 责任 典型 案例 示范 实验 试点 规划 会议 全体 第二 二次".split()
)
"""What many sentences have: alone it tells no target from another."""
_RESULTS: Final = frozenset("成好起立了齐")
"""建成 after …中心 is what was done, though 中心建设率 has 建, too."""
_LEAST: Final = 1.15
_APART: Final = 0.45
"""How much more of its own the best must have than the next."""
_PIECES: Final = 2
"""Of one piece nobody is known."""
_MOST: Final = 3
"""Targets one wording may fit."""


@dataclass(frozen=True, slots=True)
class LikelyName:
    """A stretch of a text, and the targets it may mean."""

    start: int
    end: int
    targets: tuple[str, ...]


@dataclass(frozen=True)
class OtherWords:
    """The pieces of all names of a year's targets."""

    naming: Naming

    def likely(self, text: str) -> LikelyName | None:
        """The stretch of a text that most likely names a target, and which; None where no piece tells them apart."""
        scored = sorted(
            ((score, target, span) for target, (score, span) in self._scores(text).items()),
            key=lambda each: (-each[0], each[1]),
        )
        if not scored or scored[0][0] < _LEAST:
            return None
        best, _, span = scored[0]
        close = [each for each in scored if best - each[0] < _APART]
        if len(close) > _MOST or any(not _overlap(span, each[2]) for each in close):
            return None
        start, end = min(each[2][0] for each in close), max(each[2][1] for each in close)
        if text[end - 1] in "建办开设" and text[end : end + 1] in _RESULTS:
            end -= 1
        tail = _TAIL.match(text, end)
        return LikelyName(start, tail.end() if tail else end, tuple(each[1] for each in close))

    def _scores(self, text: str) -> dict[str, tuple[float, tuple[int, int]]]:
        """How much of each target's own is in a text, and where."""
        places: dict[str, list[int]] = {}
        for start in range(len(text) - 1):
            for target in self._pieces.get(text[start : start + 2], ()):
                places.setdefault(target, []).append(start)
        found = {}
        for target, starts in places.items():
            if len(starts) < _PIECES:
                continue
            best = max((self._worth(text, run) for run in _runs(text, starts)), key=lambda each: each[0], default=None)
            if best is not None and best[0] > 0:
                found[target] = best
        return found

    def _worth(self, text: str, run: list[int]) -> tuple[float, tuple[int, int]]:
        pieces = {text[start : start + 2] for start in run}
        covered = {place for start in run for place in (start, start + 1)}
        own = sum(1 / len(self._pieces[piece]) for piece in pieces - _COMMON)
        joined = any(later - earlier == 1 for earlier, later in itertools.pairwise(run))
        enough = (len(covered) >= 3 and joined) or len(covered) >= 4
        return (own if enough else 0.0), (run[0], run[-1] + 2)

    @cached_property
    def _pieces(self) -> dict[str, frozenset[str]]:
        """Two characters in a row, with the targets that have them in a name."""
        found: dict[str, set[str]] = {}
        for target in self.naming.ledger.plans[self.naming.year].targets.values():
            if target.events:
                continue
            for piece in {piece for name in _spoken(target) for piece in _twos(name)} - _VERBS:
                found.setdefault(piece, set()).add(target.id)
        return {piece: frozenset(targets) for piece, targets in found.items()}


def _spoken(target: Target) -> Iterator[str]:
    yield bare_name(target.name)
    yield from (target.operand(role).name for role in target.operands)


def _twos(name: str) -> Iterator[str]:
    for run in _HAN.findall(re.sub("[“”《》]", "", name)):
        yield from (run[place : place + 2] for place in range(len(run) - 1))


def _runs(text: str, starts: list[int]) -> Iterator[list[int]]:
    """Pieces that stand together: nothing but glue between them."""
    run: list[int] = []
    for start in starts:
        if (
            run
            and start > run[-1] + 1
            and not _GLUE.fullmatch(text, run[-1] + 2, start)
            and not _ONE.fullmatch(text, run[-1] + 2, start)
        ):
            yield run
            run = []
        run.append(start)
    if run:
        yield run


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
