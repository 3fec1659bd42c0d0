"""The reader and what it is made of: an article laid out in rows, with a cursor, a selection and the mouse.

An article and its spans go in, the cursor's moves come out as messages. Read `reader` first, then `article_view`.
"""
