"""Two versions of one article → the facts that changed between them.

`alignment` pairs the sentences of both versions, `facts` the numbers, names, dates and quotations of two sentences,
and `changes` puts the result together. Commas, letters' case, white space and moved sentences are
not changes. Read `changes` first.
"""
