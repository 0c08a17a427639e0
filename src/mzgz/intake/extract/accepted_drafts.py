"""Accepted drafts on their way into targets/: by file, with ids of their own, what is still missing left out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from mzgz.intake.extract.drafted_target import Proposal, plain_name
from mzgz.language.pattern_search import expression

if TYPE_CHECKING:
    from mzgz.model.ledger import Ledger, PlanSection

_ID: Final = expression(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DRAFT: Final = expression(r"draft-([0-9]+)")
_NUMBER: Final = expression(r"([0-9]{2})-")
_FILE: Final = expression(r"[^\w一-鿿-]")


@dataclass(slots=True)
class Adoption:
    """Drafts for one file of targets: an existing one, or a new one with its heading."""

    path: str
    new: bool
    section: tuple[str, str, str]
    division: str
    proposals: list[Proposal]
    names: dict[str, str] = field(default_factory=dict)
    """By id, the names of those that would else be called as another target of the year is."""


def adopt(proposals: list[Proposal], ledger: Ledger, year: int) -> list[Adoption]:
    """The accepted drafts by file, in the order of the plan; each gets the id it will be known by."""
    plan = ledger.plans.get(year)
    sections = plan.sections if plan else ()
    taken = set(ledger.known)
    earlier = {
        plain_name(target.name): target.id
        for other in ledger.plans.values()
        if other.year != year
        for target in other.targets.values()
    }
    items = {item for target in (plan.targets.values() if plan else ()) for item in target.origin.items}
    called = {plain_name(target.name) for target in (plan.targets.values() if plan else ())}
    groups: dict[str, Adoption] = {}
    drafted = {proposal.id: proposal for proposal in proposals}
    parts = [(proposal, drafted[proposal.part_of]) for proposal in proposals if proposal.part_of in drafted]
    following = 1 + max((int(match[1]) for one in sections if (match := _NUMBER.search(one.path))), default=0)
    for proposal in proposals:
        key = "".join(proposal.section)
        if key not in groups:
            home = _home(proposal, sections)
            path = home.path if home else f"targets/{year}/{following:02}-{_name(proposal)}.yaml"
            following += home is None
            groups[key] = Adoption(
                path, home is None, proposal.section, proposal.division or division_for(proposal, ledger), []
            )
        proposal.id = _own(proposal, taken, earlier)
        taken.add(proposal.id)
        if proposal.place.item in items:
            proposal.place.item = max(items) + 1
        items.add(proposal.place.item)
        groups[key].proposals.append(proposal)
        if plain_name(proposal.name) in called and proposal.scope:
            groups[key].names[proposal.id] = f"{proposal.name}（{'、'.join(_short(proposal.scope, ledger))}）"
        called.add(plain_name(proposal.name))
    for part, whole in parts:
        if part.scope:  # the same number of the same unit, under both names
            part.element = whole.element = whole.id
        else:
            part.written = {**part.written, "part_of": whole.id}
    for proposal in proposals:  # of what is a target of the year already
        if plan and proposal.part_of in plan.targets:
            proposal.written = {**proposal.written, "part_of": proposal.part_of}
    return list(groups.values())


def division_for(proposal: Proposal, ledger: Ledger) -> str:
    """The division that has a section of this title in any year, or nothing."""
    title = proposal.section[2]
    return next(
        (
            one.section.division
            for plan in ledger.plans.values()
            for one in plan.sections
            if title and one.section.title == title
        ),
        "",
    )


def _short(scope: list[str], ledger: Ledger) -> list[str]:
    """Units as people call them; a name nobody declared stays as it was written."""
    known = ledger.units.by_code
    return [known[code].label if code in known else code for code in scope]


def _home(proposal: Proposal, sections: tuple[PlanSection, ...]) -> PlanSection | None:
    part, number, title = proposal.section
    for one in sections:
        if one.section.title == title or (
            part and number and one.section.part == part and one.section.number == number
        ):
            return one
    return None


def _name(proposal: Proposal) -> str:
    part, number, title = proposal.section
    return _FILE.sub("", title)[:24] or _FILE.sub("", f"{part}{number}") or "计划"


def _own(proposal: Proposal, taken: set[str], earlier: dict[str, str]) -> str:
    """The id a person wrote, that of the same measure in another year, or one made of the draft's number."""
    if known := earlier.get(plain_name(proposal.name)):
        return known
    match = _DRAFT.fullmatch(proposal.id)
    number = match[1] if match else f"{proposal.place.item:03}"
    wish = f"target-{number}" if match or not _ID.fullmatch(proposal.id) else proposal.id
    own, more = wish, 2
    while own in taken:
        own, more = f"{wish}-{more}", more + 1
    return own
