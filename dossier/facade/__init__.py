"""The façade in parts: each is a class with the methods of one topic, and `Dossier` is all of them.

`opened` has what every part needs: the store, index runs and articles. Read it first, then the part you look for.
Nothing here works anything out: each method asks the room that does.
"""
