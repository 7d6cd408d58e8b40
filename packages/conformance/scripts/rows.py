"""
Losses of rows of classes (design §3.2): loss, gradient, Hessian's diagonal, and the magnitudes that rounding acts on.

No sum here has terms that cancel exponentially: 1 − q of the likeliest class is the sum of the others, and q̂ − q a sum over
pairs.
"""

from mpmath import mp, mpf


def phi(t):
    """eᵗ − 1 − t, by its series where the terms cancel."""
    if abs(t) > mpf(2) ** -10:
        return mp.exp(t) - 1 - t
    total, power, n = mpf(0), t * t / 2, 2
    while power != 0 and abs(power) > abs(total) * mp.eps / 16:
        total += power
        n += 1
        power *= t / n
    return total


class Row:
    """softmax(U): q, 1 − q, and U less its largest."""

    def __init__(self, values):
        self.values = values
        self.top = max(range(len(values)), key=lambda k: values[k])
        self.weights = [mp.exp(value - values[self.top]) for value in values]
        self.others = sum((w for k, w in enumerate(self.weights) if k != self.top), mpf(0))
        total = 1 + self.others
        self.q = [weight / total for weight in self.weights]
        self.rest = [self.others / total if k == self.top else 1 - q for k, q in enumerate(self.q)]

    def odds_against(self, k):
        """Σ_{j≠k} e^{Uⱼ − Uₖ}: 1/q − 1."""
        if k == self.top:
            return self.others
        return (self.others - self.weights[k] + 1) / self.weights[k]


class Transform:
    """U = T/τ."""

    def __init__(self, link, temperature):
        self.link, self.temperature = link, mpf(temperature)

    def __getattr__(self, name):
        return lambda *scores: getattr(self.link, name)(*scores) / self.temperature

    def row(self, scores):
        return Row([self.h(z) for z in scores])

    def kappa(self, z):
        """The largest |u|, also |U|(1 + |u|)."""
        own = self.link.kappa(z)
        return max(own, abs(self.h(z)) * (1 + own))


def shifts(row, predicted_row, changes):
    """q̂ₖ − qₖ = Σⱼ qⱼqₖ(e^{dₖ} − e^{dⱼ}) / Σⱼ qⱼe^{dⱼ}; for long rows q̂ₖ(1 − qₖ) − qₖ(1 − q̂ₖ)."""
    if len(changes) > 64:
        triples = zip(row.q, row.rest, predicted_row.q, predicted_row.rest)
        return [there * rest - here * rest_there for here, rest, there, rest_there in triples]
    factors = [mp.exp(change) for change in changes]
    total = sum(q * factor for q, factor in zip(row.q, factors))
    pairs = list(zip(row.q, factors))
    return [q * sum(p * (factor - other) for p, other in pairs) / total for q, factor in pairs]


def score_target(transform, form, predicted, target):
    """KL(q(s) ‖ q̂), or the matching loss: that and Σ q(s)·D_U(ŝ, s)."""
    row, there = transform.row(target), transform.row(predicted)
    differences = [transform.difference(*pair) for pair in zip(predicted, target)]
    changes = [d - differences[row.top] for d in differences]
    same = all(change == 0 for change in changes)
    mean = sum(q * change for q, change in zip(row.q, changes))
    loss = mpf(0) if same else mp.log1p(sum(q * phi(change - mean) for q, change in zip(row.q, changes)))
    shift = [mpf(0) for _ in changes] if same else shifts(row, there, changes)
    slope = [transform.sensitivity(z) for z in predicted]
    reach = min(mpf(1), max(map(abs, differences)))
    if form == "matching":
        return matching_form(transform, predicted, target, (row, there, loss, shift, slope, reach))
    gradient = [a * b for a, b in zip(slope, shift)]
    spans = [(q + p) * reach for q, p in zip(there.q, row.q)]
    hessian, sizes = divergence_hessian(transform, predicted, there, slope, shift, spans)
    gradient_sizes = [max(abs(g), a * span) for g, a, span in zip(gradient, slope, spans)]
    return (loss, gradient, hessian), (loss, gradient_sizes, sizes)


