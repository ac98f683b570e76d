"""What is put in the place of a value, a cell, a name or an option: bounds, other types, and texts that mean harm."""

from random import Random
from typing import Final

DATES: Final = (
    *("2026-06-30", "2026-02-29", "2024-02-29", "1899-12-31", "1900-01-01", "2200-12-31", "2201-01-01", "0001-01-01"),
    *("9999-12-31", "10000-01-01", "0000-00-00", "2026-6-3", "30.06.2026", "06/30/2026", "30 June 2026", "2026-06"),
    *("2026-W26-1", "2026-06-30T12:00:00", "2026-06-30 00:00", "2026-06-30T12:00:00+14:00", "46203", "2026Q2", "now"),
)
NUMBERS: Final = (
    *(
        "0",
        "-0",
        "1",
        "-1",
        "0.1",
        "1e3",
        "1e308",
        "1e309",
        "-1e309",
        "5e-324",
        "9" * 400,
        "0x10",
        "0o17",
        "017",
        "1_000",
    ),
    *(
        ".inf",
        "-.inf",
        ".nan",
        "NaN",
        "Infinity",
        "1,5",
        "1.000,5",
        "1,000",
        "1 000",
        "12*",
        "50 %",
        "50%",
        "1/3",
        "1/0",
    ),
    *(
        "\u0663\u0664",
        "\uff11",
        "\u00bd",
        "9223372036854775808",
        "-9223372036854775809",
        "1e-400",
        "0.30000000000000004",
        "+1",
    ),
    *("2147483648", "99999", "100000", "1000000", "1 000,5", "1'000", "--1", "e", "1e", "\u22125"),
)
WORDS: Final = (
    *(
        "",
        " ",
        "null",
        "~",
        "yes",
        "no",
        "true",
        "unknown",
        "all",
        "[]",
        "{}",
        "-",
        "?",
        "!",
        "%",
        "@",
        "`",
        "&a",
        "*a",
        "|",
    ),
    *(
        "a: b",
        "- a",
        "# no",
        "a#b",
        "a, b",
        "x;y",
        "'",
        '"',
        '"a',
        "<<",
        "=",
        "..",
        ".",
        "a/b",
        "a\\b",
        "C:\\a\\b.csv",
        "~root",
    ),
    *(
        "n/a",
        "N/A",
        "none",
        "implemented",
        "testing",
        "good",
        "absent",
        "target",
        "steering",
        "launch",
        "embed",
        "tiny",
        "tiny@1",
    ),
    *(
        "tiny@",
        "@1",
        "tiny@1@2",
        "tiny/launch",
        "ihi-spread@2006.1",
        "leadership.sponsor",
        "unknown-person",
        "SK401",
        "sk801",
    ),
    *(
        "sites.csv",
        "adoption.csv",
        "spread-plan.yaml",
        "evidence/",
        "no-such-file.csv",
        "../outside/secret.yaml",
        "con",
        "nul",
    ),
)
HARM: Final = (
    *(
        "\x1b[31mred\x1b[0m",
        "\x1b]0;title\x07",
        "\x9b31m",
        "\x00",
        "\x08\x08",
        "\x7f",
        "\x0c",
        "\r",
        "\x85",
        "\u2028",
        "\u2029",
    ),
    *(
        "\u202eesrever\u202c",
        "a\u2066b\u2069",
        "\u200f\u05d0\u05d1",
        "\ufeff",
        "\u200b",
        "e\u0301",
        "\U0001f468\u200d\U0001f469",
    ),
    *("\ud800", "\udcff", "\ufffe", "\U0010ffff", "\x1f", "\u0130", "\u00df", "\ufb01", "\u1e9e", "\u00a0"),
    *(
        "\n::error::x",
        "::error::x",
        "  ::set-output name=a::b",
        "##[error]x",
        "##vso[task.setvariable]x",
        "\r\n::warning::y",
    ),
    *("=1+1", "@SUM(A1)", "x;=1+1", "\t=cmd|' /C calc'!A0", "\uff1d1+1", "-2+3", "+1", "|=1"),
    *(
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "[x](javascript:alert(1))",
        "![x](http://127.0.0.1/x.png)",
    ),
    *(
        "<!-- x",
        "--> x",
        "```",
        "~~~",
        "    code",
        "$x^2$",
        "&lt;b&gt;",
        "&#0;",
        "&amp",
        "@octocat",
        "fixes #123",
        "owner/repo#5",
    ),
    *(
        "{{ 7*7 }}",
        "{% raw %}",
        "%s %d %n",
        "{0} {x!r}",
        "%(a)s",
        "$(id)",
        "`id`",
        "; id",
        "\\N{BULLET}",
        "\\x1b",
        "\\",
    ),
    *(
        "[bold]x[/bold]",
        "[/]",
        "[link=http://127.0.0.1]x[/link]",
        ":tada:",
        "943 476 5919",
        "born 03/03/1948",
        "a|b",
        "a\tb",
    ),
    *("<<<<<<< HEAD", "=======", ">>>>>>> theirs", "%PDF-1.7", "PK\x03\x04", "{init: {}}", "{'a': 1}", "(((((", "[[[["),
    *(
        "a" * 300,
        "word " * 200,
        "\u05d0" * 200,
        "\n" * 50,
        " " * 300,
        "a\u0300" * 100,
        "[" * 60,
        "*" * 99,
        "_a" * 60,
        "> " * 40,
    ),
)
LONG: Final = (
    "x" * 70_000,
    "wort " * 9_000,
    "9" * 5_000,
    "- " * 3_000,
    "\U0001f600" * 9_000,
    "a," * 9_000,
    "<b>" * 3_000,
)

POOLS: Final = (DATES, NUMBERS, WORDS, HARM)


def value(random: Random) -> str:
    """Return a text that some reader may take for what it is not; seldom a very long one."""
    if random.random() < 0.003:
        return random.choice(LONG)
    return random.choice(random.choice(POOLS))


def spoilt(text: str, random: Random) -> str:
    """Return a text with a part of it changed."""
    at = random.randrange(len(text) + 1)
    end = min(len(text), at + random.choice((0, 0, 1, 2, 8)))
    match random.randrange(5):
        case 0:
            return text[:at] + text[end:]
        case 1:
            return text[:at] + value(random) + text[end:]
        case 2:
            return text[:at] + text[at:end] * 3 + text[end:]
        case 3:
            return random.choice((str.upper, str.title, str.swapcase, str.strip, str.casefold))(text)
        case _:
            return text + random.choice(("", " ", "\n")) + random.choice(HARM)
