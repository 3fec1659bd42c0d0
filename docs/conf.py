"""How Sphinx builds the documentation: `make docs` writes it to build/docs, with no network."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import dossier

project = "Dossier"
author = "The Dossier authors"
copyright = author
release = version = dossier.__version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx_click"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

exclude_patterns: list[str] = []
autodoc_member_order = "bysource"
autodoc_typehints = "description"

html_theme = "furo"
html_title = f"Dossier {release}"
html_show_sphinx = False
html_copy_source = False

man_pages: list[tuple[str, str, str, list[str], int]] = []
