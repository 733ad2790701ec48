"""The body of a GitHub issue or comment -> what its author wrote in it."""

import re

ON_SOMEBODY_WROTE = re.compile(r"^On .{4,150}?(?: |\n.{0,100}?)wrote:[ \t]*$", re.MULTILINE)
ORIGINAL_MESSAGE = re.compile(r"^(?:-{2,} ?Original Message ?-{2,}|_{10,})\s*$", re.MULTILINE | re.IGNORECASE)
FOOTERS = ("\nReply to this email directly", "\nYou are receiving this because", "\nSent from my ")


def written(body: str) -> str:
    """Without hidden comments of templates, and without the thread that an e-mail reply quotes."""
    body = body.replace("\r\n", "\n")
    return without_quoted_mail(without_hidden(body)).strip()


def without_hidden(body: str) -> str:
    """Without HTML comments; one that is never closed stays."""
    kept: list[str] = []
    end = 0
    while (start := body.find("<!--", end)) >= 0 and (stop := body.find("-->", start + 4)) >= 0:
        kept.append(body[end:start])
        end = stop + len("-->")
    return "".join([*kept, body[end:]])


def without_quoted_mail(body: str) -> str:
    """The new part of a reply by e-mail; a quote that somebody made by hand stays."""
    header = ON_SOMEBODY_WROTE.search(body) if "wrote:" in body else None
    if header and _is_quote(body[header.end() :]):
        below = "\n".join(line for line in body[header.end() :].splitlines() if not line.startswith(">"))
        body = body[: header.start()] + "\n" + below
    elif original := ORIGINAL_MESSAGE.search(body):
        body = body[: original.start()] if body[: original.start()].strip() else body
    for footer in FOOTERS:
        before, found, _ = body.partition(footer)
        body = before.rstrip("-—_ \n") if found and before.strip() else body
    return body


def _is_quote(rest: str) -> bool:
    return rest.lstrip().startswith(">")
