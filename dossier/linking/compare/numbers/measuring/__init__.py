"""What each number of one article measures: its value and bounds, what it counts, whose it is, where and when.

In go the facts of an article, out come `Measure`s, which can be kept while other articles change. Read `measures`
first: it puts together what the other modules read from the sentence.
"""
