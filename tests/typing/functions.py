"""What a type checker knows of the functions and errors of gnlc; it is checked, not run.

tests/test_consumers.py holds that none is left out.
"""

import datetime
import io
from pathlib import Path
from typing import Any, assert_type

import gnlc
from gnlc.typing import Status

assert_type(gnlc.DATA_VERSION, str)
assert_type(gnlc.__version__, str)
assert_type(gnlc.__citation__, str)

city = gnlc.city("Ganja", country="AZ")
assert_type(gnlc.city(city, country=city.country), gnlc.City)
assert_type(gnlc.country("AZ"), gnlc.Country)
assert_type(gnlc.country(city.country), gnlc.Country)
assert_type(gnlc.region("Africa"), gnlc.Region)
assert_type(gnlc.subdivision("AZ-GA"), gnlc.Subdivision)
assert_type(gnlc.subdivision(gnlc.subdivision("AZ-GA"), country="AZ"), gnlc.Subdivision)
assert_type(gnlc.announcement(2020), gnlc.Announcement)
assert_type(gnlc.announcement("2020-09-23"), gnlc.Announcement)
assert_type(gnlc.announcement(datetime.date(2020, 9, 23)), gnlc.Announcement)
assert_type(gnlc.strategy_period(2020), gnlc.StrategyPeriod)
assert_type(gnlc.countries(), tuple[gnlc.Country, ...])
assert_type(gnlc.countries(region="Africa"), tuple[gnlc.Country, ...])
assert_type(gnlc.fold("Gəncə"), str)
assert_type(gnlc.regions(), tuple[gnlc.Region, ...])
assert_type(gnlc.subdivisions(), tuple[gnlc.Subdivision, ...])
assert_type(gnlc.subdivisions(country=["AZ", city.country]), tuple[gnlc.Subdivision, ...])
assert_type(gnlc.announcements(), tuple[gnlc.Announcement, ...])
assert_type(gnlc.strategy_periods(), tuple[gnlc.StrategyPeriod, ...])
assert_type(gnlc.award(2015), gnlc.Award)
assert_type(gnlc.awards(), tuple[gnlc.Award, ...])
assert_type(gnlc.conference("2017-09-19"), gnlc.Conference)
assert_type(gnlc.conferences(), tuple[gnlc.Conference, ...])
assert_type(gnlc.size(gnlc.PartialDate(2020, 9)), gnlc.NetworkSize)
assert_type(gnlc.sizes(), tuple[gnlc.NetworkSize, ...])
assert_type(gnlc.national_counts(), tuple[gnlc.NationalCount, ...])
assert_type(gnlc.conflict("2020-new-members"), gnlc.Conflict)
assert_type(gnlc.conflicts(), tuple[gnlc.Conflict, ...])
assert_type(gnlc.conflicts("Ganja"), tuple[gnlc.Conflict, ...])
assert_type(gnlc.source("seed-2020"), gnlc.Source)
assert_type(gnlc.sources(), tuple[gnlc.Source, ...])
assert_type(gnlc.coverage(), tuple[gnlc.Coverage, ...])
assert_type(gnlc.tables(), gnlc.Tables)
assert_type(
    gnlc.cities(
        country=["Azerbaijan", gnlc.country("DE")],
        region={"Africa", "Arab States"},
        subdivision=["AZ-GA", gnlc.subdivision("AZ-BA")],
        year=[2019, 2020],
        announcement=gnlc.announcement(2020),
        as_of=datetime.date(2022, 1, 1),
        kind="industrial city",
        awarded=[2015, 2017],
        certainty=None,
        near=city,
        within_km=300.0,
        bbox=(170.0, -20.0, -170.0, 20.0),
        where=lambda city: len(city.name) < 5,
        include_withdrawn=False,
    ),
    gnlc.Cities,
)
assert_type(
    gnlc.match(["Ganja", None], ["AZ", None], min_score=80, limit=1, answers={"x": None}),
    gnlc.Matched,
)
assert_type(gnlc.match(("Ganja",), city.country).counts, dict[Status, int])
assert_type(
    gnlc.search(
        "gandja",
        limit=3,
        min_score=0.5,
        country=gnlc.country("AZ"),
        region="Arab States",
        subdivision=gnlc.subdivision("AZ-GA"),
        year=2020,
        announcement="2020",
        as_of=2022,
        kind=("city", "island"),
        awarded=False,
        certainty="stated",
        near=(40.4, 49.9),
        within_km=100,
        bbox=(44.0, 38.0, 51.0, 42.0),
        where=lambda city: city.location is None,
        include_withdrawn=True,
    ),
    tuple[gnlc.Match, ...],
)
assert_type(
    gnlc.complete(
        "gan",
        limit=3,
        country=gnlc.country("AZ"),
        region="Arab States",
        subdivision=gnlc.subdivision("AZ-GA"),
        year=2020,
        announcement="2020",
        as_of=2022,
        kind=("city", "island"),
        awarded=False,
        certainty="stated",
        near=(40.4, 49.9),
        within_km=100,
        bbox=(44.0, 38.0, 51.0, 42.0),
        where=lambda city: city.location is None,
        include_withdrawn=True,
    ),
    tuple[gnlc.Match, ...],
)

