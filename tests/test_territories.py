"""The countries of the world: their names in every language, and who of them has a member."""

import subprocess
import sys
import zlib
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from documents import small
from hypothesis import assume, given
from hypothesis import strategies as st
from recorded import COUNTRY, table

import gnlc
from gnlc.models.languages import COUNTRY_NAMES, fallbacks
from gnlc.names.folding import Text, script_of
from gnlc.names.territories import (
    TERRITORIES,
    codes_of,
    is_by_key,
    keys_of_labels,
    name_of,
    names_by_code,
    packed,
    turned,
    unpacked,
)
from gnlc.query.network import Network

FILE = table(TERRITORIES)
LABELS = table(COUNTRY_NAMES)
ON_RECORD = LABELS["countries"].split()
NAMES_BY_TAG = {
    tag: names
    for tags, those in LABELS["names"].items()
    for tag, *names in zip(
        tags.split(), *(each.split("|") for each in those.split(";")), strict=True
    )
}
NETWORK = gnlc.network()

NAMES = st.sampled_from(
    [
        (name, code)
        for names in NAMES_BY_TAG.values()
        for name, code in zip(names, ON_RECORD, strict=True)
        if name
    ]
)
KEYS = st.sets(st.text("abc", min_size=1))


@pytest.fixture(scope="module")
def tool() -> Any:
    """The tool that makes the files, where what it needs is installed."""
    return pytest.importorskip("territories", exc_type=ImportError)


class TestCodesOf:
    @pytest.mark.parametrize(
        ("code", "names"),
        [
            ("AE", "UAE; U.A.E.; United Arab Emirates; ARE; 784; Emiratos Árabes Unidos"),
            ("BS", "The Bahamas; Bahamas (the); Bahamas, The; BAHAMAS"),
            ("CD", "DRC; DR Congo; Congo, Democratic Republic of the; Congo, Dem. Rep.; RDC"),
            ("CD", "Congo (the Democratic Republic of the); Dem. Rep. of the Congo"),
            ("CG", "Congo; Republic of the Congo"),
            (
                "CI",
                "COTE D IVOIRE; Côte d'Ivoire; Ivory Coast; CÔTE D\u2019IVOIRE",
            ),
            ("CN", "中国; 中國; PRC; China, People's Republic of; Κίνα; الصين"),
            ("CV", "Cabo Verde; Cape Verde"),
            ("CZ", "Czechia; Czech Republic; Česko; Česká republika"),
            ("DE", "Deutschland; Allemagne; ألمانيا; 德国; Германия; GERMANY"),
            ("DE", "Germany, Federal Republic of; Germany (the Federal Rep. of)"),
            ("EG", "مصر; Egypt, Arab Rep.; Ägypten"),
            ("GB", "UK; U.K.; England; Scotland; Wales; Northern Ireland; Great Britain; 英国"),
            ("GB", "United Kingdom of Great Britain and Northern Ireland"),
            ("IE", "Eire; Éire; Ireland, Republic of"),
            ("IR", "Iran (Islamic Republic of); Iran, Islamic Rep.; 이란; ایران"),
            ("KP", "North Korea; DPRK; Korea (Democratic People's Republic of)"),
            ("KP", "Korea, Dem. People's Rep.; Dem. People's Republic of Korea"),
            ("KR", "Korea; S. Korea; South Korea; 한국; 대한민국"),
            ("KR", "Republic of Korea; Korea, Republic of; Rep. of Korea; Korea, Rep."),
            ("MK", "Macedonia; North Macedonia; The former Yugoslav Republic of Macedonia"),
            ("NL", "Holland; The Netherlands; Netherlands (Kingdom of the); Nederland"),
            ("NO", "Norway; Norge; Noreg; NOR; no; 578; Norwegen"),
            ("PS", "State of Palestine; Palestine, State of; فلسطين; Palästina; Палестина"),
            ("RU", "Russia; Russian Federation; Россия"),
            ("SZ", "Eswatini; Swaziland"),
            ("TR", "Turkey; Türkiye; TÜRKİYE; Turkiye"),
            ("US", "US; U.S.; USA; United States of America; Estados Unidos; EE.UU."),
            ("VN", "Viet Nam; Vietnam; Việt Nam; Viet-Nam"),
            ("XK", "Kosovo; Kosova"),
            ("MM", "Burma; Myanmar"),
            ("MW", "Malawi"),
            ("HK", "Hong Kong; China, Hong Kong SAR; 香港"),
        ],
    )
    def test_knows_what_people_write(self, code: str, names: str) -> None:
        for name in names.split("; "):
            assert codes_of(Text(name)) == (code,), name

    def test_names_that_countries_share(self) -> None:
        """In one language it means this country, in another that one."""
        assert codes_of(Text("Smyuktrajy")) == ("GB", "US")
        assert codes_of(Text("Kongo")) == ("CD", "CG")
        # In their scripts they differ.
        assert codes_of(Text("संयुक्त राज्य")) == ("US",)

    @pytest.mark.parametrize(
        "text", ["", "?", "the", "Xanadu", "な", "æ", "\u0410\u0417", "\uff21\uff3a", "\ud800"]
    )
    def test_knows_no_others(self, text: str) -> None:
        assert codes_of(Text(text)) == ()

    @given(NAMES)
    def test_every_label(self, pair: tuple[str, str]) -> None:
        name, code = pair
        assert code in codes_of(Text(name))

    @given(NAMES, st.sampled_from(["", " ", "\t", "\u3000", "\xa0"]))
    def test_case_and_surrounding_spaces_do_not_matter(
        self, pair: tuple[str, str], space: str
    ) -> None:
        name, _ = pair
        for other in (name.upper(), name.lower(), name.casefold(), f"{space}{name}{space}"):
            assert codes_of(Text(other)) == codes_of(Text(name)), other

    @given(NAMES)
    def test_accents_and_spaces_of_latin_names_do_not_matter(self, pair: tuple[str, str]) -> None:
        name = Text(pair[0])
        assume(name.scripts == {"LATIN"})
        assume(len(name.key) > 3)
        assert codes_of(Text(name.folded)) == codes_of(Text(name.key)) == codes_of(name)

    @given(st.text())
    def test_any_text(self, text: str) -> None:
        codes = codes_of(Text(text))
        assert list(codes) == sorted(set(codes))
        assert set(codes) <= FILE["keys"].keys()

    def test_codes_are_their_own(self) -> None:
        of_the_world = COUNTRY.keys() & FILE["keys"]
        assert of_the_world
        for code in of_the_world:
            country = COUNTRY[code]
            for each in (code, country["alpha_3"], country["numeric"]):
                assert codes_of(Text(each)) == codes_of(Text(each.lower())) == (code,)


