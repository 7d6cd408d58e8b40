"""Exact results of a loss by its JSON: texts and allowances, in the layout of golden/matching.json."""

from mpmath import mp, mpf

import rows
import scalar
from allowances import allowance
from digits import Undecided, at_rising_precision, text
from links import Link

OUTPUTS = ("loss", "gradient", "hessian")
PRECISIONS = ("float32", "float64")


def flat(value):
    return [number for part in value for number in flat(part)] if isinstance(value, (list, tuple)) else [value]


def per_class(spec, predicted, target):
    """Σₖ D_H(ŝₖ, sₖ)."""
    link = Link(spec["link"])
    results = [scalar.TARGETS[spec["target"]](link, *pair) for pair in zip(predicted, target)]
    columns = [list(zip(*side)) for side in zip(*results)]
    return [(sum(losses, mpf(0)), gradients, hessians) for losses, gradients, hessians in columns]


def of_row(spec, predicted, target):
    transform = rows.Transform(Link(spec.get("transform", {"kind": "identity"})), spec.get("temperature", 1))
    return rows.TARGETS[spec["target"]](transform, spec.get("form", "divergence"), predicted, target)


def of_score(spec, predicted, target):
    return scalar.TARGETS[spec["target"]](Link(spec["link"]), predicted, target)


RESULTS = {"matching": of_score, "perClass": per_class, "softmax": of_row, "compositeSoftmax": of_row}


def kappas(spec, predicted, target):
    """κ per class, and that of the whole row."""
    two = spec["target"] == "score"
    scores = [(z, s) for z, s in zip(predicted, target)] if two else [(z,) for z in predicted]
    if spec["kind"] in ("matching", "perClass"):
        size = Link(spec["link"]).kappa
    else:
        size = rows.Transform(Link(spec.get("transform", {"kind": "identity"})), spec.get("temperature", 1)).kappa
    own = [max(size(z) for z in some) for some in scores]
    return own if spec["kind"] == "perClass" else [max(own)] * len(own), max(own)


def exact_point(spec, predicted, target):
    """Texts and allowances of one example: { output: text or texts } and { precision: { output: … } }."""
    is_row = isinstance(predicted, list)
    count = len(predicted) if is_row else 1
    shape = lambda numbers: {"loss": numbers[0], "gradient": numbers[1 : 1 + count], "hessian": numbers[1 + count :]}
    unwrap = lambda parts: parts if is_row else {**parts, **{name: parts[name][0] for name in OUTPUTS[1:]}}
    try:
        results = at_rising_precision(lambda: flat(RESULTS[spec["kind"]](spec, predicted, target)))
    except Undecided as error:
        raise Undecided(f"{error}: {spec} at {predicted}, {target}") from None
    values, sizes = results[: len(results) // 2], results[len(results) // 2 :]
    with mp.workdps(80):
        whole = (predicted, target) if is_row or spec["target"] == "label" else ([predicted], [target])
        own, largest = kappas(spec, *whole)
        per_value = [largest, *own, *own]
        limits = lambda precision: [
            allowance(precision, value, kappa, size, count) for value, kappa, size in zip(values, per_value, sizes)
        ]
        allowed = {precision: unwrap(shape(limits(precision))) for precision in PRECISIONS}
        return unwrap(shape([text(value) for value in values])), allowed


def exact_case(spec, predicted, target, more=None):
    """A case of a file of exact values. `more` holds further fields, as the targets that are none."""
    spec = {"target": "score", **spec}
    points = [exact_point(spec, *pair) for pair in zip(predicted, target)]
    column = lambda parts: {name: [part[name] for part in parts] for name in OUTPUTS}
    return {
        "loss": spec,
        "predicted": predicted,
        "target": target,
        "expected": column([expected for expected, _ in points]),
        "allowed": {name: column([allowed[name] for _, allowed in points]) for name in PRECISIONS},
        **(more or {}),
    }
