"""Checks identifiers of organisations: what is wrong is said and kept as written, never used to join suppliers."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from stdnum import ean, lei
from stdnum.ch import vat as ch_vat
from stdnum.eu import vat as eu_vat
from stdnum.exceptions import InvalidChecksum, ValidationError
from stdnum.gb import vat as gb_vat
from stdnum.no import mva as no_vat

from vigie.errors import Message
from vigie.model.records import NotUnderstood, SupplierRecord

NUMBERING = ("be_enterprise", "vat", "lei", "os_id", "gln")
"""The schemes that Vigie can check, the firmest first."""


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier after the check: `value` is normalised when `valid`, else exactly as written.

    `country` is the ISO 3166-1 alpha-2 code that the number itself carries, empty if none. `fault` says, of a number
    that is not valid, what is wrong and what to write instead; None where Vigie cannot check the scheme.
    """

    scheme: str
    value: str
    valid: bool
    country: str = ""
    fault: tuple[Message, Message] | None = None


def checked_identifiers(
    record: SupplierRecord, country: str = ""
) -> tuple[tuple[Identifier, ...], tuple[NotUnderstood, ...]]:
    """The identifiers of a record that pass their check, the firmest scheme first; and those that fail it, with why.

    `country` is the supplier's, ISO 3166-1 alpha-2 or empty.
    """
    checked = [(one, check(one, record.identifiers[one], country)) for one in NUMBERING if one in record.identifiers]
    wrong = tuple(
        NotUnderstood(replace(record.place, column=scheme), found.value, *found.fault)
        for scheme, found in checked
        if found.fault
    )
    return tuple(found for _, found in checked if found.valid), wrong


def check(scheme: str, written: str, country: str = "") -> Identifier:
    """Check one identifier; `country` (ISO alpha-2) completes a VAT number written without its prefix.

    A scheme that Vigie does not know is returned as written and not valid, without complaint.
    """
    checker = _CHECKS.get(scheme)
    if checker is None or not written.strip():
        return Identifier(scheme, written, False)
    return checker(written, country)


def country_of_vat(vat: str) -> str:
    """The ISO 3166-1 alpha-2 code of the country that issued a valid VAT number; empty where it proves none."""
    return check("vat", vat).country


def _wrong(scheme: str, written: str, what: Message, remedy: Message) -> Identifier:
    return Identifier(scheme, written, False, fault=(what, remedy))


def _compact(written: str) -> str:
    without_decimals = re.sub(r"^(\d+)\.0$", r"\1", written.strip())
    return re.sub(r"[^0-9A-Z]", "", without_decimals.upper())


# --- Belgian enterprise number ----------------------------------------------------------------------------------

_ENTERPRISE_REMEDY = Message(
    "Write the ten digits of the Crossroads Bank for Enterprises, such as {example}.", example="0403.170.701"
)


def _enterprise(written: str, country: str = "") -> Identifier:
    found = re.fullmatch(r"(?:TVA|BTW|MWST|VAT|KBO|BCE|CBE)?(?:BE)?(\d+)(?:RP[MR].*)?", _compact(written))
    digits = found[1].zfill(10) if found and len(found[1]) == 9 else found[1] if found else ""
    if len(digits) != 10:
        what = Message("“{value}” is not a Belgian enterprise number: it has ten digits.", value=written)
        return _wrong("be_enterprise", written, what, _ENTERPRISE_REMEDY)
    if digits[0] not in "01":
        what = Message("“{value}” is an establishment unit number, not an enterprise number.", value=written)
        return _wrong("be_enterprise", written, what, _ENTERPRISE_REMEDY)
    if int(digits[8:]) != 97 - int(digits[:8]) % 97:
        what = Message("The check digits of the Belgian enterprise number “{value}” are wrong.", value=written)
        return _wrong("be_enterprise", written, what, _ENTERPRISE_REMEDY)
    return Identifier("be_enterprise", digits, True, "BE")


# --- Value added tax number -------------------------------------------------------------------------------------

_VAT_REMEDY = Message("Write the number with its two-letter country prefix, such as {example}.", example="BE0403170701")
_SPECIAL_PREFIXES = {"EL": "GR", "XI": "GB", "EU": ""}  # EU: the one-stop shop, which names no country
_PREFIX_OF = {"GR": "EL"}
_OUTSIDE_UNION: dict[str, tuple[Callable[[str], str], int]] = {
    # Prefix: the rule, and how many letters of the prefix the rule does not want to see.
    "CH": (ch_vat.validate, 0),
    "NO": (no_vat.validate, 2),
    "GB": (gb_vat.validate, 2),
}


