"""Every drawing of every example, made once."""

from datetime import date
from functools import cache

from spreadkit import api
from spreadkit.model.report import Drawing, drawings_of
from spreadkit.resources import shipped_examples

AS_OF = {
    "ghana-fives-alive": date(2015, 9, 30),
    "mayo-vte": date(2016, 12, 31),
    "north-network-huddles": date(2026, 6, 30),
    "parkinson-physio": date(2021, 10, 31),
    "vha-advanced-clinic-access": date(2003, 1, 31),
}


@cache
def drawings() -> dict[str, Drawing]:
    """By example and name."""
    found = {}
    for example, as_of in AS_OF.items():
        for drawing in drawings_of(api.build_report(shipped_examples() / example, as_of=as_of)):
            found[f"{example}/{drawing.name}"] = drawing
    return found
