"""The query language: text → query tree, which knows no engine, with places of errors and suggestions.

Read `tree` first, then `parser`.
"""
