"""Random links, simple, drawn and composed, and the scores at which they change."""

from score_grids import TAILS

SIMPLE = list(TAILS)
CONVEX = ["identity", "exp", "softplus", "piecewiseLinear", "fromSensitivity", "sum", "mirror"]
INVERTIBLE = ["identity", "sigmoid", "tanh", "arctan", "softsign", "sinh", "asinh", "exp", "power", "clip"]


def number(random, low, high):
    """Log-uniform: a multiple of 1/8 or a number of three digits, half of each."""
    x = low * (high / low) ** random.random()
    return max(round(x * 8) / 8, 0.125) if random.random() < 0.5 else float(f"{x:.3g}")


def signed(random, size):
    return round(random.gauss(0, size) * 8) / 8 if random.random() < 0.5 else float(f"{random.gauss(0, size):.3g}")


def placement(random):
    """Each of amplitude, rate and center in about half of the links."""
    makers = {
        "amplitude": lambda: number(random, 0.2, 5),
        "rate": lambda: number(random, 0.2, 4),
        "center": lambda: signed(random, 2),
    }
    return {name: make() for name, make in makers.items() if random.random() < 0.5}


def increasing(random, count, size):
    places = [signed(random, size)]
    for _ in range(count - 1):
        places.append(places[-1] + number(random, 0.25, 2))
    return places


def knots(random, convex):
    """Knots with slopes of all sizes, a flat one now and then; or growing ones."""
    z = increasing(random, random.randint(2, 6), 2)
    slopes = [number(random, 0.1, 5) if random.random() < 0.85 or k == 0 else 0 for k in range(len(z) - 1)]
    h = [signed(random, 1)]
    for slope, left, right in zip(sorted(slopes) if convex else slopes, z, z[1:]):
        h.append(h[-1] + slope * (right - left))
    return [list(knot) for knot in zip(z, h)]


def regions(random, convex):
    """Regions with hard and soft edges; with an open end where the link is to be convex."""
    made = []
    for _ in range(random.randint(1, 3)):
        start, end = increasing(random, 2, 2)
        region = {"from": start, "to": end, "gain": number(random, 0.2, 4), "softness": random.choice([0, 0.5, 1, 2])}
        open_end = "to" if convex else random.choice(["from", "to", None, None])
        made.append({name: value for name, value in region.items() if name != open_end})
    return made


def drawn(random, kind, convex=False):
    if kind == "fromSensitivity":
        return {"kind": kind, "floor": random.choice([0, 0.125, 0.7]), "regions": regions(random, convex)}
    return {"kind": kind, "knots": knots(random, convex)}


def simple(random, kind):
    own = {"power": {"exponent": number(random, 0.3, 4)}, "clip": {"threshold": number(random, 0.3, 4)}}
    return {"kind": kind, **own.get(kind, {}), **placement(random)}


def link(random, depth=0):
    """Three fifths simple, the others drawn, sums and mirrors."""
    x = random.random()
    if x < 0.6 or depth > 1:
        return simple(random, random.choice(SIMPLE))
    if x < 0.75:
        return {**drawn(random, random.choice(["piecewiseLinear", "monotoneCubic", "fromSensitivity"])), **placement(random)}
    if x < 0.9:
        return {"kind": "sum", "links": [link(random, depth + 1) for _ in range(random.randint(2, 3))], **placement(random)}
    return {"kind": "mirror", "link": link(random, depth + 1), **placement(random)}


def convex_link(random):
    """A transform that the matching form takes."""
    kind = random.choice(CONVEX)
    if kind == "sum":
        return {"kind": "sum", "links": [simple(random, "identity"), simple(random, random.choice(["exp", "softplus"]))]}
    if kind == "mirror":
        inner = {"kind": "mirror", "link": simple(random, random.choice(["exp", "softplus"]))}
        return {"kind": "mirror", "link": inner, **placement(random)}
    if kind in ("piecewiseLinear", "fromSensitivity"):
        return {**drawn(random, kind, convex=True), **placement(random)}
    return simple(random, kind)


def invertible_link(random):
    """A link that takes output targets, mirrored now and then."""
    made = simple(random, random.choice(INVERTIBLE))
    return {"kind": "mirror", "link": made} if random.random() < 0.2 else made


def scale_of(spec):
    """About the length over which a link changes, and where: 1/rate and its center."""
    inner = spec.get("link") or (spec["links"][0] if "links" in spec else None)
    rate, center = spec.get("rate", 1), spec.get("center", 0)
    if inner is None:
        return 1 / rate, center
    length, place = scale_of(inner)
    return length / rate, center + (-place if spec["kind"] == "mirror" else place) / rate


def tail_of(spec):
    """How far out, in its lengths, a link is worth asking about."""
    if "link" in spec:
        return tail_of(spec["link"])
    if "links" in spec:
        return min(map(tail_of, spec["links"]))
    return TAILS.get(spec["kind"], (10, 1e3))[1]
