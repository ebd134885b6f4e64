"""What a type checker knows of gnlc.plot and gnlc.testing; it is checked, not run.

tests/test_consumers.py holds that none is left out.
"""

from typing import Any, assert_type

import altair
from hypothesis.strategies import SearchStrategy

import gnlc
from gnlc import plot
from gnlc import testing as strategies

assert_type(plot.map(), altair.LayerChart)
assert_type(plot.map(gnlc.cities()), altair.LayerChart)
assert_type(plot.growth(gnlc.network()), altair.LayerChart)
assert_type(plot.cohorts(), altair.LayerChart)
assert_type(plot.coverage().properties(width=300).interactive(), altair.LayerChart)

assert_type(strategies.cities(), SearchStrategy[gnlc.City])
assert_type(strategies.announcements(), SearchStrategy[gnlc.Announcement])
assert_type(strategies.networks(min_cities=1, max_cities=None), SearchStrategy[gnlc.Network])
assert_type(strategies.documents(min_cities=0, max_cities=9), SearchStrategy[dict[str, Any]])
assert_type(strategies.broken_documents(), SearchStrategy[strategies.Broken])


def of_broken(broken: strategies.Broken) -> None:
    assert_type(broken.document, dict[str, Any])
    assert_type(broken.pointer, str)
    assert_type(strategies.Broken(broken.document, broken.pointer), strategies.Broken)
