"""`mzgz rules`: the rules and their manual."""

from __future__ import annotations

from typing import Annotated

import typer

from mzgz.cli.options import EXIT_USAGE, Debug, Directory, Refusal


def rules(
    rule: Annotated[str | None, typer.Argument(metavar="[规则]", help="规则名或代码，如 jump、A102。")] = None,
    directory: Directory = None,
    debug: Debug = False,
) -> None:
    """列出审核规则，或说明其中一条。"""
    import difflib

    from mzgz.checks import ALL_RULES
    from mzgz.manual import rule_list, rule_text

    if rule is None:
        print(rule_list(ALL_RULES), end="")
        return
    for known in ALL_RULES:
        if rule in (known.slug, known.code):
            print(rule_text(known), end="")
            return
    near = difflib.get_close_matches(rule, [known.slug for known in ALL_RULES], n=3, cutoff=0.4)
    raise Refusal(
        f"没有规则“{rule}”。" + (f"是不是：{'、'.join(near)}？" if near else "用 mzgz rules 查看全部规则。"), EXIT_USAGE
    )
