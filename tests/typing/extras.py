"""What a type checker knows of gnlc.plot, frames and testing; it is checked, not run.

tests/test_consumers.py holds that none is left out.
"""

from typing import Any, assert_type

import altair
import polars
from hypothesis.strategies import SearchStrategy

import gnlc
from gnlc import frames, plot, testing

table = polars.DataFrame({"city": ["Ganja"]})
assert_type(frames.match(table, "city", "country", prefix="", columns=["id"]), polars.DataFrame)
assert_type(gnlc.frames.match(table, name="city", country=None, language="fr"), polars.DataFrame)
assert_type(frames.match(polars.LazyFrame(), "city"), polars.LazyFrame)

assert_type(plot.map(), altair.LayerChart)
assert_type(plot.map(gnlc.cities(), language="fr"), altair.LayerChart)
assert_type(plot.admissions(gnlc.cities(), language="fr"), altair.LayerChart)
assert_type(plot.explore(), plot.Page)
assert_type(plot.explore(gnlc.network(), language="fr").to_html(), str)
assert_type(plot.explore(gnlc.cities()).save("cities.html"), None)
assert_type(plot.explore(gnlc.cities()).title, str)
assert_type(plot.growth(gnlc.network()), altair.LayerChart)
assert_type(plot.cohorts(), altair.LayerChart)
assert_type(plot.coverage().properties(width=300).interactive(), altair.LayerChart)

assert_type(testing.cities(), SearchStrategy[gnlc.City])
assert_type(
    testing.cities(
        name="Xanadu",
        id="ke-xanadu",
        country="KE",
        subdivision=None,
        kind="island",
        year=2020,
        admissions=(),
        known_member_by=None,
        status_notes=None,
        latitude=1.0,
        longitude=2.0,
        location=None,
        aliases=(),
        alternate_names=(),
        award_years=(2019,),
    ),
    SearchStrategy[gnlc.City],
)
assert_type(testing.announcements(), SearchStrategy[gnlc.Announcement])
assert_type(
    testing.announcements(
        id="2020",
        year=2020,
        kind="round",
        title="Admission of 2020",
        announced_on=None,
        event=None,
        applications=None,
        new_members=None,
        cities_stated=55,
        countries_stated=27,
        network_cities_stated=230,
        network_countries_stated=64,
        corrections=(),
        releases=(),
        note=None,
        sources=(),
    ),
    SearchStrategy[gnlc.Announcement],
)
assert_type(testing.networks(min_cities=1, max_cities=None), SearchStrategy[gnlc.Network])
assert_type(testing.documents(min_cities=0, max_cities=9), SearchStrategy[dict[str, Any]])
assert_type(testing.city("Xanadu", country="KE", year=2020, latitude=1.0, longitude=2.0), gnlc.City)
assert_type(
    testing.city(
        "Xanadu",
        id="ke-xanadu",
        subdivision=None,
        kind="island",
        admissions=(),
        known_member_by=None,
        status_notes=None,
        location=None,
        aliases=(),
        alternate_names=(),
        award_years=(2019,),
    ),
    gnlc.City,
)
assert_type(testing.network([testing.city("Xanadu")]), gnlc.Network)
assert_type(
    testing.network(
        data_version="2000.01.01",
        as_of=None,
        sources=(),
        regions=(),
        countries=(),
        subdivisions=(),
        facts=None,
    ),
    gnlc.Network,
)
assert_type(testing.bundled(gnlc.network()).__enter__(), gnlc.Network)
assert_type(testing.broken_documents(), SearchStrategy[testing.Broken])


def of_broken(broken: testing.Broken) -> None:
    assert_type(broken.document, dict[str, Any])
    assert_type(broken.pointer, str)
    assert_type(testing.Broken(broken.document, broken.pointer), testing.Broken)
