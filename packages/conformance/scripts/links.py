"""Links by their JSON: sums of placed base links, ±A·h₀(u(z)) with u a line of slope ±B."""

from mpmath import mp, mpf

import base_links
from custom_links import Custom
from drawn_links import Clip, Drawn, monotone_cubic, piecewise_linear
from sensitivity_links import from_sensitivity

# Lines of scores are worked without rounding, so that a score at an edge is known to be there.
EXACT_BITS = 2000

BASES = {
    "identity": lambda spec: base_links.Identity(),
    "sigmoid": lambda spec: base_links.Sigmoid(),
    "tanh": lambda spec: base_links.Tanh(),
    "arctan": lambda spec: base_links.Arctan(),
    "softsign": lambda spec: base_links.Softsign(),
    "erf": lambda spec: base_links.Erf(),
    "sinh": lambda spec: base_links.Sinh(),
    "asinh": lambda spec: base_links.Asinh(),
    "exp": lambda spec: base_links.Exp(),
    "softplus": lambda spec: base_links.Softplus(),
    "power": lambda spec: base_links.Power(spec["exponent"]),
    "clip": lambda spec: Clip(spec["threshold"]),
    "piecewiseLinear": lambda spec: piecewise_linear(spec["knots"]),
    "monotoneCubic": lambda spec: monotone_cubic(spec["knots"]),
    "fromSensitivity": lambda spec: from_sensitivity(spec.get("floor", 0), spec["regions"]),
    "custom": Custom,
}


class Term:
    """One base link: A·h₀(u) or, mirrored, −A·h₀(u), with du/dz = ±B."""

    def __init__(self, base, amplitude, rate, mirrored, line):
        self.sign = -1 if mirrored else 1
        self.line = line
        if mirrored and isinstance(base, Drawn):
            # Its value to the right of an edge is the original's to the left.
            self.sign, self.line, base = 1, lambda z: -line(z), base.reflected()
        self.base, self.amplitude, self.rate = base, amplitude, rate

    def u(self, z):
        with mp.workprec(max(mp.prec, EXACT_BITS)):
            return self.line(mpf(z))

    def kappa(self, z):
        return self.base.kappa(self.u(z))

    def h(self, z):
        return self.sign * self.amplitude * self.base.h(self.u(z))

    def sensitivity(self, z):
        return self.amplitude * self.rate * self.base.slope(self.u(z))

    def curvature(self, z):
        return self.sign * self.amplitude * self.rate**2 * self.base.curvature(self.u(z))

    def difference(self, predicted, target):
        return self.sign * self.amplitude * self.base.difference(self.u(predicted), self.u(target))

    def divergence(self, predicted, target):
        return self.amplitude / self.rate * self.base.divergence(self.u(predicted), self.u(target))

    def sensitivity_difference(self, predicted, target):
        return self.amplitude * self.rate * self.base.slope_difference(self.u(predicted), self.u(target))

    def sensitivity_divergence(self, predicted, target):
        return self.sign * self.amplitude * self.base.slope_divergence(self.u(predicted), self.u(target))


def terms_of(spec, amplitude=mpf(1), rate=mpf(1), mirrored=False, line=lambda z: z):
    """The terms of a link whose argument is line(z)."""
    amplitude, own = amplitude * mpf(spec.get("amplitude", 1)), mpf(spec.get("rate", 1))
    center = mpf(spec.get("center", 0))
    inner = lambda z: own * (line(z) - center)
    if spec["kind"] == "sum":
        return [term for link in spec["links"] for term in terms_of(link, amplitude, rate * own, mirrored, inner)]
    if spec["kind"] == "mirror":
        return terms_of(spec["link"], amplitude, rate * own, not mirrored, lambda z: -inner(z))
    return [Term(BASES[spec["kind"]](spec), amplitude, rate * own, mirrored, inner)]


class Link:
    """The sum of its terms. Differences and divergences have one sign, so that summing them loses nothing."""

    def __init__(self, spec):
        self.terms = terms_of(spec)

    def __getattr__(self, name):
        return lambda *scores: sum((getattr(term, name)(*scores) for term in self.terms), mpf(0))

    def kappa(self, z):
        return max(term.kappa(z) for term in self.terms)

    @property
    def strict(self):
        """Whether h increases everywhere."""
        return any(term.base.strict for term in self.terms)
