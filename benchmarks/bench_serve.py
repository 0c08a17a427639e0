"""The desk against `mzgz status` on the sample: first page of a fresh server, pages after it, memory; one run, ratios.

    python benchmarks/bench_serve.py

Processor seconds of whole processes, so that what else the machine does does not count. Warm pages are also timed by
the clock, and while a report is being drafted: long work must not hold up other people's pages.
"""

from __future__ import annotations

import argparse
import contextlib
import http.cookiejar
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
READ = ("mzgz.yaml", "targets", "submissions", "templates")
PAGES = ("/overview", "/desk/2022-06/150702", "/fill/2022-06/150702", "/target/nursing-bed-share", "/unit/150702")
TICKS = os.sysconf("SC_CLK_TCK")


def processor(command: list[str], where: Path) -> float:
    """Processor seconds of one whole process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=where, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


class Server:
    """A desk of its own process, and one who has come in by its link."""

    def __init__(self, program: str, where: Path) -> None:
        self.process = subprocess.Popen(
            [program, "serve", "--port", "0", "--no-browser"], cwd=where, stderr=subprocess.PIPE, text=True
        )
        assert self.process.stderr is not None
        self.link = ""
        for line in self.process.stderr:
            if "/enter/" in line:
                self.link = line.split("：", 1)[1].strip()
                break
        self.address = self.link.partition("/enter/")[0]
        self.client = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def get(self, address: str) -> float:
        """Seconds by the clock until the whole page is there."""
        start = time.perf_counter()
        with self.client.open(address if "://" in address else self.address + address) as answer:
            answer.read()
        return time.perf_counter() - start

    def log_in(self) -> None:
        """By a name nobody has: looked into as long, and with as much memory, as a right one."""
        stranger = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        with stranger.open(f"{self.address}/login") as answer:
            token = answer.read().decode().split('name="token" value="')[1].split('"')[0]
        form = urllib.parse.urlencode({"token": token, "name": "x", "password": "x"}).encode()
        with contextlib.suppress(urllib.error.HTTPError):
            stranger.open(f"{self.address}/login", form).close()

    def draft(self) -> None:
        """Ask for the speech and follow its page until it is there."""
        with self.client.open(f"{self.address}/report") as answer:
            token = answer.read().decode().split('name="token" value="')[1].split('"')[0]
        form = urllib.parse.urlencode({"token": token, "document": "speech"}).encode()
        with self.client.open(f"{self.address}/report/draft", form) as answer:
            page, told = answer.url, answer.read()
        while b"http-equiv" in told:
            time.sleep(0.5)
            with self.client.open(page) as answer:
                told = answer.read()

    def processor(self) -> float:
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory(self) -> float:
        """The most it ever held, in MB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split("VmHWM:")[1].split()[0]) / 1024

    def close(self) -> None:
        self.process.terminate()
        self.process.wait()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    program = str(Path(sys.executable).with_name("mzgz"))
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder)
        os.environ["XDG_CONFIG_HOME"] = str(where / "config")
        for name in READ:
            (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, where / name)
        status = statistics.median(processor([program, "status"], where) for _ in range(runs))
        starts, memory = [], 0.0
        for _ in range(runs):
            server = Server(program, where)
            server.get(server.link)
            starts.append(server.processor())
            memory = server.memory()
            server.close()
        first = statistics.median(starts)
        print(
            f"status {status:.2f} s; serve until its first page is there {first:.2f} s: {first / status:.2f} x, ≤ 2.5"
        )
        print(f"memory after the first page {memory:.0f} MB, ≤ 80")
        server = Server(program, where)
        server.get(server.link)
        for page in PAGES:
            server.get(page)
            before, times = server.processor(), [server.get(page) for _ in range(20)]
            spent = (server.processor() - before) / 20
            print(
                f"{page}: warm {statistics.median(times) * 1000:.0f} ms by the clock, {spent * 1000:.0f} ms of work, ≤ 50"
            )
        print(f"memory after all pages {server.memory():.0f} MB")
        server.log_in()
        print(f"memory after a login on top of that {server.memory():.0f} MB")
        drafting = threading.Thread(target=server.draft)
        drafting.start()
        time.sleep(0.3)
        during = []
        while drafting.is_alive():
            during.append(server.get("/unit/150702"))
        if during:
            print(f"{len(during)} pages while a report was drafted: slowest {max(during) * 1000:.0f} ms")
        print(f"memory after a report {server.memory():.0f} MB")
        server.close()


if __name__ == "__main__":
    main()
