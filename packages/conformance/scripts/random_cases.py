"""Random hold-out cases of all kinds, in the layout of the grids."""

from random import Random

from mpmath import mp, mpf

import rows
from digits import float32
from links import Link
from output_grids import points_for
from random_links import convex_link, invertible_link, link, scale_of, tail_of
from row_makers import label_rows, probability_rows, score_rows
from scalar import output_range

POINTS = 12


def score(random, spec):
    """Half of the scores within a few lengths of the center, half at any distance up to the tail."""
    length, center = scale_of(spec)
    if random.random() < 0.5:
        return float32(center + length * random.gauss(0, 2))
    return float32(center + length * random.choice([-1, 1]) * 10 ** random.uniform(-3, mp.log10(tail_of(spec))))


def score_point(random, spec):
    """Half of the points near the optimum, at all orders of nearness; some equal; the others anywhere."""
    s, x = score(random, spec), random.random()
    if x < 0.05:
        return s, s
    if x < 0.5:
        size = scale_of(spec)[0] if random.random() < 0.5 else abs(s)
        return float32(s + random.choice([-1, 1]) * size * 10 ** random.uniform(-7, 0)), s
    if x < 0.53:
        return random.choice([-1, 1]) * 2.0 ** random.randint(10, 126), s
    return score(random, spec), s


def score_case(random):
    spec = link(random)
    points = [score_point(random, spec) for _ in range(POINTS)]
    return {"kind": "matching", "link": spec, "target": "score"}, points


def output(random, made, spec):
    """An output h(s) of a random score, or a closed end of the range; outputs that rounding takes out of it are left out."""
    (low, high), closed = output_range(made)
    ends = [end for end in (low, high) if end is not None and closed and float32(end) == end]
    y = float32(random.choice(ends)) if ends and random.random() < 0.15 else float32(made.h(score(random, spec)))
    inside = (low is None or y > low) and (high is None or y < high)
    return y if inside or y in ends else None


def output_case(random):
    spec = invertible_link(random)
    points = []
    with mp.workdps(60):
        made = Link(spec)
        while len(points) < POINTS:
            try:
                y = output(random, made, spec)
            except OverflowError:
                continue
            if y is not None:
                points += random.sample(list(points_for(made, y, [score(random, spec), score(random, spec)])), 2)
    return {"kind": "matching", "link": spec, "target": "output"}, points[:POINTS]


def reasonable(spec, target, pair):
    """Whether U stays below 1e5 (a row beyond asks about nothing but overflow), with finite slopes: not so at a power's center."""
    transform = rows.Transform(Link(spec), 0.5)
    scores = [*pair[0], *(pair[1] if target == "score" else [])]
    try:
        sizes = [abs(of(mpf(z))) for z in scores for of in (transform.h, transform.sensitivity, transform.curvature)]
    except ZeroDivisionError:
        return False
    return all(size < 1e5 for size in sizes)


def row_pairs(random, target, classes):
    if target == "score":
        size = random.choice([4.0, 10.0, 40.0])
        return score_rows(random, classes, size, (-size / 4, -size, -4 * size))
    return (label_rows if target == "label" else probability_rows)(random, classes)


def row_case(random):
    """Equally many of softmax, the matching form, the divergence form and perClass."""
    kind = random.choice(["softmax", "matching", "divergence", "perClass"])
    targets = ["score"] if kind in ("matching", "perClass") else ["score", "label", "probability"]
    target = random.choice(targets)
    spec = {"softmax": lambda _: {"kind": "identity"}, "matching": convex_link}.get(kind, link)(random)
    pairs = row_pairs(random, target, random.choice([1, 2, 3, 5, 10]))
    pairs = [pair for pair in pairs if reasonable(spec, target, pair)]
    if kind == "perClass":
        return {"kind": kind, "link": spec, "target": target}, pairs
    loss = {"kind": "softmax"} if kind == "softmax" else {"kind": "compositeSoftmax", "transform": spec, "form": kind}
    temperature = {"temperature": random.choice([0.5, 2, 0.7])} if random.random() < 0.4 else {}
    return {**loss, "target": target, **temperature}, pairs


def random_cases(seed, count):
    """Half of the cases with score targets, a seventh with outputs, the others with rows."""
    random, cases = Random(seed), []
    while len(cases) < count:
        make = random.choices([score_case, output_case, row_case], [0.5, 0.15, 0.35])[0]
        loss, points = make(random)
        if points:
            cases.append({"loss": loss, "predicted": [a for a, _ in points], "target": [b for _, b in points]})
    return cases
