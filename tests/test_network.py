"""Asking for one record, and for several, by every key; what is not there is reported with help."""

import datetime
import pickle
from typing import Any, ClassVar

import pytest
import recorded
from attrs import evolve
from documents import small, spoilt
from hypothesis import given
from hypothesis import strategies as st
from strategies import networks

import gnlc
from gnlc import bundled
from gnlc.models.base import key_of
from gnlc.names.folding import fold
from gnlc.wording import listed, shortened

NETWORK = gnlc.network()
EVERYBODY = gnlc.cities(include_withdrawn=True)


class TestCity:
    def test_by_any_spelling(self) -> None:
        ganja = gnlc.city("Ganja")
        for spelling in (
            "az-ganja",
            "AZ-Ganja ",
            "GANJA",
            " ganja ",
            "Gəncə",
            "GƏNCƏ",
            "Гянджа",
            "Gandja",
            ganja,
        ):
            assert gnlc.city(spelling) is ganja

    def test_only_what_is_recorded_is_remembered(self) -> None:
        network = bundled._build()
        ganja = network.city(" ganja")
        for key in ("GANJA", "az-ganja ", ganja):
            assert network.city(key) is ganja
        assert network._asked == {}
        for key in ("az-ganja", "Ganja", "Gəncə", "Ganja"):
            assert network.city(key) is ganja
        assert network._asked == dict.fromkeys(("az-ganja", "Ganja", "Gəncə"), ganja)

    def test_by_every_name(self) -> None:
        for city in EVERYBODY:
            for name in city.names:
                try:
                    assert gnlc.city(name) is city
                except gnlc.AmbiguousNameError as error:
                    assert city in error.candidates
                    others = {*error.candidates} - {city}
                    if not others.intersection(gnlc.cities(country=city.country)):
                        assert gnlc.city(name, country=city.country) is city
                except gnlc.NotFoundError as error:
                    # It means a larger place, and is none of the names in the sources.
                    listed = {admission.listed_as for admission in city.admissions}
                    assert name not in {city.name, *city.aliases, *listed}
                    assert " is another place" in str(error)

    def test_every_id_and_every_main_name(self) -> None:
        for city in EVERYBODY:
            assert gnlc.city(city.id) is city
            assert gnlc.city(city.name) is city
            assert gnlc.city(city) is city
            assert gnlc.city(city.name, country=city.country.alpha_2) is city

    def test_the_very_spelling_decides(self) -> None:
        """Names that fold alike are distinguished by how they are written."""
        assert gnlc.city("Taku").id == "jp-taku"
        assert gnlc.city("ターク").id == "th-tak"
        assert gnlc.city("Kashan").id == "ir-kashan"
        assert gnlc.city("喀山").id == "ru-kazan"

    def test_unknown(self) -> None:
        with pytest.raises(gnlc.NotFoundError) as caught:
            gnlc.city("Gandja Citty")
        error = caught.value
        assert isinstance(error, gnlc.GnlcError)
        assert isinstance(error, LookupError)
        assert (error.kind, error.key) == ("city", "Gandja Citty")
        assert error.suggestions[0] == "az-ganja"
        assert str(error).startswith(
            "no city 'Gandja Citty' on record; did you mean 'Ganja' (az-ganja)"
        )

    @given(st.text())
    def test_unknown_with_suggestions_that_exist(self, text: str) -> None:
        try:
            city = gnlc.city(text)
        except gnlc.NotFoundError as error:
            assert len(error.suggestions) <= 3
            for suggestion in error.suggestions:
                assert gnlc.city(suggestion).id == suggestion
            assert "\n" not in str(error)
        else:
            assert city in EVERYBODY

    @pytest.mark.parametrize(
        "text",
        # With none of a score of 60 and more, one, two, and more than three, when they were chosen.
        ["ja sataozc", "sqvan", "meltoh", "angzhou"],
    )
    def test_what_comes_near_is_suggested(self, text: str) -> None:
        near = [match.city.id for match in gnlc.search(text, min_score=60, limit=3)]
        with pytest.raises(gnlc.NotFoundError) as caught:
            gnlc.city(text)
        assert caught.value.suggestions == tuple(near)
        named = [f"{gnlc.city(city).name!r} ({city})" for city in near]
        wordings = f"no city {text!r} on record"
        hint = f"; did you mean {listed(named)}?" if near else ""
        assert str(caught.value) == wordings + hint

    def test_unknown_and_like_nothing(self) -> None:
        with pytest.raises(gnlc.NotFoundError, match=r"^no city '\?\?' on record$"):
            gnlc.city("??")

    def test_elsewhere(self) -> None:
        with pytest.raises(gnlc.NotFoundError) as caught:
            gnlc.city("Ganja", country="Germany")
        assert str(caught.value) == (
            "no city 'Ganja' on record; not in Germany, but there is 'Ganja' (az-ganja)"
        )
        assert caught.value.suggestions == ("az-ganja",)
        with pytest.raises(gnlc.NotFoundError, match="no country 'Germny'"):
            gnlc.city("Ganja", country="Germny")

    def test_nowhere(self) -> None:
        with pytest.raises(gnlc.NotFoundError, match=r"^no city '\?\?' on record$"):
            gnlc.city("??", country="Germany")
        with pytest.raises(gnlc.NotFoundError, match=r"^no city 'Gandj' on record$"):
            gnlc.city("Gandj", country="Germany")
        with pytest.raises(gnlc.NotFoundError) as caught:
            gnlc.city("Hamburgg", country="Germany")
        assert str(caught.value) == (
            "no city 'Hamburgg' on record; did you mean 'Hamburg' (de-hamburg)?"
        )

    def test_a_city_of_another_network(self) -> None:
        stranger = pickle.loads(pickle.dumps(gnlc.city("Ganja")))
        assert gnlc.city(stranger) is gnlc.city("Ganja")
        with pytest.raises(gnlc.NotFoundError, match="did you mean 'Ganja'"):
            gnlc.city(evolve(stranger, kind="island"))

    @pytest.mark.parametrize("key", [None, 5, b"Ganja", ["Ganja" * 99]])
    def test_wrong_type(self, key: Any) -> None:
        with pytest.raises(TypeError) as caught:
            gnlc.city(key)
        assert str(caught.value) == f"city must be a name or an id, got {shortened(key)}"


