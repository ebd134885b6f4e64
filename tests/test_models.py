"""Records: what their constructors refuse, and what every record can do."""

import copy
import datetime
import inspect
import math
import pickle
import unicodedata
from typing import Any, ClassVar, get_args, get_origin

import attrs
import pytest
from documents import records
from hypothesis import given
from hypothesis import strategies as st
from strategies import BUNDLED_CITIES, locations, networks, partial_dates

import gnlc
from gnlc import bundled
from gnlc.models import checks
from gnlc.models.base import Record, fields_of, key_name, noun, repr_fields, shape
from gnlc.models.deferred import Deferred, Table
from gnlc.models.tables import classes
from gnlc.names.folding import fold
from gnlc.query.holdings import country_table
from gnlc.wording import shortened

GANJA = gnlc.city("Ganja")
SOURCE = GANJA.sources[0]


def every_record() -> list[Record]:
    """One record of each class that the bundled network is made of, and the values it gives."""
    network = gnlc.network()
    found: dict[type[Record], Record] = {}
    for record in records(network, network.facts, *gnlc.cities(), *gnlc.coverage()):
        found.setdefault(type(record), record)
    return list(found.values())


RECORDS = every_record()


OF_THEIR_OWN = (gnlc.City, gnlc.Country, gnlc.PartialDate, gnlc.Region, gnlc.Subdivision)
"""Records that show themselves in another way than all others."""


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: type(record).__name__)
class TestEveryRecord:
    """Every record is immutable, hashable, comparable, picklable and copyable, all the way down."""

    def test_is_frozen(self, record: Record) -> None:
        name = fields_of(type(record))[0].name
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(record, name, None)
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            delattr(record, name)
        with pytest.raises((attrs.exceptions.FrozenInstanceError, AttributeError)):
            record.nonsense = 1  # type: ignore[attr-defined]  # that is the point

    def test_is_slotted(self, record: Record) -> None:
        assert not hasattr(record, "__dict__")

    def test_holds_nothing_mutable(self, record: Record) -> None:
        plain = (str, int, float, bool, type(None), datetime.date, Record)
        for field in fields_of(type(record)):
            value = getattr(record, field.name)
            if isinstance(value, Table | Deferred):
                continue
            if isinstance(value, tuple):
                assert all(isinstance(item, plain) for item in value)
            else:
                assert isinstance(value, plain)

    def test_is_equal_to_its_copies(self, record: Record) -> None:
        for twin in (
            copy.copy(record),
            copy.deepcopy(record),
            *(pickle.loads(pickle.dumps(record, protocol)) for protocol in range(2, 6)),
        ):
            assert twin == record
            assert hash(twin) == hash(record)

    def test_is_not_equal_to_others(self, record: Record) -> None:
        stranger: object = 1
        assert record != stranger
        assert all(record != other for other in RECORDS if other is not record)

    def test_shows_itself_in_a_line(self, record: Record) -> None:
        shown = repr(record)
        assert "\n" not in shown
        if not isinstance(record, OF_THEIR_OWN):
            # What has no room in a line is left out; test_repr.py tells how.
            assert shown.startswith(f"{type(record).__name__}({record._shown[0]}=")
            assert type(record).__repr__ is Record.__repr__

    def test_takes_its_fields_by_name(self, record: Record) -> None:
        kinds = {p.kind for p in inspect.signature(type(record)).parameters.values()}
        by_place = isinstance(record, gnlc.PartialDate)
        kind = inspect.Parameter
        assert kinds == {kind.POSITIONAL_OR_KEYWORD if by_place else kind.KEYWORD_ONLY}

    def test_refuses_what_no_field_can_hold(self, record: Record) -> None:
        evolve: Any = attrs.evolve
        for field in fields_of(type(record)):
            with pytest.raises(TypeError, match=f"{field.alias} must be|must be a tuple of"):
                evolve(record, **{str(field.alias): object()})

    def test_what_may_be_unknown_may_be_left_out(self, record: Record) -> None:
        for field in fields_of(type(record)):
            if type(None) in get_args(field.type):
                assert field.default is None
            elif get_origin(field.type) is tuple:
                assert field.default in ((), attrs.NOTHING)
            else:
                assert field.default is attrs.NOTHING


SHOWN = {
    "AdmissionRule": "text start end",
    "Remarks": "speaker role",
    "Admission": "year listed_as certainty",
    "Announcement": "id announced_on cities_stated countries_stated",
    "ApplicationWindow": "opens closes",
    "Award": "year recipients_stated",
    "NetworkFacts": "name",
    "City": "name",
    "Claim": "value",
    "Conference": "number host start",
    "Conflict": "id resolution",
    "Correction": "corrected_on cities_stated network_cities_stated",
    "Country": "common_name",
    "Coverage": "year cities_stated cities_recorded cities_missing",
    "Director": "name start end",
    "Event": "held_on kind held_by",
    "Initiative": "bodies",
    "ListedPriority": "number as_listed",
    "ListedStrategy": "period priorities_stated",
    "Location": "name latitude longitude",
    "NationalCount": "country date cities",
    "Network": "data_version",
    "NewMembers": "cities countries",
    "PartialDate": "",
    "PlaceName": "language name",
    "Priority": "number name",
    "Beneficiary": "who means",
    "Purpose": "kinds aims",
    "Quota": "cities per",
    "Recipient": "name country",
    "Region": "name",
    "Release": "source published_on cities",
    "Source": "id publisher published",
    "Statement": "text",
    "StrategyPeriod": "id priorities_stated",
    "Subdivision": "code name",
    "NetworkSize": "date cities countries",
}
"""What tells one record from another at a glance, by class."""


