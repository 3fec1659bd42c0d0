"""A sentence → its acts of speech: which verb, who speaks, and the words that say so.

Read `speech_acts` first. `phrase_rules` and `act_rules` hold the rules, `data` the words. Of the classes in `tokens`,
`phrases`, `joint_names`, `subjects` and `verbs` each adds to the one before what a sentence can be asked.
"""
