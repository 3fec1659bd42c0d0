"""Findings about numbers: from the quantities of all articles to groups of one thing, each with a verdict.

In go the facts of the articles (`linking.facts`), out come findings (`model.Finding`). `measuring` reads what each
quantity measures, `matching` says which measures are of one thing, `verdicts` says whether their values agree.
`compare` puts them together: read it first. `claims` tells the same evidence to whoever asks why.
"""