def test_what_tells_one_record_from_another() -> None:
    shown = {type(record).__name__: " ".join(repr_fields(type(record))) for record in RECORDS}
    assert shown == SHOWN


@pytest.mark.parametrize(
    ("cls", "name"),
    [
        (gnlc.City, "city"),
        (gnlc.StrategyPeriod, "strategy period"),
        (gnlc.PartialDate, "partial date"),
    ],
)
def test_what_records_are_called_in_a_sentence(cls: type[Record], name: str) -> None:
    assert noun(cls) == name


class TestRepr:
    def test_of_the_contract(self) -> None:
        assert repr(GANJA) == (
            "City(id='az-ganja', name='Ganja', country=Country('AZ', 'Azerbaijan'), year=2020)"
        )
        assert repr(GANJA.country.region) == "Region('Europe and North America')"
        assert repr(gnlc.PartialDate(2016, 8)) == "PartialDate('2016-08')"


class TestPartialDate:
    @given(partial_dates())
    def test_is_what_it_is_written_as(self, date: gnlc.PartialDate) -> None:
        assert gnlc.PartialDate.parse(str(date)) == date

    @given(partial_dates())
    def test_lies_between_its_ends(self, date: gnlc.PartialDate) -> None:
        assert date.earliest <= date.latest
        days = (date.latest - date.earliest).days
        assert days in {(False, False): (364, 365), (True, False): (27, 28, 29, 30)}.get(
            (date.month is not None, date.day is not None), (0,)
        )
        assert (date.earliest - datetime.timedelta(1)).year in (date.year, date.year - 1)
        after = date.latest + datetime.timedelta(1)
        assert (after.year, after.month) != (date.year, date.month) or date.day is not None

    @given(partial_dates(), partial_dates())
    def test_is_in_order(self, a: gnlc.PartialDate, b: gnlc.PartialDate) -> None:
        assert (a < b) + (a == b) + (a > b) == 1
        if a.latest < b.earliest:
            assert a < b
        assert (a <= b) == (a < b or a == b)

    def test_order_needs_another_date(self) -> None:
        with pytest.raises(TypeError):
            assert gnlc.PartialDate(2016) < 2017  # type: ignore[operator]  # that is the point

    @pytest.mark.parametrize(
        "text", ["", "16", "2016-8", "2016-08-", "2016-13", "0000", "٢٠١٦", " 2016", "2" * 99]
    )
    def test_refuses_other_texts(self, text: str) -> None:
        with pytest.raises(ValueError) as caught:  # noqa: PT011 - the message is looked at below
            gnlc.PartialDate.parse(text)
        wanted = "must be a date as YYYY, YYYY-MM or YYYY-MM-DD"
        assert str(caught.value) == f"{wanted}, got {shortened(text)}"

    @pytest.mark.parametrize(
        ("parts", "message"),
        [
            ((0,), "year must be an int from 1 to 9999, got 0"),
            ((10_000,), "year must be an int from 1 to 9999, got 10000"),
            ((2016, 0), "month must be an int from 1 to 12, got 0"),
            ((2016, 13), "month must be an int from 1 to 12, got 13"),
            ((2016, 1, 0), "day must be an int from 1 to 31, got 0"),
            ((2016, 1, 32), "day must be an int from 1 to 31, got 32"),
            ((2016, 2, 30), "invalid date 2016-02-30"),
            ((2015, 2, 29), "invalid date 2015-02-29"),
            ((2016, None, 1), "a day without a month: year 2016, day 1"),
        ],
    )
    def test_refuses_what_is_no_date(self, parts: Any, message: str) -> None:
        with pytest.raises(ValueError) as caught:  # noqa: PT011 - the message is looked at below
            gnlc.PartialDate(*parts)
        assert str(caught.value) == message

    def test_refuses_a_text_for_a_day_that_there_is_not(self) -> None:
        with pytest.raises(ValueError, match=r"^invalid date 2016-02-30$"):
            gnlc.PartialDate.parse("2016-02-30")

    @pytest.mark.parametrize("value", [2016, [2016] * 99, None])
    def test_refuses_what_is_no_text(self, value: Any) -> None:
        with pytest.raises(TypeError) as caught:
            gnlc.PartialDate.parse(value)
        assert str(caught.value) == f"a date must be a str, got {shortened(value)}"

    @pytest.mark.parametrize("parts", [("2016",), (True,), (2016, 1.0)])
    def test_refuses_what_is_no_int(self, parts: Any) -> None:
        with pytest.raises(TypeError):
            gnlc.PartialDate(*parts)

    def test_knows_leap_years_and_the_end_of_time(self) -> None:
        assert gnlc.PartialDate(2016, 2).latest == datetime.date(2016, 2, 29)
        assert gnlc.PartialDate(9999).latest == datetime.date.max


