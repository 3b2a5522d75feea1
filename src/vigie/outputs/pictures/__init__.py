"""Pictures drawn by our own small code as SVG, the same bytes on the page and in the PDF, each with its table."""
