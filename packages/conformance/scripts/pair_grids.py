"""Grids for losses of pairs, lists, preferences and distillation (design §3.3)."""

from random import Random

from pair_makers import (
    across,
    items_beside,
    lambda_data,
    list_rows,
    preference_rows,
    relevance_rows,
    shifted_rows,
    weight_data,
)

SCORE = {"kind": "pairwise", "target": "score", "order": "both"}
TO_SORT = {"kind": "pairwise", "target": "score", "order": "byTarget"}
RELEVANCE = {"kind": "pairwise", "target": "relevance"}

ODD_EXP = {"kind": "exp", "amplitude": 1.5, "rate": 0.4375, "center": -0.75}
ODD_SINH = {"kind": "sinh", "amplitude": 0.8125, "rate": 0.5, "center": 1.25}
ODD_IDENTITY = {"kind": "identity", "amplitude": 1.75, "rate": 0.625, "center": 0.375}
ODD_CUBE = {"kind": "power", "exponent": 3, "amplitude": 0.75, "rate": 0.625, "center": 0.375}
ODD_ARCTAN = {"kind": "arctan", "amplitude": 1.3125, "rate": 2.75, "center": 0.6875}
KNOTS = {"kind": "piecewiseLinear", "knots": [[-2, -1], [0, -0.5], [1, 2], [4, 2.5]]}
DRAWN = {"kind": "monotoneCubic", "knots": [[-3, -2], [-1, -1.75], [0, 0], [2, 0.25], [5, 4]]}
SENSITIVE = {"kind": "fromSensitivity", "floor": 0.25, "regions": [{"from": 1, "gain": 2, "softness": 0.5}]}
SEVERAL = {"kind": "sum", "links": [{"kind": "identity", "amplitude": 0.25}, {"kind": "exp", "rate": 0.5}]}

# Those whose sums over pairs have closed forms, with the numbers of items, and the largest scores: e^{b·reach} stays a float32 number.
SEPARABLE = [
    ({"kind": "identity"}, (2,), 60),
    (ODD_IDENTITY, (3, 12), 60),
    ({"kind": "exp"}, (2,), 20),
    (ODD_EXP, (3,), 60),
    ({"kind": "mirror", "link": ODD_EXP}, (3,), 60),
    ({"kind": "sinh"}, (3,), 20),
    (ODD_SINH, (5, 12), 60),
    ({"kind": "mirror", "link": ODD_SINH}, (3,), 60),
    ({"kind": "power", "exponent": 3}, (3,), 60),
    (ODD_CUBE, (2, 3), 60),
    (SEVERAL, (3,), 60),
]
OTHERS = [
    ({"kind": "sigmoid"}, 3),
    ({"kind": "sigmoid", "amplitude": 2.5, "rate": 0.75, "center": -1.375}, 5),
    ({"kind": "tanh"}, 3),
    (ODD_ARCTAN, 3),
    ({"kind": "softsign"}, 3),
    ({"kind": "erf", "rate": 0.5}, 3),
    ({"kind": "asinh"}, 3),
    ({"kind": "softplus"}, 3),
    ({"kind": "power", "exponent": 1.5}, 3),
    ({"kind": "clip", "threshold": 1.5}, 3),
    (KNOTS, 3),
    (DRAWN, 3),
    (SENSITIVE, 3),
]
SORTED = [({"kind": "identity"}, 3), (ODD_EXP, 3), (ODD_SINH, 5), ({"kind": "sigmoid"}, 3)]
OUTPUTS = [
    ({"kind": "sigmoid"}, 1, (2, 12)),
    ({"kind": "sigmoid"}, 0.75, (3,)),
    ({"kind": "identity"}, 1, (5,)),
    ({"kind": "tanh", "rate": 0.625, "center": -0.5}, 1, (3,)),
    (ODD_SINH, 1, (3,)),
    (ODD_ARCTAN, 1, (3,)),
    ({"kind": "exp", "rate": 0.5}, 0, (3,)),
]
EXPONENTIAL = {"kind": "exp", "rate": 0.5}
ODD_TRANSFORM = {"kind": "exp", "amplitude": 0.6875, "rate": 0.40625, "center": -1.125}
COMPOSITE = [
    ("matching", "score", EXPONENTIAL, 1, (2, 5)),
    ("matching", "score", {"kind": "softplus"}, 0.5, (3,)),
    ("matching", "score", {"kind": "identity"}, 2, (3,)),
    ("divergence", "score", {"kind": "identity"}, 1, (3,)),
    ("divergence", "score", ODD_TRANSFORM, 1, (3,)),
    ("divergence", "score", {"kind": "asinh"}, 0.5, (3,)),
    ("divergence", "relevance", {"kind": "identity"}, 1, (5,)),
    ("divergence", "relevance", ODD_TRANSFORM, 2, (3,)),
    ("divergence", "relevance", {"kind": "mirror", "link": EXPONENTIAL}, 1, (3,)),
]


def case(loss, points, **more):
    return {"loss": loss, **across(points), **more}


def without_ties(rows):
    return [*rows[:2], rows[4]]


