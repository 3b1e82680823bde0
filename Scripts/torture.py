#!/usr/bin/env python3
"""Tries to make pactwatch lose or double an alert.

torture.py BINARY kill COUNT   ends COUNT runs with SIGKILL at random moments, between rotations and torn writes
torture.py BINARY fail STRIDE  lets the n-th write, flush or network call of a run fail, for n = 1, 1 + STRIDE, ...
                               until a run completes untouched

Both need a C compiler.

A run has a feed in a file, a log, and a webhook on loopback whose server refuses, hangs up and accepts. The last line counts
what happened; the status is 1 where an alert was lost or doubled.
"""

import collections, http.server, json, os, pathlib, random, shutil, signal, sqlite3, subprocess, sys
import tempfile, threading, time

SHIM = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

/* Fails the n-th call of one kind: FAIL_KIND and FAIL_AT say which; then tells so in the file FAIL_NOTE. A write of the
   kind "tear" writes half and ends the run. */
static int due(const char *kind) {
  static long count;
  const char *wanted = getenv("FAIL_KIND"), *at = getenv("FAIL_AT"), *note = getenv("FAIL_NOTE");
  if (!wanted || !at || strcmp(wanted, kind) || ++count != atol(at)) return 0;
  if (note) symlink("failed", note);
  errno = strcmp(kind, "connect") ? EIO : ECONNREFUSED;
  return 1;
}
static int is_file(int fd) { struct stat s; return !fstat(fd, &s) && S_ISREG(s.st_mode); }
#define REAL(type, name, args) static type (*real) args; if (!real) real = dlsym(RTLD_NEXT, name)