def matching_form(transform, predicted, target, parts):
    """Gradient U'(ŝ)q̂ − U'(s)q, hessian q̂(U'' + U'²(1 − q̂))."""
    row, there, loss, shift, slope, reach = parts
    loss += sum(q * transform.sensitivity_divergence(*pair) for q, *pair in zip(row.q, predicted, target))
    gradient, gradient_sizes, hessian, hessian_sizes = [], [], [], []
    for k, (z, s) in enumerate(zip(predicted, target)):
        here = transform.sensitivity(s)
        sides = slope[k] * there.q[k], here * row.q[k]
        g = sides[0] - sides[1]
        if abs(g) < max(sides) * mpf(10) ** -10:
            g = slope[k] * shift[k] + transform.sensitivity_difference(z, s) * row.q[k]
        gradient.append(g)
        gradient_sizes.append(max(abs(g), sum(sides) * reach))
        curvature, square = transform.curvature(z), slope[k] ** 2
        hessian.append(there.q[k] * (curvature + square * there.rest[k]))
        hessian_sizes.append(abs(curvature) + square if len(predicted) == 1 else abs(hessian[-1]))
    return (loss, gradient, hessian), (loss, gradient_sizes, hessian_sizes)


def divergence_hessian(transform, predicted, there, slope, shift, spans):
    """U''·(q̂ − q) + U'²q̂(1 − q̂), and |U''|·span + U'²q̂(1 − q̂), whose last factor is 1 for one class."""
    curvature = [transform.curvature(z) for z in predicted]
    squares = [a * a * q for a, q in zip(slope, there.q)]
    hessian = [c * d + s * rest for c, d, s, rest in zip(curvature, shift, squares, there.rest)]
    rests = [mpf(1)] if len(predicted) == 1 else there.rest
    return hessian, [abs(c) * span + s * rest for c, span, s, rest in zip(curvature, spans, squares, rests)]


def probability_target(transform, form, predicted, p):
    """Σ p(log p − log q̂), gradient U'(ŝ)(q̂ − p)."""
    there, p = transform.row(predicted), [mpf(x) for x in p]
    terms = [x * log_ratio(x, there.odds_against(k)) for k, x in enumerate(p) if x != 0]
    shift = [-rest if x == 1 else q - x for x, q, rest in zip(p, there.q, there.rest)]
    loss = sum(terms, mpf(0))
    return against(transform, predicted, there, shift, [q + x for q, x in zip(there.q, p)], loss, terms)


def log_ratio(p, odds):
    """log p − log q̂, q̂ = 1/(1 + odds): exactly zero where they are equal."""
    return mp.log1p(odds) if p == 1 else mp.log(p * (1 + odds))


def label_target(transform, form, predicted, label):
    """log1p Σ_{j≠y} e^{Ûⱼ − Û_y}; the gradient at y is −U'Σ_{j≠y} q̂ⱼ."""
    there = transform.row(predicted)
    loss = mp.log1p(there.odds_against(label))
    shift = [-rest if k == label else q for k, (q, rest) in enumerate(zip(there.q, there.rest))]
    spans = [q + (k == label) for k, q in enumerate(there.q)]
    values, sizes = against(transform, predicted, there, shift, spans, loss, [loss])
    return values, (sizes[0], [abs(g) for g in values[1]], sizes[2])


def against(transform, predicted, there, shift, spans, loss, terms):
    """What losses against given probabilities have in common."""
    slope = [transform.sensitivity(z) for z in predicted]
    gradient = [a * b for a, b in zip(slope, shift)]
    hessian, sizes = divergence_hessian(transform, predicted, there, slope, shift, spans)
    gradient_sizes = [max(abs(g), a * span) for g, a, span in zip(gradient, slope, spans)]
    return (loss, gradient, hessian), (max(loss, sum(map(abs, terms), mpf(0))), gradient_sizes, sizes)


TARGETS = {"score": score_target, "label": label_target, "probability": probability_target}
