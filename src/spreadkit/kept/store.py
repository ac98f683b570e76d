"""Texts by keys, in one SQLite file: of bounded size, safe for several processes, and never in the way.

Whatever goes wrong with it, a disk that is full, a file that is damaged or one that may not be written, is as if
nothing had been kept.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from spreadkit.kept.place import UnsafePlaceError, cache_file, made_safe

if TYPE_CHECKING:
    import sqlite3

MOST_ENTRIES: Final = 20_000
MOST_BYTES: Final = 200_000_000
MOST_OF_ONE: Final = 20_000_000
"""How many entries are kept, and bytes of them and of one. Beyond that the oldest go. The figures are ours."""

_LEFT: Final = 0.8
"""Which part of what is kept at most is left when the oldest go."""

_WAIT: Final = 2.0
"""For how many seconds one process waits for another one that writes."""

_BESIDE: Final = ("-journal", "-wal", "-shm")
"""What SQLite may have left beside the file."""

_AT_ONCE: Final = 500
_SUM: Final = 20

_TABLE: Final = """
CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, at REAL NOT NULL, size INTEGER NOT NULL, content BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS by_age ON kept (at, size);
"""


Used = TypeVar("Used")


class KeptAmount(NamedTuple):
    """How much is kept."""

    entries: int
    bytes: int


class Store:
    """What is kept in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """Return what is kept under these keys, by key; what is damaged is left out."""

        def found_in(database: "sqlite3.Connection") -> dict[bytes, bytes]:
            found = dict[bytes, bytes]()
            for first in range(0, len(keys), _AT_ONCE):
                some = keys[first : first + _AT_ONCE]
                marks = ",".join("?" * len(some))
                rows = database.execute(f"SELECT key, content FROM kept WHERE key IN ({marks})", some)  # noqa: S608 - marks
                found |= {key: content[_SUM:] for key, content in rows if _is_whole(key, content)}
            return found

        return self._used(found_in) or {}

    def keep(self, contents: Mapping[bytes, bytes]) -> None:
        """Keep texts under their keys, in place of what is kept there."""
        now = time.time()
        rows = [
            (key, now, len(content), _sum(key, content) + content)
            for key, content in contents.items()
            if len(content) <= MOST_OF_ONE
        ]

        def write(database: "sqlite3.Connection") -> None:
            with database:
                database.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)", rows)
                _drop_oldest(database)

        if rows:
            self._used(write)

    def amount(self) -> KeptAmount:
        """Return how much is kept."""
        return self._used(_amount) or KeptAmount(0, 0)

    def clear(self) -> None:
        """Take away all that is kept. Raises OSError."""
        file = cache_file(self._folder)
        for path in (file, *(file.with_name(file.name + ending) for ending in _BESIDE)):
            path.unlink(missing_ok=True)

    def _used(self, use: "Callable[[sqlite3.Connection], Used]") -> Used | None:
        """Do something with the file. What cannot be done is left, and a file that is damaged is taken away."""
        try:
            import sqlite3
        except ImportError:  # a Python that was built without it
            return None
        try:
            with closing(sqlite3.connect(made_safe(self._folder), timeout=_WAIT)) as database:
                database.execute("PRAGMA trusted_schema = OFF")
                database.execute("PRAGMA synchronous = OFF")  # what a crash tears is seen by its sum
                database.executescript(_TABLE)
                return use(database)
        except (OSError, UnsafePlaceError, sqlite3.OperationalError):
            return None
        except (sqlite3.Error, ValueError, TypeError):  # no database, or one of other columns and types
            with suppress(OSError):
                self.clear()
            return None


def _amount(database: "sqlite3.Connection") -> KeptAmount:
    entries, size = database.execute("SELECT count(*), coalesce(sum(size), 0) FROM kept").fetchone()
    return KeptAmount(int(entries), int(size))


def _drop_oldest(database: "sqlite3.Connection") -> None:
    """Let the oldest go where there is too much."""
    if not _is_too_much(left := _amount(database), 1):
        return
    old = list[tuple[int]]()
    for row, size in database.execute("SELECT rowid, size FROM kept ORDER BY at, rowid").fetchall():
        if not _is_too_much(left, _LEFT):
            break
        old.append((row,))
        left = KeptAmount(left.entries - 1, left.bytes - size)
    database.executemany("DELETE FROM kept WHERE rowid = ?", old)


def _is_too_much(amount: KeptAmount, part: float) -> bool:
    return amount.entries > MOST_ENTRIES * part or amount.bytes > MOST_BYTES * part


def _sum(key: bytes, content: bytes) -> bytes:
    from hashlib import blake2b

    return blake2b(key + content, digest_size=_SUM).digest()


def _is_whole(key: bytes, content: bytes) -> bool:
    """Whether an entry is as it was written, and under the key that it was written under."""
    return _sum(key, content[_SUM:]) == content[:_SUM]
