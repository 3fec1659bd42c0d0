"""The query language: text → query tree, with error places and suggestions. Read `parser` first."""
