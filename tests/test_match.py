"""Matching a column of names: what is found, what is not, and why."""

import csv
import datetime
import decimal
import io
import json
import pickle
import tracemalloc
import unicodedata
from pathlib import Path
from typing import Any

import attrs
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from strategies import BUNDLED_CITIES

import gnlc
from gnlc.models.matches import STATUSES
from gnlc.names.folding import Text
from gnlc.names.generic import GENERIC_WORDS, generic_words
from gnlc.names.world import other_places
from gnlc.packaged import read
from gnlc.query.gazetteer import Gazetteer
from gnlc.query.keys import keys_of
from gnlc.query.match.matching import Matcher
from gnlc.query.match.whereabouts import Territories, Where
from gnlc.testing import networks

GUISES = json.loads((Path(__file__).parent / "guises.json").read_text("utf-8"))
HELD_APART = Path(__file__).parent / "held_apart.csv"
WRAPPERS = [form for forms in GUISES["wrappers"].values() for form in forms]
ADDITIONS = [form for forms in GUISES["additions"].values() for form in forms]
EVERYBODY = gnlc.cities(include_withdrawn=True)

# Names that are their own in their country: of others there are several members, or a seat.
OWN = [
    city
    for city in EVERYBODY
    if city.id != "ar-san-justo" and gnlc.match([city.name], city.country)[0].status == "found"
]

# Places that are not members, beside words beside which names are inflected.
INFLECTED = [
    (f"{word} {place.name}", code)
    for entry in read(GENERIC_WORDS)
    for code in entry.get("countries", ())
    for word in entry["inflecting"][:2]
    for key in list(other_places.get().keys({code}, latin=True))[:200]
    for place in other_places.get().bearing(key, latin=True)
    if place.country == code and not gnlc.network()._gazetteer.bearers_of(Text(place.name))
]

PLACES = st.sampled_from(
    ["Lima", "Busan", "Yangzhou", "Córdoba", "Athens", "Seoul", "Manchester", "San José", "Sur"]
)
NAMES = st.one_of(
    BUNDLED_CITIES.flatmap(lambda city: st.sampled_from(city.names)),
    PLACES,
    st.text(max_size=20),
    st.sampled_from(["", "-", "n/a", "City of", "Nam-gu", "Torino, Italia", "(", "Cork ()", ",,"]),
)
COUNTRIES = st.one_of(
    st.none(),
    st.sampled_from(
        ["Italy", "KR", "中国", "Norway", "Atlantis", "USA", "n/a", "Peru", "Korea", "-99"]
    ),
    BUNDLED_CITIES.map(lambda city: city.country.alpha_3),
)


MISSING: list[Any] = [
    None,
    float("nan"),
    pd.NA,
    pd.NaT,
    np.datetime64("NaT", "ns"),
    np.float32("nan"),
    np.ma.masked,
    pa.scalar(None),
    b"",
    "",
    " ",
    "-",
    "n/a",
    "N/A",
    "NaN",
    "?",
    "NULL",
    "TBD",
]

MAKERS: list[Any] = [list, tuple, iter, pd.Series, pd.Categorical, pl.Series, pa.array]
MAKERS += [
    lambda names: pa.chunked_array([names]),
    lambda names: np.array(names, object),
    lambda names: pd.Series(names, dtype="string"),
]


class Hostile:
    """An object all of whose methods raise."""

    def __getattr__(self, name: str) -> Any:
        raise RuntimeError(name)

    def __eq__(self, other: object) -> bool:
        raise RuntimeError("compared")

    def __hash__(self) -> int:
        raise RuntimeError("hashed")

    def __repr__(self) -> str:
        raise RuntimeError("shown")


CELLS = st.one_of(
    NAMES,
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.complex_numbers(),
    st.decimals(),
    st.binary(max_size=8),
    st.dates(),
    st.datetimes(),
    st.lists(st.text(max_size=3), max_size=2),
    st.builds(Hostile),
    st.sampled_from(
        [
            pd.NA,
            pd.NaT,
            np.nan,
            np.datetime64("NaT", "ns"),
            np.float32("nan"),
            np.ma.masked,
            np.str_("Cork"),
        ]
    ),
)


