"""What stands above an article's text: headline, byline, date, outlet. Units and lines go in, what they are comes out.

Read `date_lines` first; `printed_dates` and `bylines` read a line, `publication` chooses among the dates.
"""
