import type { Loss } from '@lossmith/core';
import { inputOf } from '@lossmith/core/backend';
import type { Choices } from '../options.js';

/**
 * What a booster predicts for this loss: a score for each row of data, scores of classes, or scores of the items of lists, which are its groups.
 * Undefined where its data lack something that the loss needs.
 */
export type BoosterShape = 'scores' | 'classes' | 'lists';

export function boosterShapeOf(loss: Loss, { outputs, takes }: Choices): BoosterShape | undefined {
  const needed = loss.inputs.filter(
    ({ name, optional }) => !['predicted', 'target'].includes(name) && optional !== true,
  );
  const complete = outputs.includes('hessian');
  const target = inputOf(loss, 'target');
  if (!complete || !takes.weight || needed.length > 0 || target === undefined || loss.items !== undefined)
    return undefined;
  if (loss.axes === '') return 'scores';
  if (target.axes === '') return 'classes';
  return takes.mask === 'i' ? 'lists' : undefined;
}

const head = `def _arranged(
    predicted: NDArray,
    target: NDArray,
    weight: NDArray | None,
    groups: NDArray | None,
) -> dict[str, NDArray | None]:
    """Rows of a booster's data as arguments of evaluate."""
`;

/** How rows of data become examples of the loss. */
const arranged: Readonly<Record<BoosterShape, string>> = {
  scores: '    return {"predicted": predicted, "target": target, "weight": weight}',
  classes: `    scores = np.reshape(predicted, (len(target), -1))
    return {"predicted": scores, "target": target, "weight": weight}`,
  lists: `    if groups is None:
        raise ValueError("a loss of lists needs groups (qid)")
    sizes = np.asarray(groups, dtype=np.int64)
    if sizes.sum() != len(predicted):
        raise ValueError(f"groups have {sizes.sum()} rows, expected {len(predicted)}")
    if weight is not None and len(weight) != len(sizes):
        weight = np.asarray(weight)[np.cumsum(sizes) - sizes]
    mask = np.arange(sizes.max(initial=1)) < sizes[:, None]
    scores, targets = np.zeros(mask.shape), np.zeros(mask.shape)
    scores[mask], targets[mask] = predicted, target
    return {"predicted": scores, "target": targets, "weight": weight, "mask": mask}`,
};

const boosted = (shape: BoosterShape) => `def _boosted(*rows: NDArray | None) -> tuple[NDArray, NDArray]:
    """Gradients and hessians of rows; no hessian is too small."""
    arguments = _arranged(*rows)
    results = evaluate(**arguments, reduction="none")
    weight = 1.0 if arguments["weight"] is None else np.asarray(arguments["weight"])
    least = LEAST_HESSIAN * ${shape === 'scores' ? 'weight' : 'np.reshape(weight, (-1, 1))'}
    gradient, hessian = results["gradient"], np.maximum(results["hessian"], least)
${
  shape === 'lists'
    ? '    return gradient[arguments["mask"]], hessian[arguments["mask"]]'
    : '    return gradient, hessian'
}`;

const mean = `def _mean(*rows: NDArray | None) -> float:
    """The weighted mean loss of rows."""
    return float(evaluate(**_arranged(*rows), reduction="mean")["loss"])`;

const ofMatrix = `def _of_matrix(matrix: Any) -> tuple[NDArray, NDArray | None, NDArray | None]:
    """Labels, weights and sizes of groups of a DMatrix."""
    weight = matrix.get_weight()
    pointers = matrix.get_uint_info("group_ptr")
    groups = np.diff(pointers.astype(np.int64)) if len(pointers) > 1 else None
    return matrix.get_label(), weight if len(weight) > 0 else None, groups`;

const xgboost = (
  shape: BoosterShape,
) => `def xgboost_objective(predicted: NDArray, matrix: Any) -> tuple[NDArray, NDArray]:
    """For xgboost.train(obj=...): gradients and hessians."""
    gradient, hessian = _boosted(predicted, *_of_matrix(matrix))
    return ${shape === 'classes' ? 'gradient.reshape(-1, 1), hessian.reshape(-1, 1)' : 'gradient, hessian'}


def xgboost_metric(predicted: NDArray, matrix: Any) -> tuple[str, float]:
    """For xgboost.train(custom_metric=...): the mean loss."""
    return "lossmith", _mean(predicted, *_of_matrix(matrix))`;

const lightgbm = `def lightgbm_objective(
    y_true: NDArray,
    y_pred: NDArray,
    weight: NDArray | None = None,
    group: NDArray | None = None,
) -> tuple[NDArray, NDArray]:
    """For lightgbm.LGBMModel(objective=...): gradients and hessians."""
    return _boosted(y_pred, y_true, weight, group)


def lightgbm_metric(
    y_true: NDArray,
    y_pred: NDArray,
    weight: NDArray | None = None,
    group: NDArray | None = None,
) -> tuple[str, float, bool]:
    """For LGBMModel.fit(eval_metric=...): the mean loss."""
    return "lossmith", _mean(y_pred, y_true, weight, group), False`;

/** Lists cannot be told from the rows that a model of scikit-learn is given. */
const scorer = `def sklearn_scorer(
    estimator: Any, X: Any, y: NDArray, sample_weight: NDArray | None = None
) -> float:
    """For sklearn's cross_val_score(scoring=...): minus the mean loss."""
    return -_mean(np.asarray(estimator.predict(X)), y, sample_weight, None)`;

/** What boosters are handed. */
export function boosterTexts(shape: BoosterShape): readonly string[] {
  const functions = [`${head}${arranged[shape]}`, boosted(shape), mean, ofMatrix, xgboost(shape), lightgbm];
  return shape === 'lists' ? functions : [...functions, scorer];
}
