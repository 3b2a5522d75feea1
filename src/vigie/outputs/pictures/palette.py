"""Colours, type and measures of all pictures; the severity scale is the same on page, in PDF and on the map.

The four severities fall in lightness in equal steps, so that they keep their order for every kind of colour
vision and in grey; words and marks say the same without colour.
"""

from __future__ import annotations

INK = "#2b2622"
MUTED = "#6b6257"
HAIRLINE = "#cfc6b8"
PAPER = "#ffffff"
LAND = "#e6e0d4"
ACCENT = "#1f4e5f"

SEVERITY = {1: "#5a1840", 2: "#a83a4b", 3: "#dd8552", 4: "#f3cf8e"}
"""Fill per level of severity, 1 the worst."""

ON_SEVERITY = {1: PAPER, 2: PAPER, 3: INK, 4: INK}
"""Text on the fill of a severity."""

HATCH = "#b3a999"
HATCH_GROUND = "#f4efe6"
"""Lines and ground of the hatching that means unknown; unknown is never white and never green."""

SANS = "'Source Sans Pro', 'Source Sans 3', 'Segoe UI', Helvetica, Arial, sans-serif"
"""The family of labels: bundled for the PDF under its first name, in the page under its second."""

WIDTH = 680
"""Width of every picture in its own units; at full width of the text one unit is about a quarter of a millimetre."""
