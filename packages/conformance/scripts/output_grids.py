"""Grids for matching losses with output targets: outputs inside the range of the link, at its ends and just inside them."""

from mpmath import mp

from digits import float32, neighbour
from links import Link
from scalar import output_range
from score_grids import TAILS, without_repeats

DYADIC = {"amplitude": 2, "rate": 0.5, "center": 1}
POSITIVE = [0.0078125, 0.5, 1, 7.5, 1e6]
REAL = [-7.5, -0.5, 0, 1e-3, 2, 1e6]

# Links, their outputs for amplitude 1 apart from the ends, and outputs far outside that are none.
LINKS = [
    ({"kind": "identity"}, REAL, []),
    ({"kind": "sigmoid"}, [1e-30, 0.001, 0.25, 0.5, 0.9, 0.999], [-1e30, -0.5, 1.5, 1e30]),
    ({"kind": "tanh"}, [-0.999, -0.5, 0, 1e-3, 0.9], [-1e30, -1.5, 1.5, 1e30]),
    ({"kind": "arctan"}, [-1.5, -0.5, 0, 1e-3, 1.25], [-1e30, -2, 2, 1e30]),
    ({"kind": "softsign"}, [-0.999, -0.5, 0, 1e-3, 0.75], [-1e30, -1.5, 1.5, 1e30]),
    ({"kind": "sinh"}, REAL, []),
    ({"kind": "asinh"}, [-7.5, -0.5, 0, 1e-3, 2, 30], []),
    ({"kind": "exp"}, POSITIVE, [-1e30, -0.5]),
    ({"kind": "power", "exponent": 0.5}, [-7.5, -0.5, 0, 1e-3, 2, 100], []),
    ({"kind": "power", "exponent": 3}, [-8, -0.5, 0, 1e-3, 2, 1e6], []),
    ({"kind": "clip", "threshold": 2}, [-1.5, 0, 1e-3, 0.75, 1], [-1e30, -3, 3, 1e30]),
    ({"kind": "mirror", "link": {"kind": "exp", "rate": 0.5}}, [-y for y in POSITIVE], [0.5, 1e30]),
    ({"kind": "mirror", "link": {"kind": "sigmoid", "center": 1}}, [-0.999, -0.5, -0.25, -0.001], [-1e30, -1.5, 0.5, 1e30]),
]


def beyond(end, side):
    """The first float32 number on that side of an end, and the last one that is not."""
    near = float32(end)
    outside = near if side * (mp.mpf(near) - end) > 0 else neighbour(near, side)
    return outside, neighbour(outside, -side)


def outputs_at_ends(link):
    """Outputs at closed ends and just inside of all ends; and those that are none, the first beyond each end."""
    good, bad = [], []
    ends, closed = output_range(link)
    for end, side in zip(ends, (-1, 1)):
        if end is None:
            continue
        outside, last = beyond(end, side)
        if last == end and not closed:
            bad.append(last)
            last = neighbour(last, -side)
        if last == end:
            good.append(last)
            last = neighbour(last, -side)
        good.append(last)
        bad.append(outside)
    return good, bad


def score_of(link, output):
    """The float32 number nearest to h⁻¹(y), or None."""
    (term,) = link.terms
    own = term.sign * mp.mpf(output) / term.amplitude
    if any(own == end for end in term.base.ends):
        return None
    slope = term.line(mp.mpf(1)) - term.line(mp.mpf(0))
    score = (term.base.inverse(own) - term.line(mp.mpf(0))) / slope
    return float32(score) if abs(score) < 1e37 else None


def points_for(link, output, far):
    optimum = score_of(link, output)
    if optimum is not None:
        size = max(1, abs(optimum))
        yield from ((float32(optimum + share * size), output) for share in (0, 1e-5, -1e-3))
    yield from ((score, output) for score in far)


def output_case(spec, outputs, outside, placement):
    # A mirror is placed by its own numbers and keeps those of the link in it.
    spec = {**spec, **placement}
    with mp.workdps(60):
        link, amplitude = Link(spec), placement.get("amplitude", 1)
        (term,) = link.terms
        slope = term.line(mp.mpf(1)) - term.line(mp.mpf(0))
        place = lambda u: float32((u - term.line(mp.mpf(0))) / slope)
        kind = spec["kind"] if spec["kind"] != "mirror" else spec["link"]["kind"]
        inner, outer = TAILS[kind] if kind != "sinh" else (15, 80)
        ends, bad = outputs_at_ends(link)
        inside = [float32(amplitude * y) for y in outputs]
        places = [-outer, outer, -inner, 3, -0.5, 0, inner]
        points = []
        for k, y in enumerate([*inside, *ends]):
            far = [place(places[(k + step) % len(places)]) for step in (0, 1, 3)]
            points += points_for(link, y, far)
        points += [(0.0, inside[0]), (-0.0, inside[0]), (2.0**126, inside[-1]), (-(2.0**126), inside[0])]
        points += [(0.0, y) for y in (0.0, -0.0) if 0 in outputs]
    points = without_repeats(points)
    case = {
        "loss": {"kind": "matching", "target": "output", "link": spec},
        "predicted": [z for z, _ in points],
        "target": [y for _, y in points],
    }
    invalid = [*bad, *(float32(amplitude * y) for y in outside)]
    return {**case, "invalid": invalid} if invalid else case


def output_cases():
    return [output_case(*given, placement) for given in LINKS for placement in ({}, DYADIC)]