ADMISSION = GANJA.admissions[0]
LAAYOUNE = gnlc.city("ma-laayoune").admissions[0]
COUNTRY = GANJA.country
PLACE = GANJA.location
PERIOD = gnlc.strategy_period(2020)
ANNOUNCEMENT = gnlc.announcement(2020)
NETWORK = gnlc.network()
SIZE = NETWORK.sizes()[0]
CONFERENCE = NETWORK.conferences()[0]
DAY = datetime.date(2020, 1, 1)
IDENTIFIER = "lower-case words of ASCII letters and digits joined by hyphens"
KINDS = "city, district, municipality, county, province, consortium, industrial city or island"
EARLIER = gnlc.Admission(year=2019, listed_as="x", certainty="inferred", sources=(SOURCE,))
UNDATED = gnlc.Admission(listed_as="y", certainty="inferred", sources=(SOURCE,))


class TestRefused:
    """A constructor refuses what the loader refuses."""

    @pytest.mark.parametrize(
        ("record", "change", "message"),
        [
            (GANJA, {"name": ""}, "name must not be empty"),
            (GANJA, {"name": " Ganja"}, "name must not begin or end with space, got ' Ganja'"),
            (GANJA, {"name": "Ganja\n"}, "name must not begin or end with space, got 'Ganja\\n'"),
            (
                GANJA,
                {"name": "Gan\x00ja"},
                "name must be a line of text that can be seen, got 'Gan\\x00ja'",
            ),
            (
                GANJA,
                {"name": "Gan\nja"},
                "name must be a line of text that can be seen, got 'Gan\\nja'",
            ),
            (
                GANJA,
                {"name": "\ud800"},
                "name must not contain a lone surrogate, got '\\ud800'",
            ),
            (
                GANJA,
                {"name": "\u200b"},
                "name must be a line of text that can be seen, got '\\u200b'",
            ),
            (
                GANJA,
                {"id": "AZ-Ganja"},
                f"id must be {IDENTIFIER}, got 'AZ-Ganja'",
            ),
            (GANJA, {"id": "ganja"}, "id 'ganja' must begin with the country's code, AZ"),
            (
                GANJA,
                {"kind": "villlage"},
                f"kind must be {KINDS}, got 'villlage'",
            ),
            (GANJA, {"admissions": ()}, "admissions must have 1 or more, got 0"),
            (
                GANJA,
                {"admissions": (ADMISSION, ADMISSION)},
                f"admissions must not name anything twice, got {shortened(ADMISSION)} again",
            ),
            (
                GANJA,
                {"admissions": (ADMISSION, attrs.evolve(ADMISSION, year=2016, announced_on=None))},
                "admissions of 'az-ganja' must be in order of time",
            ),
            (
                GANJA,
                {"aliases": ("Gəncə", "Gəncə")},
                "aliases must not name anything twice, got 'Gəncə' again",
            ),
            (GANJA, {"aliases": ("",)}, "aliases must not be empty"),
            (ADMISSION, {"sources": ()}, "sources must have 1 or more, got 0"),
            (ADMISSION, {"certainty": "sure"}, "certainty must be stated or inferred, got 'sure'"),
            (ADMISSION, {"year": 0}, "year must be an int from 1 to 9999, got 0"),
            (ADMISSION, {"year": 2019}, "announced on 2020-09-23, but the year is 2019"),
            (ADMISSION, {"year": None}, "announced on 2020-09-23, but the year is None"),
            (ADMISSION, {"withdrawn_on": DAY}, "withdrawn_on: 2020-01-01 is before 2020-09-23"),
            (
                LAAYOUNE,
                {"withdrawn_sources": ()},
                "withdrawn_on and withdrawn_sources must be given together",
            ),
            (
                LAAYOUNE,
                {"withdrawn_on": None},
                "withdrawn_on and withdrawn_sources must be given together",
            ),
            (ADMISSION, {"withdrawn_note": "x"}, "withdrawn_note without withdrawn_on"),
            (COUNTRY, {"alpha_2": "AZE"}, "alpha_2 must be two capital letters, got 'AZE'"),
            (COUNTRY, {"alpha_3": "az"}, "alpha_3 must be three capital letters, got 'az'"),
            (COUNTRY, {"numeric": "31"}, "numeric must be three digits, got '31'"),
            (PLACE, {"latitude": 91}, "latitude must be a number from -90 to 90 degrees, got 91.0"),
            (
                PLACE,
                {"longitude": -180.1},
                "longitude must be a number from -180 to 180 degrees, got -180.1",
            ),
            (
                PLACE,
                {"latitude": float("nan")},
                "latitude must be a number from -90 to 90 degrees, got nan",
            ),
            (
                PLACE,
                {"longitude": float("inf")},
                "longitude must be a number from -180 to 180 degrees, got inf",
            ),
            (PLACE, {"population": -1}, "population must be an int from 0 to 1e+12, got -1"),
            (
                PLACE,
                {"timezone": "Asia Baku"},
                "timezone must be a name such as 'Asia/Baku', got 'Asia Baku'",
            ),
            (PLACE, {"relation": "near"}, "relation must be same, seat or parent, got 'near'"),
            (
                SOURCE,
                {"url": "example.org"},
                "url must be an address with http or https, got 'example.org'",
            ),
            (
                SOURCE,
                {"url": "https://example.org/\ud800"},
                "url must not contain a lone surrogate, got 'https://example.org/\\ud800'",
            ),
            (
                SOURCE,
                {"language": "English"},
                "language must be a BCP 47 tag such as 'en', got 'English'",
            ),
            (PERIOD, {"end": 2018}, "end: 2018 is before 2019"),
            (
                PERIOD.priorities[0],
                {"coordinators": ()},
                "coordinators and coordinator_sources must be given together",
            ),
            (ANNOUNCEMENT, {"year": 2021}, "announced on 2020-09-23, but the year is 2021"),
            (
                ANNOUNCEMENT,
                {"announced_on": datetime.date(2020, 12, 1)},
                "corrected_on: 2020-09-24 is before 2020-12-01",
            ),
            (
                ANNOUNCEMENT,
                {"cities_stated": -1},
                "cities_stated must be an int from 0 to 1e+12, got -1",
            ),
            (
                ANNOUNCEMENT.releases[0],
                {"published_on": DAY},
                "published_on: 2020-01-01 is before 2020-09-23",
            ),
            (
                ANNOUNCEMENT.applications,
                {"closes": gnlc.PartialDate(2019)},
                "closes: 2019-12-31 is before 2020-03-01",
            ),
            (SIZE, {"cities": None}, "cities and cities_qualifier must be given together"),
            (
                SIZE,
                {"inhabitants": 5},
                "inhabitants and inhabitants_qualifier must be given together",
            ),
            (
                NETWORK.national_counts()[0],
                {"cities": 0},
                "cities must be an int from 1 to 100000, got 0",
            ),
            (CONFERENCE, {"end": gnlc.PartialDate(2012)}, "end: 2012-12-31 is before 2013-10-21"),
            (
                NETWORK.conflicts()[0],
                {"claims": NETWORK.conflicts()[0].claims[:1]},
                "claims must have 2 or more, got 1",
            ),
            (
                NETWORK.admission_rules[0],
                {"end": gnlc.PartialDate(2014)},
                "end: 2014-12-31 is before 2015-09-01",
            ),
            (
                NETWORK.facts.directors[0],
                {"end": gnlc.PartialDate(1999)},
                "end: 1999-12-31 is before 2000-01-01",
            ),
        ],
    )
    def test_value(self, record: Any, change: dict[str, Any], message: str) -> None:
        with pytest.raises(ValueError) as caught:  # noqa: PT011 - the message is looked at below
            attrs.evolve(record, **change)
        assert str(caught.value) == message

    @pytest.mark.parametrize(
        ("record", "change", "message"),
        [
            (GANJA, {"name": None}, "name must be a str, got None"),
            (GANJA, {"name": b"Ganja"}, "name must be a str, got b'Ganja'"),
            (GANJA, {"id": 5}, "id must be a str, got 5"),
            (GANJA, {"kind": None}, "kind must be a str, got None"),
            (GANJA, {"country": "AZ"}, "country must be a Country, got 'AZ'"),
            (
                GANJA,
                {"admissions": [ADMISSION]},
                f"admissions must be a tuple, got {shortened([ADMISSION])}",
            ),
            (GANJA, {"aliases": "abc"}, "aliases must be a tuple, got 'abc'"),
            (
                GANJA,
                {"award_years": (True,)},
                "award_years must be an int from 1 to 9999, got True",
            ),
            (
                GANJA,
                {"known_member_by": DAY},
                "known_member_by must be a PartialDate, got datetime.date(2020, 1, 1)",
            ),
            (ADMISSION, {"year": "2020"}, "year must be an int from 1 to 9999, got '2020'"),
            (
                ADMISSION,
                {"announced_on": "2020-09-23"},
                "announced_on must be a date, got '2020-09-23'",
            ),
            (
                ADMISSION,
                {"announced_on": datetime.datetime(2020, 9, 23)},
                "announced_on must be a date, got datetime.datetime(2020, 9, 23, 0, 0)",
            ),
            (
                PLACE,
                {"latitude": "40"},
                "latitude must be a number from -90 to 90 degrees, got '40'",
            ),
            (
                PLACE,
                {"latitude": True},
                "latitude must be a number from -90 to 90 degrees, got True",
            ),
            (PLACE, {"population": 5.0}, "population must be an int from 0 to 1e+12, got 5.0"),
            (
                ANNOUNCEMENT.releases[0],
                {"first_of_country": 1},
                "first_of_country must be a bool, got 1",
            ),
        ],
    )
    def test_type(self, record: Any, change: dict[str, Any], message: str) -> None:
        with pytest.raises(TypeError) as caught:
            attrs.evolve(record, **change)
        assert str(caught.value) == message

    def test_names_only_by_keyword(self) -> None:
        with pytest.raises(TypeError):
            gnlc.Statement("x", (SOURCE,))  # type: ignore[call-arg, arg-type]  # that is the point

    def test_what_does_not_fit_in_the_facts(self) -> None:
        early, late = (gnlc.announcement(year) for year in (2019, 2020))
        for announcements, message in [
            ((late, early), "announcements of 2020 and 2019: one a year, in order of time"),
            (
                (early, attrs.evolve(early, id="twice")),
                "announcements of 2019 and 2019: one a year, in order of time",
            ),
            (
                (early, attrs.evolve(late, id=early.id)),
                "more than one of the announcements has the id '2019'",
            ),
        ]:
            with pytest.raises(ValueError) as caught:  # noqa: PT011 - the message is looked at below
                gnlc.NetworkFacts(announcements=announcements)
            assert str(caught.value) == message
        assert gnlc.NetworkFacts(announcements=(early, late)).announcements == (early, late)

    def test_a_city_that_receives_an_award_twice(self) -> None:
        award = NETWORK.awards()[0]
        ganja = gnlc.Recipient(name="Ganja", country=COUNTRY, city=GANJA)
        others = [attrs.evolve(ganja, name=name, city=None) for name in ("a", "b")]
        assert len(attrs.evolve(award, recipients=(ganja, *others)).recipients) == 3
        with pytest.raises(ValueError) as caught:  # noqa: PT011 - the message is looked at below
            attrs.evolve(award, recipients=(ganja, attrs.evolve(ganja, name="Kirovabad")))
        assert str(caught.value) == "more than one recipient is 'az-ganja'"

    def test_an_end_without_a_start_is_no_fault(self) -> None:
        director = attrs.evolve(NETWORK.facts.directors[0], start=None, end=gnlc.PartialDate(1999))
        assert (director.start, director.end) == (None, gnlc.PartialDate(1999))

    def test_a_long_id_is_cut_in_the_message(self) -> None:
        long = f"az-{'x' * 99}"
        with pytest.raises(ValueError) as caught:  # noqa: PT011 - the message is looked at below
            attrs.evolve(GANJA, id=long, admissions=(ADMISSION, EARLIER))
        assert str(caught.value) == f"admissions of {shortened(long)} must be in order of time"
        with pytest.raises(ValueError) as caught:  # noqa: PT011 - the message is looked at below
            attrs.evolve(GANJA, id=long[1:])
        coverage = f"id {shortened(long[1:])} must begin with the country's code, AZ"
        assert str(caught.value) == coverage

    def test_a_long_value_is_cut_in_the_message(self) -> None:
        with pytest.raises(ValueError, match=r"^id must be .{,200}$"):
            attrs.evolve(GANJA, id="X" * 1_000_000)