def one(name: object, country: Any = None, **options: Any) -> gnlc.MatchedName:
    [row] = gnlc.match([name], country, **options)
    return row


def ids(matched: gnlc.Matched) -> list[str | None]:
    return [None if row.city is None else row.city.id for row in matched]


class TestMisspeltGenericWords:
    """A slip of the keyboard in a generic word leaves the member likely, never found."""

    def test_of_several_statuses(self) -> None:
        names = ["City of Melton", "Torino, Italy", "Yangzhou", "Ganja Citty"]
        matched = gnlc.match(names, ["Australia", None, "中国", "AZ"])
        assert repr(matched) == "Matched(4: 2 found, 1 likely, 1 elsewhere)"

    @pytest.mark.parametrize(
        ("text", "city"),
        [
            ("Ganja Citty", "az-ganja"),
            ("Ganja Municipalty", "az-ganja"),
            ("Cuidad de Medellin", "co-medellin"),
        ],
    )
    def test_slips(self, text: str, city: str) -> None:
        row = one(text)
        assert row.city is not None
        assert (row.status, row.city.id) == ("likely", city)

    @pytest.mark.parametrize("text", ["Lima Citty", "Nowhere Citty"])
    def test_others(self, text: str) -> None:
        assert one(text).city is None


class TestRows:
    """A row for each name, in order."""

    @given(st.lists(st.tuples(NAMES, COUNTRIES), max_size=8))
    def test_order_and_length_are_kept(self, pairs: list[tuple[str, str | None]]) -> None:
        matched = gnlc.match([name for name, _ in pairs], [country for _, country in pairs])
        assert [(row.text, row.country_text) for row in matched] == [
            (name, there if there is None or there != "n/a" else None) for name, there in pairs
        ]
        for (name, there), row in zip(pairs, matched, strict=True):
            assert row == one(name, [there])

    @given(st.lists(st.sampled_from(["Cork", b"Cork", "Lima", None, 1, True, "1"]), max_size=8))
    def test_equal_names_share_a_row(self, names: list[Any]) -> None:
        matched = gnlc.match(names)
        for name, row in zip(names, matched, strict=True):
            again = [
                r
                for n, r in zip(names, matched, strict=True)
                if type(n) is type(name) and n == name
            ]
            assert all(each is row for each in again)

    @given(CELLS, st.one_of(COUNTRIES, CELLS))
    def test_no_cell_is_an_error(self, name: Any, country: Any) -> None:
        row = one(name, [country])
        assert row.status in STATUSES
        assert row.reason.endswith(".")
        assert (row.city is not None) == (row.status in ("found", "likely"))
        assert row.score == 100 if row.status == "found" else row.score <= 99
        assert (row.score > 0) == (row.city is not None)
        assert row.city is None or row.candidates[0] == row.city
        gnlc.match([name], [country]).to_json()

    @pytest.mark.parametrize("missing", MISSING)
    def test_empty(self, missing: Any) -> None:
        row = one(missing, "Kenya")
        assert (row.status, row.score, row.reason) == ("empty", 0, "There is no name.")

    @pytest.mark.parametrize(
        "value", [3, 2.5, True, datetime.date(2020, 1, 1), ["Cork"], np.int64(3)]
    )
    def test_no_text(self, value: Any) -> None:
        row = one(value)
        assert row.status == "unknown"
        assert row.reason.endswith("is not text.")

    def test_a_number_is_not_its_text(self) -> None:
        assert [row.reason for row in gnlc.match([3, "3"])] == [
            "3 is not text.",
            "No member on record has a name like it.",
        ]

    def test_bytes_are_utf_8(self) -> None:
        assert one("Gəncə".encode()).text == "Gəncə"
        assert one(b"Cork\xff").text == "Cork\ufffd"

    def test_decimals(self) -> None:
        assert one(decimal.Decimal("sNaN")).status == "unknown"

    def test_namibia_is_no_missing_value(self) -> None:
        assert one("Helao Nafidi", "NA").status == "found"
        assert one("Nan", "TH").status == "unknown"


