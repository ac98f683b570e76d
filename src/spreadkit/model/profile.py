"""A profile by concept: how each framework's criteria on one concept stand. There is no total, within or across."""

from decimal import Decimal

from spreadkit.record import record


@record(kw_only=True)
class ConceptShare:
    """One framework's criteria on one concept.

    `satisfied` are claimed to be met and not contradicted by the plan. `low` is their share of the applicable ones,
    from 0 to 1, and `high` the share if everything open turned out satisfied; both are None where nothing applies.
    """

    framework: str
    answered: int
    applicable: int
    satisfied: int
    low: Decimal | None
    high: Decimal | None

    @property
    def open(self) -> int:
        """How many of the applicable criteria are not answered."""
        return self.applicable - self.answered


@record(kw_only=True)
class ConceptLine:
    """One concept, as far as each framework asks about it. `concept` is None for criteria that name none."""

    concept: str | None
    title: str
    shares: tuple[ConceptShare, ...]

    def share_of(self, framework: str) -> ConceptShare | None:
        """Return a framework's share; None where it asks nothing about this concept."""
        return next((share for share in self.shares if share.framework == framework), None)
