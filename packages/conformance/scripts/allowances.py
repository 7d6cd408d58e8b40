"""
The error each value may have (design §4), from κ, the size of the arguments, and R, the magnitude rounding acts on.

Both are rounded to float64 first and the formulas are worked in float64, so that golden's numbers come out to the last bit.
"""

import math

LARGEST = {"float32": (2 - 2.0**-23) * 2.0**127, "float64": (2 - 2.0**-52) * 2.0**1023}


def float32_ulp(size):
    """2^(⌊log₂ R⌋ − 23), at least the smallest float32 number."""
    return 2.0 ** max(math.frexp(size)[1] - 24, -149) if size else 2.0**-149


def float32_allowance(kappa, size, classes):
    """(16 + 2κ) ulp of R, and log₂ K ulp more for rows of K > 1000 classes."""
    more = math.log2(classes) if classes > 1000 else 0
    return (16 + 2 * kappa + more) * float32_ulp(size)


def float64_allowance(kappa, size, classes):
    """(1e-13 + 2⁻⁵¹κ)R."""
    return (1e-13 + 2.0**-51 * kappa) * size


FORMULAS = {"float32": float32_allowance, "float64": float64_allowance}


def rounded(x):
    """x as float64, infinite beyond its range. (A number like exp(2**126) must not be made an integer.)"""
    if abs(x) > LARGEST["float64"]:
        return math.inf
    return float(x) if abs(x) > 2.0**-1080 else 0.0


def allowance(precision, exact, kappa, size, classes):
    """The largest absolute error, or None where the precision cannot hold the value."""
    kappa, size = rounded(kappa), rounded(size)
    if math.isinf(kappa) or math.isinf(size) or abs(exact) > LARGEST[precision]:
        return None
    allowed = FORMULAS[precision](kappa, size, classes)
    return allowed if math.isfinite(allowed) else None
