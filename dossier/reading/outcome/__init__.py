"""The outcome of reading one file: the parts of its text, or the reason why it is not an article.

Read `text_parts` first.
"""
