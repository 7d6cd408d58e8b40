"""Distillation, and ListMLE: losses of rows with a factor, and a sum of rows that grow shorter (design §3.3)."""

from mpmath import mpf

import rows
from pairs import transform_of


def distillation(spec, predicted, data):
    """τ²·KL(q(s) ‖ q̂), or τ² times the matching form."""
    scale = mpf(spec.get("temperature", 1)) ** 2
    sides = rows.score_target(transform_of(spec), spec["form"], predicted, data["target"])
    return tuple((scale * loss, [scale * g for g in slopes], [scale * h for h in bends]) for loss, slopes, bends in sides)


def choices(target):
    """The items as they are left, place by place: larger targets first, equal ones in the order of the list. The first is chosen."""
    order = sorted(range(len(target)), key=lambda k: (-target[k], k))
    return [order[n:] for n in range(len(order))]


def list_mle(spec, predicted, data):
    """Σ over places of −log of the share of the item that is chosen: a label in what is left."""
    transform = transform_of(spec)
    sides = [[mpf(0), [mpf(0)] * len(predicted), [mpf(0)] * len(predicted)] for _ in range(2)]
    for left in choices(data["target"]):
        for side, (loss, *derivatives) in zip(sides, rows.label_target(transform, "divergence", [predicted[k] for k in left], 0)):
            side[0] += loss
            for column, values in zip(side[1:], derivatives):
                for k, value in zip(left, values):
                    column[k] += value
    return sides


def kappa(spec, predicted, data):
    scores = predicted if spec["kind"] == "listMle" else [*predicted, *data["target"]]
    return max(map(transform_of(spec).kappa, scores))
