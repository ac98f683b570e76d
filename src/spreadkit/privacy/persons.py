"""Finding what is written of a person: the day of birth, private mail, and telephones."""

import re
from collections.abc import Iterator
from typing import Final

from spreadkit.privacy.names import AGE_CUES, PERSON_NAME, TITLE_CUE, find_aged, find_titled
from spreadkit.privacy.number_kinds import CELL_END
from spreadkit.privacy.text_match import TextMatch, in_lines, values_of

_MONTH: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_YEAR: Final = r"(?:(?:18|19|20)[0-9]{2}|'?[0-9]{2})(?![0-9])"
_ORDINAL: Final = r"[0-9]{1,2}(?:st|nd|rd|th)?"
_DATE: Final = (
    r"(?:[0-9]{4} ?[-/.] ?[0-9]{1,2} ?[-/.] ?[0-9]{1,2}(?![0-9])"
    rf"|[0-9]{{1,2}} {{0,2}}[-/. ] {{0,2}}[0-9]{{1,2}} {{0,2}}[-/. ] {{0,2}}{_YEAR}"
    rf"|{_ORDINAL}[ \-/.]{{0,2}}(?:of )?{_MONTH}[ \-/,.]{{0,2}}{_YEAR}|{_MONTH} {_ORDINAL},? {_YEAR}"
    rf"|[0-9]{{4}} {_MONTH} {_ORDINAL})"
)
_LINK: Final = r"""[ \t"':=#().\-]*(?:(?:is|was|on)(?: the)? )?["']?"""
_BIRTH_WORD: Final = r"(?:d\.?o\.?b|birth[ _-]*dates?|date[ _-]*of[ _-]*birth|birthday)"
_BIRTH: Final = re.compile(
    rf"(?<![a-z])(?:(?:{_BIRTH_WORD}\b(?:{_LINK}|{CELL_END})|(?<=[\w,;(] )b\. ?|(?<=\()b\. ?)"
    rf"(?P<dated>{_DATE}|[0-9]{{8}}(?![0-9])|[0-9]{{6}}(?![0-9]))"
    rf"|(?P<before>(?:[^\n]{{0,40}}\b(?:was|were|is) )?)(?:born|birth:?){_LINK}(?P<value>{_DATE}))"
)
LONE_BIRTH: Final = re.compile(rf"^\W*{_BIRTH_WORD}\W*$", re.MULTILINE)
"""A cell that says that the next one holds a date of birth."""

_BIRTH_WORDS: Final = ("dob", "d.o.b", "d.ob", "birth", "born", "b.")
_BIRTH_CUE: Final = re.compile(r"d\.?o\.?b\b|birth|born\b|\bb\. ?[0-9a-z]")
_PERSON_BORN: Final = re.compile(
    r"\b(?:he|she|they|who|patient|man|woman|lady|gentleman|boy|girl|baby|infant|child|twin|resident|client|mother|father"
    r"|son|daughter|(?:mr|mrs|ms|miss|dr) [\w'-]+)(?: (?:he|she|who|was))? (?:was|were|is) $"
)
_NAMED: Final = re.compile(rf"{PERSON_NAME} (?:was|is|were) $")

_AT: Final = re.compile("@")
_FREE_MAIL: Final = (
    r"(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|rocketmail|icloud|me|mac|aol|gmx|web|proton|protonmail|pm"
    r"|fastmail|tutanota|tuta|zoho|mail|btinternet|sky|talktalk|virginmedia|ntlworld|blueyonder|tiscali|orange|wanadoo"
    r"|free|laposte|sfr|libero|virgilio|t-online|freenet|wp|o2|onet|interia|seznam|centrum|telia|comcast|verizon|att"
    r"|sbcglobal|bellsouth|cox|shaw|rogers|bigpond|optusnet|xtra|eircom|telenet|skynet|ziggo|kpnmail|hetnet|yandex|qq|163"
    r"|naver|rediffmail)"
)
_ENDINGS: Final = r"com?\.[a-z]{2}|com|net|org|me|ca|ie|fr|de|it|es|pl|cz|nl|be|se|ru|eu|us"
_MAIL: Final = re.compile(rf"(?<![\w.+'-])(?P<value>[\w.+'-]+ ?@ ?{_FREE_MAIL}\.(?:{_ENDINGS}))(?![\w-]|\.[a-z])")

