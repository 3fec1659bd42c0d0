"""Articles and what was extracted from them, kept and found again.

Articles with their annotations go in, hits, facets, facts of the whole dossier and findings come out. `base.store` is
the protocol: read it first. `local` is the engine for one machine (`catalogue`, the truth, and `search`, the text
index), `opensearch` the one for a cluster. Both take the trees of `query` and cut words by `text`. `findings` keeps
what is worked out of all articles.
"""

import os

# numpy would start threads for linear algebra, which nothing here does: a third of the time that it takes to import.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
