"""Says the parts of a prepared contract in one language: names, articles with how they were read, sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from vigie.content import Content
from vigie.errors import Message, Term
from vigie.language import Language
from vigie.model.clause_library import ClauseArticle
from vigie.model.preparing import Preparation
from vigie.outputs.document import Heading
from vigie.outputs.wording import HOW_READ

UNREAD = Message("nobody has read it for this entry")


@dataclass(frozen=True, slots=True)
class Saying:
    """A preparation with the content it rests on and the language it is to be read in."""

    preparation: Preparation
    content: Content
    language: Language

    def say(self, message: Message) -> str:
        """A sentence in the reader's language."""
        return self.language.say(message)

    def name(self, kind: str, code: str) -> str:
        """A word of the content in the reader's language."""
        return self.language.term(Term(kind, code))

    def names(self, kind: str, codes: Iterable[str]) -> str:
        """Several words, joined."""
        return ", ".join(self.name(kind, each) for each in codes)

    def heading(self, level: int, message: Message, anchor: str) -> Heading:
        """A heading in the reader's language."""
        return Heading(level, self.say(message), anchor)

    def article(self, article: ClauseArticle) -> str:
        """The text, the articles meant, and how they were read. A judgment is named by its number once."""
        source = self.content.sources[article.source]
        named = source.title if article.articles in source.title else f"{source.title}, {article.articles}"
        return f"{named} ({self.say(HOW_READ.get(article.read, UNREAD))})"

    def cited(self, ids: Iterable[str]) -> str:
        """Sources in short, in brackets; nothing where there are none."""
        found = [self.content.sources[each] for each in ids if each in self.content.sources]
        return f" [{'; '.join(f'{each.publisher}, {each.title}, {each.date}' for each in found)}]" if found else ""
