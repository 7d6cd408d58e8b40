"""Matching losses of single scores: loss, gradient, hessian, and the magnitudes that rounding acts on (design §4)."""

from mpmath import mp, mpf


def score_target(link, predicted, target):
    """D_H(ŝ, s), h(ŝ) − h(s), h'(ŝ)."""
    values = [link.divergence(predicted, target), link.difference(predicted, target), link.sensitivity(predicted)]
    return values, [abs(value) for value in values]


def output_range(link):
    """The ends of the range of a link of one term, None where there is none; and whether they belong to it."""
    (term,) = link.terms
    ends = [None if end is None else term.sign * term.amplitude * end for end in term.base.ends]
    return ends[:: term.sign], term.base.closed


def output_target(link, predicted, output):
    """H(ŝ) − yŝ + H*(y), h(ŝ) − y, h'(ŝ)."""
    (term,) = link.terms
    base, u, own = term.base, term.u(predicted), term.sign * mpf(output) / term.amplitude
    hessian = term.sensitivity(predicted)
    for end in base.ends:
        if end is not None and base.closed and own == end:
            loss = term.amplitude / term.rate * base.end_loss(u, end)
            values = [loss, term.sign * term.amplitude * base.from_end(u, end), hessian]
            return values, [abs(value) for value in values]
    target = base.inverse_of(term.sign * mpf(output), term.amplitude)
    loss = term.amplitude / term.rate * base.divergence(u, target)
    # A target that is the predicted score has the same digits at every precision; h of it need not be y in all of them.
    gradient = mpf(0) if u == target else term.h(predicted) - mpf(output)
    distance = min((abs(own - end) for end in base.ends if end is not None), default=abs(own)) * term.amplitude
    # ŝ − h⁻¹(y) is (û − u)/B.
    reach = distance * abs(u - target) / term.rate
    return [loss, gradient, hessian], [max(abs(loss), reach), max(abs(gradient), distance), abs(hessian)]


TARGETS = {"score": score_target, "output": output_target}