def score_cases(random):
    for link, counts, reach in SEPARABLE:
        for items in counts:
            shifted = shifted_rows(random, items) if items < 10 and link["kind"] != "mirror" else []
            yield case({**SCORE, "link": link}, [*list_rows(random, items, reach), *shifted])
    yield case({**SCORE, "link": ODD_SINH}, list_rows(random, 1, 10)[:2])
    for link, items in OTHERS:
        yield case({**SCORE, "link": link}, [*without_ties(list_rows(random, items, 60)), *shifted_rows(random, items)[:1]])
    for link, items in SORTED:
        ties = [{"predicted": items_beside(random, [1.0] * items, 0.5), "target": [1.0] * items}]
        rows = [*list_rows(random, items, 20), *shifted_rows(random, items)[1:3], *ties]
        yield case({**TO_SORT, "link": link}, rows)


def relevance_cases(random):
    for link, output, counts in OUTPUTS:
        loss = {**RELEVANCE, **({"output": output} if output != 1 else {}), "link": link}
        for items in counts:
            yield case(loss, relevance_rows(random, items))
    yield case({**RELEVANCE, "link": {"kind": "sigmoid"}}, relevance_rows(random, 1)[:1])


def weighted_cases(random):
    weighted = lambda rows, more: [{**row, **more(random, len(row["predicted"]), n)} for n, row in enumerate(rows)]
    for loss, items in (({**RELEVANCE, "link": {"kind": "sigmoid"}}, 3), ({**SCORE, "link": ODD_SINH}, 3)):
        rows = relevance_rows(random, items) if loss["target"] == "relevance" else list_rows(random, items, 12)
        yield case({**loss, "pairWeight": "lambda"}, weighted(rows, lambda_data))
        yield case({**loss, "pairWeight": "item"}, weighted(rows, weight_data))
    rows = relevance_rows(random, 3)
    loss = {"kind": "pairwiseComposite", "form": "divergence", "target": "relevance", "pairWeight": "lambda", "transform": EXPONENTIAL}
    yield case(loss, weighted(rows, lambda_data))


def composite_cases(random):
    for form, target, transform, temperature, counts in COMPOSITE:
        heat = {"temperature": temperature} if temperature != 1 else {}
        loss = {"kind": "pairwiseComposite", "form": form, "target": target, **heat, "transform": transform}
        for items in counts:
            line = transform["kind"] == "identity"
            if target == "relevance":
                yield case(loss, relevance_rows(random, items, 60 if line else 6))
            elif line:
                yield case(loss, [*without_ties(list_rows(random, items, 60)), *shifted_rows(random, items)])
            else:
                yield case(loss, list_rows(random, items, 6))


def preference_cases(random):
    label, gap = {"kind": "preference", "target": "label"}, {"kind": "preference", "target": "gap"}
    sigmoid = {"kind": "sigmoid"}
    with_reference = [
        {**label, "beta": 0.1, "link": sigmoid},
        {**label, "beta": 0.125, "labelSmoothing": 0.125, "link": sigmoid},
        {**label, "beta": 0.1, "labelSmoothing": 0.1, "link": sigmoid},
        {**label, "beta": 0.125, "transform": {"kind": "mirror", "link": EXPONENTIAL}, "link": sigmoid},
        {**label, "beta": 0.25, "transform": {"kind": "mirror", "link": {"kind": "softplus"}}, "link": sigmoid},
    ]
    for loss in with_reference:
        yield case(loss, preference_rows(random, 1 / 8 if "transform" in loss else 1))
    alone = {"predicted": [[-9.75, -14.5], [-30.5, -12.25], [-7.0, -7.0]]}
    yield {"loss": {**label, "beta": 2, "reference": False, "link": {**sigmoid, "center": 0.5}}, **alone}
    for link in ({"kind": "identity"}, ODD_SINH, {**sigmoid, "rate": 1.25, "center": 0.75}):
        yield case({**gap, "beta": 0.125, "link": link}, preference_rows(random, 1, gap=0.125))
    yield case({**gap, "beta": 0.125, "gap": 0.5, "link": {"kind": "identity", "amplitude": 128}}, preference_rows(random, 1, near=0.5))


def distillation_cases(random):
    for temperature, items in ((0.5, 3), (64, 3)):
        loss = {"kind": "distillation", "form": "divergence", "temperature": temperature}
        yield case(loss, [*without_ties(list_rows(random, items, 20)), *shifted_rows(random, items)])
    for form in ("matching", "divergence"):
        loss = {"kind": "distillation", "form": form, "temperature": 2, "transform": EXPONENTIAL}
        yield case(loss, list_rows(random, 3, 6))


def list_mle_cases(random):
    for more, items in (({}, 1), ({}, 5), ({"temperature": 0.5}, 3), ({"transform": EXPONENTIAL}, 3), ({"transform": {"kind": "asinh"}}, 3)):
        rows = relevance_rows(random, items, 60 if not more else 8)
        yield case({"kind": "listMle", **more}, rows if items > 1 else rows[:2])


def shifted_row_cases(random):
    """Rows of classes beside their optimum up to a number that all classes share."""
    for loss in ({"kind": "softmax"}, {"kind": "compositeSoftmax", "form": "matching", "transform": {"kind": "identity"}, "temperature": 2}):
        yield case({**loss, "target": "score"}, shifted_rows(random, 3))


def pair_cases():
    random = Random(13)
    makers = (
        score_cases,
        relevance_cases,
        weighted_cases,
        composite_cases,
        preference_cases,
        distillation_cases,
        list_mle_cases,
        shifted_row_cases,
    )
    return [made for make in makers for made in make(random)]
