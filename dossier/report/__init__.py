"""The report: one self-contained page of findings, timeline, coverage, names and notes, to share with others.

`contents` gathers it from the façade, `charts` and `linked_data` make its pictures and its JSON-LD, `page` writes it.
Read `page` first. Everything an article says is data here: nothing of it becomes markup or code.
"""