class TestAmbiguous:
    """A name that several cities bear is an error with the candidates."""

    @staticmethod
    def twins(*more: gnlc.City) -> gnlc.Network:
        ganja, baku = gnlc.city("Ganja"), gnlc.city("Baku")
        twin = evolve(ganja, id="az-ganja-2")
        other = evolve(ganja, id="de-ganja", country=gnlc.country("DE"), subdivision=None)
        cities = tuple(evolve(city, award_years=()) for city in (baku, ganja, twin, other, *more))
        return gnlc.Network(
            data_version="2026.11.23",
            as_of=datetime.date(2026, 1, 1),
            sources=NETWORK.sources(),
            regions=NETWORK.regions(),
            countries=NETWORK.countries(),
            subdivisions=NETWORK.subdivisions(),
            cities=cities,
            facts=gnlc.NetworkFacts(),
        )

    def test_is_told_with_the_candidates(self) -> None:
        network = self.twins()
        with pytest.raises(gnlc.AmbiguousNameError) as caught:
            network.city("ganja")
        error = caught.value
        assert isinstance(error, gnlc.NotFoundError)
        assert [key_of(city) for city in error.candidates] == ["az-ganja", "az-ganja-2", "de-ganja"]
        assert error.suggestions == ("az-ganja", "az-ganja-2", "de-ganja")
        assert str(error) == (
            "'ganja' fits more than one city: 'Ganja' (az-ganja), 'Ganja' (az-ganja-2) and "
            "'Ganja' (de-ganja); ask by id, or name the country"
        )
        for candidate in error.candidates:
            assert network.city(key_of(candidate)) is candidate

    def test_the_country_may_decide(self) -> None:
        network = self.twins()
        assert network.city("Gəncə", country="DE").id == "de-ganja"
        with pytest.raises(gnlc.AmbiguousNameError, match=r"'Ganja' \(az-ganja-2\); ask by id$"):
            network.city("Ganja", country="AZ")

    def test_elsewhere_a_few_are_suggested_and_long_names_are_cut(self) -> None:
        long = evolve(gnlc.city("Ganja"), id="az-ganja-3", name="x" * 99)
        with pytest.raises(gnlc.NotFoundError) as caught:
            self.twins(long, gnlc.city("Cork")).city("Ganja", country="Ireland")
        assert caught.value.suggestions == ("az-ganja", "az-ganja-2", "de-ganja")
        assert str(caught.value) == (
            "no city 'Ganja' on record; not in Ireland, but there is 'Ganja' (az-ganja), "
            f"'Ganja' (az-ganja-2), 'Ganja' (de-ganja) or {shortened(long.name)} (az-ganja-3)"
        )

    def test_what_the_country_decided_is_open_without_it(self) -> None:
        network = self.twins()
        assert network.city("Ganja", country="DE").id == "de-ganja"
        with pytest.raises(gnlc.AmbiguousNameError):
            network.city("Ganja")

    def test_of_names_that_fold_alike(self) -> None:
        """A spelling that is not recorded, of names that fold alike, leaves it open."""
        ganja = gnlc.city("Ganja")
        twins = [
            evolve(ganja, id=f"az-{n}", name=f"s{a}mi", award_years=())
            for n, a in enumerate("\u00e1\u00e0")
        ]
        with pytest.raises(gnlc.AmbiguousNameError) as caught:
            self.twins(*twins).city("sami")
        assert caught.value.candidates == tuple(twins)


