"""What every file's model shares: one strict base, and the types that turn a plan's text into values.

Every scalar reaches a model as text, exactly as it was written. The types here decide what it means, so a
version `1.10`, a date `2026-02-30` or the word `no` never changes silently on the way in.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Final, TypeVar

from pydantic import BaseModel, ConfigDict
from pydantic_core import PydanticCustomError, core_schema

from spreadkit.model.day_texts import form_of
from spreadkit.model.number_texts import why_no_number
from spreadkit.months import is_possible
from spreadkit.words import invisible_in, without_invisible

Route = tuple[str | int, ...]
"""Keys and positions from the top of a plan or framework to a value: `("actions", "name-leads", "due")`."""

Item = TypeVar("Item")


def kebab(name: str) -> str:
    """Return the spelling of a field in a file: `at_least` is written `at-least`."""
    return name.rstrip("_").replace("_", "-")


class FileModel(BaseModel):
    """A part of a file that people write: unknown keys are refused here and nowhere else."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=kebab,
        defer_build=True,
        str_strip_whitespace=True,
    )


ROW_CONFIG: Final = ConfigDict(extra="forbid", alias_generator=kebab, str_strip_whitespace=True)
"""What rows of large tables are read by. They are dataclasses with slots: a tenth of the memory of a FileModel."""


class Unknown(Enum):
    """The word `unknown`: somebody looked, and the record does not say. It is not the same as an empty value."""

    UNKNOWN = "unknown"


UNKNOWN: Final = Unknown.UNKNOWN


def known(value: Item | Unknown | None) -> Item | None:
    """Return the value, or None where it is empty or `unknown`."""
    return None if isinstance(value, Unknown) else value


_ID: Final = r"^[a-z0-9]+([.-][a-z0-9]+)*$"
_LONGEST_ID: Final = 120
_LARGEST_WHOLE_NUMBER: Final = 1_000_000_000
_LONGEST_LINE: Final = 120
_FURTHEST_NUMBER: Final = 15
"""Powers of ten: no number is larger than 10 to this, or nearer to 0 than one part of that. Between them, what is
worked out of two numbers (a rate, a variance) is a number that can be drawn."""

_ISO_DATE: Final = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?", re.ASCII)
"""A day; midnight, which some programs write behind it, says no more."""

_PLAIN_NUMBER: Final = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)", re.ASCII)
_PERCENT: Final = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:%|per\s?cent|percent)", re.IGNORECASE)
_YES: Final = {"yes": True, "true": True, "no": False, "false": False}


def is_id(text: str) -> bool:
    """Whether a text can be a permanent name."""
    return len(text) <= _LONGEST_ID and re.fullmatch(_ID, text) is not None and not text.endswith("\n")


def _as_text(value: object, wanted: str) -> str:
    if value is None:
        raise PydanticCustomError("empty", "the value is empty; write {wanted}", {"wanted": wanted})
    if not isinstance(value, str):
        kind = "a list" if isinstance(value, list) else "a group of keys"
        raise PydanticCustomError("shape", "this is {kind}; write {wanted}", {"kind": kind, "wanted": wanted})
    return value.strip()


def read_date(value: object) -> date:
    """Read an ISO date such as `2026-03-31`, from 1900 to 2200; a day that does not exist is named as such."""
    if type(value) is date:
        return _in_range(value)
    text = _as_text(value, "a date such as 2026-03-31")
    if match := _ISO_DATE.fullmatch(text):
        try:
            day = date.fromisoformat(match[1])
        except ValueError:
            message = 'the calendar has no day "{text}"; correct the month or the day'
            raise PydanticCustomError("no_such_date", message, {"text": text}) from None
        return _in_range(day)
    raise _refused("not_a_date", text, f'"{text[:60]}" is not a date{form_of([text]).advice}')


def _in_range(day: date) -> date:
    if not is_possible(day):
        message = '"{text}" is not between 1900 and 2200; correct the year'
        raise PydanticCustomError("date_out_of_range", message, {"text": day.isoformat()})
    return day


def read_number(value: object) -> Decimal:
    """Read a plain decimal number; `4,5` and `1_000` are named, never guessed at."""
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return _of_possible_size(Decimal(value))
    text = _as_text(value, "a number such as 4.5")
    if _PLAIN_NUMBER.fullmatch(text):
        return _of_possible_size(Decimal(text))
    misread = why_no_number(text)
    raise _refused(misread.kind, text, misread.says)


def _of_possible_size(number: Decimal) -> Decimal:
    if number and not -_FURTHEST_NUMBER <= number.adjusted() < _FURTHEST_NUMBER:
        wrong = "large" if number.adjusted() > 0 else "near to 0"
        says = f'"{_short(number)}" is too {wrong} to be worked with; check its digits'
        raise PydanticCustomError("impossible_size", "{says}", {"says": says})
    return number


def _short(number: Decimal) -> str:
    text = f"{number:f}"
    return text if len(text) <= 24 else f"{text[:12]}… ({len(text)} signs)"  # noqa: PLR2004 - what fits into a sentence


