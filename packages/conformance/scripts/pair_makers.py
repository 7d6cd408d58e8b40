"""Lists for grids: spread, close, tied, wide ones, such as share a shift; what their pairs count; preferences."""

from digits import float32
from row_makers import close_to, dyadic, spread

# What all scores of a list are off by, beside the optimum, and the unit of the last place of a float32 score there.
SHIFTS = ((5.0, 2.0**-21), (-50.0, 2.0**-18), (1000.0, 2.0**-14))
# By how many of these each is off besides. None is the mean of all, where a gradient would be zero.
UNITS = (1, -3, 4, 7, -6)


def across(points):
    """Points as columns, one for each kind of data."""
    return {name: [point[name] for point in points] for name in points[0]}


def pair(predicted, target):
    return {"predicted": predicted, "target": target}


def grades(random, items, most=3):
    """Relevance: whole numbers, with ties where there are more items than grades."""
    return [float(random.randint(0, most)) for _ in range(items)]


def items_beside(random, row, distance):
    return [float32(s + distance * random.uniform(-1.5, 1.5)) for s in row]


def list_rows(random, items, reach):
    """Generic; beside the optimum; at it; with ties; wide; the same in other ways. Of longer lists fewer."""
    base, tied = spread(random, items), [1.0 if k % 2 else -0.5 for k in range(items)]
    ends = [float(reach * (1 if k % 2 else -1)) for k in range(items)]
    rows = [
        pair(spread(random, items), spread(random, items)),
        pair(items_beside(random, base, 1e-6), base),
        pair(base, base),
        pair(tied, spread(random, items)),
        pair(ends, spread(random, items)),
        pair(items_beside(random, base, 1e-3), base),
        pair(spread(random, items), tied),
        pair(spread(random, items), [float32(end / 2) for end in ends]),
    ]
    return rows[: 8 if items == 2 else 5 if items < 10 else 3]


def shifted_rows(random, items):
    """ŝ = s + shift + δ, δ a few units of the last place; the optimum but for a shift; far from 0, both."""
    rows = []
    for shift, unit in SHIFTS:
        base = dyadic(random, items)
        rows.append(pair([float32(s + shift + UNITS[k % 5] * unit) for k, s in enumerate(base)], base))
    base = dyadic(random, items)
    rows.append(pair([s + 5.0 for s in base], base))
    far = [s + 1000.0 for s in dyadic(random, items)]
    rows.append(pair(items_beside(random, far, 1.0), far))
    return rows


def relevance_rows(random, items, reach=60):
    """Graded, with ties; all tied; all apart; scores equal; far apart, in both orders."""
    order = [float(k) for k in range(items)]
    random.shuffle(order)
    # Not alike from both ends: gradients that cancel in truth have no digits.
    far = [float32(reach * (2 * k / max(1, items - 1) - 1) + k * k / 16) for k in range(items)]
    rows = [
        pair(spread(random, items), grades(random, items)),
        pair(spread(random, items), [1.0] * items),
        pair(spread(random, items), order),
        pair(far, [float(items - k) for k in range(items)]),
        pair([0.5] * items, order),
        pair(far, [float(k) for k in range(items)]),
    ]
    return rows[: 5 if items < 10 else 3]


def lambda_data(random, items, n):
    """Gains 2^t − 1 and discounts 1/log₂(1 + rank), as NDCG has them; once all gains are equal, so that no pair counts."""
    gains = [3.0] * items if n == 2 else [float(2 ** random.randint(0, 4) - 1) for _ in range(items)]
    return {"gain": gains, "discount": [float32(random.uniform(0.2, 1)) for _ in range(items)]}


def weight_data(random, items, n):
    """Weights of items, some of them 0; once all but one."""
    weights = [random.choice([0.0, 0.25, 0.5, 1.0, 3.0]) for _ in range(items)]
    return {"itemWeight": [1.0] + [0.0] * (items - 1) if n == 2 else weights}


def log_probabilities(random, size):
    return [float32(-120 + size * random.gauss(0, 20)) for _ in range(2)]


def preference_rows(random, size, gap=None, near=None):
    """
    Log-probabilities of answers, of the model and of its reference; of the same as the reference; with a lead of 400, 100 where only the
    reward of 50 is asked for. With a gap, observed ones too, and beside the optimum.
    """
    reference = log_probabilities(random, size)
    rows = [
        {"predicted": log_probabilities(random, size), "reference": log_probabilities(random, size)},
        {"predicted": items_beside(random, reference, size), "reference": reference},
        {"predicted": reference, "reference": reference},
        {"predicted": [-20.0 * size, -420.0 * size], "reference": [-40.0 * size, -40.0 * size]},
        {"predicted": [-420.0 * size, -20.0 * size], "reference": [-40.0 * size, -40.0 * size]},
    ]
    if near is not None:
        rows += [{"predicted": [-10.0, -14.0], "reference": [-30.0, float32(-30.000002)]}]
    if gap is None:
        return rows
    targets = [float32(random.gauss(0, 2)) for _ in rows]
    close = {"predicted": [-10.0, float32(-18.000002)], "reference": [-30.0, float32(-30.000002)]}
    return [*[{**row, "target": t} for row, t in zip(rows, targets)], {**close, "target": 1.0}]
