"""Plain text and Markdown become the parts of an article: zones, passages, and what the text says of itself.

Read `plain` first; `head` reads title, byline and date.
"""
