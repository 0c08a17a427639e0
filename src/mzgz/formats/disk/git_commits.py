"""A workspace in a git repository: what one deed has written becomes one commit in the name of who did it. Never a push,
and a deed never fails because of it."""

from __future__ import annotations

import logging
import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

_LONGEST: Final = 20.0
"""Seconds after which git is left alone."""
_COMMITTER: Final = ("-c", "user.name=mzgz", "-c", "user.email=mzgz@localhost")
_NOTHING_RUN: Final = ("-c", f"core.hooksPath={os.devnull}", "-c", "core.fsmonitor=false", "-c", "commit.gpgsign=false")
"""Nothing in a workspace runs code: no hooks, no watchers."""


def commit(root: Path, paths: Sequence[str], by: str, message: str, environ: Mapping[str, str]) -> bool:
    """Commit these files, and no others, whatever else is changed or staged (naming them says so); whether there is a
    commit now."""
    if not paths or not in_repository(root):
        return False
    name = re.sub(r"[<>\x00-\x1f]", "", by).strip() or "mzgz"
    try:
        if _runs_filters(root, environ):
            logging.getLogger("mzgz.git").warning("not committed: the repository's own settings name a filter")
            return False
        _git(root, environ, "add", "--force", "--", *paths)
        _git(
            root,
            environ,
            "commit",
            "--quiet",
            "--no-verify",
            f"--author={name} <desk@localhost>",
            "-m",
            message,
            "--",
            *paths,
        )
    except (OSError, subprocess.SubprocessError) as problem:
        logging.getLogger("mzgz.git").warning("not committed: %s", problem)
        return False
    return True


def in_repository(root: Path) -> bool:
    """Whether the workspace lies in a working tree; looked up without starting git."""
    return any((folder / ".git").exists() for folder in (root.resolve(), *root.resolve().parents))


def _runs_filters(root: Path, environ: Mapping[str, str]) -> bool:
    """Whether the repository's own settings, or a file they include, name programs that files are sent through. A file
    in the workspace says which files those are; what the settings of the machine name is the machine's to answer for."""
    told = _git(
        root, environ, "config", "--show-scope", "--includes", "--null", "--get-regexp", r"^filter\.", fine=(0, 1)
    )
    return bool({b"local", b"worktree"} & set(told.split(b"\0")))


def _git(root: Path, environ: Mapping[str, str], *words: str, fine: Sequence[int] = (0,)) -> bytes:
    own = {name: value for name, value in environ.items() if not name.startswith("GIT_")}
    done = subprocess.run(  # noqa: S603 - fixed words; paths come after `--`
        ["git", *_COMMITTER, *_NOTHING_RUN, *words],  # noqa: S607 - the git of this machine
        cwd=root,
        env={**own, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=_LONGEST,
        check=False,
    )
    if done.returncode not in fine:
        raise subprocess.CalledProcessError(done.returncode, words[:1], done.stdout, done.stderr)
    return done.stdout
