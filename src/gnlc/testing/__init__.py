"""Hypothesis strategies for testing code that uses gnlc.

They need hypothesis: `pip install "gnlc[hypothesis]"`.
"""

try:
    from gnlc.testing.damage import Broken, broken_documents, documents
    from gnlc.testing.factories import bundled, city, network
    from gnlc.testing.records import announcements, cities, networks
except ModuleNotFoundError as _error:
    if _error.name is None or _error.name.partition(".")[0] != "hypothesis":
        raise
    raise ModuleNotFoundError(
        "gnlc.testing needs hypothesis: pip install 'gnlc[hypothesis]'", name=_error.name
    ) from _error

__all__ = [
    "Broken",
    "announcements",
    "broken_documents",
    "bundled",
    "cities",
    "city",
    "documents",
    "network",
    "networks",
]
