"""Sentences become text here and nowhere else: plurals, numbers, days, lists and names, by a catalogue of messages."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from gettext import NullTranslations
from string import Formatter
from typing import Any, Final

from spreadkit.model.verdict import Verdict, VerdictInput
from spreadkit.record import record
from spreadkit.verdicts.messages import MESSAGES, MONTHS
from spreadkit.verdicts.routes import route_of
from spreadkit.verdicts.sentence import (
    ClauseList,
    DayField,
    Field,
    MonthField,
    NameList,
    PlanWords,
    Sentence,
    ValueField,
    shortened,
)
from spreadkit.verdicts.state import SiteWords
from spreadkit.verdicts.thresholds import NAMES, SAYS_WORDS, YEAR_DAYS
from spreadkit.verdicts.verdict import RowChoice

OPEN, CLOSE = "\u2068", "\u2069"
"""What stands round the plan's own words, so that their direction does not turn ours (Unicode: isolates)."""

_DIRECTIONS: Final = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_OWN_END: Final = re.compile(rf"(?<=[.!?…]{CLOSE})\.(?=\s|$)")
_MOST_DIGITS: Final = 3


def plain(text: str) -> str:
    """Return a text without the marks round the plan's own words."""
    return text.replace(OPEN, "").replace(CLOSE, "")


def marked(text: str) -> str:
    """Return the plan's own words in one line, between marks; what would turn their direction is taken out."""
    return f"{OPEN}{' '.join(_DIRECTIONS.sub('', text).split())}{CLOSE}"


def word_count(text: str) -> int:
    """Return how many words a text has."""
    return len(plain(text).split())


def in_digits(value: Fraction | Decimal, digits: int) -> str:
    """Return a value with so many decimals, half in_digits away from zero: `6.5`, `1,331`."""
    fraction = Fraction(value)
    exact = Decimal(fraction.numerator) / Decimal(fraction.denominator)
    return f"{exact.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP):,f}"


def decimals_of(number: Decimal) -> int:
    """Return how many decimals a number is written with."""
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def digits_apart(one: Fraction | Decimal, other: Fraction | Decimal | None, least: int = 1) -> int:
    """Return the fewest decimals, from `least` to three, with which two values look different where they are."""
    if other is None or Fraction(one) == Fraction(other):
        return least
    tries = range(least, _MOST_DIGITS)
    return next((digits for digits in tries if in_digits(one, digits) != in_digits(other, digits)), _MOST_DIGITS)


@dataclass
class Language:
    """Says sentences by a catalogue, with a plan's words for its sites, as of a day.

    `translations` is any catalogue of the standard `gettext`; without one, the messages are said as they are written.
    """

    as_of: date
    words: SiteWords = field(default_factory=SiteWords)
    measure: str = ""
    translations: NullTranslations = field(default_factory=NullTranslations)

    def verdict(self, choice: RowChoice) -> Verdict:
        """Return a choice in words, cut down to what an answer may hold."""
        says = choice.says
        text, inputs = self.with_inputs(says)
        while word_count(text) > SAYS_WORDS and (shorter := shortened(says)):
            says = shorter
            text, inputs = self.with_inputs(says)
        return Verdict(choice.question, choice.row, self.text(choice.word), choice.sign, text, inputs)

    def text(self, said: Sentence) -> str:
        """Return one sentence in words."""
        return _Speech(self).say(said)

    def all_of(self, says: Iterable[Sentence]) -> str:
        """Return several sentences in words."""
        return " ".join(map(self.text, says))

    def with_inputs(self, says: Iterable[Sentence]) -> tuple[str, tuple[VerdictInput, ...]]:
        """Return several sentences in words, with their figures."""
        spoken = _Speech(self)
        return " ".join(map(spoken.say, says)), tuple(spoken.inputs)

    def template(self, message: str, number: int | None) -> str:
        """Return the words of a message, in the plural form of a number."""
        known = MESSAGES[message]
        if known.many is None:
            return self.translations.pgettext(message, known.one)
        return self.translations.npgettext(message, known.one, known.many, 2 if number is None else number)

    def site_word(self, number: int) -> str:
        """Return the plan's word for so many sites."""
        return self.words.form(self.template("category", number))

    def month_name(self, day: date) -> str:
        """Return the name of a day's month."""
        return self.translations.pgettext("month", MONTHS[day.month - 1])

    def is_far(self, day: date) -> bool:
        """Whether a day is so far off that it is said with its year."""
        return abs((day - self.as_of).days) >= YEAR_DAYS


