"""Turns of phrase that the words of several faults share."""

from __future__ import annotations

from collections.abc import Sequence

from mzgz.model.hints import KEY_LABELS, Hint, Reader, advice, either, for_reader

_SHOWN = 12
"""More choices than this are not listed: a message is read, not searched."""


def listed(names: Sequence[str]) -> str:
    """Names one after another, as in a sentence."""
    more = "等" if len(names) > _SHOWN else ""
    return "、".join(names[:_SHOWN]) + more


def near_or(near: Sequence[str], otherwise: str) -> Hint:
    """The hint that names what is near, or else another; only who writes a file knows what is near by its id."""
    ask = f"是不是要写 {listed(near)}？"
    if near and not any(name.isascii() for name in near):
        return either(ask, f"是不是要写{'，还是'.join(f'“{name}”' for name in near[:_SHOWN])}？")
    return either(ask if near else otherwise, for_reader(otherwise, Reader.FORM))


def labelled(key: str) -> str:
    """What people call a key."""
    return f"“{KEY_LABELS[key]}”" if key in KEY_LABELS else "缺少的这一项"


def of_keys(before: str, keys: Sequence[str], after: str = "") -> Hint:
    """A hint that lists keys of a return, or of another file, whose keys nobody else can fill in."""
    text = f"{before}{listed(keys)}{after}"
    if all(key in KEY_LABELS for key in keys):
        return advice(f"{before}{listed([f'⟦{key}⟧' for key in keys])}{after}")
    return either(text, "请对照填报表的栏目核对")


def one_of(choices: Sequence[str]) -> Hint:
    """The hint that lists what may be chosen."""
    return either(
        f"请从这几个里选一个：{listed(choices)}",
        "请从给出的选项里选一个"
        if any(choice.isascii() for choice in choices)
        else f"请从这几个里选一个：{listed(choices)}",
    )