class TestNetworkRefuses:
    """A network refuses what does not fit together."""

    CORE: ClassVar[Any] = {
        "data_version": "2026.11.23",
        "as_of": DAY,
        "sources": (SOURCE,),
        "regions": (),
        "countries": (),
        "subdivisions": (),
        "cities": (),
        "facts": gnlc.NetworkFacts(),
    }

    @pytest.mark.parametrize(
        ("change", "message"),
        [
            ({"data_version": "1.0"}, "data_version must be a date as YYYY.MM.DD"),
            ({"data_version": "2026.02.30"}, "data_version must be a valid date, got"),
            ({"sources": (SOURCE, SOURCE)}, "more than one Source has the id"),
            ({"regions": (COUNTRY.region,)}, "refers to .* which is not in the network"),
            ({"countries": (COUNTRY,)}, "refers to Region.* which is not in the network"),
            ({"cities": (GANJA,)}, "refers to Country.* which is not in the network"),
            (
                {"facts": gnlc.NetworkFacts(announcements=(ANNOUNCEMENT,))},
                "refers to .* which is not in the network",
            ),
        ],
    )
    def test_value(self, change: dict[str, Any], message: str) -> None:
        with pytest.raises(ValueError, match=message):
            gnlc.Network(**{**self.CORE, **change})

    @pytest.mark.parametrize(
        ("change", "message"),
        [
            ({"sources": [SOURCE]}, f"must be a tuple of Source, got {shortened([SOURCE])}"),
            ({"regions": "x" * 99}, f"must be a tuple of Region, got {shortened('x' * 99)}"),
            ({"countries": (None,)}, "must be a tuple of Country, got (None,)"),
            ({"subdivisions": [5]}, "must be a tuple of Subdivision, got [5]"),
            ({"cities": (COUNTRY,)}, f"must be a tuple of City, got {shortened((COUNTRY,))}"),
            ({"as_of": "2026"}, "as_of must be a date, got '2026'"),
            ({"facts": 5}, "facts must be a NetworkFacts, got 5"),
            ({"facts": "x" * 99}, f"facts must be a NetworkFacts, got {shortened('x' * 99)}"),
        ],
    )
    def test_type(self, change: dict[str, Any], message: str) -> None:
        with pytest.raises(TypeError) as caught:
            gnlc.Network(**{**self.CORE, **change})
        assert str(caught.value) == message

    @pytest.mark.parametrize(
        "change",
        [
            {"sources": (SOURCE,)},
            {"regions": ()},
            {"countries": ()},
            {"cities": ()},
            {"facts": gnlc.NetworkFacts()},
        ],
    )
    def test_a_part_that_does_not_fit_to_parts_that_are_not_made_yet(
        self, change: dict[str, Any]
    ) -> None:
        untouched = bundled._build()
        with pytest.raises(ValueError, match=r"which is not in the network$|other award years"):
            attrs.evolve(untouched, **change)

    def test_two_regions_of_one_name(self) -> None:
        first, second, *_ = NETWORK.regions()
        core = {**self.CORE, "sources": NETWORK.sources()}
        twin = attrs.evolve(first, name=second.name.upper())
        with pytest.raises(ValueError, match=r"^more than one region is called 'arab states'$"):
            gnlc.Network(**{**core, "regions": (twin, second)})

    def test_awards_that_differ(self) -> None:
        cities = gnlc.cities(include_withdrawn=True)
        robbed = tuple(attrs.evolve(city, award_years=()) for city in cities)
        with pytest.raises(ValueError, match=r"which is not in the network|other award years"):
            attrs.evolve(NETWORK, cities=robbed)

    def test_a_city_with_an_award_that_nobody_gave(self) -> None:
        core = {**self.CORE, "sources": NETWORK.sources(), "regions": NETWORK.regions()}
        core["countries"] = NETWORK.countries()
        core["subdivisions"] = NETWORK.subdivisions()
        core["cities"] = (attrs.evolve(GANJA, award_years=(2019,)),)
        with pytest.raises(ValueError, match="has other award years than the facts"):
            gnlc.Network(**core)

    def test_two_announcements_of_one_year(self) -> None:
        twin = attrs.evolve(gnlc.announcement(2016), id="2016-b")
        with pytest.raises(ValueError, match="announcements of 2016"):
            gnlc.NetworkFacts(announcements=(gnlc.announcement(2016), twin))
        with pytest.raises(ValueError, match="announcements of 2020 and 2016"):
            gnlc.NetworkFacts(announcements=(ANNOUNCEMENT, gnlc.announcement(2016)))

    def test_two_records_of_one_id(self) -> None:
        twin = attrs.evolve(PERIOD, name="another")
        with pytest.raises(
            ValueError, match="more than one of the strategy_periods has the id '2019-2021'"
        ):
            gnlc.NetworkFacts(strategy_periods=(PERIOD, twin))

    @pytest.mark.parametrize(
        ("table", "change"),
        [
            ("conflicts", {"topic": "other"}),
            ("conferences", {"theme": "other"}),
            ("awards", {"recipients_stated": 99}),
        ],
    )
    def test_a_record_twice(self, table: str, change: dict[str, Any]) -> None:
        first = getattr(NETWORK.facts, table)[0]
        twins: dict[str, Any] = {table: (first, attrs.evolve(first, **change))}
        with pytest.raises(ValueError, match=f"more than one of the {table} has the"):
            attrs.evolve(NETWORK.facts, **twins)

    def test_two_countries_of_one_name(self) -> None:
        first, second, *rest = country_table(NETWORK)
        twin = attrs.evolve(first, common_name=second.name)
        core = {**self.CORE, "sources": NETWORK.sources(), "regions": NETWORK.regions()}
        with pytest.raises(
            ValueError, match=f"more than one country is called '{fold(second.name)}'"
        ):
            gnlc.Network(**{**core, "countries": (twin, second, *rest)})

    def test_a_copy_with_other_cities_knows_their_names(self) -> None:
        ganja = attrs.evolve(GANJA, name="Elisabethpol")
        cities = [ganja if c.id == GANJA.id else c for c in gnlc.cities(include_withdrawn=True)]
        release = attrs.evolve(ANNOUNCEMENT.releases[0], cities=(ganja,))
        rounds = [a for a in NETWORK.announcements() if a.year != 2020]
        facts = attrs.evolve(
            NETWORK.facts,
            announcements=(
                *(a for a in rounds if a.year < 2020),
                attrs.evolve(ANNOUNCEMENT, releases=(release,)),
                *(a for a in rounds if a.year > 2020),
            ),
            conflicts=(),
        )
        copy_of = attrs.evolve(NETWORK, cities=tuple(cities), facts=facts)
        assert copy_of.city("elisabethpol") is ganja
        with pytest.raises(gnlc.NotFoundError):
            gnlc.network().city("elisabethpol")

    def test_accepts_its_own_parts(self) -> None:
        assert attrs.evolve(NETWORK) == NETWORK