class TestCountry:
    @given(st.deferred(lambda: st.sampled_from(gnlc.countries())))
    def test_by_every_spelling(self, country: gnlc.Country) -> None:
        for key in (country.alpha_2, country.alpha_3, country.numeric, *country.names):
            assert gnlc.country(key) is country
        assert gnlc.country(country) is country

    def test_is_what_the_contract_says(self) -> None:
        country = gnlc.country("azerbaijan")
        assert (country.alpha_2, country.alpha_3, country.numeric) == ("AZ", "AZE", "031")
        assert country.region.name == "Europe and North America"
        assert gnlc.country("turkiye") is gnlc.country("Turkey") is gnlc.country("TÜRKİYE")
        assert gnlc.country("COTE D'IVOIRE") is gnlc.country("Ivory Coast")

    def test_no_spelling_belongs_to_two(self) -> None:
        seen: dict[str, gnlc.Country] = {}
        for country in gnlc.countries():
            for spelling in (country.alpha_2, country.alpha_3, country.numeric, *country.names):
                assert seen.setdefault(fold(spelling), country) is country

    @given(st.text(min_size=1))
    def test_unknown(self, text: str) -> None:
        try:
            assert gnlc.country(text) in gnlc.countries()
        except gnlc.NotFoundError as error:
            assert error.kind == "country"
            assert all(gnlc.country(name) for name in error.suggestions)

    def test_without_a_member(self) -> None:
        """Paraguay has a city with an award, and none that is on record as a member."""
        paraguay = NETWORK.awards()[0].recipients[-1].country
        for key in ("PY", "PRY", "600", "paraguay", paraguay):
            with pytest.raises(gnlc.NotFoundError) as caught:
                gnlc.country(key)
            assert str(caught.value).endswith("; no member on record in Paraguay")
            assert caught.value.suggestions == ()
            assert caught.value.__cause__ is None
        assert paraguay not in gnlc.countries()
        assert paraguay.alpha_2 in {row["alpha_2"] for row in bundled.document()["countries"]}

    def test_several(self) -> None:
        members = {city.country for city in gnlc.cities(include_withdrawn=True)}
        assert gnlc.countries() == tuple(sorted(members, key=lambda country: country.alpha_2))
        for region in gnlc.regions():
            there = tuple(country for country in gnlc.countries() if country.region == region)
            assert gnlc.countries(region=region) == gnlc.countries(region=region.id) == there
        pair: list[gnlc.Region | str] = ["Africa", gnlc.region("Arab States")]
        found = {country.region.name for country in gnlc.countries(region=pair)}
        assert found == {"Africa", "Arab States"}
        assert gnlc.countries(region=[]) == ()
        with pytest.raises(gnlc.NotFoundError, match="no region 'Atlantis'"):
            gnlc.countries(region="Atlantis")

    def test_unknown_record_or_type(self) -> None:
        with pytest.raises(gnlc.NotFoundError, match="no country Country"):
            gnlc.country(evolve(gnlc.country("AZ"), name="Elsewhere"))
        with pytest.raises(TypeError, match="country must be a str, got 31"):
            gnlc.country(31)  # type: ignore[arg-type]  # that is the point
        with pytest.raises(TypeError, match="region must be a str, got None"):
            gnlc.region(None)  # type: ignore[arg-type]  # that is the point


