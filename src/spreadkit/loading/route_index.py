"""Routes that are asked very often whether they lead to, above or below another one: each answer takes one look."""

from collections.abc import Iterable

from spreadkit.model.base import Route


class RouteIndex:
    """Some routes, and all that they begin with."""

    def __init__(self, routes: Iterable[Route]) -> None:
        self._routes = set(routes)
        self._beginnings = {route[:size] for route in self._routes for size in range(len(route) + 1)}

    def holds_below(self, route: Route) -> bool:
        """Whether one of them is this route, or begins with it."""
        return route in self._beginnings

    def holds_above(self, route: Route) -> bool:
        """Whether one of them is this route, or this one begins with it."""
        return any(route[:size] in self._routes for size in range(len(route) + 1))
