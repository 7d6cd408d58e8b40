"""
The links of one formula, without amplitude, rate and center: h, its potential H, its slopes h' and h''.

Every result that is a difference of nearby or saturated values is worked with h less the asymptote the scores are near
to (a constant changes nothing), so that only digits are lost that a higher working precision gives back.
"""

from mpmath import mp, mpf

from dilogarithm import dilogarithm_of_negative


def sigmoid(u):
    return 1 / (1 + mp.exp(-u)) if u > 0 else mp.exp(u) / (1 + mp.exp(u))


def softplus(u):
    return mp.log1p(mp.exp(u)) if u < 0 else u + mp.log1p(mp.exp(-u))


def sign(u):
    return -1 if u < 0 else 1


class BaseLink:
    """h and its kin at u. `ends` is the range of h; `closed` says whether H* is finite at these ends."""

    ends = (None, None)
    closed = False
    strict = True

    def beside(self, predicted, target):
        """h and H, or what differs from them by a constant and a line, whichever has more digits at these scores."""
        return self.h, self.potential

    def difference(self, predicted, target):
        """h(û) − h(u)."""
        h, _ = self.beside(predicted, target)
        return h(predicted) - h(target)

    def divergence(self, predicted, target):
        """H(û) − H(u) − (û − u)h(u)."""
        h, potential = self.beside(predicted, target)
        return potential(predicted) - potential(target) - (predicted - target) * h(target)

    def slope_difference(self, predicted, target):
        """h'(û) − h'(u)."""
        return self.slope(predicted) - self.slope(target)

    def slope_divergence(self, predicted, target):
        """h(û) − h(u) − (û − u)h'(u), the loss of the link h'."""
        return self.difference(predicted, target) - (predicted - target) * self.slope(target)

    def kappa(self, u):
        return abs(u)

    def inverse_of(self, y, amplitude):
        """The u with amplitude·h(u) = y."""
        return self.inverse(y / amplitude)

    def end_loss(self, u, end):
        """H(u) − end·u + H*(end) at an end of the range."""
        raise NotImplementedError

    def from_end(self, u, end):
        """h(u) − end."""
        raise NotImplementedError


class Identity(BaseLink):
    h = staticmethod(lambda u: u)
    potential = staticmethod(lambda u: u * u / 2)
    slope = staticmethod(lambda u: mpf(1))
    curvature = staticmethod(lambda u: mpf(0))
    inverse = staticmethod(lambda y: y)

    def slope_divergence(self, predicted, target):
        return mpf(0)


class Saturating(BaseLink):
    """Odd but for a constant; `tail` is h less its asymptote at +∞, `tail_potential` its potential, both → 0."""

    closed = True

    def beside(self, predicted, target):
        if predicted + target > 0:
            return self.tail, self.tail_potential
        # h(u) less its asymptote at −∞ is −tail(−u).
        return lambda u: -self.tail(-u), lambda u: self.tail_potential(-u)

    def end_loss(self, u, end):
        return self.tail_potential(u if end == self.ends[1] else -u)

    def from_end(self, u, end):
        return self.tail(u) if end == self.ends[1] else -self.tail(-u)


class Sigmoid(Saturating):
    ends = (0, 1)
    h = staticmethod(sigmoid)
    potential = staticmethod(softplus)
    tail = staticmethod(lambda u: -sigmoid(-u))
    tail_potential = staticmethod(lambda u: softplus(-u))
    slope = staticmethod(lambda u: sigmoid(u) * sigmoid(-u))
    curvature = staticmethod(lambda u: -sigmoid(u) * sigmoid(-u) * mp.tanh(u / 2))
    inverse = staticmethod(lambda y: mp.log(y / (1 - y)))


class Tanh(Saturating):
    ends = (-1, 1)
    h = staticmethod(mp.tanh)
    potential = staticmethod(lambda u: abs(u) + mp.log1p(mp.exp(-2 * abs(u))) - mp.log(2))
    tail = staticmethod(lambda u: -2 * sigmoid(-2 * u))
    tail_potential = staticmethod(lambda u: softplus(-2 * u))
    slope = staticmethod(lambda u: 4 * sigmoid(2 * u) * sigmoid(-2 * u))
    curvature = staticmethod(lambda u: -8 * sigmoid(2 * u) * sigmoid(-2 * u) * mp.tanh(u))
    inverse = staticmethod(lambda y: mp.log((1 + y) / (1 - y)) / 2)


