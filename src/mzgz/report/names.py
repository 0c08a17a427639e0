"""The names a template may use beside the views: figures of the whole plan, claims, blanks, joining, Chinese ordinals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from mzgz.claims import CLAIMS, FalseClaim, contradiction
from mzgz.figures import Figures
from mzgz.progress import Progress
from mzgz.report.markup import claim_mark, figure_mark
from mzgz.report.views import SectionView, TargetView, honours, sections

_DIGITS = "〇一二三四五六七八九"


def hanzi(number: int) -> str:
    """1 → 一, 12 → 十二, 30 → 三十; up to 99, for headings."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else _DIGITS[tens] + "十"
    return head + (_DIGITS[ones] if ones or not tens else "")


@dataclass
class Names:
    """The vocabulary of one document; remembers the blanks and claims it met."""

    figures: Figures
    blanks: list[str] = field(default_factory=list)

    def plan(self, aspect: str) -> str:
        """A count over the whole plan: `{{ plan('met') }}`."""
        return figure_mark(self.figures.of_plan(aspect))

    def blank(self, what: str) -> str:
        """A place the office must fill: shown 【待补：…】 in a draft, refused in a final document."""
        self.blanks.append(what)
        return self.shown(what)

    @staticmethod
    def shown(what: str) -> str:
        """A blank as it stands in the draft."""
        return f"【待补：{what}】"

    def earned(self, words: str, scope: Any) -> bool:
        """Whether a strong word may be said of a target, a list of targets, or a section."""
        return contradiction(words, self._scope(scope), self.figures.board) is None

    def claim(self, words: str, scope: Any) -> str:
        """A strong word that must be true: raises FalseClaim, with the figure that contradicts it."""
        reason = contradiction(words, self._scope(scope), self.figures.board)
        if reason is not None:
            raise FalseClaim(words, reason)
        return claim_mark(words)

    def ladder(self, wordings: Sequence[str], scope: Any) -> str:
        """The first wording that is earned; the last one must need no earning."""
        for words in wordings:
            if not any(word in words for word in CLAIMS) or self.earned(words, scope):
                return claim_mark(words)
        raise FalseClaim(wordings[-1], "没有一种说法站得住，请在最后写一种不用证明的说法")

    def _scope(self, scope: Any) -> list[Progress]:
        if isinstance(scope, SectionView):
            return [view.progress for view in scope.targets]
        if isinstance(scope, TargetView):
            return [scope.progress]
        return [progress for item in scope for progress in self._scope(item)]

    def context(self) -> dict[str, Any]:
        """All names, for a template."""
        board = self.figures.board
        ledger = board.ledger
        year = board.year
        views = sections(self.figures)
        return {
            "bureau": ledger.workspace.bureau,
            "notice": ledger.workspace.notice or "",
            "year": year,
            "next_year": year + 1,
            "as_of": board.as_of,
            "sections": views,
            "targets": {view.id: view for section in views for view in section.targets},
            "all_targets": [view for section in views for view in section.targets],
            "honours": honours(board),
            "districts": len(ledger.units.districts),
            "next_plan": ledger.plans.get(year + 1),
            "plan": self.plan,
            "blank": self.blank,
            "earned": self.earned,
            "claim": self.claim,
            "ladder": self.ladder,
            "hanzi": hanzi,
            "join": joined,
            "names": names_of,
        }


def joined(items: Iterable[str], mark: str = "、") -> str:
    """Items joined as Chinese does, empty ones dropped."""
    return mark.join(item for item in items if item)


def names_of(units: Iterable[Any], most: int = 3) -> str:
    """Short names in code order joined by 、; more than `most` of them become a number."""
    listed = sorted(units, key=lambda unit: unit.progress.node.key)
    if len(listed) > most:
        return f"{len(listed)}个旗市区"
    return joined(unit.name for unit in listed)
