"""Names typed on the command line: a target by id or name, a unit or a tag; unknown ones are answered with near ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mzgz.apps.cli.options import EXIT_USAGE, Refusal
from mzgz.model import MARKER

if TYPE_CHECKING:
    from mzgz.model.ledger import Ledger, Plan
    from mzgz.model.unit import Unit
    from mzgz.progress import Board, Node

_MOST_COMPARED: Final = 50_000


def find_target(plan: Plan, name: str) -> str:
    """The id of the target of that id or name; part of a name does where it leaves no doubt."""
    if name in plan.targets:
        return name
    exact = [target.id for target in plan.targets.values() if target.name == name]
    part = exact or [target.id for target in plan.targets.values() if name and name in target.name]
    if len(part) == 1:
        return part[0]
    if part:
        listed = "、".join(f"{plan.targets[one].name}（{one}）" for one in part[:5])
        raise Refusal(f"“{name}”可指{listed}{'等' if len(part) > 5 else ''}，请写标识。", EXIT_USAGE)
    unread = [each for each in plan.unread if name in (each.id, each.name)]
    if unread:
        raise Refusal(f"“{name}”没有读入：{unread[0].source} 有强制问题，请先改正（mzgz check）。", EXIT_USAGE)
    raise Refusal(f"没有目标“{name}”。{_near(plan, name)}", EXIT_USAGE)


def _near(plan: Plan, name: str) -> str:
    from mzgz.language.near_matches import near

    known = {text: target.id for target in plan.targets.values() for text in (target.id, target.name)}
    found = dict.fromkeys(known[text] for text in near(name, known, 5))
    like = "、".join(f"{plan.targets[one].name}（{one}）" for one in list(found)[:3])
    return f"是不是：{like}？" if like else "用 mzgz status 查看全部目标。"


def find_unit(ledger: Ledger, name: str | None) -> Unit | None:
    """The unit of that name; several or none are told, not guessed."""
    if name is None:
        return None
    found = ledger.units.find(name) or ledger.units.beginning(name)
    if len(found) == 1:
        return found[0]
    if found:
        from mzgz.progress.ranking import FEW_LISTED

        listed = "、".join(f"{unit.name}（{unit.code}）" for unit in found[:FEW_LISTED])
        rest = f"等{len(found)}个" if len(found) > FEW_LISTED else ""
        raise Refusal(f"“{name}”可指{listed}{rest}，请写代码。", EXIT_USAGE)
    from mzgz.language.near_matches import near_units

    # of hundreds of thousands nobody is held against each: it would take longer than all else
    near = "、".join(near_units(ledger.units, name)) if len(ledger.units.units) <= _MOST_COMPARED else ""
    first = next((f"，如 {unit.code} 或{unit.label}" for unit in ledger.units.children(None)), "")
    way_out = f"是不是：{near}？" if near else f"可以写代码、全称、简称或别名{first}；都列在 {MARKER} 的 units 下。"
    raise Refusal(f"没有单位“{name}”。{way_out}", EXIT_USAGE)


def names_unit(ledger: Ledger, plan: Plan, name: str) -> bool:
    """Whether a name is a unit's or a tag and no target's."""
    called = any(name in (target.id, target.name) for target in plan.targets.values())
    tree = ledger.units
    return not called and bool(tree.find(name) or name in tree.tags or len(tree.beginning(name)) == 1)


def find_node(ledger: Ledger, name: str) -> Node:
    """A unit by any of its names, with all below it where there is something below, or a tag such as 牧区."""
    from mzgz.progress import Node

    if name in ledger.units.tags and not ledger.units.find(name):
        return Node("tag", name, name)
    unit = find_unit(ledger, name)
    assert unit is not None  # noqa: S101 - a name was given: it is found or refused
    return Node("tree" if ledger.units.has_below(unit.code) else "unit", unit.code, unit.label)


def find_level(board: Board, name: str) -> list[Unit]:
    """The units of a level below the node the board is seen from."""
    tree = board.ledger.units
    inside = None if board.root is None else {unit.code for unit in tree.under(board.root)}
    found = [unit for unit in tree.at_level(name) if inside is None or unit.code in inside]
    if not found:
        names = "、".join(tree.level_names)
        raise Refusal(f"{board.node.name}没有“{name}”这一级的单位；有这些层级：{names}。", EXIT_USAGE)
    return found