class TestNameOf:
    def test_is_english(self) -> None:
        assert name_of("NO") == "Norway"
        assert name_of("CD") == "Democratic Republic of the Congo"

    def test_leads_back(self) -> None:
        for code in FILE["keys"]:
            assert codes_of(Text(name_of(code))) == (code,)

    def test_no_such_code(self) -> None:
        with pytest.raises(KeyError):
            name_of("ZZ")


class TestPacked:
    @given(KEYS)
    def test_round_trip(self, keys: set[str]) -> None:
        assert unpacked(packed(keys)) == sorted(keys)

    def test_example(self) -> None:
        assert packed(["norvege", "norge"]) == "AnorgeDvege"

    def test_long_keys_share_no_more_than_a_letter_can_say(self) -> None:
        keys = ["a" * 40, "a" * 50]
        assert packed(keys) == f"A{'a' * 40}Z{'a' * 25}"
        assert unpacked(packed(keys)) == keys


class TestCountry:
    """`country` knows the names of all countries, and has those with a member."""

    @pytest.mark.parametrize(
        ("key", "code"),
        [
            ("State of Palestine", "PS"),
            ("COTE D IVOIRE", "CI"),
            ("Deutschland", "DE"),
            ("中国", "CN"),
            ("مصر", "EG"),
            ("UAE", "AE"),
            ("England", "GB"),
        ],
    )
    def test_by_other_names(self, key: str, code: str) -> None:
        country = gnlc.country(key)
        assert country.alpha_2 == code
        assert gnlc.country(f" {key.lower()} ") is country
        assert gnlc.cities(country=key) == gnlc.cities(country=country)
        assert gnlc.search("a", country=[key]) == gnlc.search("a", country=country)

    def test_every_official_name(self, tool: Any) -> None:
        countries = [c for c in gnlc.countries() if c.alpha_2 in FILE["keys"]]
        assert countries
        for country in countries:
            record = tool.pycountry.countries.get(alpha_2=country.alpha_2)
            official = getattr(record, "official_name", record.name)
            for name in (record.name, official):
                assert gnlc.country(name) is gnlc.country(name.upper()) is country

    @given(NAMES)
    def test_every_label(self, pair: tuple[str, str]) -> None:
        name, code = pair
        try:
            assert gnlc.country(name).alpha_2 == code
        except gnlc.AmbiguousNameError as error:
            assert code in {c.alpha_2 for c in error.candidates if isinstance(c, gnlc.Country)}
        except gnlc.NotFoundError as error:
            assert error.hint is not None
            assert error.hint.startswith("it may mean ")
            assert code in {gnlc.country(suggested).alpha_2 for suggested in error.suggestions}

    @pytest.mark.parametrize("key", ["Norway", "Norge", "NO", "NOR", "578", "Норвегия", "挪威"])
    def test_without_a_member(self, key: str) -> None:
        with pytest.raises(gnlc.NotFoundError) as caught:
            gnlc.country(key)
        assert str(caught.value) == f"no country {key!r} on record; no member on record in Norway"
        assert caught.value.suggestions == ()
        assert not isinstance(caught.value, gnlc.AmbiguousNameError)
        with pytest.raises(gnlc.NotFoundError, match="no member on record in Norway"):
            gnlc.cities(country=["AZ", key])

    def test_a_name_that_countries_share(self) -> None:
        with pytest.raises(gnlc.AmbiguousNameError) as caught:
            gnlc.country("Smyuktrajy")
        assert caught.value.candidates == (gnlc.country("GB"), gnlc.country("US"))
        assert str(caught.value) == (
            "'Smyuktrajy' fits more than one country: 'United Kingdom of Great Britain and "
            "Northern Ireland' (GB) and 'United States of America' (US); ask by code"
        )

    def test_a_name_that_countries_without_a_member_share(self) -> None:
        with pytest.raises(gnlc.NotFoundError) as caught:
            gnlc.country("Kongo")
        assert caught.value.hint == (
            "no member on record in Democratic Republic of the Congo or Congo"
        )
        assert caught.value.suggestions == ()

    def test_a_name_that_one_with_a_member_and_one_without_share(self) -> None:
        with pytest.raises(gnlc.NotFoundError) as caught:
            gnlc.country("Toga")
        assert caught.value.hint == "it may mean Togo or Tonga"
        assert caught.value.suggestions == ("Togo",)

    def test_another_network(self) -> None:
        """Its own names come first, and its cities decide who is on record."""
        document: Any = small()
        document["countries"][0]["aliases"] = ["Azerbaijan"]
        network = Network.from_dict(document)
        [kenya] = network.countries()
        assert network.country("Azerbaijan") is kenya
        assert network.country("كينيا") is network.country("肯尼亚") is kenya
        with pytest.raises(gnlc.NotFoundError, match="no member on record in Germany"):
            network.country("Deutschland")
        assert kenya.name_in("zh") == "肯尼亚"


