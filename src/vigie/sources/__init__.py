"""The one way in: supplier lists in anybody's format become records with provenance."""

from vigie.sources.limits import Limits
from vigie.sources.reading import read
from vigie.sources.vocabulary import Vocabulary, load_vocabulary

__all__ = ["Limits", "Vocabulary", "load_vocabulary", "read"]
