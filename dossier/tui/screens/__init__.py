"""What covers the workspace: the lists side by side with their articles, and the screens of a draft, a brief and news.

A screen takes a `Session` and a `Home`, never the workspace. `lists` has what they share: read it first. `findings` has
what is worked out of the whole dossier; the other screens are a module each.
"""
