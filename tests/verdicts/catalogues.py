"""Catalogues for tests: the template of all messages, and any catalogue as the standard `gettext` loads it.

Run it to write the template: `python tests/verdicts/catalogues.py > verdicts.pot`.
"""

import io
import json
import struct
from collections.abc import Callable, Iterator, Mapping, Sequence
from gettext import GNUTranslations

from spreadkit.verdicts.messages import MESSAGES, MONTHS, Message

CONTEXT_END = "\x04"
HEADER = "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals={forms}; plural={rule};\n"


def entries() -> Iterator[tuple[str, Message]]:
    """Go through all messages with their contexts."""
    yield from MESSAGES.items()
    yield from (("month", Message(name)) for name in MONTHS)


def template() -> str:
    """Return all messages as a gettext template."""
    lines = ['msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n']
    for context, (one, many) in entries():
        head = f"msgctxt {json.dumps(context)}\nmsgid {json.dumps(one, ensure_ascii=False)}\n"
        if many is None:
            lines.append(f'{head}msgstr ""\n')
        else:
            plural = json.dumps(many, ensure_ascii=False)
            lines.append(f'{head}msgid_plural {plural}\nmsgstr[0] ""\nmsgstr[1] ""\n')
    return "\n".join(lines)


def catalogue(translate: Callable[[str, Message], Sequence[str]], forms: int, rule: str) -> GNUTranslations:
    """Return a catalogue in which each message has the forms that a function gives it."""
    texts = {"": HEADER.format(forms=forms, rule=rule)}
    for context, message in entries():
        key = f"{context}{CONTEXT_END}{message.one}" + (f"\0{message.many}" if message.many is not None else "")
        texts[key] = "\0".join(translate(context, message))
    return GNUTranslations(io.BytesIO(compiled(texts)))


def compiled(texts: Mapping[str, str]) -> bytes:
    """Return a catalogue as a `.mo` file: head, table of keys, table of texts, then both (GNU gettext manual, 10.3)."""
    pairs = sorted((key.encode(), text.encode()) for key, text in texts.items())
    at = 28 + 16 * len(pairs)
    keys, values, body = b"", b"", b""
    for table in range(2):
        for pair in pairs:
            place = struct.pack("<II", len(pair[table]), at + len(body))
            keys, values = (keys + place, values) if table == 0 else (keys, values + place)
            body += pair[table] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 28)
    return head + keys + values + body


if __name__ == "__main__":
    print(template())  # noqa: T201 - that is what it is for
