"""Numbers: results right to more digits than are printed, their decimal text, and float32 neighbours."""

import struct

from mpmath import mp, mpf

PRINTED_DIGITS = 30
SETTLED = mpf(10) ** -33
# 81 digits, and 5200.
FIRST_BITS, MOST_BITS = 270, 270 * 2**6


class Undecided(Exception):
    """Not even the highest working precision gives the digits of a result."""


def settled(rough, fine):
    """Whether two results agree in all digits that are printed. A zero agrees with zero alone."""
    if mp.isinf(fine):
        return rough == fine
    return abs(rough - fine) <= SETTLED * abs(fine)


def at_rising_precision(compute):
    """compute() at 81 and 162 digits, doubling up to 5200 until all its results agree with those before."""
    bits, before = FIRST_BITS, None
    while bits <= MOST_BITS:
        with mp.workprec(bits):
            now = compute()
            if before is not None and all(map(settled, before, now)):
                return now
        bits, before = 2 * bits, now
    raise Undecided(f"no {PRINTED_DIGITS} digits with {MOST_BITS} bits")


def text(x):
    """'1.25e-3'; 30 digits without trailing zeros. '0.0' is exactly zero, 'inf' beyond 1e5000, '1e-5000' below that."""
    if x == 0:
        return "0.0"
    sign = "-" if x < 0 else ""
    # A bound by powers of two first: numbers like exp(2**126) must not be turned into decimals.
    if mp.isinf(x) or mp.mag(x) > 16610 or abs(x) >= mpf(10) ** 5000:
        return sign + "inf"
    if mp.mag(x) < -16610 or abs(x) <= mpf(10) ** -5000:
        return sign + "1e-5000"
    return mp.nstr(x, PRINTED_DIGITS, min_fixed=-1, max_fixed=1)


def float32(x):
    """The float32 number nearest to x."""
    return struct.unpack("<f", struct.pack("<f", float(x)))[0]


def neighbour(x, direction):
    """The next float32 number above (direction 1) or below (−1) the float32 number x; numbers below 2⁻¹²⁶ are left out."""
    if x == 0:
        return direction * 2.0**-126
    (bits,) = struct.unpack("<i", struct.pack("<f", x))
    found = struct.unpack("<f", struct.pack("<i", bits + (direction if x > 0 else -direction)))[0]
    return found if abs(found) >= 2.0**-126 else 0.0
