"""Grids for losses of rows of classes, and for rows of a thousand classes."""

from random import Random

from digits import float32, neighbour
from row_makers import close_to, label_rows, probabilities, probability_rows, score_rows, spread

CONVEX_KNOTS = {"kind": "piecewiseLinear", "knots": [[-2, -1], [0, -0.5], [1, 0.5], [2, 3]]}
KNOTS = {"kind": "piecewiseLinear", "knots": [[-2, -1], [0, -0.5], [1, 2], [4, 2.5]]}
SENSITIVE = {"kind": "fromSensitivity", "floor": 0.25, "regions": [{"from": 1, "gain": 2, "softness": 0.5}]}
EXPONENTIAL = {"kind": "exp", "rate": 0.5}

# What a transform that explodes is asked about: its largest and its lowest scores.
MILD = {"reach": 8.0, "lows": (-8.0, -20.0, -60.0)}
LINEAR = {}
# What a divergence is asked about, whose transform has a sensitivity that fades.
BOUNDED = {"reach": 12.0, "lows": (-5.0, -30.0, -100.0)}

SOFTMAX = [{"kind": "softmax", "temperature": t} if t != 1 else {"kind": "softmax"} for t in (1, 0.5)]
MATCHING = [
    (EXPONENTIAL, MILD, (1, 2, 3, 10)),
    ({"kind": "softplus"}, MILD, (1, 3, 10)),
    ({"kind": "sum", "links": [{"kind": "identity"}, {"kind": "exp", "rate": 0.75, "center": 1}]}, MILD, (2, 3, 10)),
    (CONVEX_KNOTS, BOUNDED, (1, 3, 10)),
    (SENSITIVE, BOUNDED, (2, 3)),
    ({"kind": "identity"}, LINEAR, (2, 3)),
]
DIVERGENCE = [
    ({"kind": "sinh", "rate": 0.5}, {"reach": 6.0, "lows": (-6.0, -8.0)}, (1, 2, 3, 10)),
    ({"kind": "sigmoid", "amplitude": 6, "rate": 2, "center": 1}, BOUNDED, (2, 3, 10)),
    (EXPONENTIAL, MILD, (2, 3, 10)),
    ({"kind": "tanh", "amplitude": 3}, BOUNDED, (2, 3)),
    ({"kind": "arctan", "amplitude": 2}, BOUNDED, (2, 3)),
    ({"kind": "erf", "amplitude": 3, "rate": 0.5}, {"reach": 6.0, "lows": (-4.0, -9.0)}, (2, 3)),
    ({"kind": "asinh"}, LINEAR, (2, 3, 10)),
    ({"kind": "softsign", "amplitude": 4}, BOUNDED, (2, 3)),
    ({"kind": "power", "exponent": 3, "rate": 0.5}, {"reach": 6.0, "lows": (-6.0, -9.0)}, (2, 3)),
    ({"kind": "clip", "threshold": 2}, BOUNDED, (1, 3)),
    ({"kind": "monotoneCubic", "knots": [[-3, -2], [-1, -1.75], [0, 0], [2, 0.25], [5, 4]]}, BOUNDED, (2, 3)),
    ({"kind": "mirror", "link": EXPONENTIAL}, {"reach": 6.0, "lows": (-4.0, -8.0)}, (2, 3)),
]
PER_CLASS = [
    ({"kind": "sinh", "rate": 0.5, "center": 1}, {"reach": 12.0, "lows": (-8.0, -60.0)}, (1, 3)),
    ({"kind": "sigmoid"}, BOUNDED, (3,)),
    (EXPONENTIAL, BOUNDED, (2, 10)),
    ({"kind": "erf"}, {"reach": 6.0, "lows": (-4.0, -8.0)}, (3,)),
    (KNOTS, BOUNDED, (3,)),
]


def case(loss, pairs, **more):
    return {"loss": loss, "predicted": [a for a, _ in pairs], "target": [b for _, b in pairs], **more}


def bad_probabilities(random, classes):
    """Rows with a negative entry, and with a sum off by 1e-3."""
    row = probabilities(random, classes)
    negative = [row[0] + row[1] + 0.125, -0.125, *row[2:]]
    return [negative, [float32(row[0] + 1e-3), *row[1:]]]


def fixed_targets(spec, random, classes):
    """Labels and probabilities; targets that are none where there are three classes."""
    bad = classes == 3
    labels, rows = label_rows(random, classes), probability_rows(random, classes)
    yield case({**spec, "target": "label"}, labels, **({"invalid": [-1, classes, 0.5]} if bad else {}))
    more = {"invalid": bad_probabilities(random, classes)} if bad else {}
    yield case({**spec, "target": "probability"}, rows, **more)


def softmax_cases(random):
    for spec in SOFTMAX:
        for classes in (1, 2, 3, 10) if "temperature" not in spec else (2, 3):
            yield case({**spec, "target": "score"}, score_rows(random, classes))
            yield from fixed_targets(spec, random, classes)


def composite_cases(random):
    for form, transforms in (("matching", MATCHING), ("divergence", DIVERGENCE)):
        for n, (transform, asked, counts) in enumerate(transforms):
            spec = {"kind": "compositeSoftmax", "transform": transform, "form": form, "target": "score"}
            # Every third one has a temperature.
            spec |= {"temperature": 0.5} if n % 3 == 2 else {}
            for classes in counts:
                yield case(spec, score_rows(random, classes, **asked))
            if form == "divergence" and n < 3:
                yield from fixed_targets(spec, random, counts[-1])


def output_rows(kind, random, classes):
    if kind == "sigmoid":
        outputs = [float(k % 2) if k < 2 else float32(random.random()) for k in range(classes)]
        return [(spread(random, classes, 4), outputs[k:] + outputs[:k]) for k in range(3)]
    outputs = [0.0, *(float32(random.uniform(0.1, 9)) for _ in range(classes - 1))]
    return [(spread(random, classes), outputs[k:] + outputs[:k]) for k in range(3)]


def per_class_cases(random):
    for link, asked, counts in PER_CLASS:
        for classes in counts:
            yield case({"kind": "perClass", "link": link, "target": "score"}, score_rows(random, classes, **asked))
    for kind, bad in (("sigmoid", [[0.5, 2.0, 0.5], [neighbour(0.0, -1), 0.5, 1.0]]), ("exp", [[-1.0, 1.0, 2.0]])):
        loss = {"kind": "perClass", "link": {"kind": kind}, "target": "output"}
        yield case(loss, output_rows(kind, random, 3), invalid=bad)
        yield case(loss, output_rows(kind, random, 2))


def row_cases():
    random = Random(20260)
    return [*softmax_cases(random), *composite_cases(random), *per_class_cases(random)]


def long_row_cases():
    random = Random(1000)
    matching = {"kind": "compositeSoftmax", "transform": EXPONENTIAL, "form": "matching", "target": "score"}
    softmax = lambda target: {"kind": "softmax", "target": target}
    near = spread(random, 1025)
    return [
        case(softmax("score"), [(close_to(random, near, 1e-3), near)]),
        case(softmax("label"), [(spread(random, 1000), 417)]),
        case(matching, [(spread(random, 1000), spread(random, 1000))]),
        case(softmax("probability"), [(spread(random, 1000), probabilities(random, 1000))]),
    ]
