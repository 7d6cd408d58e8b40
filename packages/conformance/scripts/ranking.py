"""
    python3 ranking.py FILE

Reproduces golden/ranking.json, which others made, by the formulas of the generator: loss and gradient of every case, also of those that the library
has not as one loss (pairs i < j, given pairs, ties at ½, CoSENT, BCO, NCA, SPPO). Ends with '97 of 97 cases reproduced, … values'.
"""

import json
import sys

sys.dont_write_bytecode = True

from mpmath import mp, mpf

import pairs
import preferences
import rows
import scalar
from links import Link

DIGITS = 220
# Values are written with 30 digits, and as 0 what is less than the digits they were worked at.
CLOSE = mpf(10) ** -28
SMALLEST = mpf(10) ** -DIGITS


def numbers(value, beta=None):
    """Text as numbers, words and structure as they are; '2/beta^2' and '1/beta' are those of the case."""
    if isinstance(value, list):
        return [numbers(entry, beta) for entry in value]
    if isinstance(value, dict):
        return {name: entry if name == "kind" else numbers(entry, beta) for name, entry in value.items()}
    if value == "2/beta^2":
        return 2 / beta**2
    if value == "1/beta":
        return 1 / beta
    return mpf(value) if isinstance(value, str) else value


def kept_items(case, k):
    mask = case["input"].get("mask")
    row = case["input"]["predicted"][k]
    return [n for n in range(len(row)) if mask is None or mask[k][n]]


def pair_rule(case):
    """What a pair of a list adds, as a function of the list's scores and targets; and the rule its pairs follow."""
    spec = {"target": case["targets"] if case["targets"] == "relevance" else "score", "form": case.get("form")}
    spec |= {name: numbers(case[name]) for name in ("link", "transform", "temperature") if name in case}
    make = pairs.of_composite if "transform" in case else pairs.of_difference
    return spec, lambda predicted, target: make(spec, predicted, {"target": target})


def tied_half(case, predicted, target):
    """Output 1 for the more relevant item of a pair, ½ where they are alike."""
    link = Link(numbers(case["link"]))
    of = lambda i, j: scalar.output_target(link, predicted[i] - predicted[j], mpf(1) if target[i] != target[j] else mpf("0.5"))
    return lambda i, j: pairs.of_both_items(of(i, j))


def places(case, predicted, target, ordered):
    """(i, j, w) of the pairs of a list by the rule of the case."""
    items = range(len(predicted))
    if "pairs" in case["input"]:
        return [(i, j, w) for (i, j), w in zip(case["input"]["pairs"][0], numbers(case["input"]["pairWeights"][0]))]
    if case["targets"] == "relevance":
        half = case["id"].startswith("pair-relevance/sigmoid/ties-half")
        return [(i, j, mpf(1)) for i in items for j in items if target[i] > target[j] or (half and target[i] == target[j] and i < j)]
    return [(i, j, mpf(1)) for i in items for j in items if i < j or (ordered and i != j)]


def list_of_pairs(case, k, ordered=False):
    """Values of list k, or None where it has no pair."""
    kept = kept_items(case, k)
    predicted, target = ([mpf(case["input"][name][k][n]) for n in kept] for name in ("predicted", "target"))
    chosen = places(case, predicted, target, ordered)
    if not chosen:
        return None
    rule = pair_rule(case)[1](predicted, target)
    if "ties-half" in case["id"]:
        rule = tied_half(case, predicted, target)
    values, sizes = pairs.mean(chosen, rule, len(kept))
    return kept, values[0], values[1], sizes[1]


def row_of(case, k):
    """Values of a row of classes, or None where it keeps none."""
    kept = kept_items(case, k)
    if not kept:
        return None
    transform = rows.Transform(Link(numbers(case["transform"])), numbers(case["temperature"]))
    predicted = [mpf(case["input"]["predicted"][k][n]) for n in kept]
    target = case["input"]["target"][k]
    if case["targets"] == "label":
        given = kept.index(target)
    else:
        given = [mpf(target[n]) for n in kept]
        if case["targets"] == "probability":
            given = [share / sum(given) for share in given]
    scale = mpf(case["temperature"]) ** 2 if case["id"].startswith("distillation/") else 1
    (loss, gradient, _), _ = rows.TARGETS[case["targets"]](transform, case["form"], predicted, given)
    return kept, scale * loss, [scale * g for g in gradient]


def cosent(case, k):
    """Softmax of 0 and λ(ŝᵢ − ŝⱼ) for every i less relevant than j, the label on the 0."""
    scale, predicted, target = mpf(case["scale"]), *(numbers(case["input"][name][k]) for name in ("predicted", "target"))
    found = [(i, j) for i in range(len(target)) for j in range(len(target)) if target[i] < target[j]]
    derived = [mpf(0), *(scale * (predicted[i] - predicted[j]) for i, j in found)]
    (loss, slopes, _), _ = rows.label_target(rows.Transform(Link({"kind": "identity"}), 1), "divergence", derived, 0)
    gradient = [mpf(0)] * len(predicted)
    for slope, (i, j) in zip(slopes[1:], found):
        gradient[i] += scale * slope
        gradient[j] -= scale * slope
    return range(len(predicted)), loss, gradient


