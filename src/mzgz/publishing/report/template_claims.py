"""Strong words in a template: said where the data earn them, refused with the figure where they do not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from mzgz.progress import Board, Progress
from mzgz.publishing.claim_conditions import FalseClaim, contradiction, needs_earning
from mzgz.publishing.report.plan_views import SectionView, TargetView, UnitView
from mzgz.publishing.report.template_markup import claim_mark

CLAIM_NAMES: Final = ("earned", "claim", "ladder")
"""What a template calls them by."""


class TemplateClaims:
    """The claims of one document, each about targets of its plan."""

    def __init__(self, board: Board, targets: Mapping[str, TargetView]) -> None:
        self._board = board
        self._targets = targets

    def earned(self, words: str, scope: Any) -> bool:
        """Whether a strong word may be said of a target, a unit, a list of them, or a section."""
        return contradiction(words, self._scope(scope), self._board) is None

    def claim(self, words: str, scope: Any) -> str:
        """A strong word that must be true: raises FalseClaim, with the figure that contradicts it."""
        reason = contradiction(words, self._scope(scope), self._board)
        if reason is not None:
            raise FalseClaim(words, reason)
        return claim_mark(words)

    def ladder(self, wordings: Sequence[str], scope: Any) -> str:
        """The first wording that is earned; the last one must need no earning."""
        for words in wordings:
            if not needs_earning(words) or self.earned(words, scope):
                return claim_mark(words)
        raise FalseClaim(wordings[-1], "没有一种说法站得住，请在最后写一种不用证明的说法")

    def _scope(self, scope: Any) -> list[Progress]:
        if isinstance(scope, str):
            return [self._targets[scope].progress]
        if isinstance(scope, SectionView):
            return [view.progress for view in scope.targets]
        if isinstance(scope, (TargetView, UnitView)):
            return [scope.progress]
        return [progress for item in scope for progress in self._scope(item)]