assert_type(gnlc.nearest((40.4, 49.9)), gnlc.Neighbors)
assert_type(
    gnlc.nearest(
        "Ganja",
        limit=None,
        country="AZ",
        region=None,
        subdivision=None,
        year=2020,
        announcement=2020,
        as_of=2022,
        kind="city",
        awarded=True,
        certainty="stated",
        near="Ganja",
        within_km=100,
        bbox=None,
        where=None,
        include_withdrawn=True,
    ),
    gnlc.Neighbors,
)

network = gnlc.network()
assert_type(gnlc.network(), gnlc.Network)
assert_type(gnlc.load("mine.json"), gnlc.Network)
assert_type(gnlc.load(Path("mine.json")), gnlc.Network)
assert_type(gnlc.load(io.BytesIO(b"{}")), gnlc.Network)
assert_type(gnlc.load(io.StringIO("{}")), gnlc.Network)
assert_type(gnlc.load("mine.json", max_size=10**6), gnlc.Network)
assert_type(gnlc.loads("{}"), gnlc.Network)
assert_type(gnlc.loads(b"{}"), gnlc.Network)
assert_type(gnlc.load("mine.json", base=network), gnlc.Network)
assert_type(gnlc.loads("{}", base=network), gnlc.Network)
assert_type(gnlc.dumps(network), str)
assert_type(gnlc.dump(network, Path("mine.json")), None)
assert_type(gnlc.dump(network, "mine.json"), None)
assert_type(gnlc.dump(network, io.BytesIO()), None)
assert_type(gnlc.dump(network, io.StringIO()), None)
assert_type(gnlc.diff(network, network), gnlc.Changes)


def of_not_found_error(error: gnlc.NotFoundError) -> None:
    assert_type(error.kind, str)
    assert_type(error.key, object)
    assert_type(error.suggestions, tuple[str, ...])
    assert_type(error.hint, str | None)
    assert_type(
        gnlc.NotFoundError(error.kind, error.key, error.suggestions, error.hint),
        gnlc.NotFoundError,
    )


def of_ambiguous_name_error(error: gnlc.AmbiguousNameError) -> None:
    assert_type(error.kind, str)
    assert_type(error.key, object)
    assert_type(error.suggestions, tuple[str, ...])
    assert_type(error.hint, str | None)
    assert_type(
        error.candidates,
        tuple[gnlc.City | gnlc.Subdivision | gnlc.Country | gnlc.StrategyPeriod, ...],
    )
    assert_type(
        gnlc.AmbiguousNameError(error.kind, error.key, error.candidates), gnlc.AmbiguousNameError
    )


def of_data_error(error: gnlc.DataError) -> None:
    assert_type(error.problems, tuple[gnlc.Problem, ...])
    assert_type(error.count, int)
    assert_type(gnlc.DataError(error.problems, error.count), gnlc.DataError)


def of_problem(problem: gnlc.Problem) -> None:
    assert_type(problem.pointer, str)
    assert_type(problem.message, str)
    assert_type(gnlc.Problem(problem.pointer, problem.message), gnlc.Problem)


# Each is what callers would expect too, so that they need not know the library's own.
LOOKUP: type[LookupError] = gnlc.NotFoundError
VALUE: type[ValueError] = gnlc.DataError
OURS: tuple[type[gnlc.GnlcError], ...] = (gnlc.AmbiguousNameError, gnlc.NotFoundError)
assert_type(gnlc.GnlcError("x"), gnlc.GnlcError)


def caught() -> Any:
    try:
        return gnlc.city("Gandja")
    except gnlc.AmbiguousNameError as error:
        return error.candidates
    except gnlc.NotFoundError as error:
        return error.suggestions