def _refused(kind: str, text: str, says: str) -> PydanticCustomError:
    """Return the error for a text that does not fit; where that is for a sign that cannot be seen, it is named."""
    if (sign := invisible_in(text)) and kind in {"not_a_date", "not_a_number"}:
        shown = without_invisible(text)[:60]
        kind, says = "invisible", f'"{shown}" holds a sign that cannot be seen ({sign}); delete it'
    return PydanticCustomError(kind, "{says}", {"says": says})


def _read_above_zero(value: object) -> Decimal:
    """Read a plain decimal number that is more than 0."""
    number = read_number(value)
    if number > 0:
        return number
    message = '"{text}" is not more than 0; write a larger number'
    raise PydanticCustomError("not_above_zero", message, {"text": str(number)[:60]})


def _read_whole_number(value: object) -> int:
    """Read a whole number from 0 to a thousand million."""
    number = read_number(value)
    if 0 <= number <= _LARGEST_WHOLE_NUMBER and number == number.to_integral_value():
        return int(number)
    message = '"{text}" is not a whole number from 0 to {most}; write digits alone, such as 12'
    raise PydanticCustomError("not_a_whole_number", message, {"text": str(number)[:60], "most": _LARGEST_WHOLE_NUMBER})


def read_share(value: object) -> Decimal:
    """Read a part of a whole, from 0 to 1; `48%` and 60 (of a hundred) are named, with the share that they are."""
    if isinstance(value, str) and (match := _PERCENT.fullmatch(value.strip())):
        share = f"{(Decimal(match[1].replace(',', '.')) / 100).normalize():f}"
        raise _refused("percent", value, f'"{value.strip()}" is a percentage; write the share of one whole: {share}')
    try:
        number = read_number(value)
    except PydanticCustomError as error:
        if error.type not in {"not_a_number", "with_words"}:
            raise
        advice = "write a number from 0 to 1, such as 0.1 for half a day a week"
        says = f'"{str(value).strip()[:60]}" is not a share; {advice}'
        raise _refused("not_a_share", "", says) from None
    if not 0 <= number <= 1:
        hint = f": {(number / 100).normalize():f} for {number} percent" if 2 <= number <= 100 else ""  # noqa: PLR2004
        raise _refused("not_a_share", "", f'"{number}" is not from 0 to 1; write the share of one whole{hint}')
    return number


def _read_zero_or_more(value: object) -> Decimal:
    """Read a plain decimal number that is 0 or more."""
    number = read_number(value)
    if number >= 0:
        return number
    message = '"{text}" is less than 0; write 0 or more'
    raise PydanticCustomError("below_zero", message, {"text": str(number)[:60]})


def _read_one_line(value: object) -> str:
    """Read words that fit in one line of a page: 120 characters at most."""
    text = " ".join(_as_text(value, f"words, {_LONGEST_LINE} characters at most").split())
    if 0 < len(text) <= _LONGEST_LINE:
        return text
    message = "the text has {length} characters; write 1 to {most}, in one line"
    raise PydanticCustomError("not_one_line", message, {"length": len(text), "most": _LONGEST_LINE})


def _read_yes(value: object) -> bool:
    """Read `yes` or `no` (`true` and `false` are the same)."""
    if isinstance(value, bool):
        return value
    text = _as_text(value, "yes or no")
    if text.lower() in _YES:
        return _YES[text.lower()]
    raise PydanticCustomError("not_yes_or_no", '"{text}" is neither yes nor no', {"text": text[:60]})


def _or_unknown(value: object) -> Unknown | None:
    is_unknown = value is UNKNOWN or (isinstance(value, str) and value.strip() == UNKNOWN.value)
    return UNKNOWN if is_unknown else None


def _read_known_date(value: object) -> date | Unknown:
    return _or_unknown(value) or read_date(value)


def _read_known_number(value: object) -> Decimal | Unknown:
    return _or_unknown(value) or read_number(value)


def _read_known_share(value: object) -> Decimal | Unknown:
    return _or_unknown(value) or read_share(value)


def _read_known_yes(value: object) -> bool | Unknown:
    return _or_unknown(value) or _read_yes(value)


