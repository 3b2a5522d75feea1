"""How the text of a place becomes a value of OCDS: numbers, dates, amounts, codes and labels."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from vigie.outputs.ocds.building import Growing, Opened
from vigie.outputs.ocds.places import Element, name_of, text_at

Make = Callable[[Growing, Opened, Element, Any], Any]
"""Makes a value from an element; None where the text gives none."""

_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(Z|[+-]\d{2}:\d{2})?")
_TIME = re.compile(r"(\d{2}:\d{2}:\d{2})(?:\.\d+)?(Z|[+-]\d{2}:\d{2})?")


def text(growing: Growing, opened: Opened, element: Element, given: Any) -> str | None:
    """The text, in the language of the notice where it is given in several."""
    found = (element.text or "").strip()
    return found if found and not _in_another_language(growing, element) else None


def _in_another_language(growing: Growing, element: Element) -> bool:
    main, own = growing.main_language, element.get("languageID")
    if not main or not own or own == main:
        return False
    beside = element.getparent()
    return beside is not None and any(
        each.get("languageID") == main for each in beside if each.tag == element.tag and each is not element
    )


def number(growing: Growing, opened: Opened, element: Element, given: Any) -> int | float | None:
    """A number, whole where it is whole."""
    return _number(element.text)


def _number(written: str | None) -> int | float | None:
    try:
        value = Decimal((written or "").strip())
    except InvalidOperation:
        return None
    if not value.is_finite():
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def money(growing: Growing, opened: Opened, element: Element, given: Any) -> dict[str, Any] | None:
    """An amount and its currency."""
    amount, currency = _number(element.text), element.get("currencyID")
    return None if amount is None else {"amount": amount} | ({"currency": currency} if currency else {})


def percent(growing: Growing, opened: Opened, element: Element, given: Any) -> float | None:
    """A share, from hundredths."""
    value = _number(element.text)
    return None if value is None else float(Decimal(str(value)) / 100)


def boolean(growing: Growing, opened: Opened, element: Element, given: Any) -> bool | None:
    """True or false."""
    return {"true": True, "false": False, "1": True, "0": False}.get((element.text or "").strip())


def yes(growing: Growing, opened: Opened, element: Element, given: Any) -> bool | None:
    """True wherever something stands."""
    return True if (element.text or "").strip() else None


def start(growing: Growing, opened: Opened, element: Element, given: Any) -> str | None:
    """A moment; a day without a time begins with its first second."""
    return moment(element, given)


def end(growing: Growing, opened: Opened, element: Element, given: Any) -> str | None:
    """A moment; a day without a time ends with its last second."""
    return moment(element, given, "23:59:59")


def moment(element: Element, given: Any = None, otherwise: str = "00:00:00") -> str | None:
    """The day in an element with the time that stands beside it, or else the stated time."""
    day = _DATE.match((element.text or "").strip())
    if day is None:
        return None
    written = text_at(element, f"^{given['time']}") if given else ""
    time = _TIME.match(written)
    zone = (time and time[2]) or day[2] or "Z"
    return f"{day[1]}T{time[1] if time else otherwise}{zone}"


def days(growing: Growing, opened: Opened, element: Element, given: Any) -> int | float | None:
    """A duration in days; months and years have the days that the code list gives them."""
    value = _number(element.text)
    unit = growing.rules.codes.maps["days"].get(element.get("unitCode", "DAY"))
    return None if value is None or unit is None else value * unit


def codes(growing: Growing, opened: Opened, element: Element, given: Any) -> Any:
    """The counterpart of a code in OCDS, whose lists are closed; a code that has none there is left out."""
    found = growing.rules.codes.maps[given].get((element.text or "").strip())
    return None if found in ("", []) else found


def codes_of_list(growing: Growing, opened: Opened, element: Element, given: Any) -> Any:
    """The counterpart of the name of the list that a code comes from; nothing where there is none."""
    return growing.rules.codes.maps[given].get(element.get("listName", ""))


def every(growing: Growing, opened: Opened, element: Element, given: Any) -> Any:
    """What holds for every code of a list."""
    return growing.rules.codes.maps[given]["*"] if (element.text or "").strip() else None


def prefix(growing: Growing, opened: Opened, element: Element, given: Any) -> Any:
    """The counterpart of the longest beginning of a code that the table knows."""
    code = (element.text or "").strip()
    known = [each for each in growing.rules.codes.maps[given] if code.startswith(each)]
    return growing.rules.codes.maps[given][max(known, key=len)] if known else None


def label(growing: Growing, opened: Opened, element: Element, given: Any) -> str | None:
    """What a code is called in English; the code itself where no name is known."""
    code = (element.text or "").strip()
    return growing.rules.codes.labels[given].get(code, code) or None


def given_for(growing: Growing, opened: Opened, element: Element, given: Any) -> Any:
    """The value that is stated for this text, if any."""
    return given.get((element.text or "").strip())


def fixed(growing: Growing, opened: Opened, element: Element, given: Any) -> Any:
    """The stated value, wherever something stands."""
    return given if (element.text or "").strip() else None


def upper_list(growing: Growing, opened: Opened, element: Element, given: Any) -> str | None:
    """The name of the list that a code comes from, in capitals."""
    return element.get("listName", "").upper() or None


def scheme_name(growing: Growing, opened: Opened, element: Element, given: Any) -> str | None:
    """The name of the scheme that an identifier comes from."""
    return element.get("schemeName") or None


def scheme_of_notice(growing: Growing, opened: Opened, element: Element, given: Any) -> str | None:
    """The scheme of a notice's identifier, marked as one of the European Union."""
    scheme = element.get("schemeName", "")
    return f"eu-{scheme.removeprefix('eu-')}" if scheme else None