class TestColumns:
    """Names and countries come from any library."""

    names = ("Ganja", "Cork", None)
    expected = ("az-ganja", "ie-cork", None)

    @pytest.mark.parametrize("make", MAKERS)
    def test_libraries(self, make: Any) -> None:
        matched = gnlc.match(make(self.names), make(("AZ", "Ireland", "IE")))
        assert tuple(ids(matched)) == self.expected
        assert matched[2].status == "empty"

    def test_numpy_text(self) -> None:
        assert ids(gnlc.match(np.array(["Ganja", "Cork"]))) == ["az-ganja", "ie-cork"]

    def test_one_country_for_all(self) -> None:
        for country in ("AZ", b"AZ", gnlc.country("AZ"), "Aserbaidschan"):
            assert ids(gnlc.match(["Ganja", "Cork"], country)) == ["az-ganja", None]

    @pytest.mark.parametrize(
        ("names", "message"),
        [
            ("Ganja", r"names must be several names, got 'Ganja'; for one: \[names\]"),
            (b"Ganja", r"got b'Ganja'; for one: \[names\]"),
            (3, "names must be a list or another column, got 3"),
            (pd.DataFrame({"name": ["Ganja"]}), "names must be one column, got a DataFrame"),
            ({"name": ["Ganja"]}, "names must be one column, got a dict"),
        ],
    )
    def test_no_column(self, names: Any, message: str) -> None:
        with pytest.raises(TypeError, match=message):
            gnlc.match(names)

    def test_as_many_countries(self) -> None:
        with pytest.raises(ValueError, match="as many as names, got 1 for 2 names"):
            gnlc.match(["Ganja", "Cork"], ["AZ"])
        with pytest.raises(ValueError, match="as many as names, got 0 for 1 names"):
            gnlc.match(["Ganja"], iter(()))
        with pytest.raises(TypeError, match="countries must be one column, got a dict"):
            gnlc.match(["Ganja"], {"AZ": 1})

    @pytest.mark.parametrize(
        ("options", "error", "message"),
        [
            ({"min_score": 101}, ValueError, "min_score must be from 0 to 100, got 101"),
            ({"min_score": "80"}, TypeError, "min_score must be a number"),
            ({"limit": -1}, ValueError, "limit must be 0 or more, got -1"),
            ({"limit": 1.5}, TypeError, "limit must be an int"),
            ({"answers": ["Cork"]}, TypeError, "answers must be a mapping of text to ids"),
            ({"answers": {"Cork": "xx-cork"}}, gnlc.NotFoundError, "no city 'xx-cork' on record"),
            ({"answers": {"Cork": 3}}, TypeError, "an answer must be the id of a city or None"),
        ],
    )
    def test_options(self, options: Any, error: type[Exception], message: str) -> None:
        with pytest.raises(error, match=message):
            gnlc.match(["Cork"], **options)

    def test_answers_come_first(self) -> None:
        answers = {"Cork": "az-ganja", "Ganja": None, "n/a": "ie-cork"}
        cork, ganja, missing, baku = gnlc.match([" Cork", "Ganja", "n/a", "Baku"], answers=answers)
        assert (cork.status, cork.city and cork.city.id, cork.score) == ("found", "az-ganja", 100)
        assert cork.reason == "The answers say that it is Ganja in Azerbaijan."
        assert (ganja.status, ganja.reason) == (
            "elsewhere",
            "The answers say that it is not a member.",
        )
        assert (missing.city and missing.city.id, baku.city and baku.city.id) == (
            "ie-cork",
            "az-baku",
        )


