#!/usr/bin/env python3
"""webhook-receiver.py ADDRESS PORT [KEYFILE]: takes what pactwatch posts and prints each message on a line.

Checks the signature of Standard Webhooks where a key file is given (`whsec_` and the key in Base64): a message that
fails is refused with 401, an old one (five minutes) too. Standard library only; a start for a service of your own.
"""

import base64
import hashlib
import hmac
import http.server
import sys
import time

TOLERANCE = 5 * 60


def key_of(path):
    with open(path, encoding="ascii") as file:
        return base64.b64decode(file.readline().strip().removeprefix("whsec_"))


def is_genuine(key, headers, body):
    identity, moment = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not moment.isdigit() or abs(time.time() - int(moment)) > TOLERANCE:
        return False
    signed = f"{identity}.{moment}.".encode() + body
    wanted = "v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()
    return any(hmac.compare_digest(wanted, given) for given in headers.get("webhook-signature", "").split())


class Receiver(http.server.BaseHTTPRequestHandler):
    key = None

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.key and not is_genuine(self.key, self.headers, body):
            return self.answer(401, b"the signature is wrong")
        print(body.decode(), flush=True)
        self.answer(200, b"ok")

    def answer(self, status, text):
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    if len(sys.argv) > 3:
        Receiver.key = key_of(sys.argv[3])
    http.server.ThreadingHTTPServer((sys.argv[1], int(sys.argv[2])), Receiver).serve_forever()
