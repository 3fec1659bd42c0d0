"""Articles and what was extracted from them, kept and found again.

Articles with their annotations go in, hits, facets, facts of the whole dossier and findings come out. `base.store` is
the protocol: read it first. `local` is the engine for one machine (`catalogue`, the truth, and `search`, the text
index), `opensearch` the one for a cluster. Both take the trees of `query` and cut words by `text`. `findings` keeps
what is worked out of all articles.
"""

import os

# Else numpy starts threads for linear algebra, which nothing here uses: a third of its import time.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