class TestAgreement:
    """What is found is what other questions give."""

    @given(NAMES, COUNTRIES, st.sampled_from(WRAPPERS))
    def test_found_is_what_city_or_search_gives(
        self, name: str, country: str | None, form: str
    ) -> None:
        text = form.format(name=name, NAME=name.upper())
        row = one(text, country)
        if row.city is not None and row.status == "found":
            best, *rest = gnlc.search(text, country=row.city.country)
            assert row.city in {m.city for m in (best, *rest) if m.score == best.score}
        else:
            assert row.score < 100

    @given(NAMES, COUNTRIES)
    def test_a_country_finds_no_member_of_another(self, name: str, country: str | None) -> None:
        alone, there = gnlc.match([name, name], [None, country])
        if alone.status == "elsewhere" and there.status == "found":
            assert country is not None
            assert there.city is not None
            assert gnlc.country(country) == there.city.country
        else:
            assert alone.status != "elsewhere" or there.score < 100

    @given(st.sampled_from(OWN), st.sampled_from(WRAPPERS), st.booleans(), st.booleans())
    def test_guises_do_not_change_the_city(
        self, city: gnlc.City, form: str, upper: bool, plain: bool
    ) -> None:
        name = city.name
        if plain:
            parts = unicodedata.normalize("NFD", name)
            name = "".join(char for char in parts if not unicodedata.combining(char))
        text = form.format(name=name, NAME=name.upper())
        row = one(f"  {text.upper() if upper else text} ", city.country)
        assert row.city == city
        assert row.status == "found" or upper  # in capitals "I" may have lost its dot

    @given(networks())
    def test_any_network(self, network: gnlc.Network) -> None:
        cities = network.cities(include_withdrawn=True)
        matched = network.match([city.name for city in cities], [city.country for city in cities])
        for city, row in zip(cities, matched, strict=True):
            if row.status == "found":
                assert row.city is not None
                assert Text(city.name).key in {Text(name).key for name in row.city.names}
                assert row.city.country == city.country


def answer(row: gnlc.MatchedName) -> str | None:
    """What the file of guises says of a row: an id if found, after a tilde if likely."""
    sign = {"found": "", "likely": "~"}.get(row.status)
    return None if sign is None or row.city is None else f"{sign}{row.city.id}"


