"""Finding people by name: a title in the words of care, a name with an age or a bed, and a postcode beside an age.

Names are looked for in a line as written, all else in small letters; both have the same positions.
"""

import re
from collections.abc import Iterator
from typing import Final

from spreadkit.privacy.text_match import TextMatch, values_of

_PLACES: Final = (
    r"(?:The|This|That|Our|Your|Each|Every|Ward|Unit|Bay|Hospital|Clinic|Team|Trust|Network|Centre|Center|Service|Board"
    r"|Health|Care|Home|House|Programme|Program|Project|Collaborative|Campaign|North|South|East|West|Older|Adult|Adults"
    r"|Patients?|People|Women|Men|Children|Residents?|Inpatients?|Clients?|Nurses?|Nursing|Medical|Surgical|Acute|General"
    r"|Stroke|Community|Side|Room|Hospitals?|Wards?|Department|Emergency|Intensive|High|Total|Mean|Median|Average|All|In"
    r"|On|At|For|From|Of|With|And|Aged?|Beds?|Sites?|Elderly|Senior|Public|National|Royal|Saint|St)"
)
"""Words with a capital that begin no name of a person."""

_WORD: Final = r"[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ'A-Z-]+"
PERSON_NAME: Final = (
    rf"(?<![\w-])(?!{_PLACES}\b)(?:{_WORD},?|[A-Z]\.?) {{1,2}}(?:[A-Z]\.? )?(?!{_PLACES}\b){_WORD}"
    r"(?! (?:Ward|Unit|Hospital)\b)"
)
_AGE: Final = (
    r"\b(?:(?:aged?|Aged?|AGED?)[ :]{0,2}[0-9]{1,3}(?![0-9])|[0-9]{1,3}[ -]?(?:years?|yrs?)[ -]old\b"
    r"|[0-9]{1,3} ?(?:y/?o|yrs?)\b)"
)
_ONE_AGE: Final = rf"{_AGE}(?! ?(?:and|or|to|-|\+|plus|%)(?: ?(?:over|above|older|under|younger|more|[0-9])|[ +%-]|$))"
_BED: Final = r"\b(?:in )?[Bb]ed(?: no\.?| number)?[ :#]{0,2}[0-9]{1,3}\b"
_NAME_WITH: Final = re.compile(rf"(?P<value>{PERSON_NAME})(?:,|;| -|:| is| was)? {{0,2}}\(?(?:{_ONE_AGE}|{_BED})")
_WITH_NAME: Final = re.compile(
    r"(?:[0-9]{1,3}[ -]year[ -]old|[Bb]ed [0-9]{1,3})(?:,|:| -)? "
    rf"(?:(?:patient|man|woman|lady|gentleman|resident) )?(?P<value>{PERSON_NAME})"
)

AGE_CUES: Final = tuple(
    re.compile(cue)
    for cue in (r"age[d :]{1,2} ?[0-9]", r"years?[ -]old", r"yrs?\b", r"y/o\b", r"bed[ :#n][ no.umber:#]{0,9}[0-9]")
)
"""Each begins with letters, which makes them together several times faster than all of them in one."""

TITLE_CUE: Final = re.compile(r"M(?:rs?|s|iss|x|aster)\b")
_TITLE: Final = rf"(?:Mr|Mrs|Ms|Miss|Mx|Master)\.? (?:(?:[A-Z]\.? ?|{_WORD} ){{0,2}}){_WORD}"
_WAS: Final = (
    r"found|admitted|readmitted|discharged|transferred|diagnosed|prescribed|treated|operated|on the floor"
    r"|an? (?:in|out)?patient"
)
_DID: Final = (
    rf"(?:fell|slipped|tripped|collapsed|died|(?:was|were|is|has been|had been) (?:{_WAS})"
    r"|had (?:a|an|another|his|her) (?:fall|stroke|seizure|pressure ulcer|operation|infection)"
    r"|developed|sustained|suffered|fractured|broke)"
)
_PATIENT: Final = r"[Pp]atient|[Rr]esident|[Cc]lient|[Ii]npatient|[Oo]utpatient|[Ss]ervice user"
_SOMETHING_OF: Final = (
    r"[Ff]alls?|[Dd]eath|[Aa]dmission|[Dd]ischarge|[Nn]otes|[Rr]elatives|[Ff]amily|[Nn]ext of kin|[Ww]ife|[Hh]usband"
)
_STAFF: Final = (
    r"safety|experience|flow|and|group|rep|council|advis|lead|involve|engage|access|service|stor|partner|education"
    r"|liaison|care"
)
_IN_CARE: Final = rf"(?:patient|resident|inpatient)\b(?! (?:{_STAFF}))"
_TITLED: Final = re.compile(
    rf"\b(?:{_PATIENT}|(?:{_SOMETHING_OF}) of)(?: called| named| is| was)?[,:;]? {{0,2}}\(?(?P<first>{_TITLE})"
    rf"|(?P<second>{_TITLE}),? (?:{_DID}\b|\(?{_ONE_AGE}|\([0-9]{{2,3}}\)|\(?{_BED}|\(?{_IN_CARE})"
)

_POSTCODE: Final = r"(?<![a-z0-9])[a-z]{1,2}[0-9][0-9a-z]? {0,2}[0-9][a-z]{2}(?![a-z0-9])|(?<=zip )[0-9]{5}(?![0-9])"
_SOME_AGE: Final = r"(?<!s )(?<!people )(?<!women )(?<!men )(?<!those )(?<!children )(?<![\w-])" + _ONE_AGE
_WITHIN: Final = r"(?:(?![.] )[^\n|]){1,30}?"
_POSTCODE_WITH_AGE: Final = re.compile(
    rf"(?P<first>{_POSTCODE}){_WITHIN}{_SOME_AGE}|{_SOME_AGE}{_WITHIN}(?P<second>{_POSTCODE})"
)


def find_titled(plain: str) -> Iterator[TextMatch]:
    """Go through the patients in a line that are named with a title."""
    return values_of(_TITLED, plain, "the name of a patient")


def find_aged(plain: str, lowered: str) -> Iterator[TextMatch]:
    """Go through the names and postcodes in a line beside which an age or a bed stands."""
    yield from values_of(_POSTCODE_WITH_AGE, lowered, "a postcode beside an age")
    yield from values_of(_NAME_WITH, plain, "a name with an age or a bed")
    yield from values_of(_WITH_NAME, plain, "a name with an age or a bed")
