"""Whether a unit with others below reports by itself: what names it is its own to report and tells nothing of the rest."""

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Protocol

from mzgz.model.targets import Target


class PlannedYear(Protocol):
    """The targets of a year."""

    @property
    def targets(self) -> Mapping[str, Target]: ...


def reports_itself(unit: str, returns: Iterable[tuple[int, Sequence[str]]], plans: Mapping[int, PlannedYear]) -> bool:
    """Whether any of its returns, each told by its year and the targets answered in it, says more than what names the
    unit. Whom nothing names reports by itself as soon as it hands in anything; an answer to what could not be read of
    the plan tells neither."""
    for year, answered in returns:
        targets = plans[year].targets if year in plans else {}
        naming = {target.id for target in targets.values() if names(target, unit)}
        known = [each for each in answered if each in targets]
        if not naming.issuperset(known) or (not naming and bool(known) == bool(answered)):
            return True
    return False


def names(target: Target, unit: str) -> bool:
    """Whether a target is asked of the unit by its code, or was before the scope was changed."""
    scopes: list[object] = [target.scope, *(each.scope_was for each in target.revised)]
    return any(unit in scope for scope in scopes if isinstance(scope, Container) and not isinstance(scope, str))
