"""One hourly tick over 1,000 feeds on 100 sites, three of them with 5 MB: all is new, nothing has changed, an hour later.

Beside pactwatch, which parses, matches and remembers: curl, which only fetches, and sfeed_update with its usual fetch,
where they are installed. Then nothing has changed over TLS, a handshake for each feed.
"""

import pathlib
import shutil
import subprocess
import sys

import measure
import workload

FEEDS, HOSTS, GIANTS, GIANT_ITEMS, ROUNDS = 1000, 100, 3, 2600, 3
STATES = ("all is new", "nothing has changed", "an hour later")
AUTHORITIES = "/etc/ssl/certs/ca-certificates.crt"
TOPICS = pathlib.Path(__file__).resolve().parent.parent / "etc/pactwatch/topics"


class Origin:
    """The server, with the addresses of all feeds."""

    def __init__(self, *certificate):
        program = str(pathlib.Path(__file__).with_name("origin.py"))
        self.server = subprocess.Popen([sys.executable, program, str(HOSTS), *certificate], text=True,
                                       stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        port, scheme = int(self.server.stdout.readline()), "https" if certificate else "http"
        self.addresses = [f"{scheme}://127.0.0.{number % HOSTS + 1}:{port}/{number:04}.xml" for number in range(FEEDS)]

    def turn(self, folder):
        print(folder, file=self.server.stdin, flush=True)
        self.server.stdout.readline()

    def end(self):
        self.server.stdin.close()
        self.server.wait()
        return self.server.stdout.read().strip()


class Peer:
    """A program with a folder for all that it keeps."""

    def __init__(self, folder, command):
        self.folder, self.command = folder, [str(word) for word in command]

    def forget(self):
        shutil.rmtree(self.folder / "kept", ignore_errors=True)
        (self.folder / "kept").mkdir(parents=True)


def pactwatch(program, folder, addresses, more=""):
    """Gap 0, because loopback needs no politeness."""
    path = folder / "pactwatch.conf"
    path.parent.mkdir(parents=True, exist_ok=True)
    feeds = "\n".join(f"feed bench-{number} {address}{more}" for number, address in enumerate(addresses))
    path.write_text(f"state: kept\ncontact: bench@example.org\ngap: 0\nallow private: 127.0.0.0/8\n"
                    f"include {TOPICS}/*.topic\nreceiver log\n  file: kept/alerts.jsonl\n{feeds}\n")
    return Peer(folder, [program, "run", "--config", path])


def curl(folder, addresses):
    """Conditional requests for all, 32 at a time."""
    path = folder / "curl.conf"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\nnext\n".join(
        f'url = "{address}"\noutput = "{folder}/kept/{number}.xml"\ncompressed\n'
        f'etag-save = "{folder}/kept/{number}"\netag-compare = "{folder}/kept/{number}"'
        for number, address in enumerate(addresses)))
    return Peer(folder, ["curl", "--silent", "--parallel", "--parallel-max", "32", "--config", path])


def sfeed(folder, addresses):
    path = folder / "sfeedrc"
    path.parent.mkdir(parents=True, exist_ok=True)
    feeds = "".join(f'\tfeed "{number}" "{address}"\n' for number, address in enumerate(addresses))
    path.write_text(f'sfeedpath="{folder}/kept"\nmaxjobs=32\nfeeds() {{\n{feeds}}}\n')
    return Peer(folder, ["sfeed_update", path])


def certificate(folder):
    """A PEM file with a key and a certificate for all hosts, and one with Debian's authorities and that certificate."""
    own, bundle = folder / "origin.pem", folder / "bundle.pem"
    names = ",".join(f"IP:127.0.0.{host}" for host in range(1, HOSTS + 1))
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                    "-subj", "/CN=bench", "-addext", f"subjectAltName={names}", "-keyout", own, "-out", own],
                   check=True, capture_output=True)
    begin = "-----BEGIN CERTIFICATE-----"
    bundle.write_text(pathlib.Path(AUTHORITIES).read_text() + begin + own.read_text().partition(begin)[2])
    return str(own), bundle


def plain(program, folder, states):
    origin = Origin()
    peers = {"pactwatch run": pactwatch(program, folder / "pactwatch", origin.addresses)}
    if shutil.which("curl"):
        peers["curl --parallel, ETags, no parsing"] = curl(folder / "curl", origin.addresses)
    if shutil.which("sfeed_update"):
        peers["sfeed_update, always all (1 round)"] = sfeed(folder / "sfeed", origin.addresses)
    samples = {state: {name: [] for name in peers} for state in STATES}
    for turn in range(ROUNDS):
        for name, peer in peers.items():
            if turn and "1 round" in name:
                continue
            peer.forget()
            for state, served in zip(STATES, (states[0], states[0], states[1])):
                origin.turn(served)
                samples[state][name].append(measure.Sample(peer.command))
    for state in STATES:
        measure.table(f"A tick over {FEEDS} feeds on {HOSTS} sites: {state}", samples[state])
    print(f"  the server answered {origin.end()}")


def tls(program, folder, states):
    own, bundle = certificate(folder)
    origin = Origin(own)
    peer = pactwatch(program, folder / "tls", origin.addresses, f"\n  ca file: {bundle}")
    peer.forget()
    origin.turn(states[0])
    title = f"The same over TLS, {FEEDS} handshakes: nothing has changed"
    measure.table(title, measure.in_turn({"pactwatch run": peer.command}, rounds=ROUNDS))
    origin.end()


def run(program, folder):
    states = [folder / f"hour-{hours}" for hours in (0, 1)]
    for hours, state in enumerate(states):
        state.mkdir()
        for number, feed in enumerate(workload.feeds(FEEDS, 25, hours, GIANTS, GIANT_ITEMS)):
            (state / f"{number:04}.xml").write_bytes(feed)
    plain(program, folder, states)
    if shutil.which("openssl"):
        tls(program, folder, states)
