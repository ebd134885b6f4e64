"""Mistakes that a type checker must find; it is checked, not run.

Each is excused by name. An excuse that is not needed is an error of its own, so that every mistake
is known to be found.
"""

import gnlc

gnlc.citty("Ganja")  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
print(gnlc.city("Ganja").nmae)  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownArgumentType]
gnlc.city(5)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
gnlc.cities(contry="AZ")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
gnlc.cities(year="2020")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
gnlc.cities(kind="village")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
gnlc.cities().filter(asof=2020)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
gnlc.search("x", limt=5)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
gnlc.cities().group_by("contry")  # type: ignore[call-overload]  # pyright: ignore[reportCallIssue, reportArgumentType]
gnlc.city("Ganja").name = "Ganca"  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
gnlc.PartialDate(year="2020")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
print(gnlc.announcement(2020).cities_stated + 1)  # type: ignore[operator]  # pyright: ignore[reportOptionalOperand, reportUnknownArgumentType]
