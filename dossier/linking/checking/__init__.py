"""A draft set against the articles: each of its names, numbers, dates and quotations gets a status and a reason.

`check` puts it together: the draft is compared like one more article (`draft`), numbers and dates take the verdicts of
comparing (`figures`), quotations are looked for word by word (`quotes`), names by their spelling (`names`), and
`consistency` finds what the draft contradicts in itself, with `sums`. Read `check` first.
"""
