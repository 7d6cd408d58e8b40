"""
    python3 verify.py FILE…

Checks exact values by other means: scalar losses by numerical integration of h, class losses by their textbook formulas at
400 digits, gradients and hessians by differences of those; squared errors as written, by integration and by differences. Prints the largest relative discrepancy of each.
Of losses over pairs and lists, whose values ranking.py sets against those of others, the derivatives by differences.
Only points where that is possible count: moderate scores, no kink beside them. Also: no loss is negative, and a strictly
increasing link gives a zero for equal scores alone.
"""

import sys

sys.dont_write_bytecode = True

import json

from mpmath import mp, mpf

from links import Link
from losses import INPUTS, KAPPAS as LISTS, OUTPUTS, RESULTS

MODERATE = 200
STEP = mpf(10) ** -40
# Below this differences over a step of 1e-40 have no digits.
SMALLEST = mpf(10) ** -40
SMOOTH = {"identity", "sigmoid", "tanh", "arctan", "softsign", "erf", "sinh", "asinh", "exp", "softplus"}


def is_smooth(spec):
    inner = spec.get("links") or ([spec["link"]] if "link" in spec else None)
    return all(map(is_smooth, inner)) if inner else spec["kind"] in SMOOTH


def integrated(link, predicted, target):
    """∫ h(z) − h(s) dz by tanh-sinh quadrature, over stretches cut at the edges of h and around it."""
    start = link.h(target)
    low, high = sorted([mpf(predicted), mpf(target)])
    own = [mpf(k) for k in range(-16, 17)]
    for term in link.terms:
        edges = getattr(term.base, "edges", [mpf(0)])
        slope = term.line(mpf(1)) - term.line(mpf(0))
        own += [(edge - term.line(mpf(0))) / slope for edge in edges]
    cuts = [low, *sorted(cut for cut in set(own) if low < cut < high), high]
    total = mp.quad(lambda z: link.h(z) - start, cuts)
    return total if predicted >= target else -total


def log_sum_exp(values):
    return mp.log(sum(mp.exp(value) for value in values))


def textbook(spec, predicted, target, as_one=False):
    """A class loss as written on paper; derivatives take a row of probabilities as summing to one."""
    link, heat = Link(spec.get("transform", {"kind": "identity"})), mpf(spec.get("temperature", 1))
    there = [link.h(z) / heat for z in predicted]
    if spec["target"] == "label":
        return log_sum_exp(there) - there[target]
    if spec["target"] == "probability":
        whole = mpf(1) if as_one else sum(map(mpf, target))
        return sum(p * (mp.log(p) - u) for p, u in zip(map(mpf, target), there) if p) + whole * log_sum_exp(there)
    here = [link.h(z) / heat for z in target]
    q = [mp.exp(u - log_sum_exp(here)) for u in here]
    if spec.get("form") == "matching":
        slopes = [link.sensitivity(z) / heat * p for z, p in zip(target, q)]
        steps = sum(slope * (mpf(z) - s) for slope, z, s in zip(slopes, predicted, target))
        return log_sum_exp(there) - log_sum_exp(here) - steps
    return sum(p * ((u - log_sum_exp(here)) - (v - log_sum_exp(there))) for p, u, v in zip(q, here, there))


def discrepancy(found, written):
    exact = mpf(written)
    return abs(found - exact) / abs(exact) if exact else abs(found)


class Worst:
    """The largest discrepancy of each kind, and how many values it is of."""

    def __init__(self):
        self.found = {}

    def add(self, kind, found, written):
        if "inf" in written or abs(mpf(written)) < SMALLEST:
            return
        largest, count = self.found.get(kind, (mpf(0), 0))
        error = discrepancy(found, written)
        if error > 1e-20:
            print(f"{kind}: {written}, but {mp.nstr(found, 15)}")
        self.found[kind] = max(largest, error), count + 1


def check_scalar(worst, spec, point, expected):
    predicted, target = map(mpf, point)
    if expected[0].startswith("-") or (Link(spec["link"]).strict and "0.0" in expected[:2] and predicted != target):
        print(f"wrong: {spec} at {point}: {expected}")
    if max(abs(predicted), abs(target)) > MODERATE or predicted == target:
        return
    with mp.workdps(60):
        worst.add("scalar loss by integration", integrated(Link(spec["link"]), predicted, target), expected[0])
    with mp.workdps(400):
        link = Link(spec["link"])
        worst.add("scalar gradient as written", link.h(predicted) - link.h(target), expected[1])
        if is_smooth(spec["link"]) and predicted != 0:
            slope = (link.h(predicted + STEP) - link.h(predicted - STEP)) / (2 * STEP)
            worst.add("scalar hessian by differences", slope, expected[2])


