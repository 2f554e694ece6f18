"""Reads emails by Python's email package: a JSON list of texts in latin1 on stdin, a JSON list of what is in them on stdout."""

import email
import hashlib
import json
import re
import sys
from email import policy

# What these names mean in mail (WHATWG Encoding); Python takes them by the letter.
CHARSETS = {"iso-8859-1": "cp1252", "us-ascii": "cp1252", "gb2312": "gb18030"}


def decode(data, charset):
    name = (charset or "us-ascii").lower()
    return data.decode(CHARSETS.get(name, name))


def unflow(text, deletes_space):
    """RFC 3676, which the package leaves to others."""
    paragraphs, pieces, depth = [], [], None
    for line in re.sub(r"\r?\n$", "", text).split("\n"):
        line = line.rstrip("\r")
        marks = re.match(r">*", line).group(0)
        rest = line[len(marks):]
        rest = rest[1:] if rest.startswith(" ") else rest
        if pieces and (depth != len(marks) or rest == "-- "):
            paragraphs.append((depth, "".join(pieces)))
            pieces = []
        depth = len(marks)
        flows = rest.endswith(" ") and rest != "-- "
        pieces.append(rest[:-1] if flows and deletes_space else rest)
        if not flows:
            paragraphs.append((depth, "".join(pieces)))
            pieces = []
    if pieces:
        paragraphs.append((depth, "".join(pieces)))
    return "\n".join(">" * d + (" " if d and t else "") + t for d, t in paragraphs)


def leaves(part):
    if part.get_content_maintype() == "multipart" and isinstance(part.get_payload(), list):
        for child in part.get_payload():
            yield from leaves(child)
    else:
        yield part


def content_of(part):
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload(0)
        return inner.as_bytes(policy=policy.compat32.clone(linesep="\r\n", max_line_length=None, mangle_from_=False))
    return part.get_payload(decode=True)


def read(raw):
    message = email.message_from_bytes(raw, policy=policy.default)
    texts = {"text/plain": [], "text/html": []}
    files = []
    for part in leaves(message):
        kind = part.get_content_type()
        disposition = part.get_content_disposition()
        if kind.startswith("multipart/"):
            # One without parts: what there is, is text.
            payload = part.get_payload() or part.preamble or ""
            if payload.strip():
                # The line break before a boundary belongs to the boundary (RFC 2046, 5.1.1).
                texts["text/plain"].append(re.sub(r"\r?\n$", "", payload))
        elif kind in texts and disposition != "attachment":
            text = decode(part.get_payload(decode=True), part.get_content_charset())
            if part.get_param("format", "").lower() == "flowed":
                text = unflow(text, part.get_param("delsp", "").lower() == "yes")
            texts[kind].append(text)
        else:
            data = content_of(part).rstrip(b"\r\n")
            if kind == "message/rfc822":
                # The package writes messages in messages anew: with ends that were missing, without blanks behind boundaries.
                data = b"\n".join(line for line in data.splitlines() if line and not line.startswith(b"--"))
            files.append([part.get_filename(), kind, hashlib.sha256(data).hexdigest()])
    sender = message["from"].addresses
    return {
        "subject": message["subject"],
        "from": sender[0].addr_spec if sender else None,
        "text": "\n".join(texts["text/plain"]) if texts["text/plain"] else None,
        "html": "\n".join(texts["text/html"]) if texts["text/html"] else None,
        "files": files,
    }


json.dump([read(text.encode("latin1")) for text in json.load(sys.stdin)], sys.stdout)
