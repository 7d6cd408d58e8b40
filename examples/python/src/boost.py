"""Trains XGBoost with losses that Lossmith wrote: python boost.py FOLDER. Predictions go where job.json says."""

import json
import sys
from importlib import import_module
from pathlib import Path

import numpy as np
import xgboost

folder = Path(sys.argv[1])
sys.path.insert(0, str(folder))


def numbers(name, width=None):
    values = np.fromfile(folder / name, np.float32)
    return values if width is None else values.reshape(-1, width)


for job in json.loads((folder / "job.json").read_text()):
    train = numbers(job["features"], job["width"])
    weight = None if job["weight"] is None else numbers(job["weight"])
    matrix = xgboost.DMatrix(train, label=numbers(job["scores"]), weight=weight)
    held_out = xgboost.DMatrix(numbers(job["heldOut"], job["width"]))
    loss = import_module(job["module"])
    settings = {
        "max_depth": 4,
        "eta": 0.1,
        "tree_method": "hist",
        "nthread": 2,
        "base_score": job["start"],
        "disable_default_eval_metric": 1,
    }
    model = xgboost.train(settings, matrix, job["rounds"], obj=loss.xgboost_objective)
    scores = model.predict(held_out, output_margin=True)
    scores.astype(np.float32).tofile(folder / job["predictions"])
