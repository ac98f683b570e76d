"""Command lines: every verb of the command line, with options of all kinds in all their values."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from random import Random
from typing import Any, Final, NamedTuple

import typer.main

from fuzz_seeds import Files
from fuzz_values import DATES, NUMBERS, spoilt, value


def _any(_files: Files) -> bool:
    return True


def _a_plan(files: Files) -> bool:
    return "spread-plan.yaml" in files


def _with(*parts: str) -> Callable[[Files], bool]:
    """Say which seeds suit: those where a name of a file, or the plan, holds one of these."""

    def suits(files: Files) -> bool:
        plan = files.get("spread-plan.yaml", b"")
        return plan != b"" and any(part.encode() in plan or any(part in name for name in files) for part in parts)

    return suits


class Recipe(NamedTuple):
    """How often a verb is run, what stands behind it, which seeds suit it, and what makes it write."""

    weight: float
    starts: tuple[str, ...]
    suits: Callable[[Files], bool] = _a_plan
    writes: str | None = "--write"
    """The option without which it changes no file; None for a verb that writes whenever it is run."""


RECIPES: Final = {
    "init": Recipe(
        1,
        (
            "new --framework frameworks/tiny.yaml",
            ". --framework frameworks/tiny.yaml",
            "new --framework ihi-spread",
            "new",
        ),
        writes=None,
    ),
    "check": Recipe(
        34, (".", "", "spread-plan.yaml", "spread-plan.yaml", "frameworks", "sites.csv", "-j 1 . data"), _any
    ),
    "score": Recipe(
        9, (".", "spread-plan.yaml", ". --explain", ". --by concept", ". --gate launch", ". --gate tiny/launch")
    ),
    "measure": Recipe(9, ("", "falls-rate", "--by-site", "--site ash", "falls --by-site"), _with("measures:")),
    "rollout": Recipe(
        7, ("", ".", ". --explain", "--sites 24 --unit-size 8", ". --write", ". --coaches 2 --step-months 9,9,6")
    ),
    "report": Recipe(
        9,
        (
            *(
                ". --no-charts -f md",
                ". --no-charts -f text",
                ". -f json --no-charts",
                ". --for sponsor -f md",
                ". -f text",
            ),
            *(
                ". --no-charts",
                ". --for site --site ash -f md",
                ". --since 2026-01-01 -f text",
                ". --redact -f md --no-charts",
            ),
        ),
    ),
    "collect": Recipe(
        10,
        (
            *(
                "returns/ash.csv",
                "returns/elm.csv",
                "returns/elm.xlsx",
                "returns/elm.xlsx returns/ash.csv --write",
                "returns/hand-elm.csv",
            ),
            *(
                "returns/falls-all.csv --write --accept-changes",
                "returns/across-oak.csv",
                "returns",
                "adoption.csv --write",
            ),
        ),
        _with("returns/"),
    ),
    "crosswalk": Recipe(
        3, (". --to other", ". --to tiny", ". --to other --write", ". --to mayo-diffusion"), _with("--")
    ),
    "migrate": Recipe(
        4,
        (".", ". --write", ". --to 2", ". --to tiny@2 --write", ". --from frameworks/tiny@1.yaml"),
        _with("tiny@1.yaml"),
    ),
    "explain": Recipe(1, ("SK401", "unknown-person", "leadership.sponsor", "ihi-spread/aim.who-where")),
    "cache info": Recipe(0.05, ("",)),
    "cache clear": Recipe(0.05, ("",)),
    "schema": Recipe(0.05, ("plan", "framework", "concepts", "crosswalk", "signposts")),
    "adoption show": Recipe(9, ("", ".", ". -f json", ". -f csv", ". -f md"), _with("adoption:")),
    "adoption add": Recipe(
        4,
        (
            "--site ash --change huddle --stage testing",
            "--site elm --change board --stage declined --reason too-expensive",
        ),
        _with("adoption:"),
        None,
    ),
    "adoption keep": Recipe(1, ("", "--by 2199-12-31", "--by 2026-12-31 --plan ."), _with("adoption:"), None),
    "frameworks list": Recipe(2, ("", "--plan ."), _any),
    "frameworks show": Recipe(
        3,
        ("tiny", "frameworks/tiny.yaml", "ours -f md", "example", "tiny -f json", "tiny -f html"),
        _with("frameworks/"),
    ),
    "frameworks new": Recipe(1, ("ward-check", "ward-check --plan . --title Ward"), _any, None),
    "frameworks suggest": Recipe(
        1, ("--situation one-ward", "--situation will-it-last -f json", "--situation one-organisation")
    ),
}
"""By verb, as the command line names it. `test_fuzz.py` fails while one is missing here."""

_FORMATS: Final = {"text": 1, "json": 1, "md": 1, "html": 0.6, "csv": 1, "docx": 0.1, "pdf": 0.02}
"""How often each format is taken: seldom those that are slow."""

_FILE: Final = re.compile(r"\.(csv|xlsx|yaml)$|^(frameworks|data|returns)$")

_OUTPUTS: Final = (
    *(
        "out.json",
        "out.html",
        "out.md",
        "out.csv",
        "out.txt",
        "out.json",
        "sites.csv",
        "no/such/out.md",
        ".",
        "spread-plan.yaml",
    ),
    *("\x1b[31m.md", "a\n::error::.html", "o" * 300, "out", "evidence", "frameworks/tiny.yaml"),
)


@cache
def commands() -> dict[str, Any]:
    """Return every command that can be run, by its words."""
    from spreadkit.cli.app import app

    return dict(_leaves(typer.main.get_command(app), ""))


def _leaves(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    below = getattr(command, "commands", None)
    if below is None:
        yield name, command
    for part, one in (below or {}).items():
        yield from _leaves(one, f"{name} {part}".strip())


def words_for(verb: str, files: Files, random: Random) -> tuple[str, ...]:
    """Return a command line of a verb: what it needs, and up to four options more."""
    recipe = RECIPES[verb]
    starts = [start for start in recipe.starts if _is_there(start, files)]
    words = [*verb.split(), *random.choice(starts or recipe.starts).split()]
    parameters = [
        one for one in commands()[verb].params if one.opts[0].startswith("-") and one.name not in {"help", "jobs"}
    ]
    for _ in range(random.choice((0, 0, 0, 1, 1, 2, 4))):
        if parameters:
            words += _option(random.choice(parameters), files, random)
    if random.random() < 0.7 and "--as-of" not in words and any("--as-of" in one.opts for one in parameters):
        words += ["--as-of", "2026-06-30"]
    if words[:2] == ["adoption", "show"] and random.random() < 0.3:
        del words[1]  # the one verb that can be left out
    if random.random() < 0.03:
        at = random.randrange(len(words))
        words[at] = _harmless(spoilt(words[at], random))
    if random.random() < 0.02:
        words.insert(random.randrange(len(words) + 1), _harmless(value(random)))
    return tuple(word.replace("\x00", "") for word in words)


def _is_there(start: str, files: Files) -> bool:
    """Whether the files and folders that a beginning names are there, so that a run comes to more than to say so."""
    named = [word for word in start.split() if _FILE.search(word)]
    return all(any(name == word or name.startswith(f"{word}/") for name in files) for word in named)


def _option(parameter: Any, files: Files, random: Random) -> list[str]:
    name = random.choice([*parameter.opts, *parameter.secondary_opts])
    if getattr(parameter, "is_flag", False):
        return [name]
    return [name, _harmless(_value_of(parameter, files, random))]


def _value_of(parameter: Any, files: Files, random: Random) -> str:
    if random.random() < 0.04:
        return value(random)
    metavar = str(parameter.metavar or "")
    choices = getattr(parameter.type, "choices", None)
    if parameter.name == "format_":
        formats = [name for name in _FORMATS if re.search(rf"\b{name}\b", parameter.help)]
        return random.choices(formats, [_FORMATS[name] for name in formats])[0]
    if parameter.name in {"output", "assets"}:
        return random.choice(_OUTPUTS) if parameter.name == "output" else random.choice(("pictures", ".", "sites.csv"))
    if choices:
        return str(random.choice(list(choices)))
    if "DATE" in metavar:
        return random.choice(
            (random.choice(DATES), f"20{random.randint(20, 30)}-0{random.randint(1, 9)}-1{random.randint(0, 9)}")
        )
    if "NUMBER" in metavar or "," in metavar:
        return random.choice(
            (random.choice(NUMBERS), f"{random.randint(0, 40)}", f"{random.choice(NUMBERS)},{random.randint(0, 9)}")
        )
    if metavar in {"PATH", "DIR", "FILE", "ID|FILE", "PLAN"}:
        return random.choice((".", "spread-plan.yaml", "frameworks", "no-such", *files))
    ids = re.findall(rb"[a-z][a-z0-9-]+(?=:)", files.get("spread-plan.yaml", b""))
    return random.choice(
        (random.choice(_IDS), random.choice(ids or [b"a"]).decode(), random.choice(_IDS), value(random))
    )


_IDS: Final = (
    *(
        "ash",
        "elm",
        "oak",
        "all",
        "one",
        "huddle",
        "board",
        "tiny",
        "other",
        "ours",
        "ihi-spread",
        "launch",
        "tiny/launch",
        "expand",
    ),
    *(
        "testing",
        "implemented",
        "sponsor",
        "steering",
        "site",
        "HEAD",
        "2026-01-01",
        "too-expensive",
        "one-ward",
        "component",
        "2",
        "tiny@2",
    ),
)


def _harmless(word: str) -> str:
    """Keep a path that is to be written inside the folder of the case."""
    return word.lstrip("/~").replace("../../", "")