def mean_of_lists(case, of_list):
    """The mean over lists that have something to say, and the gradient in the shape of the data."""
    count = len(case["input"]["predicted"])
    lists = [of_list(case, k) for k in range(count)]
    given = numbers(case["input"].get("rowWeight", [1] * count))
    weights = [w if one else mpf(0) for w, one in zip(given, lists)]
    total = sum(weights) or mpf(1)
    loss = sum((w / total * one[1] for w, one in zip(weights, lists) if one), mpf(0))
    gradient = [[mpf(0)] * len(row) for row in case["input"]["predicted"]]
    for k, one in enumerate(lists):
        for n, g in zip(one[0], one[2]) if one else ():
            gradient[k][n] += weights[k] / total * g
    return loss, gradient


SIDES = ("Chosen", "Rejected")


class Example:
    """One example of a preference: the numbers of a case, which may be one for all."""

    def __init__(self, case, k):
        given = numbers(case["input"])
        at = lambda name, other: given[name][k] if isinstance(given.get(name), list) else given.get(name, other)
        self.beta, self.gap, self.smoothing = at("beta", mpf(1)), at("gap", None), at("labelSmoothing", mpf(0))
        self.lengths = [mpf(at(f"length{side}", 1)) for side in SIDES]
        leads = [at(f"policy{side}", None) - at(f"reference{side}", mpf(0)) for side in SIDES]
        self.leads = [lead / length for lead, length in zip(leads, self.lengths)]


def of_difference(case, example):
    """One matching loss of x = β(lead − lead)."""
    link, beta = Link(numbers(case["link"], example.beta)), example.beta
    x = beta * (example.leads[0] - example.leads[1])
    gap = mpf("0.5") if "/ipo/" in case["id"] else example.gap
    target = scalar.output_target(link, x, 1 - example.smoothing) if gap is None else scalar.score_target(link, x, gap)
    loss, slope, _ = target[0]
    return loss, [beta * slope, -beta * slope]


def f_dpo(case, example):
    """The label on the chosen of two classes, U = βT."""
    transform = rows.Transform(Link(numbers(case["transform"])), 1 / example.beta)
    (loss, gradient, _), _ = rows.label_target(transform, "divergence", example.leads, 0)
    return loss, gradient


def both_sides(link, targets, factors=(1, 1), score=False):
    """Each lead by itself: a matching loss of βu at one output (or score), of the other at another."""

    def of(case, example):
        made, results = Link(link(example)), []
        for lead, target, factor in zip(example.leads, targets, factors):
            rule = scalar.score_target if score else scalar.output_target
            loss, slope, _ = rule(made, example.beta * lead, mpf(target))[0]
            results.append((factor * loss, factor * example.beta * slope))
        return results[0][0] + results[1][0], [slope for _, slope in results]

    return of


def preference_rule(name):
    sppo = lambda example: {"kind": "identity", "amplitude": 2 / example.beta**2}
    if "/f-dpo/" in name:
        return f_dpo
    return both_sides(sppo, ("0.5", "-0.5"), score=True) if "sppo" in name else of_difference


def preference(case):
    count = len(case["input"]["policyChosen"])
    examples = [Example(case, k) for k in range(count)]
    found = [preference_rule(case["id"])(case, example) for example in examples]
    by_score = lambda side: [slopes[side] / example.lengths[side] / count for (_, slopes), example in zip(found, examples)]
    return sum(loss for loss, _ in found) / count, {f"policy{name}": by_score(side) for side, name in enumerate(SIDES)}


def flat(value):
    if isinstance(value, dict):
        return [number for name in sorted(value) for number in flat(value[name])]
    return [number for part in value for number in flat(part)] if isinstance(value, list) else [mpf(value)]


def is_close(found, written):
    return abs(found - written) <= max(CLOSE * abs(written), SMALLEST)


def results(case):
    if case["id"].startswith("preference/"):
        return [(preference(case), case)]
    if case["id"].startswith("list/cosent"):
        return [(mean_of_lists(case, cosent), case)]
    if not case["id"].startswith("pair-"):
        return [(mean_of_lists(case, row_of), case)]
    found = [(mean_of_lists(case, list_of_pairs), case)]
    if "allOrderedPairs" in case:
        found.append((mean_of_lists(case, lambda one, k: list_of_pairs(one, k, True)), case["allOrderedPairs"]))
    return found


def main(path):
    with open(path) as file:
        cases = json.load(file)["cases"]
    right = values = 0
    with mp.workdps(DIGITS):
        for case in cases:
            pairs_of_values = [
                pair
                for (loss, gradient), written in results(case)
                for pair in zip(flat([loss, gradient]), flat([written["loss"], written["gradient"]]), strict=True)
            ]
            wrong = [pair for pair in pairs_of_values if not is_close(*pair)]
            for found, written in wrong[:2]:
                print(f"{case['id']}: written {mp.nstr(written, 30)}, found {mp.nstr(found, 30)}")
            values += len(pairs_of_values)
            right += not wrong
    print(f"{right} of {len(cases)} cases reproduced, {values} values")
    return right == len(cases)


if __name__ == "__main__":
    sys.exit(0 if main(sys.argv[1]) else 1)
