"""Links whose sensitivity is a polynomial between edges: piecewiseLinear, monotoneCubic, fromSensitivity, clip."""

from mpmath import mp, mpf

from base_links import BaseLink


def bernstein(piece, x):
    """The polynomial with these one to three Bernstein coefficients at a place x in [0, 1]."""
    rest = 1 - x
    if len(piece) == 1:
        return piece[0]
    if len(piece) == 2:
        return rest * piece[0] + x * piece[1]
    return rest * rest * piece[0] + 2 * x * rest * piece[1] + x * x * piece[2]


class Drawn(BaseLink):
    """Edges in increasing order; between them h' has the coefficients `pieces`, beyond them it is `before` and `after`."""

    strict = False

    def __init__(self, edges, pieces, before, after, start):
        self.edges, self.pieces, self.before, self.after = edges, pieces, before, after
        self.start = start  # h at the first edge

    def reflected(self):
        """−h(−u)."""
        end = self.h(self.edges[-1])
        pieces = [piece[::-1] for piece in self.pieces[::-1]]
        return type(self)([-e for e in self.edges[::-1]], pieces, self.after, self.before, -end)

    def part(self, u):
        """The number of the part right of u: 0 before the first edge."""
        return sum(1 for edge in self.edges if edge <= u)

    def slope_in(self, part, u):
        """The polynomial of a part at u."""
        if part == 0:
            return self.before
        if part == len(self.edges):
            return self.after
        left, right = self.edges[part - 1], self.edges[part]
        return bernstein(self.pieces[part - 1], (u - left) / (right - left))

    def slope(self, u):
        return self.slope_in(self.part(u), u)

    def curvature(self, u):
        part = self.part(u)
        if part in (0, len(self.edges)) or len(self.pieces[part - 1]) == 1:
            return mpf(0)
        left, right = self.edges[part - 1], self.edges[part]
        piece = self.pieces[part - 1]
        steps = [(len(piece) - 1) * (b - a) for a, b in zip(piece, piece[1:])]
        return bernstein(steps, (u - left) / (right - left)) / (right - left)

    def integral(self, start, end, weigh):
        """∫ weigh(h'(z), z) dz from start to end by Simpson's rule in each part: exact up to cubics."""
        low, high = min(start, end), max(start, end)
        cuts = [low, *(edge for edge in self.edges if low < edge < high), high]
        total = mpf(0)
        for left, right in zip(cuts, cuts[1:]):
            part, middle = self.part(left), (left + right) / 2
            before, inside, after = (weigh(self.slope_in(part, z), z) for z in (left, middle, right))
            # Rounded once where nothing changes, so that equal distances stay equal.
            mean = before if before == inside == after else (before + 4 * inside + after) / 6
            total += (right - left) * mean
        return total if end >= start else -total

    def h(self, u):
        return self.start + self.difference(u, self.edges[0])

    def difference(self, predicted, target):
        return self.integral(target, predicted, lambda slope, _: slope)

    def divergence(self, predicted, target):
        return self.integral(target, predicted, lambda slope, z: slope * (predicted - z))

    def slope_divergence(self, predicted, target):
        """∫ h'(z) − h'(u) dz: exactly zero where h' does not change."""
        own = self.slope(target)
        return self.integral(target, predicted, lambda slope, _: slope - own)


class Clip(Drawn):
    """u within ±threshold."""

    closed = True

    def __init__(self, threshold):
        threshold = mpf(threshold)
        super().__init__([-threshold, threshold], [[mpf(1)]], mpf(0), mpf(0), -threshold)
        self.ends = (-threshold, threshold)

    def reflected(self):
        return self

    def inverse(self, y):
        return y

    def end_loss(self, u, end):
        return self.divergence(u, end)

    def from_end(self, u, end):
        return self.difference(u, end)


def secants_of(knots):
    return [(h1 - h0) / (z1 - z0) for (z0, h0), (z1, h1) in zip(knots, knots[1:])]


def piecewise_linear(knots):
    knots = [(mpf(z), mpf(h)) for z, h in knots]
    secants = secants_of(knots)
    return Drawn([z for z, _ in knots], [[s] for s in secants], secants[0], secants[-1], knots[0][1])


def tangents_of(secants):
    """Fritsch & Carlson 1980: means of secants, 0 beside a zero secant, limited to α² + β² ≤ 9 from left to right."""
    pairs = zip([secants[0], *secants], [*secants, secants[-1]])
    tangents = [mpf(0) if left == 0 or right == 0 else (left + right) / 2 for left, right in pairs]
    for k, secant in enumerate(secants):
        square = tangents[k] ** 2 + tangents[k + 1] ** 2
        if square > 9 * secant**2:
            factor = 3 * secant / mp.sqrt(square)
            tangents[k], tangents[k + 1] = tangents[k] * factor, tangents[k + 1] * factor
    return tangents


def monotone_cubic(knots):
    """h' of the cubic between two knots has the Bernstein coefficients m₀, 3Δ − m₀ − m₁, m₁, Δ its secant."""
    knots = [(mpf(z), mpf(h)) for z, h in knots]
    secants = secants_of(knots)
    m = tangents_of(secants)
    pieces = [[m[k], 3 * secant - m[k] - m[k + 1], m[k + 1]] for k, secant in enumerate(secants)]
    return Drawn([z for z, _ in knots], pieces, m[0], m[-1], knots[0][1])
