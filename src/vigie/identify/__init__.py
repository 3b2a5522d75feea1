"""From texts and codes to countries, product groups and identities; unsure means no answer, with the reason."""
