"""Notes as Markdown, JSON-LD, CSL-JSON, BibTeX and CSV. Read `documents` first."""
