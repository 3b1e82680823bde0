"""Times whole commands in turn (A B C, A B C, ...), so that a slow spell of the machine hits all of them."""

import os
import shutil
import statistics
import subprocess
import tempfile
import time

GNU_TIME = shutil.which("time")  # Debian's package `time`; only it knows a child's own peak memory


class Sample:
    """One run of one command: wall and CPU seconds, peak memory in MiB (None without GNU time), exit status."""

    def __init__(self, command):
        with tempfile.NamedTemporaryFile("r") as report:
            wrapper = [GNU_TIME, "-q", "-f", "%M", "-o", report.name] if GNU_TIME else []
            start = time.perf_counter()
            process = subprocess.Popen(wrapper + command, stdin=subprocess.DEVNULL,
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            _, status, usage = os.wait4(process.pid, 0)
            self.wall = time.perf_counter() - start
            process.returncode = self.exit = os.waitstatus_to_exitcode(status)
            self.cpu = usage.ru_utime + usage.ru_stime
            words = report.read().split()
            self.peak = int(words[-1]) / 1024 if words else None


def in_turn(commands, rounds):
    """{name: [Sample, ...]} after one round that does not count."""
    samples = {name: [] for name in commands}
    for turn in range(rounds + 1):
        for name, command in commands.items():
            sample = Sample(command)
            if turn > 0:
                samples[name].append(sample)
    return samples


def table(title, samples, megabytes=None, count=None):
    """Prints medians; `megabytes` (of all, or of each by its name) and `count` (what, how many) add rates per CPU second."""
    print(f"\n{title}")
    for name, runs in samples.items():
        walls = sorted(run.wall * 1000 for run in runs)
        cpu = statistics.median(run.cpu for run in runs)
        line = f"  {name:34} {statistics.median(walls):8.1f} ms ({walls[0]:.1f}-{walls[-1]:.1f})  CPU {cpu * 1000:7.1f} ms"
        if runs[0].peak is not None:
            line += f"  {max(run.peak for run in runs):6.1f} MiB"
        if megabytes and cpu:
            amount = megabytes[name] if isinstance(megabytes, dict) else megabytes
            line += f"  {amount / cpu:7.1f} MB/CPU s"
        if count and cpu:
            line += f"  {count[1] / cpu:9.0f} {count[0]}/CPU s"
        failures = {run.exit for run in runs} - {0}
        if failures:
            line += f"  FAILED: exit {sorted(failures)}"
        print(line, flush=True)
