"""
Grids for squared errors of links and weighted by them. Left out are points where a factor of a result is below 2⁻¹²⁶, and so may be lost
(docs/adding-a-backend.md), or h beyond float32, and those at the center of a power and of softsign, where h'' is infinite or has two values.
"""

from mpmath import mp, mpf

from composed_links import CUBIC, EXP, SOFT, SOFT_STEP, UNFRIENDLY, mirror, total
from digits import float32
from links import Link
from score_grids import TAILS, extreme_points, far_points, near_points, without_repeats

SMALLEST, LARGEST = mpf(2) ** -126, mpf(2) ** 127
ABRUPT = ("power", "softsign")
# Beyond these a square of h leaves float32, and little is learnt of the link.
SQUARED_TAILS = {**TAILS, "sinh": (15, 40), "exp": (15, 40), "softplus": (20, 40), "erf": (3, 5)}

SINGLE = [{"kind": kind, **UNFRIENDLY} for kind in SQUARED_TAILS if kind not in ("power", "clip")]
POWERS = [{"kind": "power", "exponent": 3}, {"kind": "power", "exponent": 1.5, "rate": 0.5, "center": 1}]
COMPOSED = [
    (total({"kind": "identity", "amplitude": 0.0625}, SOFT_STEP), (8, 40)),
    (mirror({"kind": "exp", "rate": 0.75, "center": 1}), (10, 40)),
    (CUBIC, (7, 1e4)),
    (SOFT, (6, 1e4)),
]
# Links, outputs, and numbers that are none.
OUTPUTS = [
    ({"kind": "sigmoid"}, [0, 0.001, 0.5, 0.9, 1], [-0.5, 1.5]),
    ({"kind": "exp", "rate": 0.5}, [0, 0.0078125, 1, 7.5], [-0.5]),
    ({"kind": "identity", "amplitude": 2}, [-7.5, 0, 2], []),
    ({"kind": "tanh", "amplitude": 2, "rate": 0.5, "center": 1}, [-2, -1, 0, 1.75], [-2.5, 3]),
]
WEIGHTED = [
    (None, {"kind": "exp", **UNFRIENDLY}),
    (None, {"kind": "softplus"}),
    (None, {"kind": "power", "exponent": 3}),
    ("larger", EXP),
    ("larger", {"kind": "sinh", **UNFRIENDLY}),
    ("larger", {"kind": "sigmoid", "rate": 2, "center": 1}),
    ("larger", {"kind": "power", "exponent": 1.5, "center": -1}),
    ("smaller", mirror({"kind": "exp", "rate": 0.75, "center": 1})),
    ("smaller", {"kind": "arctan", **UNFRIENDLY}),
]
WEIGHTED_COMPOSED = [("larger", SOFT, (6, 1e4)), ("smaller", CUBIC, (7, 1e4))]


def is_abrupt(term, z):
    return type(term.base).__name__.lower() in ABRUPT and term.u(z) == 0


def is_fair(spec, link, point):
    """Whether no factor of a result is lost below the smallest normal number, and h'' is one finite number."""
    predicted, target = point
    if any(is_abrupt(term, z) for term in link.terms for z in point):
        return False
    with mp.workdps(60):
        if abs(link.h(predicted)) + abs(link.h(target)) > LARGEST:
            return False
        slopes = [link.sensitivity(z) for z in point]
        bends = [abs(link.curvature(z)) for z in point]
        largest = max(abs(mpf(z)) for z in (*point, link.h(predicted), link.h(target)))
        return all(x == 0 or x * min(1, 1 / max(largest, 1)) > SMALLEST for x in slopes) and all(
            x == 0 or x > SMALLEST for x in bends
        )


def case(spec, points, invalid=()):
    link = Link(spec["link"])
    own = spec.get("target") == "output"
    kept = [pair for pair in without_repeats(points) if is_fair(spec, link, (pair[0], pair[0]) if own else pair)]
    made = {"loss": spec, "predicted": [z for z, _ in kept], "target": [s for _, s in kept]}
    return {**made, "invalid": list(invalid)} if invalid else made


def single_points(link):
    rate, center = link.get("rate", 1), link.get("center", 0)
    inner, outer = SQUARED_TAILS[link["kind"]]
    place = lambda u: float32(center + u / rate)
    near = near_points(place, 1 / rate, link["kind"], (inner, outer))
    return [*near, *far_points(place, outer), *extreme_points(place, outer)]


def composed_points(tails):
    return [*near_points(float32, 1, "", tails), *far_points(float32, tails[1]), *extreme_points(float32, tails[1])]


def points_of(link):
    """Points of a single link, or of the mirror that is used here."""
    return composed_points((10, 40)) if link["kind"] == "mirror" else single_points(link)


def output_points(outputs):
    scores = [-20, -3, -0.5, 0, 0.5, 1, 3, 20]
    return [(float32(z), float32(y)) for k, y in enumerate(outputs) for z in scores[k % 2 :: 2] + [0.25, -0.25]]


def square_cases():
    squared = lambda link, target="score": {"kind": "linkSquared", "target": target, "link": link}
    weighted = lambda at, link: {"kind": "weightedSquared", **({"at": at} if at else {}), "link": link}
    return [
        *(case(squared(link), single_points(link)) for link in [*SINGLE, *POWERS]),
        *(case(squared(link), composed_points(tails)) for link, tails in COMPOSED),
        *(case(squared(link, "output"), output_points(outputs), invalid) for link, outputs, invalid in OUTPUTS),
        *(case(weighted(at, link), points_of(link)) for at, link in WEIGHTED),
        *(case(weighted(at, link), composed_points(tails)) for at, link, tails in WEIGHTED_COMPOSED),
    ]
