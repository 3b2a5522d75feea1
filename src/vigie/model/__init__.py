"""The nouns of the glossary, frozen and typed; everything else in Vigie speaks in them."""
