"""Exact values of losses over pairs of the items of a row, some of which are masked.

Prints values/masked-pairs.json: python3 scripts/masked_pairs.py > values/masked-pairs.json
"""

import json

from mpmath import exp, log, mp, mpf, nstr

mp.dps = 50


def score(k, salt):
    """Multiples of 1/16 in [-3, 3], which every kind of number holds."""
    return mpf(((k * 31 + salt * 57) % 97) - 48) / 16


def softplus(x):
    return log(1 + exp(x))


def sigmoid(x):
    return 1 / (1 + exp(-x))


def pairs(x, t, kept):
    """Sum over kept i, j with t_i > t_j of log(1 + e^-(x_i - x_j)); its gradient; the diagonal of its Hessian."""
    n = len(x)
    above = lambda i, j: kept[i] and kept[j] and t[i] > t[j]
    loss = sum((softplus(x[j] - x[i]) for i in range(n) for j in range(n) if above(i, j)), mpf(0))
    gradient = [
        sum((sigmoid(x[i] - x[j]) for j in range(n) if above(j, i)), mpf(0))
        - sum((sigmoid(x[j] - x[i]) for j in range(n) if above(i, j)), mpf(0))
        for i in range(n)
    ]
    hessian = [
        sum((sigmoid(x[i] - x[j]) * sigmoid(x[j] - x[i]) for j in range(n) if above(i, j) or above(j, i)), mpf(0))
        for i in range(n)
    ]
    return loss, gradient, hessian


def columns(x, t, kept):
    """Sum over kept j of (x_j - t_j)^2 / 2, which varies along j alone, over the number of kept items."""
    n = len(x)
    count = sum(1 for one in kept if one)
    square = sum(((x[j] - t[j]) ** 2 / 2 for j in range(n) if kept[j]), mpf(0))
    return (
        square / count if count else mpf(0),
        [(x[i] - t[i]) / count if kept[i] else mpf(0) for i in range(n)],
        [mpf(1) / count if kept[i] else mpf(0) for i in range(n)],
    )


def rivals(x, t, kept):
    """Sum over kept i of (max_j x_j - x_i)^2 / 2, the largest over the kept j and taken for a constant in the derivatives."""
    n = len(x)
    inside = [j for j in range(n) if kept[j]]
    if not inside:
        return mpf(0), [mpf(0)] * n, [mpf(0)] * n
    top = max(x[j] for j in inside)
    loss = sum(((top - x[i]) ** 2 / 2 for i in inside), mpf(0))
    return loss, [x[i] - top if kept[i] else mpf(0) for i in range(n)], [mpf(1) if kept[i] else mpf(0) for i in range(n)]


MASKS = {
    "all kept": lambda k, n: 1,
    "the first masked": lambda k, n: int(k > 0),
    "the last masked": lambda k, n: int(k < n - 1),
    "some masked": lambda k, n: int((k * k + 3 * k) % 11 < 6),
    "one kept": lambda k, n: int(k == n // 2),
    "all masked": lambda k, n: 0,
}


def text(value):
    return nstr(value, 30) if value != 0 else "0.0"


def row(items, name, mask, salt):
    x = [score(k, salt) for k in range(items)]
    t = [score(k * 7, salt + 3) for k in range(items)]
    kept = [mask(k, items) for k in range(items)]
    exact = {}
    for key, make in (("pairs", pairs), ("columns", columns), ("rivals", rivals)):
        loss, gradient, hessian = make(x, t, kept)
        exact[key] = {"loss": text(loss), "gradient": [text(g) for g in gradient], "hessian": [text(h) for h in hessian]}
    return {"mask": name, "predicted": [float(z) for z in x], "target": [float(z) for z in t], "kept": kept, "exact": exact}


rows = [row(items, name, mask, salt) for items in (2, 5, 34) for salt, (name, mask) in enumerate(MASKS.items())]
about = "Made by scripts/masked_pairs.py with mpmath, 50 digits: losses over pairs of items, exact to 30 digits."
print(json.dumps({"about": about, "rows": rows}, separators=(",", ":")))
