"""What must be stated when the spread is published as a study, and no other part of a plan holds."""

import re
from typing import Annotated, Final

from pydantic_core import PydanticCustomError

from spreadkit.model.base import FileModel, ReadBy, Text

_ITEM: Final = r"^([1-9]|1[0-9]|2[0-7])$"


def _read_item_number(value: object) -> str:
    """Read the number of an item of the checklist, as it is written."""
    text = str(value).strip()
    if re.fullmatch(_ITEM, text):
        return text
    message = '"{text}" is no item of the StaRI checklist; write the number of one, from 1 to 27'
    raise PydanticCustomError("not_an_item", message, {"text": text[:60]})


ItemNumber = Annotated[str, ReadBy(_read_item_number, {"type": "string", "pattern": _ITEM})]
"""The number of an item of the StaRI checklist, from 1 to 27."""


class Study(FileModel):
    """The spread as a study, for those who publish it; the StaRI checklist shows it.

    `problem` is what is wrong with care today, `context` what around the sites helps or hinders, `subgroups` who is
    studied more closely or analysed apart, `economics` how costs are counted, `ethics` every approval with its number,
    `registered` the register and number or where the protocol is, `funding` who pays, `interests` what authors declare.
    `not_applicable` has the items that do not apply, by number, each with the reason.
    """

    problem: Text | None = None
    design: Text | None = None
    context: Text | None = None
    subgroups: Text | None = None
    economics: Text | None = None
    ethics: Text | None = None
    registered: Text | None = None
    funding: Text | None = None
    interests: Text | None = None
    not_applicable: dict[ItemNumber, Text] = {}