class TestRegion:
    def test_by_name_and_id(self) -> None:
        for region in gnlc.regions():
            assert gnlc.region(region.name.upper()) is region
            assert gnlc.region(region.id) is region
        assert len(gnlc.regions()) == 5
        document = spoilt("/regions/0/id", "r-1")
        document["countries"][0]["region"] = "r-1"
        network = gnlc.Network.from_dict(document)
        assert network.region("R-1") is network.region("AFRICA") is network.regions()[0]

    @pytest.mark.parametrize(
        ("text", "meant"),
        [
            ("Arab Statess", "Arab States"),
            ("Europe", "Europe and North America"),
            ("asia", "Asia and the Pacific"),
            ("Caribbean", "Latin America and the Caribbean"),
        ],
    )
    def test_unknown(self, text: str, meant: str) -> None:
        with pytest.raises(gnlc.NotFoundError) as caught:
            gnlc.region(text)
        assert caught.value.suggestions[0] == meant


class TestAnnouncement:
    def test_by_every_key(self) -> None:
        for announcement in gnlc.announcements():
            assert gnlc.announcement(announcement.id) is announcement
            assert gnlc.announcement(announcement.year) is announcement
            assert gnlc.announcement(announcement) is announcement
            if announcement.announced_on is not None:
                assert gnlc.announcement(announcement.announced_on) is announcement
                assert gnlc.announcement(announcement.announced_on.isoformat()) is announcement

    def test_by_an_id_that_is_no_year(self) -> None:
        document = small()
        document["announcements"] = [
            {"id": "x-1", "year": 2015, "kind": "rolling", "title": "x", "sources": ["a-nd"]}
        ]
        network = gnlc.Network.from_dict(document)
        assert network.announcement("x-1") is network.announcement(2015)
        assert network.announcement("x-1").id == "x-1"

    def test_by_a_moment(self) -> None:
        moment = datetime.datetime(2020, 9, 23, 12)
        assert gnlc.announcement(moment).id == "2020"

    @pytest.mark.parametrize(
        ("key", "nearest"),
        [(2021, "2020"), (1990, "2015"), ("2021", "2020"), (datetime.date(2023, 5, 1), "2022")],
    )
    def test_unknown_time(self, key: Any, nearest: str) -> None:
        with pytest.raises(gnlc.NotFoundError) as caught:
            gnlc.announcement(key)
        assert caught.value.suggestions[0] == nearest
        assert len(caught.value.suggestions) == 3

    def test_unknown_id(self) -> None:
        with pytest.raises(gnlc.NotFoundError, match=r"^no announcement 'x' on record$"):
            gnlc.announcement("x")
        for long in ("x" * 5000, "-" + "9" * 5000):
            with pytest.raises(gnlc.NotFoundError) as caught:
                gnlc.announcement(long)
            assert len(str(caught.value)) < 200

    @pytest.mark.parametrize("key", [None, True, 2020.0, b"2020"])
    def test_wrong_type(self, key: Any) -> None:
        with pytest.raises(TypeError, match="announcement must be a year, a date or an id"):
            gnlc.announcement(key)


