"""Notes as Markdown, JSON-LD, CSL-JSON and BibTeX. Read `documents` first."""
