"""A sentence → its acts of speech. Read `speech_acts` first; `act_rules` holds the rules, `data` the words."""