class TestCity:
    @given(BUNDLED_CITIES)
    def test_first_admission(self, city: gnlc.City) -> None:
        years = [admission.year for admission in city.admissions if admission.year]
        assert city.year == min(years, default=None)
        if city.announced_on is not None:
            assert city.announced_on.year == city.year

    @given(BUNDLED_CITIES)
    def test_where_it_is(self, city: gnlc.City) -> None:
        assert city.region is city.country.region
        place = city.location
        here = (None, None) if place is None else (place.latitude, place.longitude)
        assert (city.latitude, city.longitude) == here
        unplaced = attrs.evolve(city, location=None)
        assert (unplaced.latitude, unplaced.longitude) == (None, None)

    def test_of_a_city_admitted_twice(self) -> None:
        source = attrs.evolve(SOURCE, id="another-nd")
        again = attrs.evolve(
            ADMISSION, year=2024, announced_on=datetime.date(2024, 2, 14), sources=(source, SOURCE)
        )
        twice = attrs.evolve(GANJA, admissions=(ADMISSION, again))
        assert (twice.year, twice.announced_on) == (2020, datetime.date(2020, 9, 23))
        assert twice.sources == tuple(dict.fromkeys((*ADMISSION.sources, source, SOURCE)))

    def test_of_an_admission_of_unknown_year_among_others(self) -> None:
        stated = attrs.evolve(UNDATED, listed_as="z", certainty="stated")
        both = attrs.evolve(GANJA, admissions=(UNDATED, ADMISSION))
        assert (both.year, both.announced_on) == (2020, datetime.date(2020, 9, 23))
        assert both.certainty == "stated"
        assert attrs.evolve(GANJA, admissions=(UNDATED, stated)).certainty == "inferred"
        assert attrs.evolve(GANJA, admissions=(stated, UNDATED)).certainty == "stated"

    def test_of_unknown_year(self) -> None:
        by = gnlc.PartialDate(2017, 1, 24)
        undated = attrs.evolve(GANJA, admissions=(UNDATED,), known_member_by=by)
        assert undated.year is None
        assert undated.announced_on is None
        assert undated.certainty == "inferred"
        assert undated.known_member_by == by

    def test_withdrawn(self) -> None:
        city = gnlc.city("Laâyoune")
        assert city.withdrawn
        assert city.admissions[0].withdrawn_on == datetime.date(2020, 9, 24)
        assert set(city.admissions[0].withdrawn_sources) <= set(city.sources)
        assert not GANJA.withdrawn

    def test_names_of_the_place_only_where_it_is_the_member(self) -> None:
        assert PLACE is not None
        elsewhere = attrs.evolve(PLACE, name="Somewhere", relation="parent")
        assert "Somewhere" not in attrs.evolve(GANJA, location=elsewhere).names
        here = attrs.evolve(elsewhere, relation="same")
        assert "Somewhere" in attrs.evolve(GANJA, location=here).names

    def test_names_in_order(self) -> None:
        assert PLACE is not None
        label = gnlc.PlaceName(language="en", name="A")
        other = gnlc.PlaceName(language="fr", name="E")
        city = attrs.evolve(
            GANJA,
            name="A",
            admissions=(EARLIER, attrs.evolve(ADMISSION, listed_as="A")),
            aliases=("B", "x"),
            location=attrs.evolve(PLACE, name="C", relation="same", names=(label, other)),
            alternate_names=("D", "B"),
        )
        assert city.names == ("A", "x", "B", "C", "D", "E")
        country = attrs.evolve(COUNTRY, name="A", common_name="B", aliases=("C", "A"))
        assert country.names == ("A", "B", "C")

    @given(BUNDLED_CITIES)
    def test_names_each_once(self, city: gnlc.City) -> None:
        assert city.names[0] == city.name
        assert len(set(city.names)) == len(city.names)
        assert {*city.aliases, *city.alternate_names} <= set(city.names)