def country(growing: Growing, opened: Opened, element: Element, given: Any) -> str | None:
    """The country by two letters; a code that we do not know stays as it is."""
    code = (element.text or "").strip()
    return growing.rules.codes.countries.get(code, code) or None


def language(growing: Growing, opened: Opened, element: Element, given: Any) -> str | None:
    """The language by two letters; a code that we do not know stays as it is, in small letters."""
    code = (element.text or "").strip()
    return growing.rules.codes.maps["languages"].get(code, code.lower()) or None


def street(growing: Growing, opened: Opened, element: Element, given: Any) -> str | None:
    """The lines of an address in their order, in one line."""
    return None if (parent := element.getparent()) is None else _street(parent)


def street_of_line(growing: Growing, opened: Opened, element: Element, given: Any) -> str | None:
    """The same, from one of the further lines."""
    return next((_street(each) for each in element.iterancestors() if name_of(each.tag).endswith("Address")), None)


def _street(address: Element) -> str | None:
    lines = [text_at(address, "StreetName"), text_at(address, "AdditionalStreetName")]
    more = [text_at(each, "Line") for each in address if name_of(each.tag) == "AddressLine"]
    return ", ".join(filter(None, lines + more)) or None


def address(growing: Growing, opened: Opened, element: Element, given: Any) -> str | None:
    """An address on the web without a closing slash."""
    return (element.text or "").strip().removesuffix("/") or None


def unit(growing: Growing, opened: Opened, element: Element, given: Any) -> dict[str, str] | None:
    """The unit of a quantity, by its code."""
    code = element.get("unitCode")
    return {"scheme": "UNCEFACT", "id": code} if code else None


def notice_address(growing: Growing, opened: Opened, element: Element, given: Any) -> str | None:
    """Where a published notice can be read, where its number is that of the Official Journal."""
    written = (element.text or "").strip()
    tongue = growing.rules.codes.maps["languages"].get(growing.main_language, "en")
    return growing.rules.notice_address.format(language=tongue, number=written) if written else None


def identifier_scheme(growing: Growing, opened: Opened, element: Element, given: Any) -> str:
    """The register that a company number comes from, as far as the country tells it."""
    schemes = growing.rules.codes.maps["identifier-schemes"]
    return str(schemes.get(text_at(element, "^^PostalAddress/Country/IdentificationCode"), "internal"))


def parent_identifier(growing: Growing, opened: Opened, element: Element, given: Any) -> dict[str, str] | None:
    """The number of the company that a contact point belongs to."""
    number = text_at(element, "^^^Company/PartyLegalEntity/CompanyID")
    return {"id": number, "scheme": "internal"} if number else None


def lot_of_result(growing: Growing, opened: Opened, element: Element, given: Any) -> str | None:
    """The lot that a result is about."""
    return text_at(element, "^TenderLot/ID") or None


def party_name(growing: Growing, opened: Opened, element: Element, given: Any) -> str | None:
    """What the party with this identifier is called, where the notice has told it already."""
    name = growing.party((element.text or "").strip()).get("name")
    return str(name) if name else None


def lot_only(growing: Growing, opened: Opened, element: Element, given: Any) -> str | None:
    """The identifier, where it is that of a lot."""
    found = (element.text or "").strip()
    return found if found.startswith("LOT-") else None


def currency(growing: Growing, opened: Opened, element: Element, given: Any) -> str | None:
    """The currency of an amount."""
    return element.get("currencyID")


def shape(growing: Growing, opened: Opened, element: Element, given: Any) -> dict[str, Any]:
    """An object of stated values and of values made from the text: `$how` or `$how with what`."""
    made = {name: _part(growing, opened, element, each) for name, each in given.items()}
    return {name: value for name, value in made.items() if value is not None}


def _part(growing: Growing, opened: Opened, element: Element, written: Any) -> Any:
    if not isinstance(written, str) or not written.startswith("$"):
        return written
    how, _, given = written[1:].partition(" ")
    return MAKE[how](growing, opened, element, given or None)


def count(growing: Growing, opened: Opened, element: Element, given: Any) -> str:
    """Stands for the number that the entry gets in its list."""
    return COUNTED


COUNTED = "\0"
"""Marks an identifier that is counted when the entry is added."""

MAKE: Mapping[str, Make] = {
    "text": text,
    "number": number,
    "money": money,
    "percent": percent,
    "boolean": boolean,
    "true": yes,
    "start": start,
    "moment": start,
    "end": end,
    "days": days,
    "codes": codes,
    "codes_of_list": codes_of_list,
    "all": every,
    "prefix": prefix,
    "label": label,
    "given": given_for,
    "is": fixed,
    "upper_list": upper_list,
    "scheme_name": scheme_name,
    "scheme_of_notice": scheme_of_notice,
    "country": country,
    "language": language,
    "street": street,
    "street_of_line": street_of_line,
    "address": address,
    "unit": unit,
    "notice_address": notice_address,
    "identifier_scheme": identifier_scheme,
    "parent_identifier": parent_identifier,
    "lot_of_result": lot_of_result,
    "party_name": party_name,
    "lot_only": lot_only,
    "currency": currency,
    "shape": shape,
    "count": count,
}
"""How values are made, by the words of the mapping."""