class Erf(Saturating):
    ends = (-1, 1)
    h = staticmethod(mp.erf)
    potential = staticmethod(lambda u: u * mp.erf(u) + mp.exp(-u * u) / mp.sqrt(mp.pi))
    tail = staticmethod(lambda u: -mp.erfc(u))
    tail_potential = staticmethod(lambda u: mp.exp(-u * u) / mp.sqrt(mp.pi) - u * mp.erfc(u))
    slope = staticmethod(lambda u: 2 / mp.sqrt(mp.pi) * mp.exp(-u * u))
    curvature = staticmethod(lambda u: -4 * u / mp.sqrt(mp.pi) * mp.exp(-u * u))

    def kappa(self, u):
        return max(abs(u), u * u)


class Arctan(BaseLink):
    h = staticmethod(mp.atan)
    potential = staticmethod(lambda u: u * mp.atan(u) - mp.log1p(u * u) / 2)
    slope = staticmethod(lambda u: 1 / (1 + u * u))
    curvature = staticmethod(lambda u: -2 * u / (1 + u * u) ** 2)
    inverse = staticmethod(mp.tan)

    @property
    def ends(self):
        return (-mp.pi / 2, mp.pi / 2)


class Softsign(BaseLink):
    ends = (-1, 1)
    h = staticmethod(lambda u: u / (1 + abs(u)))
    potential = staticmethod(lambda u: abs(u) - mp.log1p(abs(u)))
    slope = staticmethod(lambda u: 1 / (1 + abs(u)) ** 2)
    curvature = staticmethod(lambda u: -2 * sign(u) / (1 + abs(u)) ** 3)
    inverse = staticmethod(lambda y: y / (1 - abs(y)))

    def inverse_of(self, y, amplitude):
        """One division, so that a u of few digits comes out as itself."""
        return y / (amplitude - abs(y))


class Sinh(BaseLink):
    h = staticmethod(mp.sinh)
    potential = staticmethod(mp.cosh)
    slope = staticmethod(mp.cosh)
    curvature = staticmethod(mp.sinh)
    inverse = staticmethod(mp.asinh)


class Asinh(BaseLink):
    h = staticmethod(mp.asinh)
    potential = staticmethod(lambda u: u * mp.asinh(u) - mp.sqrt(1 + u * u))
    slope = staticmethod(lambda u: 1 / mp.sqrt(1 + u * u))
    curvature = staticmethod(lambda u: -u / mp.sqrt(1 + u * u) ** 3)
    inverse = staticmethod(mp.sinh)


class Exp(BaseLink):
    ends = (0, None)
    closed = True
    h = potential = slope = curvature = staticmethod(mp.exp)
    inverse = staticmethod(mp.log)

    def end_loss(self, u, end):
        return mp.exp(u)

    def from_end(self, u, end):
        return mp.exp(u)


class Softplus(BaseLink):
    h = staticmethod(softplus)
    slope = staticmethod(sigmoid)
    curvature = staticmethod(Sigmoid.slope)

    @staticmethod
    def potential(u):
        """−Li₂(−eᵘ); for u > 0 it is π²/6 + u²/2 + Li₂(−e⁻ᵘ)."""
        if u <= 0:
            return -dilogarithm_of_negative(mp.exp(u))
        return mp.pi**2 / 6 + u * u / 2 + dilogarithm_of_negative(mp.exp(-u))

    # Its slope is the sigmoid link.
    def slope_difference(self, predicted, target):
        return Sigmoid().difference(predicted, target)

    def slope_divergence(self, predicted, target):
        return Sigmoid().divergence(predicted, target)


class Power(BaseLink):
    """sign(u)|u|ᵖ."""

    def __init__(self, exponent):
        self.exponent = mpf(exponent)

    def h(self, u):
        return sign(u) * abs(u) ** self.exponent

    def potential(self, u):
        return abs(u) ** (self.exponent + 1) / (self.exponent + 1)

    def slope(self, u):
        if u == 0 and self.exponent < 1:
            return mp.inf
        return self.exponent * abs(u) ** (self.exponent - 1)

    def curvature(self, u):
        return sign(u) * self.exponent * (self.exponent - 1) * abs(u) ** (self.exponent - 2)

    def inverse(self, y):
        root = abs(y) ** (1 / self.exponent)
        # 8^(1/3) is 2 and not something near it.
        whole = mpf(mp.nstr(root, 40))
        return sign(y) * (whole if whole**self.exponent == abs(y) else root)
