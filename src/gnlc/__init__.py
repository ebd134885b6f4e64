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
    # isort: off
    from gnlc import (
        frames as frames,
        plot as plot,
        testing as testing,
    )
    from gnlc.bundled import (
        announcement as announcement,
        announcements as announcements,
        award as award,
        awards as awards,
        cities as cities,
        city as city,
        complete as complete,
        conference as conference,
        conferences as conferences,
        conflict as conflict,
        conflicts as conflicts,
        countries as countries,
        country as country,
        coverage as coverage,
        match as match,
        national_counts as national_counts,
        nearest as nearest,
        network as network,
        region as region,
        regions as regions,
        search as search,
        size as size,
        sizes as sizes,
        source as source,
        sources as sources,
        strategy_period as strategy_period,
        strategy_periods as strategy_periods,
        subdivision as subdivision,
        subdivisions as subdivisions,
        tables as tables,
    )
    from gnlc.documents.changes import (
        Change as Change,
        Changes as Changes,
    )
    from gnlc.documents.diff import diff as diff
    from gnlc.documents.read import (
        load as load,
        loads as loads,
    )
    from gnlc.documents.write import (
        dump as dump,
        dumps as dumps,
    )
    from gnlc.errors import (
        AmbiguousNameError as AmbiguousNameError,
        DataError as DataError,
        GnlcError as GnlcError,
        NotFoundError as NotFoundError,
        Problem as Problem,
    )
    from gnlc.models.announcements import (
        Announcement as Announcement,
        ApplicationWindow as ApplicationWindow,
        Beneficiary as Beneficiary,
        Correction as Correction,
        Event as Event,
        Initiative as Initiative,
        ListedPriority as ListedPriority,
        ListedStrategy as ListedStrategy,
        NewMembers as NewMembers,
        Purpose as Purpose,
        Release as Release,
        Remarks as Remarks,
    )
    from gnlc.models.base import (
        PartialDate as PartialDate,
        Source as Source,
        Statement as Statement,
    )
    from gnlc.models.cities import (
        Admission as Admission,
        City as City,
    )
    from gnlc.models.coverage import Coverage as Coverage
    from gnlc.models.facts import NetworkFacts as NetworkFacts
    from gnlc.models.history import (
        AdmissionRule as AdmissionRule,
        Award as Award,
        Claim as Claim,
        Conference as Conference,
        Conflict as Conflict,
        Director as Director,
        NationalCount as NationalCount,
        NetworkSize as NetworkSize,
        Quota as Quota,
        Recipient as Recipient,
    )
    from gnlc.models.matches import (
        MatchedName as MatchedName,
        OtherPlace as OtherPlace,
    )
    from gnlc.models.places import (
        Country as Country,
        Location as Location,
        PlaceName as PlaceName,
        Region as Region,
        Subdivision as Subdivision,
    )
    from gnlc.models.strategy import (
        Priority as Priority,
        StrategyPeriod as StrategyPeriod,
    )
    from gnlc.query.cities import Cities as Cities
    from gnlc.names.folding import fold as fold
    from gnlc.query.match.matched import Matched as Matched
    from gnlc.query.nearby import (
        Neighbor as Neighbor,
        Neighbors as Neighbors,
    )
    from gnlc.query.network import Network as Network
    from gnlc.query.search import Match as Match
    from gnlc.rows.tables import (
        Rows as Rows,
        Tables as Tables,
    )

# In two lines, since the build reads the second and knows no annotations.
__version__: str
__version__ = "0.1.0"

DATA_VERSION: str
"""The version of the bundled data, by the calendar; read when it is first asked for."""

__citation__: str
"""How to cite the package and its data, as an entry of BibTeX; made when it is first asked for."""

# The module of each name. No module may have the name of a function here: once loaded, it would
# replace the function.
_HOMES = {
    "bundled": (
        "announcement announcements award awards cities city complete conference conferences "
        "conflict conflicts countries country coverage match national_counts nearest network "
        "region regions search size sizes source sources strategy_period strategy_periods "
        "subdivision subdivisions tables"
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
    "models.matches": "MatchedName OtherPlace",
    "models.places": "Country Location PlaceName Region Subdivision",
    "models.strategy": "Priority StrategyPeriod",
    "names.folding": "fold",
    "query.match.matched": "Matched",
    "query.nearby": "Neighbor Neighbors",
    "query.network": "Network",
    "query.search": "Match",
}
# Packages that need an extra, by what it brings.
_PACKAGES = {"frames": "narwhals", "plot": "altair", "testing": "hypothesis"}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names.split()}

__all__: list[str]

# Not for type checkers: `__getattr__` would let any misspelt name pass, and they cannot read a
# computed `__all__`. To them the imports above, with `as`, are the public names.
if not TYPE_CHECKING:  # pragma: no branch
    __all__ = sorted(["DATA_VERSION", "__citation__", "__version__", *_HOME_OF])  # noqa: PLE0605 - it is computed

    def __getattr__(name: str) -> object:
        if name == "DATA_VERSION":
            from gnlc.bundled import data_version

            value: object = data_version()
        elif name == "__citation__":
            from gnlc.bundled import citation

            value = citation(__version__)
        elif name in _HOME_OF or name in _PACKAGES:
            from importlib import import_module

            module = import_module(f"gnlc.{_HOME_OF.get(name, name)}")
            value = getattr(module, name) if name in _HOME_OF else module
        else:
            raise AttributeError(f"module 'gnlc' has no attribute {name!r}")
        globals()[name] = value
        return value

    def __dir__() -> list[str]:
        from importlib.util import find_spec

        # Whoever asks for each name that there is must not meet one that cannot be loaded.
        there = (name for name, library in _PACKAGES.items() if find_spec(library))
        return sorted({*globals(), *__all__, *there})
