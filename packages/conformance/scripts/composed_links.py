"""Composed and drawn links for the grids: each with its inner and outer tail in units of the score, and its kinks."""

# No number of it is a float32 number; exact values use the float64 numbers.
UNFRIENDLY = {"amplitude": 1.7, "rate": 0.3, "center": 0.1}


def linear(*knots, **placement):
    return {"kind": "piecewiseLinear", "knots": [list(knot) for knot in knots], **placement}


def cubic(*knots, **placement):
    return {"kind": "monotoneCubic", "knots": [list(knot) for knot in knots], **placement}


def sensitive(*regions, **placement):
    return {"kind": "fromSensitivity", "regions": list(regions), **placement}


def total(*links, **placement):
    return {"kind": "sum", "links": list(links), **placement}


def mirror(link, **placement):
    return {"kind": "mirror", "link": link, **placement}


EXP = {"kind": "exp"}
SOFT_STEP = {"kind": "sigmoid", "amplitude": 4, "rate": 3, "center": 2}
NESTED = mirror(total({"kind": "exp", "rate": 0.25}, {"kind": "softsign", "center": -1}, rate=0.5))

SUMS = [
    (total({"kind": "identity", "amplitude": 0.0625}, SOFT_STEP), (8, 40), []),
    (total({"kind": "sinh", "rate": 0.5, "center": 1}, {"kind": "tanh", "amplitude": 3}), (10, 80), []),
    (total(EXP, mirror(EXP)), (10, 80), []),
    (total({"kind": "erf"}, {"kind": "arctan", "rate": 2}, **UNFRIENDLY), (30, 1e4), []),
    (total(NESTED, {"kind": "asinh"}, amplitude=0.5, rate=2, center=1), (10, 80), []),
]

MIRRORS = [
    (mirror({"kind": "exp", "rate": 0.75, "center": 1}), (20, 80), []),
    (mirror({"kind": "softplus"}, rate=2), (10, 40), []),
    (mirror({"kind": "clip", "threshold": 2, "center": 1}), (8, 1e6), [-3, 1]),
    (mirror(linear((-1, -1), (1, 0), (2, 3), center=0.5)), (6, 1e4), [-2.5, -1.5, 0.5]),
]

PLACED = {"rate": 0.5, "center": 1}
FLAT_ENDS = linear((-1, 0), (0, 0), (0.7, 1.3), (2, 1.3), amplitude=2, **PLACED)
FLAT_MIDDLE = cubic((-1, -1), (0, 0), (1, 0), (3, 5), amplitude=1.5, rate=0.5, center=-1)
CUBIC = cubic((-3, -2), (-1, -1.75), (0, 0), (2, 0.25), (5, 4))
SOFT = sensitive(
    {"from": 2, "to": 4, "gain": 3, "softness": 0.5},
    {"to": -3, "gain": 0.5, "softness": 1},
    floor=0.125,
)
OPEN = sensitive({"from": 1, "gain": 2}, {"from": -4, "to": 6, "gain": 0.25, "softness": 2})
HARD = sensitive({"from": -1, "to": 1, "gain": 2}, rate=2, center=0.5)
BOTH = sensitive({"to": 0, "gain": 1, "softness": 1}, {"from": 0, "gain": 0.5}, **UNFRIENDLY)

DRAWN = [
    (linear((-2, -1), (0, -0.5), (1, 2), (4, 2.5)), (6, 1e4), [-2, 0, 1, 4]),
    (FLAT_ENDS, (8, 1e4), [-1, 1, 2.4, 5]),
    (CUBIC, (7, 1e4), [-3, -1, 0, 2, 5]),
    (FLAT_MIDDLE, (9, 1e4), [-3, -1, 1, 5]),
    (SOFT, (6, 1e4), [-3.5, -2.5, 1.75, 2.25, 3.75, 4.25]),
    (OPEN, (8, 1e4), [-5, -3, 1, 5, 7]),
    (HARD, (4, 1e4), [0, 1]),
    (BOTH, (9, 1e4), [0.1]),
]

LOG_COSH = ["subtract", ["softplus", ["multiply", 2, "z"]], "z"]
CUSTOM = {
    "kind": "custom",
    "h": ["add", "z", ["tanh", "z"]],
    "H": ["add", ["divide", ["multiply", "z", "z"], 2], LOG_COSH],
}

# The potential of the custom link is subtracted directly: it is asked about moderate scores only.
COMPOSED = [*SUMS, *MIRRORS, *DRAWN, (CUSTOM, None, [])]
