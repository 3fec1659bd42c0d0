"""Plain text and Markdown become a page: lines, furniture, passages; `head` reads title, byline and date.

Read `plain` first.
"""
