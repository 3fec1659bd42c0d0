"""Notes as Markdown, JSON-LD, CSL-JSON, BibTeX, CSV and REFI-QDA. Read `documents` first."""
