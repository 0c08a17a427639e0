"""The Chinese names of rules: the title of a rule's manual is its name wherever people meet it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from mzgz.intake.faults import form_faults
from mzgz.language.near_matches import near
from mzgz.model.findings import Rule, Severity
from mzgz.model.submissions import ANY_QUERY
from mzgz.validation import ALL_RULES
from mzgz.validation.manual import read_manual

_OF_BUREAU: Final = frozenset({"form", "text", "target", "acceptance", "return"})
"""What queries look at that a unit does not answer by a reason: files, words, plans, the bureau's own record, and
returns that have not come: there is nothing to write the reason in."""


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
    return tuple(rule for rule in ALL_RULES if rule.severity is Severity.QUERY and rule.over not in _OF_BUREAU)


def asking_names() -> tuple[str, ...]:
    """Their names, as a list offers them."""
    return tuple(name_of(rule.slug) for rule in asking())


def is_query(slug: str | None) -> bool:
    """Whether a reason may clear what the rule asks."""
    return any(rule.slug == slug and rule.severity is Severity.QUERY for rule in ALL_RULES)


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
