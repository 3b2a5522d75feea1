"""Public notices as they are published: eForms XML and OCDS JSON, one at a time, with the place where each stands."""

from vigie.sources.notices.codes import Codes, load_codes
from vigie.sources.notices.limits import NoticeLimits
from vigie.sources.notices.reading import Record, records

__all__ = ["Codes", "NoticeLimits", "Record", "load_codes", "records"]