def _as_many(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _as_several(value: object) -> object:
    return [word for word in re.split(r"[\s,;]+", value) if word] if isinstance(value, str) else value


class ReadBy:
    """Tells pydantic to read a value with one function, and what the JSON Schema of such a value is."""

    def __init__(self, function: Callable[[object], object], schema: Mapping[str, Any]) -> None:
        self.function = function
        self.schema = schema

    def __get_pydantic_core_schema__(self, _source: Any, _handler: Any) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(self.function)

    def __get_pydantic_json_schema__(self, _core: Any, _handler: Any) -> dict[str, Any]:
        return dict(self.schema)


class TextRules:
    """Tells pydantic what a text must be like. It does the work of constraints in a fraction of their time."""

    def __init__(
        self, *, pattern: str | None = None, min_length: int | None = None, max_length: int | None = None
    ) -> None:
        self.schema = core_schema.str_schema(
            pattern=pattern, min_length=min_length, max_length=max_length, strip_whitespace=True
        )

    def __get_pydantic_core_schema__(self, _source: Any, _handler: Any) -> core_schema.CoreSchema:
        return self.schema


class ScalarText(TextRules):
    """As Words, for a text that may look like a number or a day: editors take either."""

    def __get_pydantic_json_schema__(self, _core: Any, _handler: Any) -> dict[str, Any]:
        return {"type": ["string", "number"]}


class OneOrMany:
    """Tells pydantic to take one text for a list of one."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Any]) -> core_schema.CoreSchema:
        return core_schema.no_info_before_validator_function(_as_many, handler(source))

    def __get_pydantic_json_schema__(self, core: Any, handler: Callable[[Any], Any]) -> dict[str, Any]:
        many = handler(core)
        return {"anyOf": [many["items"], many]}


class ManyInOneText:
    """Tells pydantic to take a text for a list of what stands in it between spaces, commas or semicolons."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Any]) -> core_schema.CoreSchema:
        return core_schema.no_info_before_validator_function(_as_several, handler(source))

    def __get_pydantic_json_schema__(self, core: Any, handler: Callable[[Any], Any]) -> dict[str, Any]:
        return {"anyOf": [{"type": "string"}, handler(core)]}


class TextOrKeys:
    """Tells pydantic to take a text for a group of keys, of which it is this one.

    `or_number` is for a text that may look like a number: editors take either.
    """

    def __init__(self, key: str, *, or_number: bool = False) -> None:
        self.key = key
        self.or_number = or_number

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Any]) -> core_schema.CoreSchema:
        return core_schema.no_info_before_validator_function(self._as_keys, handler(source))

    def _as_keys(self, value: object) -> object:
        return {self.key: value} if isinstance(value, str) else value

    def __get_pydantic_json_schema__(self, core: Any, handler: Callable[[Any], Any]) -> dict[str, Any]:
        text = {"type": ["string", "number"] if self.or_number else "string"}
        return {"anyOf": [text, handler(core)]}


def _or_unknown_schema(schema: Mapping[str, Any]) -> dict[str, Any]:
    return {"anyOf": [dict(schema), {"const": "unknown"}]}


_DATE: Final = {"type": "string", "format": "date"}
_NUMBER: Final = {"type": ["number", "string"]}
_WHOLE: Final = {"type": "integer", "minimum": 0, "maximum": _LARGEST_WHOLE_NUMBER}
_YES_OR_NO: Final = {"enum": [True, False, "yes", "no"]}

Text = Annotated[str, TextRules(min_length=1)]
"""Words. A scalar that is not empty."""

NonEmptyText = Annotated[str, ScalarText(min_length=1)]
"""What may look like a number or a day, as it was written: the answer to a criterion, the version of a package."""

OneLine = Annotated[str, ReadBy(_read_one_line, {"type": "string", "minLength": 1, "maxLength": _LONGEST_LINE})]
"""Words for one line of a page, 120 characters at most."""

Id = Annotated[str, TextRules(pattern=_ID, max_length=_LONGEST_ID)]
"""A permanent name: lower-case words joined by dashes or dots."""

Date = Annotated[date, ReadBy(read_date, _DATE)]
Number = Annotated[Decimal, ReadBy(read_number, _NUMBER)]
ZeroOrMore = Annotated[Decimal, ReadBy(_read_zero_or_more, _NUMBER)]
AboveZero = Annotated[Decimal, ReadBy(_read_above_zero, _NUMBER)]
WholeNumber = Annotated[
    int, ReadBy(_read_whole_number, {"type": "integer", "minimum": 0, "maximum": _LARGEST_WHOLE_NUMBER})
]
Yes = Annotated[bool, ReadBy(_read_yes, _YES_OR_NO)]

DateOrUnknown = Annotated[date | Unknown, ReadBy(_read_known_date, _or_unknown_schema(_DATE))]
NumberOrUnknown = Annotated[Decimal | Unknown, ReadBy(_read_known_number, _or_unknown_schema(_NUMBER))]
ShareOfOne = Annotated[Decimal, ReadBy(read_share, _NUMBER)]
ShareOfOneOrUnknown = Annotated[Decimal | Unknown, ReadBy(_read_known_share, _or_unknown_schema(_NUMBER))]
"""A part of one whole, from 0 to 1."""

YesOrUnknown = Annotated[bool | Unknown, ReadBy(_read_known_yes, _or_unknown_schema(_YES_OR_NO))]

Many = Annotated[tuple[Item, ...], OneOrMany()]
"""One value or a list of them: `role: coach` and `role: [coach, messenger]`."""

Several = Annotated[tuple[Item, ...], ManyInOneText()]
"""A list of ids, or one text with spaces, commas or semicolons between them, as a cell of a table holds it."""
