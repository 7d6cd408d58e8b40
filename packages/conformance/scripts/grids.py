"""The files of exact values: what each is about, and its cases."""

from output_grids import output_cases
from pair_grids import pair_cases
from row_grids import long_row_cases, row_cases
from score_grids import score_cases
from square_grids import square_cases

HOW = (
    "Made by scripts/generate.py with mpmath, at rising precision (81 digits, doubled until 32 digits agree); "
    "layout, printing and allowances as in golden/matching.json."
)

GRIDS = {
    "scores": (f"Matching losses with score targets over the domain of every link. {HOW}", score_cases),
    "outputs": (f"Matching losses with output targets; 'invalid' are targets that are none. {HOW}", output_cases),
    "rows": (f"Losses of rows of classes; 'invalid' are targets that are none. {HOW}", row_cases),
    "long-rows": (f"Rows of 1,000 classes and more. {HOW}", long_row_cases),
    "pairs": (f"Losses of pairs, lists, preferences, distillation; 'counts' where some count nothing in a mean. {HOW}", pair_cases),
    "squares": (f"Squared errors of links, and weighted by them. {HOW}", square_cases),
}
