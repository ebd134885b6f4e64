"""Types for annotations: filters, rows of tables, and the words that fields may hold.

    >>> import gnlc
    >>> from gnlc.typing import CityRecord, Filters
    >>> from typing import Unpack
    >>> def rows(**filters: Unpack[Filters]) -> list[CityRecord]:
    ...     return gnlc.cities(**filters).to_records()
    >>> rows(country="AZ", year=2020)[0]["id"]
    'az-baku'

Every name that an annotation of the public API uses is found in this module, so that hints can be
resolved at run time: `typing.get_type_hints(gnlc.city, vars(gnlc.typing))`. It imports them all;
nothing else in the package imports it.
"""

# Names outside `__all__` are here for `get_type_hints` alone.
# pyright: reportUnusedImport=false
import datetime
import os
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from typing import Any, Literal, Unpack

from gnlc.documents.changes import Change, ChangeKind, ChangeRecord, Changes
from gnlc.documents.source import File
from gnlc.errors import AmbiguousNameError, DataError, GnlcError, NotFoundError, Problem
from gnlc.formats import CslAuthor, CslDate, CslItem, Feature, FeatureCollection, Point
from gnlc.layout import Json
from gnlc.models.announcements import (
    Announcement,
    AnnouncementKind,
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
from gnlc.models.cities import Admission, Certainty, City, CityKind
from gnlc.models.coverage import Coverage
from gnlc.models.deferred import Deferred, Table
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
    Qualifier,
    Quota,
    Recipient,
)
from gnlc.models.matches import MatchedName, OtherPlace, Status
from gnlc.models.places import Country, Location, PlaceName, Region, Relation, Subdivision
from gnlc.models.strategy import Priority, StrategyPeriod
from gnlc.query.cities import Cities, Key
from gnlc.query.complete import Completion
from gnlc.query.filters import Directory, Filters, OneOrMore, Predicate
from gnlc.query.gazetteer import Folded, Gazetteer
from gnlc.query.match.matched import (
    Matched,
    _Roll,  # pyright: ignore[reportPrivateUsage] - the hints of Matched name it
)
from gnlc.query.match.matching import Matcher
from gnlc.query.nearby import Neighbor, Neighbors
from gnlc.query.network import Network
from gnlc.query.predicates import CityIndex
from gnlc.query.search import Match, Ranking
from gnlc.query.subdivisions import Called
from gnlc.rows.announcements import AnnouncementRecord, CoverageRecord
from gnlc.rows.history import (
    AwardRecord,
    ConferenceRecord,
    ConflictRecord,
    NationalCountRecord,
    NetworkSizeRecord,
)
from gnlc.rows.matches import MatchRecord
from gnlc.rows.records import (
    AdmissionRecord,
    CityRecord,
    CountryRecord,
    NeighborRecord,
    SourceRecord,
    SubdivisionRecord,
    Year,
)
from gnlc.rows.strategy import PriorityRecord, StrategyPeriodRecord
from gnlc.rows.tables import (
    Rows,
    Tables,
    _Network,  # pyright: ignore[reportPrivateUsage] - the hints of Tables name it
)
from gnlc.rows.tabular import FilePath, R_co

__all__ = [
    "AdmissionRecord",
    "AnnouncementKind",
    "AnnouncementRecord",
    "AwardRecord",
    "Certainty",
    "ChangeKind",
    "ChangeRecord",
    "CityKind",
    "CityRecord",
    "ConferenceRecord",
    "ConflictRecord",
    "CountryRecord",
    "CoverageRecord",
    "CslAuthor",
    "CslDate",
    "CslItem",
    "Feature",
    "FeatureCollection",
    "File",
    "FilePath",
    "Filters",
    "Json",
    "Key",
    "MatchRecord",
    "NationalCountRecord",
    "NeighborRecord",
    "NetworkSizeRecord",
    "OneOrMore",
    "Point",
    "Predicate",
    "PriorityRecord",
    "Qualifier",
    "Relation",
    "SourceRecord",
    "Status",
    "StrategyPeriodRecord",
    "SubdivisionRecord",
    "Year",
]
