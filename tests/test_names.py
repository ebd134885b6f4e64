"""Who bears a name: exact, but for case, accents and script."""

from hypothesis import example, given
from hypothesis import strategies as st
from test_ranking import AZ, a_city

import gnlc
from gnlc.query.folding import fold, spelling
from gnlc.query.gazetteer import keys_of, named

# Some of them fold alike, some to nothing.
NAMES = st.sampled_from(["a", "\u00e1", "A", "\u0430", "a b", "A-B", "ab", "b", "\u0431", "?", "!"])


@st.composite
def some_cities(draw: st.DrawFn) -> list[gnlc.City]:
    every = draw(st.lists(st.lists(NAMES, min_size=1, unique=True), max_size=4))
    return [a_city(number, AZ, *names) for number, names in enumerate(every)]


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
def test_the_very_spelling_comes_before_what_folds_alike(
    cities: list[gnlc.City], name: str
) -> None:
    by_id = {city.id: city for city in cities}
    alike = [city for city in cities if fold(name) and fold(name) in map(fold, city.names)]
    spelt = [city for city in alike if spelling(name) in map(spelling, city.names)]
    found = named(name, keys_of(cities), by_id.__getitem__)
    assert found == tuple(spelt if len(alike) > 1 and spelt else alike)


def test_512_characters_count() -> None:
    city = a_city(0, AZ, "ab")
    for spaces, found in ((510, (city,)), (511, ())):
        assert named(" " * spaces + "ab", {"ab": city.id}, {city.id: city}.__getitem__) == found
