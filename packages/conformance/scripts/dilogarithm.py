"""Li₂, for the potential of the softplus link."""

from mpmath import mp, mpf


def dilogarithm_of_negative(x):
    """
    Li₂(−x) for 0 ≤ x ≤ 1 by Landen's formula: −Li₂(y) − ½log²(1 + x), y = x/(1 + x) ≤ ½, Li₂(y) = Σ yᵏ/k².
    """
    y = x / (1 + x)
    total, power, k = mpf(0), y, 1
    while power > y * mp.eps / 16:
        total += power / (k * k)
        power *= y
        k += 1
    return -total - mp.log1p(x) ** 2 / 2