ssize_t write(int fd, const void *b, size_t n) {
  REAL(ssize_t, "write", (int, const void *, size_t));
  if (fd > 2 && n > 1 && is_file(fd) && due("tear")) { real(fd, b, n / 2); kill(getpid(), SIGKILL); }
  return fd > 2 && is_file(fd) && due("write") ? -1 : real(fd, b, n);
}
ssize_t pwrite(int fd, const void *b, size_t n, off_t o) {
  REAL(ssize_t, "pwrite", (int, const void *, size_t, off_t)); return due("sqlite") ? -1 : real(fd, b, n, o);
}
ssize_t pwrite64(int fd, const void *b, size_t n, off64_t o) {
  REAL(ssize_t, "pwrite64", (int, const void *, size_t, off64_t)); return due("sqlite") ? -1 : real(fd, b, n, o);
}
int fsync(int fd) { REAL(int, "fsync", (int)); return due("flush") ? -1 : real(fd); }
int fdatasync(int fd) { REAL(int, "fdatasync", (int)); return due("flush") ? -1 : real(fd); }
int connect(int fd, const struct sockaddr *a, socklen_t n) {
  REAL(int, "connect", (int, const struct sockaddr *, socklen_t)); return due("connect") ? -1 : real(fd, a, n);
}
ssize_t send(int fd, const void *b, size_t n, int f) {
  REAL(ssize_t, "send", (int, const void *, size_t, int)); return due("send") ? -1 : real(fd, b, n, f);
}
ssize_t recv(int fd, void *b, size_t n, int f) {
  REAL(ssize_t, "recv", (int, void *, size_t, int)); return due("receive") ? -1 : real(fd, b, n, f);
}
"""


class Bench:
    """A folder with a configuration, a feed that grows, and a webhook that remembers what it took."""

    def __init__(self, binary, misbehave):
        self.binary, self.misbehave = os.path.abspath(binary), misbehave
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="pactwatch-torture-"))
        self.items, self.posts, self.taken = 0, 0, []
        self.lock = threading.Lock()
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), self.handler())
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        base = f"http://127.0.0.1:{self.server.server_port}"
        (self.folder / "pact.topic").write_text('concept treaty\n  en: treaty\ntopic treaty\n  match @treaty\ntest treaty + "treaty"\n')
        (self.folder / "pactwatch.conf").write_text(
            f"state: state\ncontact: ops@example.org\ngap: 0\nallow private: 127.0.0.0/8\ninclude pact.topic\n"
            f"feed wire file:feed.xml\n  lang: en\n  every: 0 h\nreceiver log\n  file: alerts.jsonl\n"
            f"receiver hook\n  webhook: {base}/hook\n  quick tries: none\n  digest over: 3\n")

    def handler(bench):
        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, *arguments): pass

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                fate = random.random() if bench.misbehave else 1
                with bench.lock: bench.posts += 1
                if fate < 0.05: return self.answer(500, b"")
                if fate < 0.10: return self.answer(503, b"")
                # What was read to its end may have been taken, whatever the sender hears of it.
                with bench.lock: bench.taken.append((self.headers["webhook-id"], body))
                if fate < 0.20: return self.connection.close()
                self.answer(200, b"")

            def answer(self, status, body):
                try:
                    self.send_response(status)
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)
                except OSError: pass
        return Handler

    def start(self, environment={}):
        items = "".join(
            f"<item><title>A treaty number {n}</title><guid>{n}</guid></item>"
            for n in range(max(1, self.items - 200), self.items + 1))
        # In one step: a run that is about to be killed is not to find half a feed.
        (self.folder / "new.xml").write_text(f"<rss version='2.0'><channel><title>T</title>{items}</channel></rss>")
        (self.folder / "new.xml").rename(self.folder / "feed.xml")
        return subprocess.Popen(
            [self.binary, "run", "--config", str(self.folder / "pactwatch.conf")],
            stdout=subprocess.DEVNULL, stderr=open(self.folder / "messages", "wb"),
            env={**os.environ, **environment})

    def run(self, environment={}): return self.start(environment).wait()

    def settle(self):
        """Clean runs until nothing is left to do."""
        self.misbehave = False
        for _ in range(20):
            if self.run() == 0: return
        sys.exit("the runs do not come to an end: " + (self.folder / "messages").read_text())

    @property
    def log(self): return self.folder / "alerts.jsonl"

    def rotate(self, number):
        if not self.log.exists(): return False
        self.log.rename(self.folder / f"alerts.jsonl.{number}")
        return True

    def query(self, sql):
        """The first row that the state gives; None where there is no state yet."""
        state = self.folder / "state" / "state.db"
        if not state.exists(): return None
        database = sqlite3.connect(f"file:{state}?mode=ro", uri=True)
        try: return database.execute(sql).fetchone()
        except sqlite3.Error: return None
        finally: database.close()

    def publish(self, count):
        """Adds items, unless so many are still unseen that the feed, which shows the last 200, would lose some."""
        if self.items - (self.query("SELECT count(*) FROM item") or [0])[0] < 100: self.items += count

    def tear(self):
        """Cuts off what was being written when the run was killed, in the middle of any line of it."""
        intent = self.query("SELECT inode, offset FROM file_intent")
        for file in self.folder.glob("alerts.jsonl*"):
            status = file.stat()
            if intent and status.st_ino == intent[0] and status.st_size > intent[1]:
                os.truncate(file, random.randint(intent[1], status.st_size - 1))
                return True
        return False

    def verdict(self):
        """What came of all alerts, as counts."""
        lines = [line for file in self.folder.glob("alerts.jsonl*") for line in file.read_bytes().splitlines()]
        alerts = [json.loads(line) for line in lines]
        alerts = [alert for alert in alerts if alert["kind"] != "operational"]
        titles = collections.Counter(alert["title"] for alert in alerts)
        numbers = sorted(json.loads(line)["seq"] for line in lines)
        keys, bodies = collections.defaultdict(set), collections.defaultdict(set)
        for key, body in self.taken:
            bodies[key].add(body)
            data = json.loads(body)["data"]
            for alert in data.get("alerts", [data]): keys[alert["id"]].add(key)
        return {
            "alerts": self.items,
            "lost in the log": self.items - len(titles),
            "doubled in the log": sum(titles.values()) - len(titles),
            "gaps in seq": len(set(range(1, len(numbers) + 1)) ^ set(numbers)),
            "lost at the webhook": sum(alert["id"] not in keys for alert in alerts),
            "under a second webhook-id": sum(len(found) > 1 for found in keys.values()),
            "keys with two bodies": sum(len(found) > 1 for found in bodies.values()),
            "posts": self.posts, "repeats": len(self.taken) - len(bodies),
        }


def shim(bench):
    """What lets calls fail, as a library to load before all others; None without a compiler."""
    compiler = shutil.which("cc") or shutil.which("clang")
    if not compiler: return None
    source, library = bench.folder / "shim.c", bench.folder / "shim.so"
    source.write_text(SHIM)
    subprocess.run([compiler, "-shared", "-fPIC", "-w", "-o", library, source, "-ldl"], check=True)
    return str(library)


def kill(bench, count):
    library = shim(bench) or sys.exit("there is no C compiler")
    bench.run()
    counts = collections.Counter()
    while counts["kills"] < count:
        if counts["kills"] % 20 == 0:
            # How long a run takes changes with what else the machine does.
            begin = time.monotonic()
            bench.items += 1
            bench.run()
            usual = time.monotonic() - begin
        bench.publish(random.randint(0, 4))
        if random.random() < 0.2:
            bench.items += 1
            tear = {"LD_PRELOAD": library, "FAIL_KIND": "tear", "FAIL_AT": str(random.randint(1, 3))}
            torn = bench.run(tear) == -signal.SIGKILL
            counts["kills"] += torn
            counts["torn writes"] += torn
        else:
            process = bench.start()
            time.sleep(random.uniform(usual / 4, usual * 1.2))
            process.send_signal(signal.SIGKILL)
            counts["kills"] += process.wait() == -signal.SIGKILL
            counts["torn writes"] += random.random() < 0.5 and bench.tear()
        counts["rotations"] += random.random() < 0.2 and bench.rotate(counts["rotations"] + 1)
    bench.settle()
    return counts


def fail(bench, stride):
    library = shim(bench) or sys.exit("there is no C compiler")
    note = bench.folder / "note"
    bench.run()
    counts = collections.Counter()
    for kind in ["sqlite", "write", "flush", "connect", "send", "receive"]:
        step, has_failed = 1, True
        while has_failed:
            bench.items += 2
            bench.run({
                "LD_PRELOAD": library, "FAIL_KIND": kind, "FAIL_AT": str(step), "FAIL_NOTE": str(note)})
            has_failed = note.is_symlink()
            if has_failed: note.unlink()
            counts[kind] += has_failed
            bench.settle()
            step += stride
    return counts


def main():
    if len(sys.argv) != 4 or sys.argv[2] not in ("kill", "fail"): sys.exit(__doc__)
    bench = Bench(sys.argv[1], misbehave=sys.argv[2] == "kill")
    try:
        counts = (kill if sys.argv[2] == "kill" else fail)(bench, int(sys.argv[3]))
        verdict = bench.verdict()
    finally:
        shutil.rmtree(bench.folder, ignore_errors=True)
    print("; ".join(f"{name} {number}" for name, number in {**counts, **verdict}.items()))
    harmless = ("alerts", "posts", "repeats")
    sys.exit(any(number for name, number in verdict.items() if name not in harmless))


main()
