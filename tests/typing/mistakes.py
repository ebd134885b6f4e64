"""Mistakes that a type checker must find; it is checked, not run.

A line that ends in a comment is one, and the comment says what is wrong with it. tests/typing/
test_checkers.py holds that each of them is found, and nothing else.
"""

import gnlc
from gnlc import Citty  # no such class
from gnlc import plot
from gnlc import testing
from gnlc.citties import City  # no such module

city = gnlc.city("Ganja")
cities = gnlc.cities(country="AZ")
announcement = gnlc.announcement(2020)
match = gnlc.search("gandja")[0]
network = gnlc.network()

# What a name is looked up with at run time must not hide that there is none.
gnlc.citty("Ganja")  # no such function
print(gnlc.DATA_VERSON)  # no such constant
print(gnlc._HOME_OFF)  # no such name, underscored
print(gnlc.models.City)  # the module is not imported, and no way to a class
plot.maps()  # no such chart
testing.citties()  # no such strategy

print(city.nmae)  # no such attribute
print(city.country.alpha2)  # no such attribute
print(city.admissions[0].sources[0].link)  # no such attribute
print(match.socre)  # no such attribute
print(announcement.releases[0].adress)  # no such attribute
print(network.totls)  # no such attribute
print(cities.too_csv())  # no such method
print(gnlc.tables().citys)  # no such table
print(cities.to_records()[0]["joind"])  # no such column
print(gnlc.tables().awards.to_records()[0]["yaer"])  # no such column
print(gnlc.diff(network, network).entries[0].recrod)  # no such attribute

gnlc.cities(contry="AZ")  # no such filter
cities.filter(asof=2020)  # no such filter
network.cities(anounced=2020)  # no such filter
gnlc.search("x", limt=5)  # no such argument
gnlc.load("mine.json", maxsize=5)  # no such argument
gnlc.city("Ganja", contry="AZ")  # no such argument
gnlc.Region(id="africa", name="Africa", source=())  # no such argument
plot.growth(newtork=network)  # no such argument
testing.cities(5)  # takes none

gnlc.city(5)  # no name
gnlc.city("Ganja", 2020)  # a country is no year
gnlc.country(None)  # no key
gnlc.cities(year="2020")  # a year is an int
gnlc.cities(kind="village")  # no such kind
gnlc.cities(certainty=["sure"])  # no such certainty
gnlc.cities(near=b"Baku")  # no point
gnlc.cities(bbox=(44.0, 38.0, 51.0))  # a box has four sides
gnlc.cities(where=lambda city: city.nmae == "Ganja")  # no such attribute
cities.group_by("contry")  # no such key
cities.count_by("yaer")  # no such key
cities.sorted_by("nmae")  # no such key
cities.sorted_by("name", True)  # the order must be named
announcement.corrected("citys_stated")  # no such count
gnlc.PartialDate(year="2020")  # a year is an int
gnlc.Region(id="africa", name="Africa")  # sources are missing
gnlc.dumps(city)  # no network
gnlc.load({"format_version": 1})  # no file
gnlc.diff(network, "mine.json")  # no network
plot.map(network)  # no cities

city.name = "Ganca"  # records are frozen
city.country.name = "Azerbaidjan"  # records are frozen
city.new = 1  # and have no other attributes
del city.name  # records are frozen
network.as_of = city.announced_on  # networks are frozen
network.as_of = network.as_of  # networks are frozen
match.score = 100.0  # matches are frozen
cities[0] = city  # sequences of cities do not change
del cities[0]  # sequences of cities do not change
cities.ids = ()  # sequences of cities do not change
cities.append(city)  # sequences of cities do not change
city.admissions.append(city.admissions[0])  # tuples do not change

print(announcement.cities_stated + 1)  # may be unknown
print(city.year > 2019)  # may be unknown
print(city.announced_on.year)  # may be unknown
print(city.location.latitude)  # may be unknown
print(network.purpose.aims)  # may be unknown
year: str = city.year  # a year is an int
