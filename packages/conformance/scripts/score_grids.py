"""Grids for matching losses with score targets, made from each link's domain (places in units u = rate·(z − center))."""

from composed_links import COMPOSED, UNFRIENDLY
from digits import float32, neighbour

# Scales of u at which a link is in its inner and in its outer tail.
TAILS = {
    "identity": (1e3, 1e6),
    "sigmoid": (20, 40),
    "tanh": (20, 40),
    "arctan": (1e4, 1e8),
    "softsign": (1e4, 1e8),
    "erf": (5, 9),
    "sinh": (40, 80),
    "asinh": (1e4, 1e8),
    "exp": (40, 80),
    "softplus": (40, 80),
    "power": (1e3, 1e6),
    "clip": (4, 1e6),
}
FURTHER = {"power": [{"exponent": p} for p in (0.5, 1.5, 2, 3)], "clip": [{"threshold": 1.5}]}
LARGEST = 2.0**126


# Links that change over lengths like |u| itself: distances are shares of that.
SELF_SIMILAR = ("identity", "asinh", "arctan", "softsign", "power")


def near_points(place, scale, base, tails):
    """Beside the optimum, at each place with other distances; none where the distance rounds away."""
    shares = [1e-7, -1e-5, 1e-3, -1e-2, -1e-7, 1e-5, -1e-3, 1e-2]
    inner, outer = tails
    for k, u in enumerate([0, 0.5, -0.5, 2, -2, inner, -inner, outer, -outer]):
        s = place(u)
        for share in shares[3 * k % 8 :][:3]:
            size = max(1, abs(u)) if base in SELF_SIMILAR else 1
            predicted = float32(s + share * size * scale)
            if predicted != s:
                yield predicted, s


def far_points(place, outer):
    u = [-outer, -3, -0.5, 0, 0.5, 3, outer]
    pairs = [(0, 6), (6, 0), (0, 3), (3, 0), (6, 3), (3, 6), (1, 5), (5, 1), (1, 2), (4, 5), (2, 4), (5, 6), (1, 0), (0, 4)]
    for predicted, target in pairs:
        yield place(u[predicted]), place(u[target])


def extreme_points(place, outer):
    """Equal scores, signed zeros, the largest scores."""
    for s in (place(0), place(outer), place(-outer), LARGEST):
        yield s, s
    yield from [(0.0, -0.0), (-0.0, 0.0), (0.0, 1.0), (1.0, -0.0)]
    yield from [(LARGEST, 0.0), (-LARGEST, 1.0), (0.0, -LARGEST), (1.0, LARGEST)]
    yield from [(LARGEST, -LARGEST), (-LARGEST, LARGEST)]
    yield LARGEST, neighbour(LARGEST, -1)
    yield -LARGEST, neighbour(-LARGEST, 1)


def kink_points(kinks):
    """Just below, at and above each kink, and across them."""
    kinks = [float32(kink) for kink in kinks]
    for k, kink in enumerate(kinks):
        below, above = neighbour(kink, -1), neighbour(kink, 1)
        inside = float32(kink + 0.25)
        yield from [(below, kink), (above, kink), (kink, above), (above, below), (kink, inside), (inside, below)]
        if k > 0:
            yield from [(kinks[k - 1], kink), (kink, kinks[k - 1])]


def without_repeats(points):
    return list({(str(a), str(b)): (a, b) for a, b in points}.values())


def grid_case(link, place, scale, base, tails, kinks):
    if tails is None:
        points = [*near_points(place, scale, base, (1, 3)), *far_points(place, 6)]
    else:
        points = [*near_points(place, scale, base, tails), *far_points(place, tails[1])]
        points += [*extreme_points(place, tails[1]), *kink_points(kinks)]
    points = without_repeats(points)
    spec = {"kind": "matching", "target": "score", "link": link}
    return {"loss": spec, "predicted": [a for a, _ in points], "target": [b for _, b in points]}


def simple_case(kind, further, placement):
    rate, center = placement.get("rate", 1), placement.get("center", 0)
    place = lambda u: float32(center + u / rate)
    kinks = [center + side * further["threshold"] / rate for side in (-1, 1)] if kind == "clip" else []
    kinks += [center] if kind == "power" else []
    return grid_case({"kind": kind, **further, **placement}, place, 1 / rate, kind, TAILS[kind], kinks)


def score_cases():
    simple = [
        simple_case(kind, further, placement)
        for kind in TAILS
        for further in FURTHER.get(kind, [{}])
        for placement in ({}, UNFRIENDLY)
    ]
    return simple + [grid_case(link, float32, 1, "", tails, kinks) for link, tails, kinks in COMPOSED]
