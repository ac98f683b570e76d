"""The page on privacy: what is recognised, measured on the made lines of `tests/privacy/made_lines.py`."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from spreadkit.privacy.find import find_patient_data
from spreadkit.privacy.number_kinds import NUMBER_KINDS

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "privacy"))

import made_lines

LINES: Final = 5_000

BEGINNING: Final = """# Privacy: what is found, and what is not

Made by `docs/generate.py`. A plan is about sites and roles, never about patients. `spreadkit check` looks through:

- the plan with its comments, its tables with their headings, and the names of the files it names;
- pages of your own, guides, and evidence that is text (Markdown, CSV, text, HTML, JSON, YAML, SVG), Word (`.docx`) or
  a workbook (`.xlsx`), up to 10 MB of text a file;
- frameworks, concepts, signposts and crosswalks of your own that the plan uses or that stand in its folder
  `frameworks`;
- what sites send back, before `spreadkit collect` takes any of it.

What is found is an error ([SK801](rules/safety.md#sk801-looks-like-patient-data)). It is masked with `*` in every
message, line and name of a file, in text and JSON. Lines of a paragraph are joined, and escapes such as `\\u00a0` and
`&nbsp;` are read, before a text is searched a second time.

While such an error stands, `check` is the only command that says anything of the plan. All others that read it refuse
(exit code 1), and write nothing: `score`, `adoption`, `measure`, `rollout`, `report`, `collect`, `crosswalk` and
`migrate`. Commands about frameworks, `explain` and `init` refuse a framework of your own that holds such data.
`spreadkit report --redact` makes a report with all of it masked. Masked ids that would look alike end in a number, so
that each keeps its own row and file. Keys and private links are masked there too.

`check`, `score` and `report` keep what they showed, for the next run: findings with all of it masked, and names of
people at work. It lies in a cache folder that only you can read, never in the repository
([kept results](kept-results.md)).

With `--since` and a revision of git, what stood in the plan then is masked in the report, also where it is gone now. No
report is refused for what is only in the past: nothing can be done about it in the plan. What the plan allows now is
shown.

Files that cannot be searched are named in a note ([SK809](rules/safety.md#sk809-file-not-searched)), once for a plan
with their number: PDF, pictures, other kinds, and what is locked, broken or too large.

## How well it finds

Measured on {lines} made lines that each hold one thing of a patient, and {lines} that only look like it, the same ones
each time. Gaps are blanks of every width, dots, hyphens of every kind, or nothing. Digits are those of several scripts.
Other figures and words stand beside. The lines and the search were written by the same people: the figures say that
what is claimed is kept. They say nothing about texts that nobody thought of.

Found: **{recall}** of what is claimed. False alarms: **{false}** of the lines without.

"""

LIMITS: Final = """
## What it does not see

It is a net for slips, not a proof. It does not find:

- a name alone, nicknames, initials, or a name with a diagnosis (`Jane fell again`, `JO, ward 4`);
- a staff title with a surname, unless the words say that a patient is meant (`Mrs Okafor fell`);
- the numbers marked "with a word before it" where no such word stands right before; a column's heading counts only as a
  heading;
- record numbers without a word, or with a word that is not English; dates of birth without a word; ages alone;
- addresses, postcodes without an age, and all that stands in pictures, scanned pages and PDF, which are not read; a
  picture that is the logo is not named as such; notes and text boxes in a workbook;
- a number broken over two lines in a cell of a table or between the items of a list, or spelled out in words;
- a record number under a heading that is not known, unless its label stands in the cell before it;
- rare combinations that point to one person, and small counts in tables that are not by site.

It does raise false alarms: one in eleven figures of ten digits that stand alone passes the check of an NHS number.
Write a word before it (`order`, `bed days`, `ISBN`), or allow it.

## Small counts

Counts of single sites from one to four, in the tables of outcome and balancing measures, are a note
([SK808](rules/safety.md#sk808-small-counts-by-site)), once a table with their number. Few falls on a ward in a month
are common, and good news: whether they may be read depends on who reads. `privacy: {{small-counts: 10}}` sets another
least count, 0 none. Plans that say `fictional: yes` are not asked.

## How staff are reached

A person's `reach` says how those who need them reach them: `Extension 4411`. A telephone or an address that stands
there is staff's, and is shown wherever the plan has it, also with `--redact`. It is a patient's again where the words
before it say so (`NHS number`, `patient`, `MRN`). A mobile telephone or a private address there is a note
([SK870](rules/safety.md#sk870-reach-in-public)), because a repository may be public: give the number of their work.

## Allowing what is no patient's

```yaml
privacy:
  allow:
    - {{pattern: "943 476 *", because: Numbers of our orders, by: ap, until: 2026-12-31}}
  headings: [bed number]
```

`*` stands for anything, `?` for one character, and the pattern must fit the whole of what was found. An entry without
reason, name and end allows nothing; nor does one that is past, or has fewer than three characters written out. Each of
these is an error of its own ([SK807](rules/safety.md#sk807-privacy-entry-incomplete)). `headings` are names of columns
that must not be in a table, beside those that are known.
"""


def privacy_page(folder: Path) -> dict[Path, Callable[[], str]]:
    """Return the page on privacy, with what makes its text."""
    return {folder / "privacy.md": _text}


def _text() -> str:
    positive, negative = made_lines.positive_lines(LINES), made_lines.negative_lines(LINES)
    worded = {kind.what for kind in NUMBER_KINDS if kind.words}
    found = [(line.kind, _is_found(line)) for line in positive]
    false = [(line.kind, next(find_patient_data(line.text), None) is not None) for line in negative]
    return "".join(
        [
            BEGINNING.format(lines=f"{LINES:,}", recall=_share(found), false=_share(false)),
            "| what | lines | found | where it counts |\n| --- | --- | --- | --- |\n",
            *(
                f"| {kind} | {count} | {share} | {'with a word before it' if kind in worded else 'anywhere'} |\n"
                for kind, count, share in _by_kind(found)
            ),
            "\n| what only looks like it | lines | false alarms |\n| --- | --- | --- |\n",
            *(f"| {kind} | {count} | {share} |\n" for kind, count, share in _by_kind(false)),
            LIMITS.replace("{{", "{").replace("}}", "}"),
        ]
    )


def _is_found(line: made_lines.MadeLine) -> bool:
    at = line.text.index(line.secret)
    return any(found.at < at + len(line.secret) and at < found.end for found in find_patient_data(line.text))


def _by_kind(found: list[tuple[str, bool]]) -> Iterable[tuple[str, int, str]]:
    for kind in dict.fromkeys(kind for kind, _ in found):
        same = [each for each in found if each[0] == kind]
        yield kind, len(same), _share(same)


def _share(found: list[tuple[str, bool]]) -> str:
    return f"{100 * sum(is_found for _, is_found in found) / len(found):.1f} %"
