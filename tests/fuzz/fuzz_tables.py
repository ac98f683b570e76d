"""Changes to tables as rows and cells, and to how they are written down: separators, quotes, line ends, encodings."""

import csv
import io
from random import Random
from typing import Final

from fuzz_values import spoilt, value

_SEPARATORS: Final = (",", ",", ",", ";", "\t", "|", " ", ":")
_ENDS: Final = ("\n", "\n", "\r\n", "\r", "\n\n", "\n,\n")
_ENCODINGS: Final = (
    "utf-8",
    "utf-8",
    "utf-8",
    "utf-8-sig",
    "latin-1",
    "cp1252",
    "utf-16",
    "utf-16-le",
    "utf-32",
    "cp850",
)
_HEADINGS: Final = (
    *(
        "id",
        "name",
        "site",
        "Site",
        "Ward",
        "date",
        "month",
        "change",
        "stage",
        "barrier",
        "note",
        "by",
        "wave",
        "group",
    ),
    *(
        "status",
        "lead",
        "joined",
        "left",
        "falls",
        "bed_days",
        "value",
        "count",
        "per",
        "patient",
        "NHS number",
        "question",
    ),
)


def rows_of(text: bytes) -> list[list[str]]:
    """Return the rows of a table, as well as they can be made out."""
    lines = text.decode("utf-8-sig", "surrogateescape")
    separator = max(",;\t", key=lines[:300].count)
    try:
        return list(csv.reader(io.StringIO(lines, newline=""), delimiter=separator))
    except csv.Error:
        return [line.split(separator) for line in lines.splitlines()]


def changed_table(text: bytes, random: Random) -> bytes:
    """Return a table with one to four changes."""
    rows = rows_of(text) or [["id", "name"]]
    for _ in range(random.choice((1, 1, 2, 3, 4))):
        _change(rows, random)
    return written(rows, random)


def _change(rows: list[list[str]], random: Random) -> None:
    if not rows:
        return
    row = random.choice(rows)
    column = random.randrange(max(1, len(row)))
    match random.randrange(13):
        case 0 | 1 if row:
            row[column] = value(random)
        case 2 | 3 if row:
            row[column] = spoilt(row[column], random)
        case 4:
            rows.remove(row)
        case 5:
            for _ in range(random.choice((1, 1, 40))):
                rows.insert(random.randrange(len(rows) + 1), list(row))
        case 6:
            other = random.choice(rows)
            row[:], other[:] = list(other), list(row)
        case 7 if rows[0]:
            rows[0][random.randrange(len(rows[0]))] = random.choice(_HEADINGS)
        case 8:
            at = random.randrange(len(rows[0]) + 1)
            for place in rows:
                place.insert(at, value(random) if random.random() < 0.3 else random.choice(random.choice(rows) or [""]))
        case 9:
            for place in rows:
                if column < len(place):
                    del place[column]
        case 10:
            row.extend([value(random)] * random.choice((1, 1, 5, 300)))
        case 11 if row:
            donor = random.choice(rows)
            row[column] = random.choice(donor or [""])
        case 12:
            values = [value(random) for _ in range(3)]
            for place in rows[1:]:
                if column < len(place):
                    place[column] = random.choice(values)


def written(rows: list[list[str]], random: Random) -> bytes:
    """Write rows down, half of the time as a plain CSV file, else as some program does."""
    plain = random.random() < 0.5
    separator = "," if plain else random.choice(_SEPARATORS)
    stream = io.StringIO()
    writer = csv.writer(
        stream,
        delimiter=separator,
        lineterminator="\n" if plain else random.choice(_ENDS),
        quoting=csv.QUOTE_MINIMAL if plain else random.choice((csv.QUOTE_ALL, csv.QUOTE_MINIMAL)),
    )
    writer.writerows(rows)
    text = stream.getvalue()
    if not plain and random.random() < 0.2:
        text = (
            random.choice((f"sep={separator}\n", "Report of the ward\n\n", "# made by hand\n", "\n\n", '"""\n')) + text
        )
    encoding = "utf-8" if plain else random.choice(_ENCODINGS)
    return (
        text.encode(encoding, "surrogateescape" if encoding == "utf-8" else "replace")
        if _fits(text)
        else text.encode("utf-8", "surrogatepass")
    )


def _fits(text: str) -> bool:
    try:
        text.encode("utf-8", "surrogateescape")
    except UnicodeError:
        return False
    return True
