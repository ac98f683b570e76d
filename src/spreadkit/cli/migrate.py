"""`spreadkit migrate`: go over to another edition of a framework without losing an answer."""

from pathlib import Path
from typing import Annotated, Final

import typer

from spreadkit.cli.common import format_option, screen_of
from spreadkit.cli.saying import print_message, put
from spreadkit.cli.score import PlanPath
from spreadkit.cli.surroundings import today

NAME: Final = "migrate"
EXAMPLE: Final = "Example: spreadkit migrate . --to 2010.2"


def command(
    plan: PlanPath = Path(),
    *,
    to: Annotated[
        str | None,
        typer.Option(
            "--to", metavar="EDITION", help="The edition to go over to, or id@edition. Default: what is here."
        ),
    ] = None,
    from_: Annotated[
        Path | None,
        typer.Option(
            "--from", metavar="FILE", help="The file of the old edition. Default: one kept as id@edition.yaml."
        ),
    ] = None,
    write: Annotated[bool, typer.Option("--write", help="Write it into the plan. Without this, only show it.")] = False,
    format_: Annotated[str, format_option("migration", by_ending=False)] = "text",
) -> None:
    """Show what another edition of a framework does to the answers, and write it when told to. Deletes nothing."""
    from spreadkit import get_format, migrate

    writer = get_format(format_, "migration")
    migration = migrate(plan, to=to, source=from_, write=write, as_of=today())
    put(writer.render_migration(migration, screen_of()), None)
    for name in migration.written:
        print_message(f'wrote "{name}"')
    if migration.changes and not write:
        print_message("nothing was written; to do it, run again with --write")
