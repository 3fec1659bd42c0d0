"""A PDF of several pages, each with its own lines."""

from __future__ import annotations

from collections.abc import Sequence


def pdf_of(pages: Sequence[Sequence[str]]) -> bytes:
    """Return a PDF whose pages have these lines, the first line of the first page in large type."""
    kids = " ".join(f"{10 + 2 * n} 0 R" for n in range(len(pages)))
    parts = [
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n",
        f"2 0 obj<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>endobj\n",
        "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>endobj\n",
    ]
    for n, lines in enumerate(pages):
        drawn = "".join(
            f"BT /F {20 if n == row == 0 else 10} Tf 60 {700 - 13 * row - 40 * bool(row)} Td ({line}) Tj ET\n"
            for row, line in enumerate(lines)
        )
        parts.append(
            f"{10 + 2 * n} 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {11 + 2 * n} 0 R"
            f"/Resources<</Font<</F 5 0 R>>>>>>endobj\n{11 + 2 * n} 0 obj<</Length {len(drawn)}>>stream\n{drawn}"
            "\nendstream endobj\n"
        )
    parts.append("trailer<</Root 1 0 R/Size 99>>\n%%EOF\n")
    return "".join(parts).encode("cp1252")


FERRY = pdf_of(
    [
        [
            "Ferry to Lund Island stops",
            "The ferry to Lund Island stopped on 4 March 2024 with 180",
            "passengers aboard, the harbour office said on the quay.",
        ],
        [
            "A crane had fallen across the mooring.",
            "“We had no warning from anybody at all,” said Ines Duarte, who",
            "was steering. The repair will cost 2.5 million euros.",
        ],
    ]
)
"""Two pages; the quotation, its speaker and the sum stand on the second."""
