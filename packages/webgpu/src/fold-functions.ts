import type { WgslFunction } from './functions.js';

/**
 * What softmax losses need of a row, gathered in one walk (design §3.4). With weights w = e^{u − top}, `others` is Σw less the top one;
 * with d = (difference − base)/temperature, base the difference at the top class, `mean` is Σ q·d, q = w/Σw, and `spread`
 * Σ w·φ(d − mean), φ(t) = eᵗ − 1 − t, all terms ≥ 0. The loss is log1p(spread/Σw), unless some |d − mean| ≥ 20: then it is
 * log Σ e^{u + d} − log Σ eᵘ − mean, for which `high_top` and `high_others` are to u + d what `top` and `others` are to u.
 */
export const mergedFolds: WgslFunction = {
  calls: ['decay', 'exponential_less_one', 'is_nan', 'log_one_plus'],
  text: `struct Fold {
  top: f32,
  others: f32,
  base: f32,
  mean: f32,
  spread: f32,
  high_top: f32,
  high_others: f32,
  cost: f32,
  largest: f32,
  smallest: f32,
}

// Of no class at all: below every score, and below what stands for a class that is left out.
fn no_fold() -> Fold {
  return Fold(-3e38f, 0f, 0f, 0f, 0f, -3e38f, 0f, 0f, 0f, 0f);
}

fn fold_of(u: f32, difference: f32, cost: f32) -> Fold {
  return Fold(u, 0f, difference, 0f, 0f, u, 0f, cost, difference, difference);
}

// P about another center, which lies t below the old one: e^t P + W (e^t - 1 - t).
fn recentred(P: f32, W: f32, t: f32) -> f32 {
  let e = exponential_less_one(t);
  let tail = 0.0083333333f + t * (0.0013888889f + t * (0.0001984127f + t * (0.0000248016f + t * 0.0000027557f)));
  let near = t * t * (0.5f + t * (0.16666667f + t * (0.041666667f + t * tail)));
  return P + P * e + W * select(e - t, near, abs(t) < 0.5f);
}

fn merged_folds(a: Fold, b: Fold, temperature: f32) -> Fold {
  if (is_nan(a.top)) {
    return a;
  }
  if (is_nan(b.top)) {
    return b;
  }
  var x = a;
  var y = b;
  if (b.top > a.top) {
    x = b;
    y = a;
  }
  if (y.top < -1e37f) {
    return x;
  }
  let half = decay((y.top - x.top) * 0.5f);
  let x_weight = 1f + x.others;
  let y_weight = half * half * (1f + y.others);
  let total = x_weight + y_weight;
  let turn = (y.base - x.base) / temperature;
  let gap = turn + (y.mean - x.mean);
  let share = y_weight / total;
  let y_spread = recentred(y.spread, 1f + y.others, x_weight / total * gap);
  let y_high = y.high_top + turn;
  let apart = decay(-abs(x.high_top - y_high));
  return Fold(
    x.top,
    x.others + y_weight,
    x.base,
    x.mean + share * gap,
    recentred(x.spread, x_weight, -share * gap) + half * half * y_spread,
    max(x.high_top, y_high),
    select(x.high_others + (1f + y.high_others) * apart, y.high_others + (1f + x.high_others) * apart, y_high > x.high_top),
    x.cost + half * y.cost * half,
    max(x.largest, y.largest),
    min(x.smallest, y.smallest),
  );
}

fn fold_cost(x: Fold) -> f32 {
  return x.cost / (1f + x.others);
}

fn fold_loss(x: Fold, temperature: f32) -> f32 {
  let width = max((x.largest - x.base) / temperature - x.mean, x.mean - (x.smallest - x.base) / temperature);
  let near = log_one_plus(x.spread / (1f + x.others));
  let far = (x.high_top - x.top) + (log_one_plus(x.high_others) - log_one_plus(x.others)) - x.mean;
  return select(far, near, width < 20f);
}`,
};

/** Σ e^{u − top} less the top one, in one walk. */
export const mergedTails: WgslFunction = {
  calls: ['decay'],
  text: `struct Tail {
  top: f32,
  others: f32,
}

fn no_tail() -> Tail {
  return Tail(-3e38f, 0f);
}

fn merged_tails(a: Tail, b: Tail) -> Tail {
  let apart = decay(-abs(a.top - b.top));
  let others = select(a.others + (1f + b.others) * apart, b.others + (1f + a.others) * apart, b.top > a.top);
  return Tail(max(a.top, b.top), others);
}`,
};