class TestTurned:
    @pytest.mark.parametrize(
        "text",
        [
            "Iran, Islamic Republic of",
            "IRAN (ISLAMIC REPUBLIC OF)",
            "Iran (the Islamic Republic of)",
            "Iran Islamic Republic",
            "Iran, Islamic Rep.",
        ],
    )
    def test_inverted(self, text: str) -> None:
        assert codes_of(Text(text)) == ("IR",)

    def test_with_an_article(self) -> None:
        assert codes_of(Text("Philippines, Republic of")) == ("PH",)

    @given(st.text("abc", min_size=1), st.text("abc", min_size=1))
    def test_any(self, noun: str, kind: str) -> None:
        for key in (f"{noun}{kind}", f"{noun}{kind}of", f"{noun}the{kind}of"):
            assert {f"{kind}of{noun}", f"{kind}ofthe{noun}"} <= set(turned(key))


class TestNameIn:
    @given(st.sampled_from(gnlc.countries()), st.sampled_from(sorted(NAMES_BY_TAG)))
    def test_is_what_the_file_says(self, country: gnlc.Country, language: str) -> None:
        place = ON_RECORD.index(country.alpha_2)
        rows = (NAMES_BY_TAG[tag] for tag in fallbacks(language) if tag in NAMES_BY_TAG)
        expected = next(row[place] for row in rows if row[place])
        assert country.name_in(language) == country.name_in(language.upper()) == expected
        assert country.name_in(f"{language}-x-private") == expected

    def test_examples(self) -> None:
        germany = gnlc.country("DE")
        assert germany.name_in("fr-CA") == "Allemagne"
        assert germany.name_in("zh-Hant") == "德國"
        assert germany.name_in("tlh") is None
        assert germany.name_in("tlh", germany.name) == "Germany"

    @given(st.sampled_from(gnlc.countries()), st.from_regex("[a-z]{2,3}", fullmatch=True))
    def test_a_language_names_every_country_or_none(
        self, country: gnlc.Country, language: str
    ) -> None:
        assert (country.name_in(language) is None) == (language not in NAMES_BY_TAG)

    def test_a_country_without_a_member(self) -> None:
        norway = evolve(gnlc.country("AZ"), alpha_2="NO", alpha_3="NOR", name="Norway")
        assert norway.name_in("fr") is None
        assert norway.name_in("fr", norway.name) == "Norway"

    @pytest.mark.parametrize("language", [None, 5, b"fr"])
    def test_not_a_text(self, language: Any) -> None:
        with pytest.raises(TypeError, match="language must be a str"):
            gnlc.country("AZ").name_in(language)

    def test_no_tag(self) -> None:
        with pytest.raises(
            ValueError, match="language must be a BCP 47 tag such as 'fr', got 'pt_BR'"
        ):
            gnlc.country("AZ").name_in("pt_BR")