class TestStrategyPeriod:
    def test_by_year_day_id_and_name(self) -> None:
        period = gnlc.strategy_period(2020)
        day = datetime.date(2020, 5, 1)
        for key in ("2019-2021", "2019\N{EN DASH}2021", "2020", day, "2020-05-01", period, 2019):
            assert gnlc.strategy_period(key) is period
        assert gnlc.strategy_period(2030).id == "after-2023"

    def test_a_year_of_two(self) -> None:
        with pytest.raises(gnlc.AmbiguousNameError) as caught:
            gnlc.strategy_period(2021)
        assert [key_of(period) for period in caught.value.candidates] == ["2019-2021", "2021-2023"]
        periods = "'2019\u20132021' (2019-2021) and '2021\u20132023' (2021-2023)"
        assert str(caught.value) == (
            f"2021 fits more than one strategy period: {periods}; ask by id"
        )

    def test_unknown(self) -> None:
        with pytest.raises(gnlc.NotFoundError, match="did you mean '2019-2021'"):
            gnlc.strategy_period(2018)
        with pytest.raises(gnlc.NotFoundError, match=r"no strategy .* '2019-2022'.*'2019-2021'"):
            gnlc.strategy_period("2019-2022")
        with pytest.raises(TypeError, match="strategy period must be a year, a date or an id"):
            gnlc.strategy_period(2020.5)  # type: ignore[arg-type]  # that is the point


class TestCoverage:
    """What was stated stands beside what is recorded."""

    def test_is_what_the_facts_say(self) -> None:
        rows = [
            (r.year, r.cities_stated, r.cities_corrected, r.cities_recorded, r.countries_recorded)
            for r in gnlc.coverage()
        ]
        stated = {record["year"]: record for record in recorded.table("announcements")}
        assert [year for year, *_ in rows] == [*sorted({*stated, *recorded.YEARS}), None]
        for year, count, corrected, cities, countries in rows:
            record = stated.get(year, {})
            wordings = [one["cities_stated"] for one in record.get("corrections", ())]
            assert (count, corrected) == (record.get("cities_stated"), *(wordings[-1:] or [None]))
            there = recorded.admitted_in(year)
            assert (cities, countries) == (len(there), len(recorded.countries_of(there)))
        assert rows[5][:3] == (2020, 55, 54)

    def test_hides_no_gap(self) -> None:
        by_year = {row.year: row for row in gnlc.coverage()}
        there = recorded.admitted_in(2020)
        assert by_year[2020].cities_missing == 55 - len(there)
        assert by_year[2020].countries_missing == 27 - len(recorded.countries_of(there))
        assert by_year[2016].cities_missing is by_year[2016].countries_missing is None
        unknown = by_year[None]
        assert unknown.announcement is None
        assert unknown.countries_stated is None
        assert unknown.cities_missing is None
        assert unknown.countries_corrected is None
        assert unknown.countries_missing is None
        assert by_year[2020].cities_withdrawn == 1
        assert by_year[2020].countries_corrected is None

    def test_is_in_order_of_time_whatever_was_announced(self) -> None:
        document = small()
        admission = document["cities"][0]["admissions"][0]
        document["cities"][0]["admissions"] = [
            {**admission, "year": year} for year in (2012, 2017)
        ] + [admission]
        document["announcements"] = [
            {"id": f"{year}", "year": year, "kind": "rolling", "title": "x", "sources": ["a-nd"]}
            for year in (2015, 2019)
        ]
        network = gnlc.Network.from_dict(document)
        early, late = network.announcements()
        wordings = (None, early, None, late, None)
        counts = (1, 0, 1, 0, 1)
        assert network.coverage() == tuple(
            gnlc.Coverage(
                year=year,
                announcement=announcement,
                cities_recorded=count,
                countries_recorded=count,
                cities_withdrawn=0,
            )
            for year, announcement, count in zip(
                (2012, 2015, 2017, 2019, None), wordings, counts, strict=True
            )
        )

    @given(networks())
    def test_counts_every_admission_once(self, network: gnlc.Network) -> None:
        admitted = [
            (city, admission.year)
            for city in network.cities(include_withdrawn=True)
            for admission in city.admissions
        ]
        for row in network.coverage():
            here = [city for city, year in admitted if year == row.year]
            assert row.cities_recorded == len(here)
            assert row.countries_recorded == len({city.country for city in here})
        assert sum(row.cities_recorded for row in network.coverage()) == len(admitted)
        wordings = {row.announcement for row in network.coverage()}
        assert wordings == {*network.announcements(), None}