class TestGuises:
    """The names of the file of guises mean what it says."""

    @pytest.mark.parametrize(
        ("name", "country", "truth"),
        GUISES["written"] + GUISES["scripts"] + GUISES["governments"],
    )
    def test_written(self, name: str, country: str | None, truth: str | None) -> None:
        row = one(name, country)
        if truth is not None and truth.startswith("?"):
            assert answer(row) in (None, truth[1:], f"~{truth[1:]}")
        else:
            assert answer(row) == truth

    def test_written_apart(self) -> None:
        """Names as city governments and lists of the UN have them: none is found wrongly."""
        with HELD_APART.open(encoding="utf-8", newline="") as file:
            asked = [row for row in csv.DictReader(file) if not row["truth"].startswith("?")]
        rows = gnlc.match([row["city"] for row in asked], [row["country"] for row in asked])
        members = [row["truth"] for row in asked if row["truth"]]
        assert len(asked) > 300
        wrong = [
            (row.text, row.city)
            for row, wanted in zip(rows, asked, strict=True)
            if row.city is not None and row.city.id != wanted["truth"]
        ]
        assert wrong == []
        assert rows.counts["found"] > 0.95 * len(members)

    @pytest.mark.parametrize("form", ADDITIONS)
    def test_where_it_lies(self, form: str) -> None:
        for key in ("az-ganja", "kr-gangnam-gu", "it-turin", "ie-cork", "kr-nam-gu-ulsan"):
            city = gnlc.city(key)
            assert city.subdivision is not None
            assert city.location is not None
            text = form.format(
                name=city.name,
                NAME=city.name.upper(),
                country=city.country.common_name,
                code=city.country.alpha_2,
                area=city.subdivision.name,
                parent=city.location.name,
            )
            assert answer(one(text)) == key

    def test_the_exact_spelling_decides_where_others_fold_alike(self) -> None:
        names = {"مراكش": "az-ganja", "مراڪش": "az-baku"}
        cities = {
            key: attrs.evolve(gnlc.city(key), alternate_names=(n,)) for n, key in names.items()
        }
        gazetteer = Gazetteer(cities.__getitem__, keys_of(cities.values()), dict)
        matcher = Matcher(gazetteer, cities.__getitem__, Territories(lambda _: (), str, ()))
        for name, key in names.items():
            row = matcher.match(Text(name), Where(), min_score=70, limit=3)
            assert (row.status, row.city) == ("found", cities[key])

    @pytest.mark.parametrize("form", WRAPPERS)
    def test_generic_words(self, form: str) -> None:
        names = ["Ganja", "Évry-Courcouronnes", "Al Wakra", "Câmara de Lobos", "Lima", "Xi'an"]
        texts = [form.format(name=name, NAME=name.upper()) for name in names]
        rows = gnlc.match(texts, ["AZ", "FR", "QA", "PT", "PE", "CN"])
        assert ids(rows) == [
            *("az-ganja", "fr-evry-courcouronnes", "qa-al-wakra", "pt-camara-de-lobos", None),
            "cn-xian",
        ]
        assert rows.counts == {"found": 5, "elsewhere": 1}

    @pytest.mark.parametrize(
        ("name", "country", "status", "reason"),
        [
            ("Ganja", None, "found", "Ganja in Azerbaijan is on record."),
            ("Gandja", "AZ", "found", "Gandja is a name of Ganja in Azerbaijan."),
            ("Gannja", "AZ", "likely", "Most like Ganja in Azerbaijan."),
            ("Cork", "Spain", "elsewhere", "Cork in Ireland is on record, but not in Spain."),
            ("Torino, Italia", "Spain", "elsewhere", None),
            ("Oslo", "Norway", "elsewhere", "No member is on record in Norway."),
            ("Norway", None, "elsewhere", "Norway is a country."),
            ("Jiangsu", None, "elsewhere", "Jiangsu is a part of China, not a member on record."),
            (
                "Granada",
                None,
                "ambiguous",
                "Granada may be Granada in Nicaragua or Granada in Spain.",
            ),
            (
                "Mexico",
                None,
                "ambiguous",
                "Mexico may be Mexico City in Mexico or the country Mexico.",
            ),
            ("Mexico", "MX", "found", "Mexico is a name of Mexico City in Mexico."),
            ("Nam-gu, Daegu", "KR", "elsewhere", None),
            ("Lucca, Chianti", "Italy", "likely", None),
            ("Lucca", "Toskana", "likely", None),
            (
                "Huddersfield",
                "UK",
                "likely",
                "Huddersfield is the seat of Kirklees in United Kingdom.",
            ),
            ("San Justo", "AR", "ambiguous", None),
            ("San Justo, Santa Fe", "AR", "found", None),
            (
                "San Justo, Buenos Aires",
                "AR",
                "likely",
                "San Justo is the seat of La Matanza in Argentina.",
            ),
            ("Vinnitsa", "UA", "likely", None),
            ("RAK", "UAE", "likely", None),
            ("Bs. As.", "Argentina", "likely", None),
            ("M'chester", "UK", "likely", None),
            ("BKK", "Thailand", "unknown", None),
            ("A. B.", "UK", "unknown", None),
            ("Province of Granada", "Nicaragua", "likely", None),
            (
                "Sakarya Province",
                "TR",
                "found",
                "Sakarya in Türkiye is on record; set aside: Province.",
            ),
            ("Gangnam", "KR", "found", "Gangnam-gu in South Korea is on record."),
            ("Quezon", None, "ambiguous", None),
            ("Suzhou, Korea, Republic of", None, "elsewhere", None),
            ("Suwon, Korea, Republic of", None, "found", None),
            ("Italy: Turin", None, "found", None),
            ("Gangnam-gu Seoul", None, "found", None),
            ("Quito Ekuador", None, "found", None),
            ("Yangzhou", "Kenya", "elsewhere", None),
            ("Yanzghou", "China", "elsewhere", None),
            ("Uangzhou", "China", "unknown", None),
            ("Atlantis", None, "unknown", None),
            ("Prefeitura do Recife", None, "found", None),
            ("Jeonju-do", "KR", "likely", None),
            ("Edmonton, Alta.", "Canada", "found", None),
            ("Legazpi City, Albay", "Philippines", "found", None),
            ("Suzhou (Jiangsu)", "China", "found", None),
            ("Suzhou (Anhui)", "China", "elsewhere", None),
            ("La Paz, Estado de México", "Mexico", "elsewhere", None),
            ("Chihuahua, Chih.", "Mexico", "found", None),
            ("Palermo (PA)", "Italy", "found", None),
            ("Edmonton, Canada, 12345", None, "found", None),
            ("Quebec City", None, "elsewhere", None),
            ("قازان", "RU", "found", None),
            ("()", None, "empty", "There is no name."),
            ("Abadan", None, "elsewhere", "Abadan in Iran is not a member on record."),
            ("Huddersfield England", None, "likely", None),
            ("Huddersfield", "Spain", "unknown", None),
            ("Lucca, Regione Toscana", "Italy", "found", None),
            ("Gannja", None, "likely", None),
            ("Derry, City of", None, "likely", None),
            ("Cork, City of", None, "found", "Cork in Ireland is on record; set aside: City, of."),
            ("Ġanġa", "AZ", "found", None),
            ("Derry City & Strabane District Council", "UK", "found", None),
            ("La Paz, MEX", None, "found", None),
            ("宿州市", "CN", "elsewhere", "Suzhou in China is not a member on record."),
            ("宿州", "CN", "unknown", None),
            ("苏州市", "CN", "found", None),
            ("D.C.", None, "unknown", "No member on record has a name like it."),
            ("Бикок", "CM", "likely", "Бикок is like Bikok in Cameroon only by transliteration."),
            ("Kashhan", "IR", "likely", "Most like Kashan in Iran."),
        ],
    )
    def test_reasons(self, name: str, country: str | None, status: str, reason: str | None) -> None:
        row = one(name, country)
        assert row.status == status, row.reason
        assert reason in (None, row.reason)

    def test_least_score(self) -> None:
        row = one("Gannja", "AZ")
        assert row.status == "likely"
        assert one("Gannja", "AZ", min_score=row.score) == row
        stricter = one("Gannja", "AZ", min_score=99.5)
        assert (stricter.status, stricter.city, stricter.score) == ("unknown", None, 0)
        seat = one("Huddersfield", "UK", min_score=95)
        assert (seat.status, seat.city, seat.score, seat.country) == ("unknown", None, 0, "GB")
        assert [city.id for city in seat.candidates] == ["gb-kirklees"]

    def test_limit(self) -> None:
        assert len(one("Seo-gu", "KR").candidates) == 2
        assert len(one("Seo-gu", "KR", limit=1).candidates) == 1
        assert one("Seo-gu", "KR", limit=0).candidates == ()

    def test_generic_words_come_from_any_end(self) -> None:
        words = generic_words.get()
        assert words.is_generic(Text("City and County of"))
        assert not words.is_generic(Text("of the"))
        assert not words.is_generic(Text("Cork City"))
        assert not words.is_generic(Text(""))
        assert [core.name.raw for core in words.cores(Text("City"))] == []
        assert [core.name.raw for core in words.cores(Text("대구"))] == []
        assert [core.name.raw for core in words.cores(Text("武汉市人民政府"))] == ["武汉"]