class TestFiles:
    def test_are_small(self) -> None:
        folder = Path(gnlc.__file__).parent / "data"
        for name, most in ((TERRITORIES, 62_000), (COUNTRY_NAMES, 65_000)):
            assert len(zlib.compress((folder / f"{name}.json").read_bytes())) < most

    def test_labels_are_those_of_the_countries_on_record(self) -> None:
        assert [country.alpha_2 for country in gnlc.countries()] == sorted(ON_RECORD)

    def test_are_read_only_when_needed(self) -> None:
        code = (
            "import gnlc, gnlc.packaged, sys\n"
            "read, asked = gnlc.packaged._content, []\n"
            "def content(file, *folder):\n"
            "    asked.append(file)\n"
            "    return read(file, *folder)\n"
            "gnlc.packaged._content = content\n"
            "gnlc.city('Ganja'), gnlc.city('Baku', country='AZ'), gnlc.country('Azerbaijan')\n"
            "assert 'countries.json' in asked, asked\n"
            "assert not {'territories.json', 'country_names.json'} & set(asked), asked\n"
            "assert 'gnlc.names.territories' not in sys.modules\n"
            "gnlc.country('Federal Republic of Germany')\n"
            "assert 'territories.json' in asked and 'country_names.json' not in asked, asked\n"
            "gnlc.country('Deutschland')\n"
            "assert 'territories.json' in asked and 'country_names.json' in asked, asked\n"
            "gnlc.country('AZ').name_in('de')\n"
            "assert 'places.json' not in asked, asked\n"
        )
        subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.any_python
class TestTool:
    """What the files hold is what the sources say."""

    def test_every_country(self, tool: Any) -> None:
        iso = {country.alpha_2 for country in tool.pycountry.countries}
        assert FILE["keys"].keys() == iso | {"XK"}
        assert names_by_code() == {code: tool.label(code) for code in FILE["keys"]}

    def test_every_exact_spelling(self, tool: Any) -> None:
        _, spellings = tool.keys_and_spellings()
        exact = {name: codes for name, codes in spellings.items() if not is_by_key(Text(name))}
        assert len(exact) > 100
        assert {name: set(codes_of(Text(name))) for name in exact} == exact

    def test_every_name_of_the_cldr(self, tool: Any) -> None:
        decided = {Text(name).key for _, name in tool.decided()}
        missing = {
            name
            for code, name in tool.by_language()
            if code not in codes_of(Text(name)) and Text(name).key not in decided
        }
        # Vietnamese for Russia, and the code of Nigeria.
        assert missing == {"Nga"}

    def test_a_key_is_in_the_file_or_found_otherwise(self, tool: Any) -> None:
        """Keys of labels are folded when needed, inverted names are turned round."""
        keys, _ = tool.keys_and_spellings()
        scripts = tool.scripts_of_keys()
        in_file: dict[str, set[str]] = {}
        for code, packs in FILE["keys"].items():
            for key in unpacked(packs):
                in_file.setdefault(key, set()).add(code)
        written = set(map(script_of, LABELS["names"].values()))
        of_labels = {script: keys_of_labels(LABELS, script) for script in written}
        assert len(of_labels) > 20
        for key, codes in keys.items():
            found = {
                script: set(its[key].split()) for script, its in of_labels.items() if key in its
            }
            is_label = scripts[key] <= found.keys() and all(its == codes for its in found.values())
            other = next((in_file[each] for each in turned(key) if each in in_file), None)
            is_latin = scripts[key] == {"LATIN"} and "LATIN" not in found
            is_turned = is_latin and other == codes
            assert in_file.get(key) == (None if is_label or is_turned else codes)

    def test_where_no_town_is(self, tool: Any) -> None:
        """Such countries have names in the languages of the UN alone."""
        for code in tool.EDITED["without_a_town"]:
            for language in tool.EDITED["languages_of_the_un"]:
                assert codes_of(Text(tool.locales()[language][code])) == (code,)
        assert codes_of(Text(tool.locales()["fi"]["BV"])) == ()

    def test_every_edited_name(self, tool: Any) -> None:
        for code, names in tool.EDITED["names"].items():
            for name in names:
                assert codes_of(Text(name)) == (code,), name

    @pytest.mark.parametrize(
        ("name", "form"),
        [
            ("Korea, Republic of", "Republic of Korea"),
            ("Republic of Moldova", "Moldova, Republic"),
            ("Congo, The Democratic Republic of the", "Congo, the Democratic Republic of"),
            ("Bosnia and Herzegovina", "Bosnia & Herzegovina"),
            ("Bonaire, Sint Eustatius and Saba", "Bonaire, Sint Eustatius and Saba"),
        ],
    )
    def test_forms(self, tool: Any, name: str, form: str) -> None:
        assert form in tool.forms(name)
