"""Squared errors of links and weighted by them, of single scores: rivals of matching losses (design §4 gives R and κ)."""

from mpmath import mpf

from base_links import Sinh
from links import Link
from scalar import output_target, score_target


def curvatures(link, z):
    """h''(z), and the size of what is added up to it. sinh is half the sum of exp and of its mirror: b·h' = a·b²·cosh u."""
    own = [term.curvature(z) for term in link.terms]
    sizes = [
        term.rate * term.sensitivity(z) if isinstance(term.base, Sinh) else abs(bend)
        for term, bend in zip(link.terms, own)
    ]
    return sum(own, mpf(0)), sum(sizes, mpf(0))


def times(slope, x):
    """slope·x, 0 where x is: the slope of a power may be infinite."""
    return slope * x if x else mpf(0)


def link_squared(link, spec, predicted, target):
    """½g², h'g, h'² + h''g of g = h(ŝ) − h(s) or h(ŝ) − y, whose rounding acts on R(g)."""
    of = output_target if spec["target"] == "output" else score_target
    (_, g, slope), (_, size, _) = of(link, predicted, target)
    bend, bends = curvatures(link, predicted) if g else (mpf(0), mpf(0))
    values = [g * g / 2, times(slope, g), slope**2 + times(bend, g)]
    return values, [abs(g) * size / 2, times(slope, size), slope**2 + times(bends, size)]


def weighted_squared(link, spec, predicted, target):
    """½we², we, w of e = ŝ − s and w = h'(s); where the weight is taken at ŝ, ∫ₛ^ŝ h'(z)(z − s) dz, h'(ŝ)e, h'(ŝ) + h''(ŝ)e."""
    error = mpf(predicted) - mpf(target)
    if {"larger": error > 0, "smaller": error < 0}.get(spec.get("at"), False):
        slope = link.sensitivity(predicted)
        bend, bends = curvatures(link, predicted)
        values = [link.divergence(target, predicted), slope * error, slope + bend * error]
        return values, [abs(values[0]), abs(values[1]), slope + bends * abs(error)]
    weight = link.sensitivity(target)
    values = [times(weight, error * error) / 2, times(weight, error), weight]
    return values, [abs(value) for value in values]


def kappa(spec, predicted, data):
    """Results are products of two, each within (16 + 2κ) ulp: that twice over is 16 + 2(2κ + 8)."""
    scores = (predicted,) if spec["target"] == "output" else (predicted, data["target"])
    return 2 * max(map(Link(spec["link"]).kappa, scores)) + 8
