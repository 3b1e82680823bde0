"""What independent implementations think of the messages of `BINARY run`: see Scripts/judges."""

import http.server, json, os, pathlib, re, shutil, subprocess, sys, tempfile, threading

from markdown_it import MarkdownIt
from slack_sdk.models.blocks import Block
from standardwebhooks import Webhook

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
TITLES = [
    "A treaty is signed",
    "treaty & < > * _ ~ ` [ ] ( ) | \\ \" </b> &amp; \\* [a](https://evil.example)",
    "treaty @everyone @here <@123> <!channel> <!here> <users/all> @**all** @room @all",
    "조약 treaty 🇰🇵🤝🇷🇺 👩‍👩‍👧 договор е\u0301 " + "북한군 <파병> & " * 40,
    "treaty " + "👩‍👩‍👧&" * 2000,
]
INVISIBLE = re.compile("\u200b")
posts = {"hook": [], "slack": [], "mattermost": []}
escape = lambda text: text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


class Handler(http.server.BaseHTTPRequestHandler):
    count = 0

    def log_message(self, *arguments): pass

    def do_GET(self):
        items = "".join(
            f"<item><title>{escape(escape(title))}</title><guid>{n}</guid><link>https://example.org/{n}?a=b&amp;c=(d)|e</link></item>"
            for n, title in enumerate(TITLES[:Handler.count]))
        self.answer(f"<rss version='2.0'><channel><title>T</title>{items}</channel></rss>".encode())

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        posts[self.path[1:]].append((dict(self.headers), body))
        self.answer(b"ok")

    def answer(self, body):
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def deliver(binary, folder, port):
    base = f"http://127.0.0.1:{port}"
    for name in posts: (folder / name).write_text(f"{base}/{name}")
    (folder / "key").write_text(SECRET)
    (folder / "pact.topic").write_text("concept treaty\n  en: treaty\ntopic treaty\n  match @treaty\n")
    configuration = folder / "pactwatch.conf"
    run = [binary, "run", "--config", configuration]
    configuration.write_text(statements(folder, base))
    for count in [0, *range(1, len(TITLES) + 1)]:
        Handler.count = count
        subprocess.run(run, check=True, capture_output=True)
    # All again as digests, by a watch that knows nothing.
    configuration.write_text(statements(folder, base, "  digest over: 1\n").replace("state: ", "backlog: all\nstate: new-"))
    subprocess.run(run, check=True, capture_output=True)


def statements(folder, base, more=""):
    return (
        f"state: state\ncontact: ops@example.org\ngap: 0\nallow private: 127.0.0.0/8\ninclude pact.topic\n"
        f"feed wire {base}/feed\n  lang: en\n"
        f"receiver a\n  webhook: {folder}/hook\n  secret: {folder}/key\n{more}"
        f"receiver b\n  slack: {folder}/slack\n{more}receiver c\n  mattermost: {folder}/mattermost\n{more}")


def judge_signatures():
    for headers, body in posts["hook"]:
        Webhook(SECRET).verify(body, {name.lower(): value for name, value in headers.items()})
    return len(posts["hook"])


def judge_blocks():
    count = 0
    for _, body in posts["slack"]:
        message = json.loads(body)
        blocks = Block.parse_all(message["blocks"])
        for block in blocks: block.validate_json()
        assert len(blocks) == len(message["blocks"]) <= 50
        for text in [message["text"]] + [b["text"]["text"] for b in message["blocks"] if b["type"] == "section"]:
            commands = re.findall(r"<([^>]*)>", text)
            assert all(command.startswith("https://example.org/") for command in commands), commands
            assert not re.search(r"@\w", text), text
        count += len(blocks)
    single = [json.loads(body)["blocks"][0]["text"]["text"] for _, body in posts["slack"][:len(TITLES)]]
    for title, header in zip(TITLES, single):
        assert title.startswith(header.rstrip("…")), (title, header)
    return count


def judge_markdown():
    parser = MarkdownIt("commonmark")
    for number, (_, body) in enumerate(posts["mattermost"]):
        text = json.loads(body)["text"]
        assert len(text) <= 16383
        tokens = [child for token in parser.parse(text) for child in token.children or []]
        links = [token.attrs["href"] for token in tokens if token.type == "link_open"]
        assert links and all(link.startswith("https://example.org/") for link in links), links
        assert not any(token.type in ("image", "html_inline", "code_inline") for token in tokens), text
        shown = "".join(token.content or "\n" * (token.type == "softbreak") for token in tokens)
        assert not re.search(r"@\w", shown) and "<!" not in text and "<@" not in text, text
        if number < len(TITLES):
            title = INVISIBLE.sub("", shown.split("\n")[0])
            assert TITLES[number].startswith(title.rstrip("…")), (TITLES[number], title)
    return len(posts["mattermost"])


def main():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="pactwatch-judges-"))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try: deliver(os.path.abspath(sys.argv[1]), folder, server.server_port)
    finally: shutil.rmtree(folder, ignore_errors=True)
    print(f"standardwebhooks: {judge_signatures()} signatures are right")
    print(f"slack-sdk: {judge_blocks()} blocks are valid, no mention is active, titles are whole or cut with an ellipsis")
    print(f"markdown-it-py: {judge_markdown()} posts say what they should, and nothing else")


main()
