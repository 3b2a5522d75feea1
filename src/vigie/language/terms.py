"""The words for the codes that the model itself fixes; the words of rights, products and countries are content."""

from __future__ import annotations

from vigie.errors import Message

CODE_NAMES: dict[tuple[str, str], Message] = {
    ("stage", "raw_material"): Message("raw material"),
    ("stage", "component"): Message("component"),
    ("stage", "final_production"): Message("final production"),
    ("likelihood", "reported"): Message("reported"),
    ("likelihood", "high"): Message("high"),
    ("likelihood", "undisclosed"): Message("undisclosed"),
    ("likelihood", "medium"): Message("medium"),
    ("likelihood", "no_source"): Message("no source"),
    ("likelihood", "low"): Message("low"),
    ("hazard_level", "salient"): Message("typical of this work"),
    ("hazard_level", "possible"): Message("seen, not typical"),
    ("about", "context"): Message("a context"),
    ("about", "supplier"): Message("this supplier"),
    ("about", "site"): Message("this site"),
    ("position", "direct"): Message("the supplier itself"),
    ("position", "unmapped"): Message("behind the supplier, unmapped"),
    ("confidence", "high"): Message("firm ground"),
    ("confidence", "medium"): Message("some ground"),
    ("confidence", "low"): Message("thin ground"),
    ("severity", "1"): Message("1, most severe"),
    ("severity", "2"): Message("2, severe"),
    ("severity", "3"): Message("3, serious"),
    ("severity", "4"): Message("4, limited"),
    ("dimension", "scale"): Message("scale"),
    ("dimension", "scope"): Message("scope"),
    ("dimension", "irremediability"): Message("irremediability"),
    ("language", "en"): Message("English"),
    ("language", "fr"): Message("French"),
    ("language", "nl"): Message("Dutch"),
    ("language", "de"): Message("German"),
    ("product_group", ""): Message("product not recognised"),
    ("country", "ZZ"): Message("unknown country"),
}
