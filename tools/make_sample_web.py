#!/usr/bin/env python3
"""Write sample_data/web/border-news.warc.gz: a web archive as crawlers of news write them, of invented pages.

One gzip member a record; a response that is chunked and compressed, one that the crawler cut off, a page in
Windows-1252, a page that is gone, a picture, and the requests and notes that stand between them. The same bytes each time.
"""

import gzip
import pathlib
import zlib

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "sample_data" / "web"

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="{charset}"><title>{title} - {publisher}</title>
<meta property="og:title" content="{title}"><meta property="og:site_name" content="{publisher}">
<meta property="article:published_time" content="{date}T06:00:00Z"></head>
<body><nav><a href="/">Home</a> <a href="/a">24 hours</a> <a href="/b">Top 10</a></nav>
<article><h1>{title}</h1>{body}</article><footer>All rights reserved, 1998-2021.</footer></body></html>"""


def page(title, publisher, date, paragraphs, charset="utf-8"):
    body = "".join(f"<p>{p}</p>\n" for p in paragraphs)
    return PAGE.format(title=title, publisher=publisher, date=date, body=body, charset=charset).encode(charset)


def response(body, headers, status="200 OK"):
    lines = [f"HTTP/1.1 {status}"] + [f"{k}: {v}" for k, v in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def chunked(body, size=500):
    chunks = [body[i : i + size] for i in range(0, len(body), size)] + [b""]
    return b"".join(f"{len(c):x}\r\n".encode() + c + b"\r\n" for c in chunks)


def packed(body):
    encoder = zlib.compressobj(9, zlib.DEFLATED, 31)
    return encoder.compress(body) + encoder.flush()


def record(kind, url, payload, **more):
    headers = {"WARC-Type": kind, "WARC-Target-URI": url, "WARC-Date": "2021-03-02T04:05:06Z", **more}
    lines = ["WARC/1.0"] + [f"{k.replace('_', '-')}: {v}" for k, v in headers.items() if v]
    lines.append(f"Content-Length: {len(payload)}")
    return gzip.compress("\r\n".join(lines).encode() + b"\r\n\r\n" + payload + b"\r\n\r\n", mtime=0)


def main():
    html = {"Content-Type": "text/html; charset=utf-8"}
    raid = page(
        "Coastguard stops boat off Lagos",
        "Harbour Post",
        "2021-03-01",
        [
            "The coastguard of Nigeria arrested 17 foreign nationals, among them nine Ghanaians and six Beninese, on a "
            "boat off Lagos on Sunday, Captain Idris Balewane said.",
            "Officers seized 340 kilograms of cocaine from the boat, he told reporters. The suspects will be handed "
            "over to the drug agency, which said that it had not been told of the boat before.",
        ],
    )
    deported = page(
        "Sixty-two sent home from São Paulo",
        "Diário do Porto",
        "2021-02-27",
        [
            "Brazil deported 62 people who had overstayed their visas in the state of São Paulo last year, the federal "
            "police said on Friday. Of them, 25 were Bolivians and 11 Haitians.",
            "The number had been 48 in 2019, the police said in a report that was published on their website.",
        ],
        charset="windows-1252",
    )
    long = page(
        "Court in Tirana sentences traffickers",
        "The Adriatic",
        "2021-02-28",
        [
            "A court in Tirana sentenced four Albanian nationals to prison for human trafficking on Saturday.",
            "The group had brought at least 120 people across the border, the prosecutor told the court.",
        ],
    )
    url = "https://{}.example/2021/{}"
    records = [
        record("warcinfo", "", b"software: sample\r\n", Content_Type="application/warc-fields"),
        record("request", url.format("harbour", "boat"), b"GET /2021/boat HTTP/1.1\r\n\r\n"),
        record(
            "response",
            url.format("harbour", "boat"),
            response(chunked(packed(raid)), {**html, "Content-Encoding": "gzip", "Transfer-Encoding": "chunked"}),
        ),
        record(
            "response",
            url.format("porto", "deportados"),
            response(deported, {"Content-Type": "text/html; charset=ISO-8859-1"}),
        ),
        record("response", url.format("harbour", "gone"), response(b"<p>12 arrested", html, "404 Not Found")),
        record("response", url.format("harbour", "map.png"), response(b"\x89PNG", {"Content-Type": "image/png"})),
        record("response", url.format("adriatic", "court"), response(long[:-90], html), WARC_Truncated="length"),
    ]
    (FOLDER / "border-news.warc.gz").write_bytes(b"".join(records))


if __name__ == "__main__":
    main()
