"""What can go wrong without being a finding: each knows the exit code of the command that meets it."""


class SpreadkitError(Exception):
    """Something the user can put right. The message is one sentence for them."""

    exit_code = 2


class NothingToCheckError(SpreadkitError):
    """No plan and no framework was found where one was looked for."""

    exit_code = 3


class UnreadablePlanError(SpreadkitError):
    """A plan cannot be scored or reported, because its shape allows no plan; `check` says why."""

    exit_code = 1


class PatientDataError(SpreadkitError):
    """No report is made of a plan that looks as if it held the data of patients; `check` says where."""

    exit_code = 1
