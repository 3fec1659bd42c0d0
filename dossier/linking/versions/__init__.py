"""Two versions of one article → the facts that changed between them.

`alignment` sets the sentences of both versions side by side, `facts` the numbers, names, dates and quotations of two
sentences, and `changes` puts together what is told. Commas, letters' case, white space and moved sentences are no
changes. Read `changes` first.
"""
