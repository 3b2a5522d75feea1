"""Public notices as open contracting data: an eForms notice becomes a release of OCDS."""

from vigie.outputs.ocds.release import Converter

__all__ = ["Converter"]