class TestStrategyPeriod:
    @pytest.mark.parametrize("year", [2018, 2019, 2020, 2021, 2022])
    def test_covers_its_years(self, year: int) -> None:
        period = gnlc.strategy_period("2019-2021")
        assert period.covers(year) == (2019 <= year <= 2021)
        assert attrs.evolve(period, end=None).covers(year) == (year >= 2019)


class TestCorrected:
    """Of each count the last correction that tells it counts, not the last correction."""

    EARLY = gnlc.Correction(
        corrected_on=datetime.date(2020, 10, 1),
        cities_stated=54,
        network_cities_stated=0,
        sources=(SOURCE,),
    )
    LATE = gnlc.Correction(
        corrected_on=datetime.date(2020, 11, 1),
        cities_stated=53,
        countries_stated=27,
        sources=(SOURCE,),
    )
    TWICE = attrs.evolve(
        ANNOUNCEMENT, cities_stated=55, countries_stated=30, corrections=(EARLY, LATE)
    )

    @pytest.mark.parametrize(
        ("count", "value"),
        [
            ("cities_stated", 53),
            ("countries_stated", 27),
            ("network_cities_stated", 0),
            ("network_countries_stated", None),
        ],
    )
    def test_counts_of_an_announcement(self, count: Any, value: int | None) -> None:
        assert self.TWICE.corrected(count) == value
        assert attrs.evolve(self.TWICE, corrections=()).corrected(count) is None

    def test_coverage(self) -> None:
        coverage = gnlc.Coverage(
            announcement=self.TWICE, cities_recorded=50, countries_recorded=26, cities_withdrawn=1
        )
        assert (coverage.cities_stated, coverage.cities_corrected, coverage.cities_missing) == (
            55,
            53,
            5,
        )
        assert (coverage.countries_stated, coverage.countries_corrected) == (30, 27)
        assert coverage.countries_missing == 4
        unknown = attrs.evolve(coverage, announcement=None)
        assert (unknown.cities_stated, unknown.cities_corrected, unknown.cities_missing) == (
            (None,) * 3
        )
        assert (unknown.countries_stated, unknown.countries_corrected) == (None, None)
        assert unknown.countries_missing is None


