"""Hypothesis profiles, and the examples of the documentation as tests."""

import os
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from sybil import Sybil
from sybil.document import PythonDocStringDocument
from sybil.parsers.markdown import PythonCodeBlockParser
from sybil.parsers.rest import DocTestParser

settings.register_profile("dev", max_examples=25, deadline=None)
settings.register_profile(
    "ci",
    max_examples=40,
    deadline=None,
    derandomize=True,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
# For further versions of Python: what the first one has been asked thoroughly.
settings.register_profile("ci-quick", settings.get_profile("ci"), max_examples=10)
# For tests/trial, which asks of other data what is asked thoroughly of those that are bundled.
settings.register_profile(
    "trial",
    settings.get_profile("ci"),
    max_examples=5,
    # Where an example fails, the smallest that does matters little.
    phases=[Phase.explicit, Phase.generate],
)
# To look for faults for hours; an example that takes ten seconds is one.
settings.register_profile("long", max_examples=20_000, deadline=10_000, print_blob=True)
settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "dev")
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the tests in a browser leave pictures to look at."""
    parser.addoption("--screenshots", metavar="FOLDER", help="where pictures of pages are left")


def with_gnlc(namespace: dict[str, Any]) -> None:
    """Import the library for the examples in docstrings, which would all have to."""
    import gnlc

    namespace["gnlc"] = gnlc


pytest_collect_file = (
    Sybil(
        parsers=[DocTestParser(), PythonCodeBlockParser()],
        patterns=["*.md"],
        # tests/web and tests/readers run them, with the packages that they need.
        excludes=["docs/how-to/web-apps.md", "docs/reference/package.md"],
    )
    + Sybil(
        parsers=[DocTestParser()],
        patterns=["*.py"],
        excludes=["tests/*.py"],
        setup=with_gnlc,
        document_types={".py": PythonDocStringDocument},
    )
).pytest()