def matcher_of(*cities: gnlc.City) -> Matcher:
    """Return what matches names with these cities and all other places."""
    known = {city.id: city for city in cities}
    territories = Territories(lambda _: (), str, ())
    return Matcher(Gazetteer(known.__getitem__, keys_of(cities)), known.__getitem__, territories)


class TestInflection:
    """Beside a generic word of its language a name may be inflected."""

    gdynia = gnlc.city("pl-gdynia")

    @pytest.mark.parametrize(
        ("name", "country"),
        [
            ("Espoon", "FI"),
            ("Municipality of Espoon", "FI"),
            ("Espoon kaupunki", "Germany"),
            ("Gdyni kaupunki", None),
            ("Urząd Miasta Limy", None),
            ("Sumska rada rejonowa", "UA"),
            ("Полтавський район", "UA"),
        ],
    )
    def test_needs_a_word_of_its_language_and_country(self, name: str, country: str | None) -> None:
        assert one(name, country).status != "found"

    def test_the_reason_names_the_member(self) -> None:
        row = one("Urząd Miasta Gdyni", "Polska")
        assert row.matched_name == "Gdynia"
        assert row.reason == "Gdynia in Poland is on record; set aside: Urząd, Miasta."

    def test_the_name_is_the_one_of_the_language(self) -> None:
        """Names in other Cyrillic alphabets fold alike: Львив."""
        assert one("Львівська міська рада", "UA").matched_name == "Львів"

    @pytest.mark.parametrize("names", [("Testowa", "Testowia"), ("Łodzia",)])
    def test_a_form_of_several_names_is_ambiguous(self, names: tuple[str, ...]) -> None:
        cities = [
            attrs.evolve(self.gdynia, id=f"pl-{gnlc.fold(name)}", name=name, alternate_names=())
            for name in names
        ]
        text = Text(f"Urząd Miasta {'Testowi' if len(names) > 1 else 'Łodzi'}")
        row = matcher_of(*cities).match(text, Where(), min_score=70, limit=3)
        assert (row.status, row.city, set(row.candidates)) == ("ambiguous", None, set(cities))
        assert " may be a form of the name of " in row.reason
        assert (row.place and row.place.name) == (None if len(names) > 1 else "Łódź")

    def test_a_form_of_other_places_is_elsewhere(self) -> None:
        row = matcher_of(self.gdynia).match(
            Text("Urząd Miasta Łodzi"), Where(), min_score=70, limit=3
        )
        assert (row.status, row.place and row.place.name) == ("elsewhere", "Łódź")

    @given(st.sampled_from(INFLECTED))
    def test_other_places_are_not_found(self, asked: tuple[str, str]) -> None:
        assert one(*asked).status != "found"


