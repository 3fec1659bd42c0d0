"""Blocks of a format other than plain text become an article's text with zones. Read `compose` first."""
