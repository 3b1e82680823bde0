"""Documents made to harm a parser, ten megabytes each: every one must cost less than a second and 60 MiB."""

import statistics

import measure

SIZE = 10 << 20
SECONDS, MEBIBYTES = 1.0, 60
ITEM, END = b"<rss version='2.0'><channel><item><title>t</title>", b"</item></channel></rss>"
DECLARED = b"<?xml version='1.0'?><!DOCTYPE rss ["
LAUGHS = b"".join(b"<!ENTITY a%d '%s'>" % (at, b"&a%d;" % (at - 1) * 10 if at else b"ha") for at in range(20))
NETSCAPE = (b'<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" '
            b'"http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel>')

# name: (beginning, part that is repeated (%d counts), end)
KINDS = {
    "external entity": (DECLARED + b"<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + ITEM + b"<description>", b"&x; ",
                        b"</description>" + END),
    "parameter entities": (DECLARED, b"<!ENTITY %% p SYSTEM 'http://127.0.0.1:9/%d'> %%p; ", b"]>" + ITEM + END),
    "Netscape's DTD": (NETSCAPE, b"<item><title>a</title><link>http://a.example/</link></item>", b"</channel></rss>"),
    "exponential entities": (DECLARED + LAUGHS + b"]>" + ITEM + b"<description>", b"&a19;", b"</description>" + END),
    "quadratic entities": (DECLARED + b"<!ENTITY q '" + b"x" * (SIZE // 2) + b"'>]>" + ITEM + b"<description>", b"&q;",
                           b"</description>" + END),
    "declared entities": (DECLARED, b"<!ENTITY e%d '&e;&e;'>", b"]>" + ITEM + END),
    "entities in attributes": (DECLARED + LAUGHS + b"]><rss><channel>", b"<item a='&a19;'><link href='&a19;'/></item>",
                               b"</channel></rss>"),
    "attributes": (b"<rss><channel><item ", b"a%d='b' ", b"><title>t</title>" + END),
    "namespaces": (b"<rss ", b"xmlns:n%d='http://n.example/' ", b"><channel><item><title>t</title>" + END),
    "namespaces of items": (b"<rss><channel>", b"<item xmlns:n='u%d'><n:title>t</n:title></item>", b"</channel></rss>"),
    "depth": (b"<rss><channel><item>", b"<a>", b""),
    "depth of many names": (b"<rss><channel><item>", b"<d%d>", b""),
    "lone end tags": (b"<rss><channel><item>" + b"<a>" * 60, b"</b>", END),
    "names": (b"<rss><channel><item>", b"<n%d>x</n%d>", END),
    "a long name": (b"<rss><channel><", b"n", b"></channel></rss>"),
    "a long attribute": (b"<rss><channel><item a='", b"v", b"'><title>t</title>" + END),
    "a long text": (ITEM + b"<description>", b"text ", b"</description>" + END),
    "empty items": (b"<rss><channel>", b"<item/>", b"</channel></rss>"),
    "items in items": (b"<rss><channel>", b"<item><title>", b""),
    "bases in bases": (b"<feed xmlns='http://www.w3.org/2005/Atom' xml:base='http://a.example/'><entry>",
                       b"<a xml:base='b/'>", b""),
    "comments": (b"<rss>", b"<!--", b""),
    "CDATA sections": (b"<rss>", b"<![CDATA[", b""),
    "lone quotes": (b"<rss>", b"<a ='><b '=", b""),
    "ampersands": (ITEM + b"<description>", b"&", b"</description>" + END),
    "scripts": (ITEM + b"<description><![CDATA[", b"<script>", b"]]></description>" + END),
    "names without an end": (ITEM + b"<description><![CDATA[", b"&abcdefghijklmnopqrstuvwxyz", b"]]></description>" + END),
    "malformed UTF-8": (ITEM + b"<description>", b"\xff\xc3", b"</description>" + END),
    "strange dates": (b"<rss><channel>", b"<item><pubDate>Wed, 19 Jun 2024 10:00 BLAH jan feb 1 2</pubDate></item>",
                      b"</channel></rss>"),
    "dates in pieces": (b"<rss><channel>", b"<item><pubDate>" + b"a1" * 59 + b"</pubDate></item>", b"</channel></rss>"),
    "strange authors": (b"<rss><channel>", b"<item><author>a@b.c (((((</author></item>", b"</channel></rss>"),
    "JSON arrays": (b'{"version":"https://jsonfeed.org/version/1.1","items":[', b"[", b""),
    "JSON items": (b'{"version":"https://jsonfeed.org/version/1.1","items":[', b'{"id":"%d"},', b'{"id":"a"}]}'),
    "JSON behind junk": (b'x {"version":"https://jsonfeed.org/version/1.1","items":[', b'{"id":"%d"},', b'{"id":"a"}]}'),
    "JSON keys": (b'{"version":"https://jsonfeed.org/version/1.1",', b'"k%d":1,', b'"items":[]}'),
    "JSON escapes": (b'{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"', b"\\u0041", b'"}]}'),
}


def document(beginning, part, end):
    room = SIZE - len(beginning) - len(end)
    if b"%" not in part:
        return beginning + part * (room // len(part)) + end
    fields = part.count(b"%d")
    length = len(part % ((10**6,) * fields))
    return beginning + b"".join(part % ((at,) * fields) for at in range(room // length)) + end


def run(program, folder):
    """Prints a line for each kind that costs too much, and the dearest; gives whether all were cheap enough."""
    path = folder / "hostile.xml"
    costs = []
    for name, kind in KINDS.items():
        path.write_bytes(document(*kind))
        samples = [measure.Sample([program, "parse", "--summary", str(path)]) for _ in range(3)]
        cpu = statistics.median(sample.cpu for sample in samples)
        peak = max(sample.peak or 0 for sample in samples)
        costs.append((cpu, peak, name))
        if cpu > SECONDS or peak > MEBIBYTES or samples[0].exit not in (0, 65):
            print(f"  TOO MUCH: {name}: {cpu:.2f} s, {peak:.1f} MiB, exit {samples[0].exit}")
    slowest, largest = max(costs), max(costs, key=lambda cost: cost[1])
    print(f"\nHostile documents of {SIZE >> 20} MiB, {len(costs)} kinds: the slowest takes {slowest[0]:.2f} CPU s "
          f"({slowest[2]}), the largest {largest[1]:.1f} MiB ({largest[2]})")
    return all(cpu <= SECONDS and peak <= MEBIBYTES for cpu, peak, _ in costs)
