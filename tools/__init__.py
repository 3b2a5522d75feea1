"""Commands for people who work on Vigie itself; nothing here is installed with it."""
