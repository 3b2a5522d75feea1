"""XML of strangers to a tree, or a refusal: no document type, no entities, no network, bounded depth and size."""

from __future__ import annotations

from lxml import etree

from vigie.errors import Message, UnreadableInput

Element = etree._Element

_AGAIN = Message("Fetch the notice again from where it was published, and give that file.")


def parse(data: bytes, where: str) -> Element:
    """The root of an XML document. Raises `UnreadableInput` where it is no sound XML or carries a document type.

    Limits on depth and on expanded entities are those of libxml2, which are never lifted here. A document type
    is refused whole: no notice has one, and every entity attack needs one.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise _not_sound(error, where) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableInput(
            Message("The notice carries an XML document type, which notices never have and which attacks use."),
            where=where,
            advice=_AGAIN,
        )
    return root


def _not_sound(error: Exception, where: str) -> UnreadableInput:
    line = getattr(error, "lineno", None) or 0
    return UnreadableInput(
        Message("The XML breaks in line {line} and cannot be read.", line=line), where=where, advice=_AGAIN
    )
