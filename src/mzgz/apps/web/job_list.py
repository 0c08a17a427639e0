"""Long work on its way: begun by one account, seen by nobody else, a few at a time, forgotten when the desk closes."""

from __future__ import annotations

import logging
import secrets
import shutil
import tempfile
import threading
import weakref
from collections import OrderedDict
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Final

from werkzeug.datastructures import FileStorage

from mzgz.apps.web.job_process import STEPS, Unfinished, WorkOrder, WorkResult, run_apart
from mzgz.apps.web.own_process import what_a_process_says
from mzgz.apps.web.uploaded_files import lay_into

AT_ONCE: Final = 2
"""Others wait their turn: the machine is somebody's desk."""
MOST_KEPT: Final = 24
LONGEST: Final = 600.0
"""Seconds after which a process that says nothing is given up."""
_BROKEN: Final = "填报台自己出了错，没有做成，数据没有受影响；请把时间和正在做的事告诉维护人员。"


@dataclass
class Job:
    """One piece of work. What is told of it is written by its own thread and only read by pages."""

    number: str
    owner: str
    title: str
    order: WorkOrder
    begun: datetime
    waits: bool = True
    """Whether others are before it."""
    step: str = ""
    """The step it is at; empty until it has told of one."""
    result: WorkResult | None = None
    failed: str = ""
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def steps(self) -> list[tuple[str, str]]:
        """Each step with what is to be said of it: done, now, or to come."""
        names = STEPS[self.order.work]
        at = len(names) if self.result else names.index(self.step) if self.step in names else -1
        now = "没有做成" if self.failed else "正在做"
        marks = ("做完了" if place < at else now if place == at else "" for place in range(len(names)))
        return list(zip(names, marks, strict=True))


class JobList:
    """The jobs of a desk; the oldest finished ones are let go."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._lock = threading.Lock()
        self._turn = threading.BoundedSemaphore(AT_ONCE)

    def begin(self, owner: str, title: str, order: WorkOrder, upload: FileStorage | None = None) -> Job:
        """Returns at once, with what came in laid on the disk; none of it has been done then."""
        folder = Path(tempfile.mkdtemp(dir=self._room()))
        order = replace(order, folder=folder, upload=lay_into(folder, upload) if upload else None)
        job = Job(secrets.token_urlsafe(9), owner, title, order, self._clock())
        with self._lock:
            self._jobs[job.number] = job
            while len(self._jobs) > MOST_KEPT:
                gone = next((each for each in self._jobs.values() if each.over.is_set()), None)
                if gone is None:
                    break
                del self._jobs[gone.number]
                if gone.order.folder:
                    shutil.rmtree(gone.order.folder, ignore_errors=True)
        threading.Thread(target=self._watch, args=(job,), daemon=True, name=f"job {job.number}").start()
        return job

    @cached_property
    def _place(self) -> Path:
        """Gone when the desk closes."""
        place = Path(tempfile.mkdtemp(prefix="mzgz-"))
        weakref.finalize(self, shutil.rmtree, place, ignore_errors=True)
        return place

    def _room(self) -> Path:
        with self._lock:
            return self._place

    def find(self, number: str, owner: str) -> Job | None:
        """Somebody's own job; another one's is not there for him."""
        job = self._jobs.get(number)
        return job if job is not None and job.owner == owner else None

    def of(self, owner: str) -> list[Job]:
        """His own, the newest first."""
        with self._lock:
            return [job for job in reversed(self._jobs.values()) if job.owner == owner]

    def _watch(self, job: Job) -> None:
        with self._turn:
            job.waits = False
            try:
                _followed(job)
            except Exception as error:
                logging.getLogger("mzgz.web").error("job %s", job.title, exc_info=error)
                job.failed = _BROKEN
            finally:
                if job.order.upload:
                    job.order.upload.unlink(missing_ok=True)
                job.over.set()


def _followed(job: Job) -> None:
    """Run the work in a process of its own and take down what it says."""
    with closing(what_a_process_says(run_apart, job.order, LONGEST)) as messages:
        for said in messages:
            if isinstance(said, WorkResult):
                job.result = said
                return
            if isinstance(said, Unfinished):
                job.failed = str(said)
                return
            job.step = str(said)
