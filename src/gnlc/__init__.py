"""The UNESCO Global Network of Learning Cities as data: which cities, since when, by whose word.

    >>> import gnlc
    >>> gnlc.city("Ganja")
    City(id='az-ganja', name='Ganja', country=Country('AZ', 'Azerbaijan'), year=2020)
    >>> gnlc.announcement(2020).cities_stated
    55

Importing the package reads no data and loads no other module of it: each name is loaded when it is
first used.
"""

# Importing `typing` would cost more than all the rest; type checkers know the name.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from gnlc.bundled import (
        announcement,
        announcements,
        cities,
        city,
        countries,
        country,
        coverage,
        network,
        region,
        regions,
        search,
        strategy_period,
        strategy_periods,
        subdivision,
        subdivisions,
        tables,
    )
    from gnlc.documents.changes import Change, Changes
    from gnlc.documents.diff import diff
    from gnlc.documents.read import load, loads
    from gnlc.documents.write import dump, dumps
    from gnlc.errors import AmbiguousNameError, DataError, GnlcError, NotFoundError, Problem
    from gnlc.models.announcements import (
        Announcement,
        ApplicationWindow,
        Beneficiary,
        Correction,
        Event,
        Initiative,
        ListedPriority,
        ListedStrategy,
        NewMembers,
        Purpose,
        Release,
        Remarks,
    )
    from gnlc.models.base import PartialDate, Source, Statement
    from gnlc.models.cities import Admission, City
    from gnlc.models.coverage import Coverage
    from gnlc.models.facts import NetworkFacts
    from gnlc.models.history import (
        AdmissionRule,
        Award,
        Claim,
        Conference,
        Conflict,
        Director,
        NationalCount,
        NetworkSize,
        Quota,
        Recipient,
    )
    from gnlc.models.places import Country, Location, PlaceName, Region, Subdivision
    from gnlc.models.strategy import Priority, StrategyPeriod
    from gnlc.query.cities import Cities
    from gnlc.query.folding import fold
    from gnlc.query.network import Network
    from gnlc.query.search import Match
    from gnlc.rows.tables import Rows, Tables

# In two lines, since the build reads the second and knows no annotations.
__version__: str
__version__ = "0.1.0"

DATA_VERSION: str
"""The version of the bundled data, by the calendar; read when it is first asked for."""

# Where each name lives. No module may bear the name of a function here: once loaded it would
# stand in the function's place.
_HOMES = {
    "bundled": (
        "announcement announcements cities city countries country coverage network region regions "
        "search strategy_period strategy_periods subdivision subdivisions tables"
    ),
    "query.cities": "Cities",
    "documents.changes": "Change Changes",
    "documents.diff": "diff",
    "documents.read": "load loads",
    "errors": "AmbiguousNameError DataError GnlcError NotFoundError Problem",
    "documents.write": "dump dumps",
    "rows.tables": "Rows Tables",
    "models.announcements": (
        "Announcement ApplicationWindow Beneficiary Correction Event Initiative ListedPriority "
        "ListedStrategy NewMembers Purpose Release Remarks"
    ),
    "models.base": "PartialDate Source Statement",
    "models.coverage": "Coverage",
    "models.facts": "NetworkFacts",
    "models.history": (
        "AdmissionRule Award Claim Conference Conflict Director NationalCount NetworkSize Quota "
        "Recipient"
    ),
    "models.cities": "Admission City",
    "models.places": "Country Location PlaceName Region Subdivision",
    "models.strategy": "Priority StrategyPeriod",
    "query.folding": "fold",
    "query.network": "Network",
    "query.search": "Match",
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names.split()}

__all__ = [
    "DATA_VERSION",
    "Admission",
    "AdmissionRule",
    "AmbiguousNameError",
    "Announcement",
    "ApplicationWindow",
    "Award",
    "Beneficiary",
    "Change",
    "Changes",
    "Cities",
    "City",
    "Claim",
    "Conference",
    "Conflict",
    "Correction",
    "Country",
    "Coverage",
    "DataError",
    "Director",
    "Event",
    "GnlcError",
    "Initiative",
    "ListedPriority",
    "ListedStrategy",
    "Location",
    "Match",
    "NationalCount",
    "Network",
    "NetworkFacts",
    "NetworkSize",
    "NewMembers",
    "NotFoundError",
    "PartialDate",
    "PlaceName",
    "Priority",
    "Problem",
    "Purpose",
    "Quota",
    "Recipient",
    "Region",
    "Release",
    "Remarks",
    "Rows",
    "Source",
    "Statement",
    "StrategyPeriod",
    "Subdivision",
    "Tables",
    "__version__",
    "announcement",
    "announcements",
    "cities",
    "city",
    "countries",
    "country",
    "coverage",
    "diff",
    "dump",
    "dumps",
    "fold",
    "load",
    "loads",
    "network",
    "region",
    "regions",
    "search",
    "strategy_period",
    "strategy_periods",
    "subdivision",
    "subdivisions",
    "tables",
]


# A type checker must not see this: it would take any misspelt name for one that is loaded late.
if not TYPE_CHECKING:  # pragma: no branch

    def __getattr__(name: str) -> object:
        if name == "DATA_VERSION":
            from gnlc.bundled import network

            value: object = network().data_version
        elif name in _HOME_OF:
            from importlib import import_module

            value = getattr(import_module(f"gnlc.{_HOME_OF[name]}"), name)
        else:
            raise AttributeError(f"module 'gnlc' has no attribute {name!r}")
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
