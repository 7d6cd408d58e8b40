"""Exact results of a loss by its JSON: texts and allowances, in the layout of golden/matching.json."""

from mpmath import mp, mpf

import lists
import pairs
import preferences
import rows
import scalar
import squares
from allowances import allowance
from digits import Undecided, at_rising_precision, text
from links import Link
from pairs import transform_of

OUTPUTS = ("loss", "gradient", "hessian")
PRECISIONS = ("float32", "float64")
# Fields that are made anew.
MADE = ("loss", "predicted", "expected", "allowed", "counts")


def flat(value):
    return [number for part in value for number in flat(part)] if isinstance(value, (list, tuple)) else [value]


# What a loss may be given besides predicted.
INPUTS = ("target", "gain", "discount", "itemWeight", "reference")


def per_class(spec, predicted, data):
    """Σₖ D_H(ŝₖ, sₖ)."""
    link = Link(spec["link"])
    results = [scalar.TARGETS[spec["target"]](link, *pair) for pair in zip(predicted, data["target"])]
    columns = [list(zip(*side)) for side in zip(*results)]
    return [(sum(losses, mpf(0)), gradients, hessians) for losses, gradients, hessians in columns]


def of_row(spec, predicted, data):
    return rows.TARGETS[spec["target"]](transform_of(spec), spec.get("form", "divergence"), predicted, data["target"])


def of_score(spec, predicted, data):
    return scalar.TARGETS[spec["target"]](Link(spec["link"]), predicted, data["target"])


def of_squares(results):
    return lambda spec, predicted, data: results(Link(spec["link"]), spec, predicted, data["target"])


RESULTS = {
    "matching": of_score,
    "linkSquared": of_squares(squares.link_squared),
    "weightedSquared": of_squares(squares.weighted_squared),
    "perClass": per_class,
    "softmax": of_row,
    "compositeSoftmax": of_row,
    "pairwise": pairs.results,
    "pairwiseComposite": pairs.results,
    "preference": preferences.results,
    "distillation": lists.distillation,
    "listMle": lists.list_mle,
}


def own_kappas(spec, predicted, data):
    """κ of each class or score."""
    target = data["target"]
    if spec.get("target", "score") != "score":
        scores = [(z,) for z in predicted] if isinstance(predicted, list) else [(predicted,)]
    else:
        scores = list(zip(predicted, target)) if isinstance(predicted, list) else [(predicted, target)]
    size = (Link(spec["link"]) if "link" in spec else transform_of(spec)).kappa
    return [max(size(z) for z in some) for some in scores]


KAPPAS = {
    "linkSquared": squares.kappa,
    "pairwise": pairs.kappa,
    "pairwiseComposite": pairs.kappa,
    "preference": preferences.kappa,
    "distillation": lists.kappa,
    "listMle": lists.kappa,
}


def kappas(spec, predicted, data):
    """κ per class, and that of the whole example."""
    count = len(predicted) if isinstance(predicted, list) else 1
    if spec["kind"] in KAPPAS:
        largest = KAPPAS[spec["kind"]](spec, predicted, data)
        return [largest] * count, largest
    own = own_kappas(spec, predicted, data)
    return own if spec["kind"] == "perClass" else [max(own)] * count, max(own)


def counted(spec, predicted, data):
    """Whether an example counts in a mean: not a list without a pair, nor one of a single item for ListMLE."""
    if spec["kind"] in pairs.OF_PAIR:
        return pairs.counts(spec, predicted, data)
    return spec["kind"] != "listMle" or len(predicted) > 1


def exact_point(spec, predicted, data):
    """Texts and allowances of one example: { output: text or texts } and { precision: { output: … } }."""
    is_row = isinstance(predicted, list)
    count = len(predicted) if is_row else 1
    shape = lambda numbers: {"loss": numbers[0], "gradient": numbers[1 : 1 + count], "hessian": numbers[1 + count :]}
    unwrap = lambda parts: parts if is_row else {**parts, **{name: parts[name][0] for name in OUTPUTS[1:]}}
    try:
        results = at_rising_precision(lambda: flat(RESULTS[spec["kind"]](spec, predicted, data)))
    except Undecided as error:
        raise Undecided(f"{error}: {spec} at {predicted}, {data}") from None
    values, sizes = results[: len(results) // 2], results[len(results) // 2 :]
    with mp.workdps(80):
        own, largest = kappas(spec, predicted, data)
        per_value = [largest, *own, *own]
        limits = lambda precision: [
            allowance(precision, value, kappa, size, count) for value, kappa, size in zip(values, per_value, sizes)
        ]
        allowed = {precision: unwrap(shape(limits(precision))) for precision in PRECISIONS}
        return unwrap(shape([text(value) for value in values])), allowed


# Families whose losses need no word for their target.
WITHOUT_TARGET = ("distillation", "listMle", "preference", "weightedSquared")


def exact_case(case):
    """A case of a file of exact values, of its loss and data. Further fields stay, as the targets that are none."""
    standard = {} if case["loss"]["kind"] in WITHOUT_TARGET else {"target": "score"}
    spec, predicted = {**standard, **case["loss"]}, case["predicted"]
    given = {name: case[name] for name in INPUTS if name in case}
    data = [{name: values[k] for name, values in given.items()} for k in range(len(predicted))]
    points = [exact_point(spec, *pair) for pair in zip(predicted, data)]
    column = lambda parts: {name: [part[name] for part in parts] for name in OUTPUTS}
    counts = [counted(spec, *pair) for pair in zip(predicted, data)]
    return {
        "loss": spec,
        "predicted": predicted,
        **given,
        "expected": column([expected for expected, _ in points]),
        "allowed": {name: column([allowed[name] for _, allowed in points]) for name in PRECISIONS},
        **({} if all(counts) else {"counts": counts}),
        **{name: value for name, value in case.items() if name not in (*MADE, *INPUTS)},
    }