def _prefixed(number: str, country: str) -> str:
    """The number with its prefix: the one written, else that of the supplier's country."""
    if number[:2].isalpha():
        return number
    return _PREFIX_OF.get(country, country) + number


def _vat(written: str, country: str) -> Identifier:
    number = _prefixed(re.sub(r"^(TVA|BTW|MWST|UST(ID)?(NR)?|VAT)(NO)?(?=[A-Z0-9]{2})", "", _compact(written)), country)
    try:
        return Identifier("vat", _validated(number), True, _SPECIAL_PREFIXES.get(number[:2], number[:2]))
    except InvalidChecksum:
        what = Message("The check digits of the VAT number “{value}” are wrong.", value=written)
    except ValidationError:
        what = Message("“{value}” is not a VAT number of a country that Vigie can check.", value=written)
    return _wrong("vat", written, what, _VAT_REMEDY)


def _validated(number: str) -> str:
    """The number as its country's rule normalises it. Raises `ValidationError` where it breaks the rule."""
    if number.startswith("BE"):
        found = _enterprise(number[2:])
        if found.valid:
            return "BE" + found.value
        raise InvalidChecksum
    rule, skipped = _OUTSIDE_UNION.get(number[:2], (eu_vat.validate, 0))
    valid = re.sub(r"[^0-9A-Z]", "", rule(number[skipped:]))
    # A Swiss number ends in TVA, IVA or MWST, by the language of the writer; the number is the same.
    return re.sub(r"^(CHE\d{9})[A-Z]+$", r"\1", number[:skipped] + valid)


# --- International numbers --------------------------------------------------------------------------------------


def _lei(written: str, country: str = "") -> Identifier:
    remedy = Message("Write the twenty letters and digits as in the register of the GLEIF.")
    number = _compact(written)
    if len(number) != 20:
        what = Message("“{value}” is not a legal entity identifier: it has twenty letters and digits.", value=written)
        return _wrong("lei", written, what, remedy)
    if not lei.is_valid(number):
        what = Message("The check digits of the legal entity identifier “{value}” are wrong.", value=written)
        return _wrong("lei", written, what, remedy)
    return Identifier("lei", number, True)


def _gln(written: str, country: str = "") -> Identifier:
    remedy = Message("Write the thirteen digits as GS1 gave them.")
    number = _compact(written)
    if not re.fullmatch(r"(?!0+$)\d{13}", number):
        what = Message("“{value}” is not a global location number, which has thirteen digits.", value=written)
        return _wrong("gln", written, what, remedy)
    if not ean.is_valid(number):
        what = Message("The check digit of the global location number “{value}” is wrong.", value=written)
        return _wrong("gln", written, what, remedy)
    return Identifier("gln", number, True)


_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_OS_ID = re.compile(rf"[A-Z]{{2}}20\d\d(?:[0-2]\d\d|3[0-6]\d)[{_CROCKFORD}]{{6}}")


def _os_id_check_character(number: str) -> str:
    """The last character of an OS ID: the country's letters by their code, the rest by their base-32 value.

    Stated by the open source code of the Open Supply Hub; the rule gives 7 for its own example CN2021250D1DTN7.
    """
    country, rest = number[:2], number[2:14]
    return _CROCKFORD[(sum(map(ord, country)) + sum(map(_CROCKFORD.index, rest))) % len(_CROCKFORD)]


def _os_id(written: str, country: str = "") -> Identifier:
    remedy = Message("Write the OS ID as on the page of the site at the Open Supply Hub, such as {example}.",
                     example="CN2021250D1DTN7")  # fmt: skip
    number = _compact(written)
    if not _OS_ID.fullmatch(number):
        what = Message("“{value}” is not an OS ID: country, year, day and six letters or digits.", value=written)
        return _wrong("os_id", written, what, remedy)
    if _os_id_check_character(number) != number[14]:
        what = Message("The check character of the OS ID “{value}” is wrong.", value=written)
        return _wrong("os_id", written, what, remedy)
    return Identifier("os_id", number, True, number[:2])


_CHECKS: dict[str, Callable[[str, str], Identifier]] = {
    "be_enterprise": _enterprise,
    "vat": _vat,
    "lei": _lei,
    "gln": _gln,
    "os_id": _os_id,
}
