"""`spreadkit explain`: what a rule or a criterion means, why it matters, and what to do."""

from typing import Annotated, Final

import typer

from spreadkit.cli.saying import put

NAME: Final = "explain"
EXAMPLE: Final = "Example: spreadkit explain SK401, or: spreadkit explain leadership.executive-sponsor"


def command(
    name: Annotated[
        str,
        typer.Argument(metavar="CODE|SLUG|CRITERION", help="A rule's code or slug, or the id of a criterion."),
    ],
) -> None:
    """Explain a finding's rule (SK401 or unknown-person), or a criterion of a framework."""
    from spreadkit import explain

    put(explain(name), None)
