"""Work in a process of its own, which ends with it: what reads and writes workbooks and documents, and whatever a file
from outside makes it take, is gone from memory when the work is done."""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable, Generator
from contextlib import closing, suppress
from multiprocessing.connection import Connection
from typing import Final, TypeVar, cast

_AT_ONCE: Final = 2
"""Others wait their turn: the machine is somebody's desk."""
_LONGEST: Final = 120.0
"""Seconds after which somebody who waits at a page is not kept waiting any longer."""
_turn = threading.BoundedSemaphore(_AT_ONCE)

_Order = TypeVar("_Order")
_Made = TypeVar("_Made")


def made_apart(work: Callable[[_Order], _Made], order: _Order) -> _Made:
    """What the work makes of the order. Raises TimeoutError where it takes too long, EOFError where it broke off."""
    with _turn, closing(what_a_process_says(_answered, (work, order), _LONGEST)) as messages:
        return cast("_Made", next(messages))  # the one thing it says


def _answered(order: tuple[Callable[[_Order], object], _Order], out: Connection) -> None:
    """The whole life of the process."""
    with closing(out):
        work, asked = order
        out.send(work(asked))


def what_a_process_says(
    life: Callable[[_Order, Connection], None], order: _Order, longest: float
) -> Generator[object, None, None]:
    """Each thing it says, as it comes; it ends with whoever stops listening. Raises TimeoutError where it is silent
    for longer, EOFError where it has ended."""
    apart = multiprocessing.get_context("spawn")
    inward, outward = apart.Pipe(duplex=False)
    process = apart.Process(target=life, args=(order, outward), daemon=True)
    process.start()
    outward.close()
    try:
        while True:
            if not inward.poll(longest):
                raise TimeoutError
            yield inward.recv()
    finally:
        inward.close()
        with suppress(ValueError):
            process.join(1.0)
            if process.is_alive():
                process.kill()
                process.join()
            process.close()