class TestDistance:
    @given(locations(), locations())
    def test_is_a_distance(self, a: gnlc.Location, b: gnlc.Location) -> None:
        there = a.distance_km(b.latitude, b.longitude)
        assert 0 <= there <= 20_016
        assert there == pytest.approx(b.distance_km(a.latitude, a.longitude), abs=1e-6)
        assert a.distance_km(a.latitude, a.longitude) == pytest.approx(0, abs=1e-6)

    @pytest.mark.parametrize(
        ("start", "end", "share"),
        [
            ((0, 0), (90, 0), 1 / 4),
            ((0, 0), (0, 90), 1 / 4),
            ((90, 0), (-90, 0), 1 / 2),
            ((0, 90), (0, -90), 1 / 2),
            ((60, 0), (60, 180), 1 / 6),
        ],
    )
    def test_is_a_share_of_the_way_around_the_earth(
        self, start: tuple[float, float], end: tuple[float, float], share: float
    ) -> None:
        assert PLACE is not None
        place = attrs.evolve(PLACE, latitude=start[0], longitude=start[1])
        # The mean radius, as the International Union of Geodesy and Geophysics has it.
        assert place.distance_km(*end) == pytest.approx(share * 2 * math.pi * 6371.0088)

    def test_baku_to_ganja(self) -> None:
        baku, ganja = gnlc.city("Baku").location, GANJA.location
        assert baku is not None
        assert ganja is not None
        # Worked out with another formula, the law of cosines.
        assert baku.distance_km(ganja.latitude, ganja.longitude) == pytest.approx(300.285, abs=0.01)


