"""What comes of reading one file: the parts of its text, or the reason why it is no article.

Read `text_parts` first.
"""