class TestMatched:
    """A sequence of rows that is handed on like others."""

    names = ("Ganja", "City of Cork", "Gannja", "Lima", None)
    matched = gnlc.match(names, ["AZ", None, "AZ", None, None])

    def test_is_a_sequence(self) -> None:
        rows = list(self.matched)
        assert len(self.matched) == 5
        assert self.matched[1] is rows[1]
        assert list(self.matched[1:3]) == rows[1:3]
        assert list(reversed(self.matched)) == rows[::-1]
        assert rows[3] in self.matched
        assert self.matched.index(rows[3]) == 3
        assert self.matched.count(rows[3]) == 1
        assert self.matched == gnlc.match(self.names, ["AZ", None, "AZ", None, None])
        assert hash(self.matched) == hash(gnlc.match(self.names, ["AZ", None, "AZ", None, None]))

    def test_is_shown(self) -> None:
        assert repr(self.matched) == "Matched(5: 2 found, 1 likely, 1 elsewhere, 1 empty)"
        assert repr(gnlc.match([])) == "Matched(0)"
        assert repr(self.matched[0]).endswith("status='found', city='az-ganja')")
        assert repr(self.matched[3]) == "MatchedName(text='Lima', status='elsewhere')"
        assert repr(self.matched[3].place).startswith("OtherPlace(name='Lima', country='PE', pop")
        for shown in (self.matched, self.matched[3].place, *self.matched, gnlc.match([])):
            assert shown is not None
            assert shown._repr_html_()
        assert "2 found, 1 likely" in self.matched._repr_html_()

    def test_counts(self) -> None:
        assert self.matched.counts == {"found": 2, "likely": 1, "elsewhere": 1, "empty": 1}
        assert list(self.matched.counts) == ["found", "likely", "elsewhere", "empty"]

    def test_missing(self) -> None:
        missing = self.matched.missing()
        assert {city.id for city in gnlc.cities()} - set(missing.ids) == {"az-ganja", "ie-cork"}
        assert self.matched.missing(country="AZ", year=2020).ids == ("az-baku", "az-gabala")
        assert gnlc.match([]).missing() == gnlc.cities()
        with pytest.raises(TypeError, match="unknown filter 'land'"):
            self.matched.missing(land="AZ")  # type: ignore[call-arg] # pyright: ignore[reportCallIssue] - what is tested

    def test_pickles(self) -> None:
        again = pickle.loads(pickle.dumps(self.matched))
        assert again == self.matched
        assert again.missing(country="AZ") == self.matched.missing(country="AZ")

    def test_records(self) -> None:
        records = self.matched.to_records()
        assert records[1]["id"] == "ie-cork"
        assert records[3]["place_country"] == "PE"
        assert [record["status"] for record in records] == [row.status for row in self.matched]
        rows = list(csv.DictReader(io.StringIO(self.matched.to_csv())))
        assert [row["id"] for row in rows] == ["az-ganja", "ie-cork", "az-ganja", "", ""]
        assert json.loads(self.matched.to_json())[3]["candidates"] == []

    def test_geojson(self) -> None:
        """A row lies where its city does; a city may be in several rows."""
        features = self.matched.__geo_interface__["features"]
        assert [feature["id"] for feature in features] == ["0", "1", "2", "3", "4"]
        ganja = gnlc.city("Ganja").__geo_interface__["geometry"]
        points = [feature["geometry"] for feature in features]
        assert points[0] == points[2] == ganja
        assert points[3:] == [None, None]
        assert json.loads(self.matched.to_geojson())["features"] == features
        assert [f["properties"] for f in features] == self.matched.to_records()
        french = json.loads(gnlc.match(["Baku"]).to_geojson(properties=["name"], language="fr"))
        assert french["features"][0]["properties"] == {"name": "Bakou"}

    def test_cites_each_source_of_its_members_once(self) -> None:
        cities = gnlc.cities(where=lambda city: city.id in ("az-ganja", "ie-cork"))
        assert self.matched.cite() == cities.cite()
        assert self.matched.to_bibtex() == cities.to_bibtex()
        assert self.matched.to_csl() == cities.to_csl()
        assert [row.sources for row in self.matched[3:]] == [(), ()]

    def test_a_workbook_lists_the_sources(self, tmp_path: Path) -> None:
        path = tmp_path / "matched.xlsx"
        self.matched.to_excel(path)
        records = CalamineWorkbook.from_path(path).get_sheet_by_index(1).to_python()
        ids_of_sources = {row[0] for row in records}
        assert {source.id for source in gnlc.city("Ganja").sources} <= ids_of_sources

    def test_frames(self) -> None:
        assert pa.table(self.matched)["id"].to_pylist() == [
            r["id"] for r in self.matched.to_records()
        ]
        assert self.matched.to_pandas()["status"].value_counts()["found"] == 2
        assert self.matched.to_polars()["score"].to_list()[0] == 100


