"""Writes src/operations/coefficients.ts. With t = (x - 3) / (x + 3) and x >= 0,

    erfc(x) = exp(-x*x) * Q(t) / (x + 3)
    ierfc(x) = exp(-x*x) * R(t) / (x + 3)**2, the integral of erfc from x to infinity

and, for 0 <= d <= 3/4, gammaP2(d) = 1 - (1 + d)*exp(-d) = d**2 * P(d), and, for |s| <= 1/3,
log((1 + s) / (1 - s)) = s * A(s**2), for float32 results of float64 arithmetic. For |d| <= 7/4

    cosh(d) = 1 + d**2 / 2 + d**4 * coshRest(d**2)
    sinh(d) = d + d**3 * sinhRest(d**2)

and, for |d| <= 1 and for all u, with v = u + d, R = sigmoid(v) - sigmoid(u), W = (tanh(u/2) + tanh(v/2)) / 2,

    tanh(d/2) = d/2 + d**3 * tanhRest(d**2)
    softplus(v) - softplus(u) - d * sigmoid(u) = d * R / 2 * (1 + d * W * sum(P_k(d**2) * (d * W)**(2*k) for k in 0, 1, 2, 3))

with the rows of sigmoidSkew as P_k: what the trapezoid rule is off by (Euler-Maclaurin) is odd in W.

Chebyshev interpolation at 60 digits, and for sigmoidSkew least squares with weights that level the errors; the largest relative errors are printed.
Run with Debian's python3-mpmath: python3 scripts/coefficients.py
"""
from pathlib import Path

from mpmath import atanh, chebyfit, cos, cosh, erfc, exp, factorial, floor, log, log10, lu_solve, matrix, mp, mpf, nstr, pi, polyval, sin, sinh, sqrt, tanh

mp.dps = 60


def erfcx(x):
    if x < 100:
        return exp(x * x) * erfc(x)
    series = (1, mpf(-1) / 2, mpf(3) / 4, mpf(-15) / 8, mpf(105) / 16, mpf(-945) / 32, mpf(10395) / 64, mpf(-135135) / 128)
    return sum(c / x ** (2 * k) for k, c in enumerate(series)) / (x * sqrt(pi))


def place(t):
    return 3 * (1 + t) / (1 - t)


def q(t):
    return 1 / sqrt(pi) if t >= 1 else (place(t) + 3) * erfcx(place(t))


def r(t):
    if t >= 1:
        return 1 / (2 * sqrt(pi))
    x = place(t)
    return (x + 3) ** 2 * (1 / sqrt(pi) - x * erfcx(x))


def p(d):
    return sum((-1) ** m * (m + 1) / factorial(m + 2) * mpf(d) ** m for m in range(40))


def a(square):
    return mpf(2) if square == 0 else 2 * atanh(sqrt(square)) / sqrt(square)


def cosh_rest(square):
    d = sqrt(mpf(square))
    return mpf(1) / 24 if square == 0 else (cosh(d) - 1 - square / 2) / square**2


def sinh_rest(square):
    d = sqrt(mpf(square))
    return mpf(1) / 6 if square == 0 else (sinh(d) - d) / (square * d)


def tanh_rest(square):
    d = sqrt(mpf(square))
    return mpf(-1) / 24 if square == 0 else (tanh(d / 2) - d / 2) / (square * d)


def skew_points():
    """(d**2, (d*W)**2, the sum, the weight of its error in the loss)."""
    for i in range(12):
        d = cos((i + mpf(1) / 2) * pi / 24)
        for j in range(14):
            middle = 2 * atanh(min(sin((j + mpf(1) / 2) / 28 * pi), 1 - mpf(10) ** -9))
            u, v = middle - d / 2, middle + d / 2
            q = 1 / (1 + exp(-u))
            rise = 1 / (1 + exp(-v)) - q
            slant = d * (tanh(u / 2) + tanh(v / 2)) / 2
            share = (log(1 + q * (exp(d) - 1)) - q * d) / (rise * d / 2)
            yield d * d, slant * slant, (share - 1) / slant, slant / share


def sigmoid_skew():
    lengths = (3, 3, 2, 1)
    powers = [(i, k) for k, length in enumerate(lengths) for i in range(length)]
    points = list(skew_points())
    rows = [[x**i * y**k for i, k in powers] for x, y, _, _ in points]
    weights = [weight for *_, weight in points]
    best, found = None, None
    for _ in range(25):
        normal = matrix(len(powers), len(powers))
        right = matrix(len(powers), 1)
        for row, (_, _, value, _), weight in zip(rows, points, weights):
            for a, x in enumerate(row):
                right[a] += weight * weight * x * value
                for b, y in enumerate(row):
                    normal[a, b] += weight * weight * x * y
        solution = lu_solve(normal, right)
        errors = [
            abs(sum(c * x for c, x in zip(solution, row)) - value) * own
            for row, (_, _, value, own) in zip(rows, points)
        ]
        worst = max(errors)
        if best is None or worst < best:
            best, found = worst, solution
        weights = [weight * (mpf("0.2") + error / worst) ** mpf("0.3") for weight, error in zip(weights, errors)]
    print("sigmoidSkew float32", nstr(best, 2))
    table = [[found[powers.index((i, k))] for i in reversed(range(length))] for k, length in enumerate(lengths)]
    inner = ", ".join("[" + ", ".join(shortest(value, 10) for value in row) + "]" for row in table)
    yield f"// biome-ignore format: a table\nexport const sigmoidSkewFloat32: readonly (readonly number[])[] = [{inner}];"


def shortest(value, decimals):
    """The value to this many decimals after the point: the polynomials are of size 1, on places of at most 1."""
    return repr(float(f"{float(value):.{max(1, decimals + int(floor(log10(abs(value)))))}e}"))


def table(name, function, interval, counts):
    for precision, (count, digits) in counts.items():
        values = chebyfit(function, interval, count)
        worst = max(abs(polyval(values, t) / function(t) - 1) for t in (interval[0] + mpf(k) / 1000 * (interval[1] - interval[0]) for k in range(1000)))
        print(name, precision, nstr(worst, 2))
        rounded = ", ".join(shortest(value, digits) for value in values)
        constant = f"{name}{precision.capitalize()}"
        yield f"// biome-ignore format: a table\nexport const {constant}: readonly number[] = [{rounded}];"


lines = [
    "// Generated by scripts/coefficients.py: coefficients of polynomials, highest power first.",
    *table("erfc", q, [-1, 1], {"float32": (12, 10), "float64": (24, 18)}),
    *table("ierfc", r, [-1, 1], {"float32": (13, 10), "float64": (25, 18)}),
    *table("gammaP2", p, [0, mpf(3) / 4], {"float32": (6, 10), "float64": (15, 18)}),
    *table("coshRest", cosh_rest, [0, mpf(49) / 16], {"float32": (4, 12)}),
    *table("sinhRest", sinh_rest, [0, mpf(49) / 16], {"float32": (5, 12)}),
    *table("tanhRest", tanh_rest, [0, 1], {"float32": (5, 10)}),
    *sigmoid_skew(),
    *table("artanh", a, [0, mpf(1) / 9], {"float32": (6, 12)}),
]
Path(__file__).parent.parent.joinpath("src/operations/coefficients.ts").write_text("\n".join(lines).rstrip() + "\n")
