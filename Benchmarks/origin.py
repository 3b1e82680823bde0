"""A small HTTP server on many loopback addresses, which stand for so many sites. It knows ETag and 304.

    origin.py FOLDER HOSTS      serves FOLDER on 127.0.0.1 ... 127.0.0.HOSTS, prints the port, ends with its stdin
                                and prints how often it answered in full and with 304
"""

import asyncio
import hashlib
import pathlib
import socket
import sys


def answers(folder):
    """{path: (ETag, whole 200 response, whole 304 response)}"""
    known = {}
    for file in pathlib.Path(folder).glob("*.xml"):
        body = file.read_bytes()
        tag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
        head = f"ETag: {tag}\r\nContent-Type: application/rss+xml\r\n"
        known[f"/{file.name}"] = (
            tag,
            f"HTTP/1.1 200 OK\r\n{head}Content-Length: {len(body)}\r\n\r\n".encode() + body,
            f"HTTP/1.1 304 Not Modified\r\n{head}\r\n".encode())
    return known


async def serve(folder, hosts):
    known = answers(folder)
    sent = {"full": 0, "unchanged": 0}

    async def connection(reader, writer):
        try:
            while True:
                request = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                tag, full, unchanged = known[request.split(" ", 2)[1]]
                is_known = tag in request
                sent["unchanged" if is_known else "full"] += 1
                writer.write(unchanged if is_known else full)
        except (asyncio.IncompleteReadError, ConnectionError, KeyError):
            writer.close()

    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    addresses = [f"127.0.0.{host}" for host in range(1, hosts + 1)]
    await asyncio.start_server(connection, addresses, port, backlog=512)
    print(port, flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    print(f"{sent['full']} full, {sent['unchanged']} times 304", flush=True)


asyncio.run(serve(sys.argv[1], int(sys.argv[2])))
