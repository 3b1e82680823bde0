"""A small HTTP server on many loopback addresses, which stand for so many sites. It knows ETag, 304 and gzip.

    origin.py HOSTS [CERTIFICATE]   listens on 127.0.0.1 ... 127.0.0.HOSTS and prints the port; over TLS with a PEM
                                    file of key and certificate. Each line of its stdin is a folder that it
                                    serves from then on; it is printed back. At the end of stdin it prints how often
                                    it answered in full and with 304
"""

import asyncio
import gzip
import hashlib
import pathlib
import socket
import ssl
import sys


def answers(folder):
    """{path: (ETag, whole 200 response, whole 304 response)}"""
    known = {}
    for file in pathlib.Path(folder).glob("*.xml"):
        body = gzip.compress(file.read_bytes(), 6, mtime=0)
        tag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
        head = f"ETag: {tag}\r\nContent-Type: application/rss+xml\r\n"
        known[f"/{file.name}"] = (
            tag,
            f"HTTP/1.1 200 OK\r\n{head}Content-Encoding: gzip\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body,
            f"HTTP/1.1 304 Not Modified\r\n{head}\r\n".encode())
    return known


async def serve(hosts, certificate=None):
    folders, known, sent = {}, {}, {"full": 0, "unchanged": 0}

    async def connection(reader, writer):
        try:
            while True:
                request = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                tag, full, unchanged = known[request.split(" ", 2)[1]]
                is_known = tag in request
                sent["unchanged" if is_known else "full"] += 1
                writer.write(unchanged if is_known else full)
        except (asyncio.IncompleteReadError, ConnectionError, KeyError, ssl.SSLError):
            writer.close()

    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    context = None
    if certificate:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certificate)
    addresses = [f"127.0.0.{host}" for host in range(1, int(hosts) + 1)]
    await asyncio.start_server(connection, addresses, port, backlog=512, ssl=context)
    print(port, flush=True)
    loop = asyncio.get_running_loop()
    while folder := (await loop.run_in_executor(None, sys.stdin.readline)).strip():
        if folder not in folders:
            folders[folder] = answers(folder)
        known.clear()
        known.update(folders[folder])
        print(folder, flush=True)
    print(f"{sent['full']} full, {sent['unchanged']} times 304", flush=True)


asyncio.run(serve(*sys.argv[1:]))
