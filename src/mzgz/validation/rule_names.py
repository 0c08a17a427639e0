"""The Chinese names of rules: the title of a rule's manual is its name wherever people meet it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from mzgz.intake.faults import form_faults
from mzgz.language.near_matches import near
from mzgz.model.findings import Diagnostic, Rule, Severity
from mzgz.model.submissions import ANY_QUERY
from mzgz.validation import ALL_RULES
from mzgz.validation.manual import read_manual

_FORMER: Final = {"与各旗市区相差悬殊": "outlier"}
"""Names that rules had on forms handed out before."""


@cache
def _names() -> dict[str, str]:
    return {rule.slug: read_manual(rule).title for rule in (*ALL_RULES, *form_faults.RULES)}


def name_of(slug: str) -> str:
    """The Chinese name; the name itself where no rule is called so, nothing for any query at all."""
    return "" if slug == ANY_QUERY else _names().get(slug, slug)


@cache
def asking() -> tuple[Rule, ...]:
    """The rules a unit answers with a reason."""
    return tuple(rule for rule in ALL_RULES if rule.takes_reason)


def asking_names() -> tuple[str, ...]:
    """Their names, as a list offers them."""
    return tuple(name_of(rule.slug) for rule in asking())


def takes_reason(slug: str | None) -> bool:
    """Whether a reason clears what the rule asks, wherever a workspace makes a note of it a query."""
    return slug in _answered()


def explainable(finding: Diagnostic) -> bool:
    """Whether a reason of the unit clears the finding, as grave as the workspace has it."""
    return finding.severity is Severity.QUERY and finding.rule in _answered()


@cache
def _answered() -> frozenset[str]:
    return frozenset(rule.slug for rule in ALL_RULES if rule.asks_unit and not rule.firm)


def rule_meant(text: str) -> tuple[str | None, Sequence[str]]:
    """The rule a person named by its Chinese name, slug or code; otherwise None and the names that are near."""
    written = _bare(text)
    known = {key: rule.slug for rule in ALL_RULES for key in (rule.slug, rule.code, _bare(name_of(rule.slug)))}
    known |= {_bare(name): slug for name, slug in _FORMER.items()}
    folded = {key.casefold(): slug for key, slug in known.items()}
    if written.casefold() in folded:
        return folded[written.casefold()], ()
    by_name = {_bare(name_of(rule.slug)): rule for rule in asking()}
    like = near(written, by_name)
    if len(like) == 1 and (written in like[0] or like[0] in written):
        return by_name[like[0]].slug, ()
    return None, [name_of(by_name[each].slug) for each in like]


def _bare(text: str) -> str:
    """Without what people put around a name: blanks, quotes, a remark in brackets, the code in front."""
    text = text.strip().strip("“”\"'《》").partition("（")[0].partition("(")[0].strip()
    head, _, rest = text.partition(" ")
    return rest.strip() if rest and any(rule.code == head for rule in ALL_RULES) else text
