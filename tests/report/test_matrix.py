"""The checks of reports look at every reader that there is, and at every example."""

import re

import typer.main

from spreadkit.cli.app import app

from matrix import EXAMPLES, LEAST_CHARTS, MOST_PAPER, PAGES, READERS, REPORTS, SITES, built, drawn_charts


def offered() -> set[str]:
    """Whom the command makes reports for; the steering group while it does not ask."""
    command = typer.main.get_command(app).commands["report"]  # type: ignore[attr-defined]
    asked = [option for option in command.params if "--for" in option.opts]
    if not asked:
        return {"steering"}
    choices = getattr(asked[0].type, "choices", None)
    return set(choices) if choices else set(re.findall(r"sponsor|steering|appendix|site|journal", asked[0].help))


def test_every_reader_is_looked_at() -> None:
    assert set(READERS) == offered()
    assert set(READERS) <= set(MOST_PAPER)
    assert {reader for reader, _ in LEAST_CHARTS} <= set(READERS)


def test_every_example_is_looked_at() -> None:
    assert len(EXAMPLES) >= 5
    assert len(REPORTS) == (len(READERS) - 1) * len(EXAMPLES) + len(SITES)
    assert len(PAGES) == len(set(map(str, PAGES))) == len(REPORTS) + 1


def test_reports_have_the_charts_that_the_checks_are_to_look_at() -> None:
    found = {(each.reader, each.example): drawn_charts(built(each)) for each in REPORTS}

    assert LEAST_CHARTS
    assert {key: found[key] for key, least in LEAST_CHARTS.items() if found[key] < least} == {}
