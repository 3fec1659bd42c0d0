"""An article → its dates with calendar intervals.

Read `find` first, then `vocabulary`, which calls the rules: `absolute` for dates that name a day, month or year,
`relative`, `weekdays`, `months`, `years` and `counted` for those that are told from the day of publication.
"""