class TestCost:
    """Work is done once for each pair, and rows are shared."""

    def test_equal_pairs_are_worked_out_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked: list[tuple[str, str | None]] = []
        match = Matcher.match

        def counting(matcher: Matcher, text: Text, where: Where, **options: Any) -> Any:
            asked.append((text.raw, where.text))
            return match(matcher, text, where, **options)

        monkeypatch.setattr(Matcher, "match", counting)
        gnlc.match(["Cork", "Lima", "Cork", None] * 1000, ["IE", None, None, "IE"] * 1000)
        assert asked == [("Cork", "IE"), ("Lima", None), ("Cork", None)]

    def test_memory(self) -> None:
        names, countries = ["Cork", "Lima", "Ganja", None] * 25_000, ["IE", None] * 50_000
        gnlc.match(names[:4], countries[:4])
        tracemalloc.start()
        try:
            matched = gnlc.match(names, countries)
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert len(matched) == len(names)
        assert peak <= 24 * len(names)

    @pytest.mark.parametrize(
        ("query", "first"),
        [
            ("Tehran Municipality", "ir-tehran"),
            ("Phuket Municipality", "th-phuket"),
            ("Fatick Municipality", "sn-fatick"),
            ("Thành phố Chiang Mai", "th-chiang-mai"),
            ("Derry, Northern Ireland", "gb-derry-city-and-strabane"),
            ("Mexico City", "mx-mexico-city"),
            ("Львівська міська рада", "ua-lviv"),
        ],
    )
    def test_search_sets_generic_words_aside(self, query: str, first: str) -> None:
        assert gnlc.search(query)[0].city.id == first