def check_outputs(worst, spec, points):
    """Points with one y: the losses at two of them differ by ∫ h(z) − y dz; relative to the larger one."""
    by_output = {}
    for predicted, output, (loss, *_) in points:
        if abs(predicted) <= MODERATE and abs(output) <= MODERATE:
            by_output.setdefault(output, []).append((mpf(predicted), loss))
    with mp.workdps(60):
        link = Link(spec["link"])
        for output, found in by_output.items():
            for (z, loss), (other, other_loss) in zip(found, found[1:]):
                level = link.h(z) - mpf(output)
                rise = -integrated(link, other, z) - level * (other - z)
                error = abs(mpf(loss) - mpf(other_loss) - rise) / max(mpf(loss), mpf(other_loss), mpf(10) ** -30)
                worst.add("differences of output losses by integration", 1 + error, "1.0")


def check_row(worst, spec, predicted, target, expected):
    loss, gradient, hessian = expected
    if loss.startswith("-"):
        print(f"wrong: {spec} at {predicted}, {target}: {expected}")
    everything = predicted if spec["target"] != "score" else predicted + target
    if max(map(abs, everything)) > MODERATE or len(predicted) > 20:
        return
    smooth = is_smooth(spec.get("transform", {"kind": "identity"}))
    with mp.workdps(400):
        value = lambda k, step: textbook(spec, [z + step * (n == k) for n, z in enumerate(map(mpf, predicted))], target, True)
        worst.add("class loss as written", textbook(spec, predicted, target), loss)
        middle = value(0, 0)
        for k in range(len(predicted)) if smooth and 0 not in predicted else ():
            up, down = value(k, STEP), value(k, -STEP)
            worst.add("class gradient by differences", (up - down) / (2 * STEP), gradient[k])
            worst.add("class hessian by differences", (up - 2 * middle + down) / STEP**2, hessian[k])


def check_list(worst, spec, predicted, data, expected):
    """Derivatives by differences of the loss; no kinks, and no ties that a step would untie."""
    inner = [spec[name] for name in ("link", "transform") if name in spec]
    if max(map(abs, predicted)) > MODERATE or not all(map(is_smooth, inner)):
        return
    with mp.workdps(400):
        value = lambda k, step: RESULTS[spec["kind"]](
            spec, [mpf(z) + step * (n == k) for n, z in enumerate(predicted)], data
        )[0][0]
        middle = value(-1, 0)
        for k in range(len(predicted)):
            up, down = value(k, STEP), value(k, -STEP)
            worst.add("list gradient by differences", (up - down) / (2 * STEP), expected[1][k])
            worst.add("list hessian by differences", (up - 2 * middle + down) / STEP**2, expected[2][k])


def check_square(worst, spec, predicted, target, expected):
    """By integration of the gradient as written, and by differences of that."""
    if max(abs(predicted), abs(target)) > MODERATE or not is_smooth(spec["link"]) or predicted == target:
        return
    with mp.workdps(400):
        link, z, observed = Link(spec["link"]), mpf(predicted), mpf(target)
        place = {"larger": max, "smaller": min}.get(spec.get("at"), lambda _, s: s)
        if spec["kind"] == "weightedSquared":
            gradient = lambda z: link.sensitivity(place(z, observed)) * (z - observed)
        else:
            level = observed if spec["target"] == "output" else link.h(observed)
            gradient = lambda z: link.sensitivity(z) * (link.h(z) - level)
            worst.add("squared loss as written", (link.h(z) - level) ** 2 / 2, expected[0])
        worst.add("squared gradient as written", gradient(z), expected[1])
        worst.add("squared hessian by differences", (gradient(z + STEP) - gradient(z - STEP)) / (2 * STEP), expected[2])
    if spec["kind"] == "weightedSquared" and abs(z - observed) < 20:
        with mp.workdps(60):
            worst.add("weighted loss by integration", mp.quad(gradient, mp.linspace(observed, z, 20)), expected[0])


def verify(path, worst):
    with open(path) as file:
        cases = json.load(file)["cases"]
    for case in cases:
        spec, expected = case["loss"], case["expected"]
        if spec["kind"] in ("linkSquared", "weightedSquared"):
            points = zip(case["predicted"], case["target"], zip(*(expected[o] for o in OUTPUTS)))
            for point in points:
                check_square(worst, spec, *point)
            continue
        if spec["kind"] in LISTS:
            given = [name for name in INPUTS if name in case]
            for k, predicted in enumerate(case["predicted"]):
                data = {name: case[name][k] for name in given}
                check_list(worst, spec, predicted, data, [expected[o][k] for o in ("loss", "gradient", "hessian")])
            continue
        rows = zip(case["predicted"], case["target"], zip(*(expected[o] for o in ("loss", "gradient", "hessian"))))
        if spec["kind"] == "matching" and spec["target"] == "output":
            check_outputs(worst, spec, rows)
            continue
        for predicted, target, values in rows:
            if spec["kind"] == "matching" and spec["target"] == "score":
                check_scalar(worst, spec, (predicted, target), values)
            elif spec["kind"] not in ("matching", "perClass"):
                check_row(worst, spec, predicted, target, values)


if __name__ == "__main__":
    worst = Worst()
    for path in sys.argv[1:]:
        verify(path, worst)
    for kind, (largest, count) in worst.found.items():
        print(f"{kind}: {mp.nstr(largest, 3)} at most, of {count} values")
