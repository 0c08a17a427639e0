"""`mzgz rules`: the rules and their manual."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from mzgz.apps.cli.options import EXIT_USAGE, Debug, Directory, Refusal

if TYPE_CHECKING:
    from mzgz.model.findings import Rule


def rules(
    rule: Annotated[str | None, typer.Argument(metavar="[规则]", help="规则名或代码，如 jump、A102。")] = None,
    directory: Directory = None,
    debug: Debug = False,
) -> None:
    """列出审核规则，或说明其中一条。"""
    from mzgz.language.near_matches import near
    from mzgz.validation.manual import rule_list, rule_text

    known = every_rule()
    if rule is None:
        print(rule_list(known), end="")
        return
    for each in known:
        if rule in (each.slug, each.code):
            print(rule_text(each), end="")
            return
    like = near(rule, [each.slug for each in known])
    raise Refusal(
        f"没有规则“{rule}”。" + (f"是不是：{'、'.join(like)}？" if like else "用 mzgz rules 查看全部规则。"), EXIT_USAGE
    )


def every_rule() -> tuple[Rule, ...]:
    """Rules over what is submitted, over filled forms and over edited documents."""
    from mzgz import validation
    from mzgz.intake.faults import form_faults
    from mzgz.publishing import verify

    return (*validation.ALL_RULES, *form_faults.RULES, *verify.RULES)
