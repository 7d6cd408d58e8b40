"""
Preferences (design §3.3): a matching loss of x = β·[T(π_c − ref_c) − T(π_r − ref_r)], the row being (chosen, rejected); T is the
identity where it is left out.
"""

from mpmath import mpf

import scalar
from links import Link


class Rewards:
    """What each of the two leads its reference by, and x."""

    def __init__(self, spec, predicted, data):
        reference = data.get("reference", [0, 0])
        self.beta = mpf(spec.get("beta", 1))
        self.transform = Link(spec.get("transform", {"kind": "identity"}))
        self.leads = [mpf(own) - mpf(other) for own, other in zip(predicted, reference)]
        self.rewards = [self.beta * self.transform.h(lead) for lead in self.leads]
        # Without a transform the difference comes first: it has the digits that an optimum is known by.
        apart = self.leads[0] - self.leads[1] if "transform" not in spec else None
        self.x = self.rewards[0] - self.rewards[1] if apart is None else self.beta * apart


def of_x(spec, x, data):
    link = Link(spec["link"])
    if spec["target"] == "label":
        return scalar.output_target(link, x, 1 - mpf(spec.get("labelSmoothing", 0)))
    return scalar.score_target(link, x, mpf(spec.get("gap", data.get("target"))))


def results(spec, predicted, data):
    at = Rewards(spec, predicted, data)
    values, sizes = of_x(spec, at.x, data)
    slopes = [side * at.beta * at.transform.sensitivity(lead) for side, lead in zip((1, -1), at.leads)]
    bends = [side * at.beta * at.transform.curvature(lead) for side, lead in zip((1, -1), at.leads)]
    gradient = [values[1] * slope for slope in slopes]
    hessian = [values[2] * slope**2 + values[1] * bend for slope, bend in zip(slopes, bends)]
    gradient_sizes = [sizes[1] * abs(slope) for slope in slopes]
    hessian_sizes = [sizes[2] * slope**2 + sizes[1] * abs(bend) for slope, bend in zip(slopes, bends)]
    return (values[0], gradient, hessian), (sizes[0], gradient_sizes, hessian_sizes)


def kappa(spec, predicted, data):
    """
    The largest |b(z − c)| over x, the gap, and both rewards, whose rounding is that of x; with a transform also |βT|(1 + |u|), as for
    classes.
    """
    at = Rewards(spec, predicted, data)
    link = Link(spec["link"])
    # A rate alone: rewards are no scores of the link, only parts of one.
    rate = max(term.rate for term in link.terms)
    inner = [at.transform.kappa(lead) if "transform" in spec else mpf(0) for lead in at.leads]
    parts = [rate * abs(reward) * (1 + size) for reward, size in zip(at.rewards, inner)]
    gap = [link.kappa(mpf(spec.get("gap", data.get("target"))))] if spec["target"] == "gap" else []
    return max([link.kappa(at.x), *gap, *parts, *inner])
