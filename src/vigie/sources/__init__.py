"""The one way in: supplier lists become records with provenance, and tables of a chain become frames."""

from vigie.sources.limits import Limits
from vigie.sources.reading import read
from vigie.sources.tables import TableReading, read_table
from vigie.sources.vocabulary import Vocabulary, load_vocabulary

__all__ = ["Limits", "TableReading", "Vocabulary", "load_vocabulary", "read", "read_table"]
