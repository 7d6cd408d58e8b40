"""The link fromSensitivity: h' = floor + Σ gain·(r(z, from) − r(z, to)), r(z, c) = clamp((z − c)/softness + ½, 0, 1)."""

from mpmath import mpf

from drawn_links import Drawn


def ramp(center, softness):
    """Where r(z, center) leaves 0 and where it reaches 1."""
    return mpf(center) - mpf(softness) / 2, mpf(center) + mpf(softness) / 2


def rise(z, after, ends):
    """r at z; at a hard edge the value just after z, or before it."""
    low, high = ends
    if z < low or (z == low and (low < high or not after)):
        return mpf(0)
    return mpf(1) if z >= high else (z - low) / (high - low)


def share(region, z, after):
    start = rise(z, after, ramp(region["from"], region.get("softness", 0))) if "from" in region else mpf(1)
    end = rise(z, after, ramp(region["to"], region.get("softness", 0))) if "to" in region else mpf(0)
    return mpf(region["gain"]) * (start - end)


def from_sensitivity(floor, regions):
    """Its pieces, with h(0) = 0."""
    ends = {e for r in regions for side in ("from", "to") if side in r for e in ramp(r[side], r.get("softness", 0))}
    edges = sorted(ends or {mpf(0)})

    def slope(z, after):
        return mpf(floor) + sum(share(region, z, after) for region in regions)

    pieces = [[slope(left, True), slope(right, False)] for left, right in zip(edges, edges[1:])]
    link = Drawn(edges, pieces, slope(edges[0], False), slope(edges[-1], True), mpf(0))
    link.start = -link.h(mpf(0))
    return link
