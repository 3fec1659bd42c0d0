"""The article being read: what was extracted from it, its marks, and the way back to where you have been.

Read `document` first; the other parts take the `CurrentArticle` it defines.
"""
