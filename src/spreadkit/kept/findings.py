"""What checking one file gave, as plain data and back: equal to what it was."""

from typing import Any

from spreadkit.model.base import Route
from spreadkit.model.finding import Finding, Location, Severity


def as_data(finding: Finding) -> list[Any]:
    """Return a finding as lists, texts and numbers."""
    return [
        finding.code,
        finding.slug,
        finding.severity.value,
        finding.message,
        _place(finding.location),
        finding.route,
        finding.help,
        [*map(_place, finding.places)],
        finding.routes,
        finding.about,
        finding.cause,
        finding.plainly,
        finding.next_step,
        finding.owners,
    ]


def from_data(data: list[Any]) -> Finding:
    """Return the finding that plain data was made of. Raises TypeError or ValueError for other data."""
    code, slug, severity, message, place, route, help_, places, routes, about, cause, plainly, next_step, owners = data
    return Finding(
        code=code,
        slug=slug,
        severity=Severity(severity),
        message=message,
        location=_from_place(place),
        route=_route(route),
        help=help_,
        places=tuple(map(_from_place, places)),
        routes=tuple(map(_route, routes)),
        about=about,
        cause=cause,
        plainly=plainly,
        next_step=next_step,
        owners=tuple(owners),
    )


def _place(place: Location) -> list[Any]:
    return [place.file, place.line, place.column, place.end_line, place.end_column, place.excerpt]


def _from_place(data: list[Any]) -> Location:
    file, line, column, end_line, end_column, excerpt = data
    return Location(file=file, line=line, column=column, end_line=end_line, end_column=end_column, excerpt=excerpt)


def _route(data: list[str | int]) -> Route:
    return tuple(data)
