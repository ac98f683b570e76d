"""spreadkit: plans for the spread of improvements in health care, as text that can be checked.

What is named here is the public Python API, and nothing else is. Each name is loaded when it is first used, so that
`import spreadkit` costs nothing.
"""

TYPE_CHECKING = False  # type checkers take it for True; importing it would cost more than the rest of --version

if TYPE_CHECKING:
    from typing import Any, Final

    from spreadkit.api.collect import add_adoption, collect, keep_forecast
    from spreadkit.api.frameworks import begin_framework, build_worksheet, situations, suggest_frameworks
    from spreadkit.api.plans import (
        begin_plan,
        build_report,
        build_reports,
        build_site_sheets,
        check,
        crosswalk,
        explain,
        framework_ids,
        list_frameworks,
        migrate,
        must_be_clean,
        open_plan,
        propose,
        score_by_concept,
        score_with_verdicts,
        summary,
    )
    from spreadkit.api.progress import adoption_of, measures_of
    from spreadkit.api.rollout import plan_rollout, write_rollout
    from spreadkit.errors import NothingToCheckError, PatientDataError, SpreadkitError, UnreadablePlanError
    from spreadkit.formats import get_format
    from spreadkit.loading.schemas import json_schema
    from spreadkit.model.finding import Severity
    from spreadkit.version import __version__

__all__ = [
    "NothingToCheckError",
    "PatientDataError",
    "Severity",
    "SpreadkitError",
    "UnreadablePlanError",
    "__version__",
    "add_adoption",
    "adoption_of",
    "begin_framework",
    "begin_plan",
    "build_report",
    "build_reports",
    "build_site_sheets",
    "build_worksheet",
    "check",
    "collect",
    "crosswalk",
    "explain",
    "framework_ids",
    "get_format",
    "json_schema",
    "keep_forecast",
    "list_frameworks",
    "measures_of",
    "migrate",
    "must_be_clean",
    "open_plan",
    "plan_rollout",
    "propose",
    "score_by_concept",
    "score_with_verdicts",
    "situations",
    "suggest_frameworks",
    "summary",
    "write_rollout",
]

_ELSEWHERE: "Final" = {
    "NothingToCheckError": "errors",
    "PatientDataError": "errors",
    "Severity": "model.finding",
    "SpreadkitError": "errors",
    "UnreadablePlanError": "errors",
    "__version__": "version",
    "add_adoption": "api.collect",
    "adoption_of": "api.progress",
    "begin_framework": "api.frameworks",
    "build_worksheet": "api.frameworks",
    "collect": "api.collect",
    "get_format": "formats",
    "json_schema": "loading.schemas",
    "keep_forecast": "api.collect",
    "measures_of": "api.progress",
    "plan_rollout": "api.rollout",
    "situations": "api.frameworks",
    "suggest_frameworks": "api.frameworks",
    "write_rollout": "api.rollout",
}


def __getattr__(name: str) -> "Any":
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_ELSEWHERE.get(name, 'api.plans')}"), name)
