"""What each column of the tables is called in plain words; the code of the column stays beside it."""

from __future__ import annotations

from collections.abc import Mapping

from vigie.errors import Message
from vigie.outputs.wording import Wording

HEADERS: Mapping[str, Message] = {
    "rank": Message("Rank"),
    "supplier": Message("Supplier"),
    "supplier_id": Message("Id of the supplier"),
    "rows": Message("Rows of the list"),
    "position": Message("Where in the chain"),
    "country": Message("Country"),
    "product": Message("Product as written"),
    "product_group": Message("Product group"),
    "tier": Message("Stage of production"),
    "right": Message("Right"),
    "severity": Message("Severity, 1 is worst"),
    "likelihood": Message("Likelihood"),
    "about": Message("What it is about"),
    "suppliers": Message("Number of suppliers"),
    "people": Message("Workers, if known"),
    "spend": Message("Spend, if known"),
    "currency": Message("Currency"),
    "reason": Message("Reason"),
    "rule": Message("Rule that decided"),
    "confidence": Message("How firm the ground is"),
    "sources": Message("Sources"),
    "by": Message("Recognised by"),
    "why": Message("Why it was read so"),
    "stage": Message("Stage of production"),
    "producer": Message("Makes the product itself"),
    "file": Message("File"),
    "sheet": Message("Sheet"),
    "row": Message("Row"),
    "column": Message("Column"),
    "found": Message("What stood there"),
    "what": Message("What is not understood"),
    "remedy": Message("What to write instead"),
    "named_suppliers": Message("Suppliers in it"),
    "steps": Message("First steps"),
    "id": Message("Id"),
    "publisher": Message("Publisher"),
    "title": Message("Title"),
    "date": Message("Date"),
    "read": Message("How it was read"),
    "licence": Message("Licence"),
    "url": Message("Address"),
    "joined": Message("Who joined its rows"),
    "supplier_id_a": Message("Id of the one"),
    "supplier_id_b": Message("Id of the other"),
    "name_a": Message("Name of the one"),
    "country_a": Message("Country of the one"),
    "name_b": Message("Name of the other"),
    "country_b": Message("Country of the other"),
    "likeness": Message("Likeness, 1 is most alike"),
    "reasons": Message("Why they may be one"),
    "same": Message("One supplier: yes or no"),
}
"""One heading per column, for all tables together: the same column means the same everywhere."""

FIELDS: Mapping[str, Message] = {
    "name": Message("name of the supplier"),
    "country": Message("country"),
    "address": Message("street and number"),
    "city": Message("town"),
    "postcode": Message("postcode"),
    "product": Message("product or service"),
    "cpv": Message("CPV code"),
    "hs": Message("customs code"),
    "nace": Message("NACE code"),
    "isic": Message("ISIC code"),
    "stage": Message("stage of production"),
    "spend": Message("spend"),
    "currency": Message("currency"),
    "workers": Message("number of workers"),
    "monthly_net_wage": Message("monthly net wage"),
    "wage_currency": Message("currency of the wage"),
    "women_share": Message("share of women"),
    "migrant_share": Message("share of migrant workers"),
    "incident": Message("harm that is known"),
    "be_enterprise": Message("Belgian enterprise number"),
    "vat": Message("VAT number"),
    "lei": Message("LEI"),
    "gln": Message("GLN"),
    "os_id": Message("OS Hub ID"),
    "internal": Message("supplier number of your own"),
    "": Message("not used"),
}
"""What a column of a list can be taken for; a field without a word here is shown by its code."""


def field_name(wording: Wording, field: str) -> str:
    """What a column was taken for, in the reader's language."""
    return wording.say(FIELDS[field]) if field in FIELDS else field
