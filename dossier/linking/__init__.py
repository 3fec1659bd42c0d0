"""The whole dossier: who is who, which passages tell the same fact, and where articles agree and differ.

Articles with what was extracted from them go in (`facts`: read it first); entities, findings, related passages,
coverage and the claims of a draft come out, each from a sub-package.
"""
