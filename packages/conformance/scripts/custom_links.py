"""Custom links: expressions of z as JSON (a number, "z", or [operation, argument, …]) with their derivatives."""

from mpmath import mp, mpf

from base_links import BaseLink, sigmoid, sign, softplus


def truth(condition):
    return mpf(1) if condition else mpf(0)


def root_of_pi():
    return mp.sqrt(mp.pi)


# Per operation its value and its partial derivatives (none: they are zero).
OPERATIONS = {
    "add": (lambda x, y: x + y, lambda x, y: (1, 1)),
    "subtract": (lambda x, y: x - y, lambda x, y: (1, -1)),
    "multiply": (lambda x, y: x * y, lambda x, y: (y, x)),
    "divide": (lambda x, y: x / y, lambda x, y: (1 / y, -x / y**2)),
    "negate": (lambda x: -x, lambda x: (-1,)),
    "absolute": (abs, lambda x: (sign(x),)),
    "sign": (lambda x: mp.sign(x), None),
    "minimum": (min, lambda x, y: (truth(x < y), truth(not x < y))),
    "maximum": (max, lambda x, y: (truth(not x < y), truth(x < y))),
    "sqrt": (mp.sqrt, lambda x: (1 / (2 * mp.sqrt(x)),)),
    "power": (
        lambda x, y: x**y,
        lambda x, y: (y * x ** (y - 1), x**y * mp.log(x) if x > 0 else 0),
    ),
    "exp": (mp.exp, lambda x: (mp.exp(x),)),
    "expm1": (mp.expm1, lambda x: (mp.exp(x),)),
    "log": (mp.log, lambda x: (1 / x,)),
    "log1p": (mp.log1p, lambda x: (1 / (1 + x),)),
    "sigmoid": (sigmoid, lambda x: (sigmoid(x) * sigmoid(-x),)),
    "softplus": (softplus, lambda x: (sigmoid(x),)),
    "softsign": (lambda x: x / (1 + abs(x)), lambda x: (1 / (1 + abs(x)) ** 2,)),
    "tanh": (mp.tanh, lambda x: (4 * sigmoid(2 * x) * sigmoid(-2 * x),)),
    "sinh": (mp.sinh, lambda x: (mp.cosh(x),)),
    "cosh": (mp.cosh, lambda x: (mp.sinh(x),)),
    "asinh": (mp.asinh, lambda x: (1 / mp.sqrt(1 + x * x),)),
    "arctan": (mp.atan, lambda x: (1 / (1 + x * x),)),
    "erf": (mp.erf, lambda x: (2 * mp.exp(-x * x) / root_of_pi(),)),
    "erfc": (mp.erfc, lambda x: (-2 * mp.exp(-x * x) / root_of_pi(),)),
    "hypotenuse": (lambda x: mp.sqrt(1 + x * x), lambda x: (x / mp.sqrt(1 + x * x),)),
    "less": (lambda x, y: truth(x < y), None),
    "lessEqual": (lambda x, y: truth(x <= y), None),
    "select": (lambda c, x, y: x if c != 0 else y, lambda c, x, y: (0, truth(c != 0), truth(c == 0))),
}


def value_and_slope(expression, z):
    """An expression at z and its derivative there."""
    if expression == "z":
        return z, mpf(1)
    if isinstance(expression, (int, float)):
        return mpf(expression), mpf(0)
    operation, *arguments = expression
    value, partials = OPERATIONS[operation]
    values, slopes = zip(*(value_and_slope(argument, z) for argument in arguments))
    if partials is None:
        return value(*values), mpf(0)
    return value(*values), sum(p * slope for p, slope in zip(partials(*values), slopes))


class Custom(BaseLink):
    """Without H its potential is integrated, which serves moderate scores only."""

    strict = False

    def __init__(self, spec):
        self.spec = spec

    def h(self, u):
        return value_and_slope(self.spec["h"], u)[0]

    def slope(self, u):
        if "dh" in self.spec:
            return value_and_slope(self.spec["dh"], u)[0]
        return value_and_slope(self.spec["h"], u)[1]

    def potential(self, u):
        return value_and_slope(self.spec["H"], u)[0]

    def divergence(self, predicted, target):
        if "H" in self.spec:
            return super().divergence(predicted, target)
        start = self.h(target)
        return mp.quad(lambda z: self.h(z) - start, mp.linspace(target, predicted, 5))
