"""Rows of classes for grids and random cases: spread, close, equal, one-hot, tied, low, shifted and wide ones."""

from digits import float32


def spread(random, classes, size=2.0, center=0.0):
    return [float32(random.gauss(center, size)) for _ in range(classes)]


def close_to(random, row, share):
    """Each class off by about that share of its size."""
    return [float32(s + share * max(1, abs(s)) * random.choice([-1, 1]) * random.uniform(0.5, 1.5)) for s in row]


def dyadic(random, classes, size=2.0):
    """Multiples of 2⁻¹⁰: their differences are exact in float32."""
    return [round(random.gauss(0, size) * 1024) / 1024 for _ in range(classes)]


def shifted(random, classes):
    row = dyadic(random, classes)
    return [s + 1.5 for s in row], row


def one_hot(classes, top, k=0):
    return [float(top) if n == k else 0.0 for n in range(classes)]


def tied(random, classes, top=2.0):
    """Several equal largest scores."""
    return [top if k % 2 == 0 else float32(random.gauss(-1, 1)) for k in range(classes)]


def score_rows(random, classes, reach=60.0, lows=(-100.0, -1e4, -1e30)):
    """Pairs (ŝ, s); `reach` is the largest and `lows` the lowest scores that the transform is asked about."""
    base = spread(random, classes)
    low = [lows[k % len(lows)] if k % 2 else s for k, s in enumerate(spread(random, classes))]
    pairs = [
        (spread(random, classes), spread(random, classes)),
        (close_to(random, base, 1e-5), base),
        (close_to(random, base, 1e-3), base),
        (base, base),
        (spread(random, classes), [float32(s) for s in low]),
    ]
    if classes > 1:
        last = float32(reach * 5 / 12)
        pairs += [
            ([*one_hot(classes, reach)[:-1], last], one_hot(classes, reach)),
            (tied(random, classes), tied(random, classes, 1.0)),
            shifted(random, classes),
            (spread(random, classes, reach / 5), spread(random, classes, reach / 5)),
        ]
    return pairs


def probabilities(random, classes, size=1.5):
    """Multiples of 2⁻²⁰ with sum one."""
    weights = [2.718281828 ** random.gauss(0, size) for _ in range(classes)]
    parts = [int(w / sum(weights) * 2**20) for w in weights]
    parts[0] += 2**20 - sum(parts)
    return [part / 2**20 for part in parts]


def probability_rows(random, classes):
    """Pairs (ŝ, p): mixed, one-hot, uniform, with zeros."""
    uniform = [float32(1 / classes)] * classes
    zeros = probabilities(random, classes)
    if classes > 2:
        zeros[0], zeros[1] = zeros[0] + zeros[1], 0.0
    pairs = [
        (spread(random, classes), probabilities(random, classes)),
        (spread(random, classes), one_hot(classes, 1, classes - 1)),
        (one_hot(classes, 30), one_hot(classes, 1)),
        (spread(random, classes), uniform),
        (tied(random, classes), zeros),
    ]
    return pairs


def label_rows(random, classes):
    """Pairs (ŝ, class): an unlikely, a likely, a tied and a nearly certain label."""
    pairs = [
        (spread(random, classes), classes - 1),
        (one_hot(classes, 60), 0),
        (tied(random, classes), 0),
        (spread(random, classes, 8), random.randrange(classes)),
        (one_hot(classes, -100), 0),
    ]
    return pairs
