"""Grids for matching losses with score targets, made from each link's domain (places in units u = rate·(z − center))."""

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
UNFRIENDLY = {"amplitude": 1.7, "rate": 0.3, "center": 0.1}

# Composed and drawn links: the link, its tails in units of the score, and its kinks.
COMPOSED = [
    ({"kind": "sum", "links": [{"kind": "identity", "amplitude": 0.0625}, {"kind": "sigmoid", "amplitude": 4, "rate": 3, "center": 2}]}, (8, 40), []),
    ({"kind": "sum", "links": [{"kind": "sinh", "rate": 0.5, "center": 1}, {"kind": "tanh", "amplitude": 3}]}, (10, 80), []),
    ({"kind": "sum", "links": [{"kind": "exp"}, {"kind": "mirror", "link": {"kind": "exp"}}]}, (10, 80), []),
    ({"kind": "sum", "links": [{"kind": "erf"}, {"kind": "arctan", "rate": 2}], **UNFRIENDLY}, (30, 1e4), []),
    ({"kind": "sum", "amplitude": 0.5, "rate": 2, "center": 1, "links": [{"kind": "mirror", "link": {"kind": "sum", "rate": 0.5, "links": [{"kind": "exp", "rate": 0.25}, {"kind": "softsign", "center": -1}]}}, {"kind": "asinh"}]}, (10, 80), []),
    ({"kind": "mirror", "link": {"kind": "exp", "rate": 0.75, "center": 1}}, (20, 80), []),
    ({"kind": "mirror", "link": {"kind": "softplus"}, "rate": 2}, (10, 40), []),
    ({"kind": "mirror", "link": {"kind": "clip", "threshold": 2, "center": 1}}, (8, 1e6), [-3, 1]),
    ({"kind": "piecewiseLinear", "knots": [[-2, -1], [0, -0.5], [1, 2], [4, 2.5]]}, (6, 1e4), [-2, 0, 1, 4]),
    ({"kind": "piecewiseLinear", "knots": [[-1, 0], [0, 0], [0.7, 1.3], [2, 1.3]], "amplitude": 2, "rate": 0.5, "center": 1}, (8, 1e4), [-1, 1, 2.4, 5]),
    ({"kind": "mirror", "link": {"kind": "piecewiseLinear", "knots": [[-1, -1], [1, 0], [2, 3]], "center": 0.5}}, (6, 1e4), [-2.5, -1.5, 0.5]),
    ({"kind": "monotoneCubic", "knots": [[-3, -2], [-1, -1.75], [0, 0], [2, 0.25], [5, 4]]}, (7, 1e4), [-3, -1, 0, 2, 5]),
    ({"kind": "monotoneCubic", "knots": [[-1, -1], [0, 0], [1, 0], [3, 5]], "amplitude": 1.5, "rate": 0.5, "center": -1}, (9, 1e4), [-3, -1, 1, 5]),
    ({"kind": "fromSensitivity", "floor": 0.125, "regions": [{"from": 2, "to": 4, "gain": 3, "softness": 0.5}, {"to": -3, "gain": 0.5, "softness": 1}]}, (6, 1e4), [-3.5, -2.5, 1.75, 2.25, 3.75, 4.25]),
    ({"kind": "fromSensitivity", "regions": [{"from": 1, "gain": 2}, {"from": -4, "to": 6, "gain": 0.25, "softness": 2}]}, (8, 1e4), [-5, -3, 1, 5, 7]),
    ({"kind": "fromSensitivity", "regions": [{"from": -1, "to": 1, "gain": 2}], "rate": 2, "center": 0.5}, (4, 1e4), [0, 1]),
    ({"kind": "fromSensitivity", "regions": [{"to": 0, "gain": 1, "softness": 1}, {"from": 0, "gain": 0.5}], **UNFRIENDLY}, (9, 1e4), [0.1]),
    # By its potential z²/2 + log cosh z, which is subtracted directly: moderate scores only.
    ({"kind": "custom", "h": ["add", "z", ["tanh", "z"]], "H": ["add", ["divide", ["square", "z"], 2], ["subtract", ["softplus", ["multiply", 2, "z"]], "z"]]}, None, []),
]

LARGEST = 2.0**126


def near_points(place, scale, base, tails):
    """Beside the optimum, at each place with other distances; none where the distance rounds away."""
    shares = [1e-7, -1e-5, 1e-3, -1e-2, -1e-7, 1e-5, -1e-3, 1e-2]
    inner, outer = tails
    for k, u in enumerate([0, 0.5, -0.5, 2, -2, inner, -inner, outer, -outer]):
        s = place(u)
        for share in shares[3 * k % 8 :][:3]:
            predicted = float32(s + share * max(1, abs(u) if base in ("identity", "asinh", "arctan", "softsign", "power") else 1) * scale)
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
    yield from [(LARGEST, 0.0), (-LARGEST, 1.0), (0.0, -LARGEST), (1.0, LARGEST), (LARGEST, -LARGEST), (-LARGEST, LARGEST)]
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
