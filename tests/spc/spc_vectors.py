"""The series, and what independent programs make of them: see oracles/README.md."""

import csv
import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from spreadkit.measures.spc.data import SpcData

FOLDER = Path(__file__).parent / "oracles"

BETTER = {"increase": "higher", "decrease": "lower", "neutral": "neither"}


def read(name: str) -> Any:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def read_table(name: str) -> list[dict[str, int]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return [{key: int(value) for key, value in row.items()} for row in csv.DictReader(file)]


SERIES: Mapping[str, dict[str, Any]] = {each["id"]: each for each in read("series.json")}


def data_of(name: str, *, with_excluded: bool = True) -> SpcData:
    series = SERIES[name]
    starts = tuple(series["part"] or ())
    return SpcData(
        values=tuple(series["y"]),
        sizes=tuple(series["n"]) if series["n"] else None,
        starts=starts,
        freeze=(series["freeze"],) * (len(starts) + 1),
        excluded=frozenset(each - 1 for each in series["exclude"] or () if with_excluded),
    )


def alike(ours: float | None, theirs: float | None) -> bool:
    """Compare two numbers, or two gaps; next to zero absolutely, because theirs have 15 digits before subtraction."""
    if ours is None or theirs is None:
        return ours is theirs
    return math.isclose(ours, theirs, rel_tol=1e-9, abs_tol=1e-12)