_RELATED: Final = (
    r"(?<![a-z])(?:patient|resident|service user|next of kin|n\.?o\.?k|relative|family|daughter|son|wife|husband"
    r"|partner|mother|father|carer|home (?:phone|tel|telephone|number))(?![a-z])"
)
_STAFFED: Final = r"switchboard|ward|line|reception|service|experience|safety|advice|liaison|pals|office|desk|team|lead"
_PHONE: Final = re.compile(
    rf"{_RELATED}(?:(?!{_STAFFED})[^0-9+\n]){{0,30}}?(?!(?:19|20)[0-9]{{2}}-)"
    rf"(?P<value>\+?\(?[0-9](?:[ ().\-/]{{0,3}}[0-9]){{7,14}})(?![0-9])"
)
_REGIONS: Final = (
    *(
        "GB",
        "IE",
        "US",
        "CA",
        "AU",
        "NZ",
        "SE",
        "NO",
        "DK",
        "FI",
        "DE",
        "FR",
        "NL",
        "BE",
        "ES",
        "IT",
        "PT",
        "PL",
        "AT",
        "CH",
    ),
)
"""Whose national numbers are tried where no country is written."""


def find_persons(plain: str, lowered: str) -> Iterator[TextMatch]:
    """Go through what is written of persons in a text; each pattern is tried only in lines where its cue is."""
    if any(word in lowered for word in _BIRTH_WORDS):
        yield from in_lines(_BIRTH_CUE, lowered, lambda start, end: _births(plain[start:end], lowered[start:end]))
    if "@" in lowered:
        yield from in_lines(_AT, lowered, lambda start, end: find_own_mail(lowered[start:end]))
    yield from in_lines(TITLE_CUE, plain, lambda start, end: find_titled(plain[start:end]))
    for cue in AGE_CUES:
        yield from in_lines(cue, lowered, lambda start, end: find_aged(plain[start:end], lowered[start:end]))


def find_phones(line: str) -> Iterator[TextMatch]:
    """Go through the telephone numbers of persons in a line in small letters."""
    for match in _PHONE.finditer(line):
        if is_own_phone(match["value"], at_home="home" in match[0]):
            yield TextMatch("the telephone number of a person", match["value"], match.start("value"))


def find_own_mail(lowered: str) -> Iterator[TextMatch]:
    """Go through the addresses in a text in small letters that people have of their own, not from their work."""
    return values_of(_MAIL, lowered, "a private e-mail address")


def _births(plain: str, lowered: str) -> Iterator[TextMatch]:
    for match in _BIRTH.finditer(lowered):
        name = "dated" if match["dated"] else "value"
        if name == "value" and match["before"] and not _is_person(plain[match.start("before") : match.end("before")]):
            continue
        yield TextMatch("a date of birth", match[name], match.start(name))


def _is_person(before: str) -> bool:
    """Whether what "was born" is a person, rather than a service."""
    return bool(_PERSON_BORN.search(before.lower()) or _NAMED.search(before))


def is_own_phone(written: str, *, at_home: bool = False) -> bool:
    """Whether this is the number of a mobile in one of the countries that are tried; at home, of any telephone."""
    import phonenumbers

    mobile = {phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE}
    for region in (None,) if written.startswith("+") else _REGIONS:
        try:
            number = phonenumbers.parse(written, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number) and (at_home or phonenumbers.number_type(number) in mobile):
            return True
    return False