@given(networks())
def test_networks_of_all_sorts_are_values(network: gnlc.Network) -> None:
    twin = pickle.loads(pickle.dumps(network))
    assert twin == network
    assert hash(twin) == hash(network)
    assert copy.deepcopy(network) == network
    assert network != gnlc.network()


@given(st.text())
def test_texts_are_refused_or_kept(text: str) -> None:
    kinds = set(map(unicodedata.category, text))
    if text == text.strip() and kinds - {"Cf"} and not kinds & {"Cc", "Cs", "Zl", "Zp"}:
        assert gnlc.Statement(text=text, sources=(SOURCE,)).text == text
    else:
        with pytest.raises(ValueError, match="text must"):
            gnlc.Statement(text=text, sources=(SOURCE,))


def test_every_class_that_is_referred_to_has_its_key() -> None:
    assert {cls.__name__: key_name(cls) for cls in map(type, RECORDS) if key_name(cls)} == {
        "Source": "id",
        "Region": "id",
        "Country": "alpha_2",
        "Subdivision": "code",
        "City": "id",
        "StrategyPeriod": "id",
        "Announcement": "id",
    }


def test_every_field_is_checked() -> None:
    for record in RECORDS:
        for field in fields_of(type(record)):
            assert field.validator or field.converter
    assert checks.is_tuple(())


def test_records_and_dates_are_checked_by_their_class_alone() -> None:
    """So the loader, which makes instances of the class, does not check them again."""
    seen = set()
    for cls in classes().values():
        for field in fields_of(cls):
            of, optional, many = shape(field.type)
            if isinstance(of, type) and issubclass(of, Record | datetime.date):
                check: Any = field.validator
                check = checks.parts_of_each(check)[0] if many else check
                check = checks.unless_none(check) if optional else check
                assert vars(check)["classes"] == (of,)
                seen.add(of)
    assert {datetime.date, gnlc.PartialDate, gnlc.Source, gnlc.City} <= seen