class TestWholeNetwork:
    def test_holds_what_the_contract_names(self) -> None:
        assert NETWORK.purpose is not None
        assert NETWORK.coordinator is not None
        assert NETWORK.coordinator.text == recorded.table("network")["coordinator"]["text"]
        assert len(NETWORK.features) == len(recorded.table("network")["features"])
        for name, column in (("awards", "year"), ("conferences", "number"), ("conflicts", "id")):
            values = [record[column] for record in recorded.table(name)]
            assert [getattr(record, column) for record in getattr(NETWORK, name)()] == values
        for name in ("sizes", "sources"):
            assert len(getattr(NETWORK, name)()) == len(recorded.table(name)) > 0
        rules = recorded.table("network")["admission_rules"]
        assert [rule.text for rule in NETWORK.admission_rules] == [rule["text"] for rule in rules]
        assert NETWORK.data_version == gnlc.DATA_VERSION

    def test_tells_what_the_facts_tell(self) -> None:
        for name in ("features", "coordinator", "admission_rules"):
            assert getattr(NETWORK, name) is getattr(NETWORK.facts, name)
        for name in ("awards", "conferences", "sizes", "national_counts", "conflicts"):
            assert getattr(NETWORK, name)() is getattr(NETWORK.facts, name)

    def test_tells_what_the_releases_tell(self) -> None:
        *early, late = NETWORK.announcements()
        release = gnlc.announcement(2020).releases[0]
        purpose = evolve(release.purpose, kinds=("x",))
        other = evolve(release, purpose=purpose, members_gain=("y", "z"))
        announcements = (*early, evolve(late, releases=(other,)))
        # Conflicts name announcements as they are.
        facts = evolve(NETWORK.facts, announcements=announcements, conflicts=())
        network = evolve(NETWORK, facts=facts)
        assert network.purpose == NETWORK.purpose == release.purpose != purpose
        wordings = [
            gnlc.Statement(text=gain, sources=(release.source,))
            for gain in (*release.members_gain, "y", "z")
        ]
        assert network.benefits == (*NETWORK.facts.member_benefits, *wordings)
        assert NETWORK.benefits == network.benefits[:-2]
        only = evolve(facts, announcements=announcements[-1:])
        assert evolve(NETWORK, facts=only).purpose == purpose

    def test_without_a_release_has_no_purpose(self) -> None:
        assert TestAmbiguous.twins().benefits == ()
        assert TestAmbiguous.twins().purpose is None

    @given(networks())
    def test_finds_what_it_holds(self, network: gnlc.Network) -> None:
        for country in network.countries():
            assert network.country(country.alpha_2) is country
        for city in network.cities(include_withdrawn=True):
            assert network.city(city.id) is city
            assert network.city(city) is city


def test_errors_survive_pickling() -> None:
    for ask in (lambda: gnlc.city("Gandja Citty"), lambda: gnlc.strategy_period(2021)):
        with pytest.raises(gnlc.NotFoundError) as caught:
            ask()
        error = caught.value
        twin = pickle.loads(pickle.dumps(error))
        assert type(twin) is type(error)
        assert str(twin) == str(error)
        assert twin.suggestions == error.suggestions
    problem = gnlc.DataError([gnlc.Problem("/a", "b")])
    assert pickle.loads(pickle.dumps(problem)).problems == problem.problems