@dataclass
class _Speech(Formatter):
    """One answer as it is said: puts fields into messages, and keeps every figure that is written."""

    language: Language
    inputs: list[VerdictInput] = field(default_factory=list)

    def say(self, said: Sentence) -> str:
        template = self.language.template(said.message, said.number)
        words: Mapping[str, Any] = {"site": _Site(1), "sites": _Site(2)}
        text = self.vformat(template, (), {**words, **{name: _Named(name, part) for name, part in said.fields.items()}})
        return _OWN_END.sub("", text)

    def format_field(self, value: Any, format_spec: str) -> str:
        match value:
            case _Site(number):
                return self._site(number, format_spec)
            case _Named(_, int(number)) if format_spec == "site":
                return self._site(number, "")
            case _Named(_, part):
                text = self._written(part)
                self._keep(value, text)
                return _capital(text) if format_spec == "cap" else text
        raise TypeError(value)

    def _site(self, number: int, case: str) -> str:
        words = self.language.words
        return dict(words.forms).get(case) or self.language.site_word(number)

    def _written(self, part: Field) -> str:  # noqa: PLR0911 - one kind of field a line
        match part:
            case int():
                return f"{part:,}"
            case ValueField():
                return self._amount(part)
            case DayField(day):
                message = "day.year" if self.language.is_far(day) else "day"
                return self._date(message, day)
            case MonthField(day):
                return self._date("month.year" if self.language.is_far(day) else "month.name", day)
            case PlanWords(text):
                return marked(text)
            case NameList(names):
                return self._names(names)
            case ClauseList(clauses):
                return self._joined([self.say(clause) for clause in clauses])
            case Sentence():
                return self.say(part)

    def _amount(self, amount: ValueField) -> str:
        value = in_digits(amount.value, amount.digits)
        if not amount.unit:
            return value
        return self.language.template("quantity", None).format(value=value, unit=marked(amount.unit))

    def _date(self, message: str, day: date) -> str:
        template = self.language.template(message, None)
        return template.format(day=day.day, month=self.language.month_name(day), year=day.year)

    def _names(self, names: Sequence[str | Sentence]) -> str:
        shown = [self.say(name) if isinstance(name, Sentence) else marked(name) for name in names]
        if len(shown) <= NAMES + 1:
            return self._joined(shown)
        more = len(shown) - NAMES
        return self.language.template("list.more", more).format(names=", ".join(shown[:NAMES]), more=f"{more:,}")

    def _joined(self, parts: Sequence[str]) -> str:
        if len(parts) <= 1:
            return "".join(parts)
        return self.language.template("list.and", None).format(names=", ".join(parts[:-1]), last=parts[-1])

    def _keep(self, value: "_Named", text: str) -> None:
        """Keep what has a figure in it; what is put together of messages has kept its own."""
        if isinstance(value.field, Sentence | ClauseList) or not re.search(r"\d", text):
            return
        own = value.field.route if isinstance(value.field, ValueField) else ()
        kept = VerdictInput(value.name, plain(text), own or route_of(value.name, self.language.measure))
        if kept not in self.inputs:
            self.inputs.append(kept)


@record(slots=False)
class _Named:
    """A field of a sentence, and its name there."""

    name: str
    field: Field


@record(slots=False)
class _Site:
    """The plan's word for its sites: of one, or of several."""

    number: int


def _capital(text: str) -> str:
    """Return a text with its first letter as a sentence begins, inside the marks too."""
    at = 1 if text.startswith(OPEN) else 0
    return f"{text[:at]}{text[at : at + 1].upper()}{text[at + 1 :]}"
