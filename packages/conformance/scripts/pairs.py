"""
Losses of pairs of the items of a list (design §3.3): means over pairs of a matching loss of the difference of two scores, or of a
composite Softmax of two classes.

R of a mean is Σ of the magnitudes of its pairs; κ the largest of the pairs that count. So sums here lose what cancels between pairs,
and nothing within one.
"""

from mpmath import mpf

import rows
import scalar
from links import Link


def both_orders(items, target):
    return [(i, j) for i in range(items) for j in range(items) if i != j]


def by_target(items, target):
    """The more relevant item, or the one with the higher observed score, first."""
    return [(i, j) for i, j in both_orders(items, target) if target[i] > target[j]]


def pair_weight(spec, data):
    """|gainᵢ − gainⱼ|·|discountᵢ − discountⱼ|, the product of the items' weights, or 1."""
    exact = {name: [mpf(x) for x in values] for name, values in data.items()}
    apart = lambda name, i, j: abs(exact[name][i] - exact[name][j])
    return {
        "lambda": lambda i, j: apart("gain", i, j) * apart("discount", i, j),
        "item": lambda i, j: exact["itemWeight"][i] * exact["itemWeight"][j],
        None: lambda i, j: mpf(1),
    }[spec.get("pairWeight")]


def weighted_pairs(spec, predicted, data):
    """(i, j, w) of all pairs that count something."""
    ordered = spec["target"] == "relevance" or spec.get("order") == "byTarget"
    places = (by_target if ordered else both_orders)(len(predicted), data["target"])
    weight = pair_weight(spec, data)
    return [(i, j, weight(i, j)) for i, j in places if weight(i, j) != 0]


def of_both_items(sides):
    """Results of x = ŝᵢ − ŝⱼ as those of a pair: by ŝⱼ the slope is the opposite one."""
    (loss, slope, curvature), (loss_size, slope_size, curvature_size) = sides
    values = loss, (slope, -slope), (curvature, curvature)
    return values, (loss_size, (slope_size, slope_size), (curvature_size, curvature_size))


def of_difference(spec, predicted, data):
    """D_H(ŝᵢ − ŝⱼ, sᵢ − sⱼ), or H(ŝᵢ − ŝⱼ) − y(ŝᵢ − ŝⱼ) + H*(y): values of a pair, and the sizes rounding acts on."""
    link, target = Link(spec["link"]), data["target"]

    def of_pair(i, j):
        x = mpf(predicted[i]) - mpf(predicted[j])
        if spec["target"] == "relevance":
            return of_both_items(scalar.output_target(link, x, spec.get("output", 1)))
        return of_both_items(scalar.score_target(link, x, mpf(target[i]) - mpf(target[j])))

    return of_pair


def transform_of(spec):
    return rows.Transform(Link(spec.get("transform", {"kind": "identity"})), spec.get("temperature", 1))


def of_composite(spec, predicted, data):
    """Composite Softmax of the row (ŝᵢ, ŝⱼ) against (sᵢ, sⱼ), or with the label on the more relevant item."""
    transform, target = transform_of(spec), data["target"]

    def of_pair(i, j):
        row = [predicted[i], predicted[j]]
        if spec["target"] == "relevance":
            return rows.label_target(transform, spec["form"], row, 0)
        return rows.score_target(transform, spec["form"], row, [target[i], target[j]])

    return of_pair


OF_PAIR = {"pairwise": of_difference, "pairwiseComposite": of_composite}


def mean(pairs, of_pair, items):
    """Σ w·(…) / Σ w of loss, gradient, hessian and of their sizes; zeros where there is no pair."""
    total = sum((w for _, _, w in pairs), mpf(0))
    sides = [[mpf(0), [mpf(0)] * items, [mpf(0)] * items] for _ in range(2)]
    for i, j, w in pairs:
        for side, (loss, *derivatives) in zip(sides, of_pair(i, j)):
            side[0] += w / total * loss
            for column, ends in zip(side[1:], derivatives):
                for k, end in zip((i, j), ends):
                    column[k] += w / total * end
    return sides


def results(spec, predicted, data):
    values, sizes = mean(weighted_pairs(spec, predicted, data), OF_PAIR[spec["kind"]](spec, predicted, data), len(predicted))
    gradient_sizes = [max(abs(g), size) for g, size in zip(values[1], sizes[1])]
    return values, (sizes[0], gradient_sizes, sizes[2])


def kappa(spec, predicted, data):
    """Of differences the largest |b(x − c)|; of pairs of classes that of both items."""
    pairs = weighted_pairs(spec, predicted, data)
    sides = [predicted] if spec["target"] == "relevance" else [predicted, data["target"]]
    if spec["kind"] == "pairwise":
        size = Link(spec["link"]).kappa
        found = [size(mpf(side[i]) - mpf(side[j])) for side in sides for i, j, _ in pairs]
    else:
        size = transform_of(spec).kappa
        found = [size(side[k]) for side in sides for i, j, _ in pairs for k in (i, j)]
    return max(found, default=mpf(0))


def counts(spec, predicted, data):
    """Whether the list counts in a mean."""
    return bool(weighted_pairs(spec, predicted, data))