class TestTheSameVerbs:
    """All that a network holds is there by its plural, and one of it by its singular."""

    PAIRS: ClassVar[dict[str, tuple[str, str]]] = {
        "announcements": ("announcement", "id"),
        "awards": ("award", "year"),
        "conferences": ("conference", "number"),
        "conflicts": ("conflict", "id"),
        "countries": ("country", "alpha_2"),
        "regions": ("region", "id"),
        "sizes": ("size", "date"),
        "sources": ("source", "id"),
        "strategy_periods": ("strategy_period", "id"),
        "subdivisions": ("subdivision", "code"),
    }

    @pytest.mark.parametrize("plural", PAIRS)
    def test_each_by_its_key_and_as_itself(self, plural: str) -> None:
        singular, key = self.PAIRS[plural]
        every = getattr(gnlc, plural)()
        assert every
        ask = getattr(gnlc, singular)
        for record in every:
            assert ask(record) == record
            assert ask(getattr(record, key)) == record
            assert ask(str(getattr(record, key))) == record

    @given(networks())
    def test_of_any_network(self, network: gnlc.Network) -> None:
        for plural, (singular, _) in self.PAIRS.items():
            for record in getattr(network, plural)():
                assert getattr(network, singular)(record) == record

    @pytest.mark.parametrize("singular", [singular for singular, _ in PAIRS.values()])
    def test_what_is_not_there(self, singular: str) -> None:
        ask = getattr(gnlc, singular)
        kind = singular.replace("_", " ")
        for key in ("nothing like it", "1901"):
            with pytest.raises(gnlc.NotFoundError, match=f"no {kind} '{key}' on record"):
                ask(key)
        for value in (None, 2.5, b"2020"):
            with pytest.raises(TypeError, match=f"{kind} must be "):
                ask(value)

    def test_awards(self) -> None:
        assert gnlc.award("2015") == gnlc.award(datetime.date(2015, 1, 1)) == gnlc.award(2015)
        with pytest.raises(gnlc.NotFoundError, match="did you mean '2015'"):
            gnlc.award(2014)

    def test_conferences(self) -> None:
        cork = gnlc.conference(3)
        assert cork.end is not None
        for key in (2017, "2017", cork.start.earliest, cork.end.latest, str(cork.start)):
            assert gnlc.conference(key) == cork
        with pytest.raises(gnlc.NotFoundError):
            gnlc.conference("2017-01-01")

    def test_sizes(self) -> None:
        stated = [size for size in gnlc.sizes() if size.date.year == 2020]
        assert gnlc.size(2020) == max(stated, key=lambda size: size.date)
        assert (
            gnlc.size("2020-09") == gnlc.size(gnlc.PartialDate(2020, 9)) == gnlc.size("2020-09-24")
        )
        assert gnlc.size(datetime.date(2020, 9, 23)).cities == 230
        for key in ("2020-1", "2020-09-2", "2020-09-25", 202):
            with pytest.raises(gnlc.NotFoundError):
                gnlc.size(key)

    def test_conflicts_of_a_city(self) -> None:
        concerned = {city for conflict in gnlc.conflicts() for city in conflict.cities}
        assert concerned
        for city in concerned:
            expected = tuple(each for each in gnlc.conflicts() if city in each.cities)
            assert gnlc.conflicts(city) == gnlc.conflicts(city.id) == expected
        others = [city for city in gnlc.cities() if city not in concerned]
        assert gnlc.conflicts(others[0]) == ()
        with pytest.raises(gnlc.NotFoundError, match="no city 'Atlantis' on record"):
            gnlc.conflicts("Atlantis")
        with pytest.raises(TypeError, match="city must be a name or an id, got 5"):
            gnlc.conflicts(5)  # type: ignore[arg-type]
