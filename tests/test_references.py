"""That records fit together: each that is referred to is in its table, as it is reported there."""

from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from strategies import networks

import gnlc
from gnlc.models.base import key_of
from gnlc.models.references import by_class, check_facts, check_references
from gnlc.query.holdings import country_table
from gnlc.wording import shortened

NETWORK = gnlc.network()
GANJA, AWARDED = gnlc.city("Ganja"), gnlc.cities(where=lambda city: len(city.award_years) > 1)[0]
KNOWN = by_class(
    NETWORK.sources(),
    NETWORK.regions(),
    country_table(NETWORK),
    NETWORK.subdivisions(),
    gnlc.cities(include_withdrawn=True),
)


@given(networks())
def test_records_by_class_and_key(network: gnlc.Network) -> None:
    groups = (network.sources(), network.regions(), (), network.sources()[:1])
    known = by_class(*groups)
    assert known == {
        gnlc.Source: {key_of(record): record for record in network.sources()},
        gnlc.Region: {key_of(record): record for record in network.regions()},
    }


class TestReferences:
    """Of every record it refers to, a record has the very one, or one that is equal."""

    def test_what_fits(self) -> None:
        check_references(GANJA, KNOWN)
        twin = evolve(GANJA, country=evolve(GANJA.country))
        assert twin.country is not GANJA.country
        check_references(twin, KNOWN)

    @pytest.mark.parametrize(
        "change",
        [
            lambda city: {"country": evolve(city.country, name="Elsewhere")},
            lambda city: {"country": evolve(city.country, alpha_3="XXX")},
            # A part of a part that is in no table itself.
            lambda city: {
                "admissions": (
                    evolve(
                        city.admissions[0],
                        sources=(evolve(city.sources[0], publisher="Somebody"),),
                    ),
                )
            },
            lambda city: {
                "admissions": (
                    evolve(city.admissions[0], sources=(evolve(city.sources[0], id="no-such"),)),
                )
            },
        ],
    )
    def test_what_does_not(self, change: Callable[[gnlc.City], dict[str, Any]]) -> None:
        with pytest.raises(ValueError, match=r"^\w+\(.* refers to .* not in the network$"):
            check_references(evolve(GANJA, **change(GANJA)), KNOWN)

    def test_long_records_are_cut_in_the_message(self) -> None:
        country = evolve(GANJA.country, common_name="x" * 99)
        with pytest.raises(ValueError) as caught:  # noqa: PT011 - the message is looked at below
            check_references(evolve(GANJA, country=country), KNOWN)
        refers = f"{shortened(evolve(GANJA, country=country))} refers to {shortened(country)}"
        assert str(caught.value) == f"{refers}, which is not in the network"

    def test_of_a_class_without_a_table(self) -> None:
        with pytest.raises(ValueError) as caught:  # noqa: PT011 - the message is looked at below
            check_references(GANJA, {})
        refers = f"{shortened(GANJA)} refers to {GANJA.country!r}"
        assert str(caught.value) == f"{refers}, which is not in the network"


class TestFacts:
    """The facts refer to the records of the network and to its own, and so do the awards."""

    def test_what_fits(self) -> None:
        cities = gnlc.cities(include_withdrawn=True)
        check_facts(NETWORK.facts, cities, KNOWN)
        check_facts(gnlc.NetworkFacts(), cities.filter(awarded=False), {})

    def test_a_part_that_is_not_there(self) -> None:
        known: Any = {**KNOWN, gnlc.Country: {}}
        with pytest.raises(ValueError, match="which is not in the network"):
            check_facts(NETWORK.facts, (), known)

    def test_its_own_records_count(self) -> None:
        facts = gnlc.NetworkFacts(
            conflicts=(evolve(NETWORK.conflicts()[0], announcement=gnlc.announcement(2020)),)
        )
        with pytest.raises(ValueError, match="refers to Announcement"):
            check_facts(facts, (), KNOWN)
        whole = evolve(facts, announcements=NETWORK.announcements())
        with pytest.raises(ValueError, match="refers to StrategyPeriod"):
            check_facts(whole, (), KNOWN)
        check_facts(evolve(whole, strategy_periods=NETWORK.strategy_periods()), (), KNOWN)

    @pytest.mark.parametrize(
        "awards",
        [(), AWARDED.award_years[:1], (*AWARDED.award_years, 2099)],
    )
    def test_other_awards(self, awards: tuple[int, ...]) -> None:
        facts = gnlc.NetworkFacts(awards=NETWORK.awards())
        check_facts(facts, (AWARDED,), KNOWN)
        other = evolve(AWARDED, award_years=awards)
        with pytest.raises(ValueError) as caught:  # noqa: PT011 - the message is looked at below
            check_facts(facts, (other,), KNOWN)
        assert str(caught.value) == f"{shortened(other)} has other award years than the facts"
