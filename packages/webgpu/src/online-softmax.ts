import type { WgslFunction } from './wgsl-function.js';

export const softmaxFields = ['top', 'others', 'base', 'mean', 'spread', 'high_top', 'high_others', 'cost'];

/**
 * What softmax losses need of a row, gathered in one walk (design §3.4). With weights w = e^{u − top}, `others` is Σw less the top one;
 * with x = (difference − base + lost)/temperature, base the difference at the top class, `mean` is Σ q·x, q = w/Σw, and `spread`
 * Σ w·φ(x − mean), φ(t) = eᵗ − 1 − t, all terms ≥ 0. The loss is log1p(spread/Σw), unless that overflows: then it is
 * log Σ e^{u + x} − log Σ eᵘ − mean, for which `high_top` and `high_others` are to u + x what `top` and `others` are to u.
 *
 * To merge two of these takes four exponentials. So up to 16 classes are first gathered about a common center in place of their mean,
 * with two exponentials each: x = (difference − center + lost)/temperature, `drift` is Σ w·x, `spread` Σ w·φ(x), and
 * Σ w·φ(x − mean) = e^{−mean}·(spread − Σw·φ(mean)). The center is the mean of the chunk before. Where it is so far from that of the chunk
 * itself that the difference costs digits, the chunk is gathered again about its own; where exponentials would grow large, it ends. Without
 * one (`no_center`) that of its first class is taken.
 *
 * `curve` is φ; `own_spread` is e^mean times the spread about the mean.
 *
 * −3e38 stands for no class at all: it is below every score, and below what stands for a class that is left out. Weights are squares of
 * halves, so that w·φ(x) is right where w alone is too small a number.
 */
export const mergedSoftmax: WgslFunction = {
  calls: ['exponential', 'bounded_exponential', 'expm1', 'log1p', 'opaque'],
  text: `struct Softmax {
${softmaxFields.map((name) => `  ${name}: f32,\n`).join('')}}

fn no_softmax() -> Softmax {
  return Softmax(-3e38f, 0f, 0f, 0f, 0f, -3e38f, 0f, 0f);
}

struct Chunk {
  top: f32,
  others: f32,
  base: f32,
  center: f32,
  drift: f32,
  spread: f32,
  cost: f32,
}

const no_center = 3e38f;

fn no_chunk(center: f32) -> Chunk {
  return Chunk(-3e38f, 0f, 0f, center, 0f, 0f, 0f);
}

fn curve(t: f32) -> f32 {
  let tail = 0.0083333333f + t * (0.0013888889f + t * (0.0001984127f + t * (0.0000248016f + t * 0.0000027557f)));
  let near = t * t * (0.5f + t * (0.16666667f + t * (0.041666667f + t * tail)));
  return select(expm1(t) - t, near, abs(t) < 0.5f);
}

fn is_wide(a: Chunk, u: f32, difference: f32, lost: f32, cost: f32, temperature: f32) -> bool {
  return (min(a.top, u) > -1e37f) & (abs((difference - a.center) / temperature) > 40f);
}

fn with_class(a: Chunk, u: f32, difference: f32, lost: f32, cost: f32, temperature: f32) -> Chunk {
  if (u < -1e37f) {
    return a;
  }
  let apart = abs((difference - a.center) / temperature) > 40f;
  let center = select(a.center, difference, apart);
  let x = (opaque(difference - center) + lost) / temperature;
  let bend = curve(x);
  let rises = u > a.top;
  let half = bounded_exponential(abs(u - a.top) * -0.5f);
  let old = select(1f, half, rises);
  let new_one = select(half, 1f, rises);
  return Chunk(
    select(a.top, u, rises),
    select(a.others, 1f + a.others, rises) * old * old + select(half * half, 0f, rises),
    select(a.base, difference, rises),
    center,
    old * a.drift * old + new_one * x * new_one,
    old * a.spread * old + new_one * bend * new_one,
    old * a.cost * old + new_one * cost * new_one,
  );
}

fn center_of(a: Chunk, temperature: f32) -> f32 {
  return a.center + temperature * (a.drift / (1f + a.others));
}

fn own_spread(a: Chunk) -> f32 {
  let W = 1f + a.others;
  let mean = a.drift / W;
  return a.spread - W * curve(mean);
}

fn is_off(a: Chunk) -> bool {
  return own_spread(a) < 0.25f * a.spread;
}

fn softmax_of(a: Chunk, temperature: f32) -> Softmax {
  let mean = a.drift / (1f + a.others);
  let spread = max(own_spread(a), 0f) * exponential(-mean);
  let turn = (a.center - a.base) / temperature;
  return Softmax(a.top, a.others, a.base, turn + mean, spread, a.top + turn, a.others + (a.drift + a.spread), a.cost);
}

fn recentred(spread: f32, W: f32, t: f32) -> f32 {
  return spread * exponential(t) + W * curve(t);
}

fn merged_softmax(a: Softmax, b: Softmax, temperature: f32) -> Softmax {
  var x = a;
  var y = b;
  if (b.top > a.top) {
    x = b;
    y = a;
  }
  if (y.top < -1e37f) {
    return x;
  }
  let half = bounded_exponential((y.top - x.top) * 0.5f);
  let x_weight = 1f + x.others;
  let y_weight = half * half * (1f + y.others);
  let total = x_weight + y_weight;
  let turn = (y.base - x.base) / temperature;
  let gap = turn + (y.mean - x.mean);
  let share = y_weight / total;
  let y_spread = recentred(y.spread, 1f + y.others, x_weight / total * gap);
  let y_high = y.high_top + turn;
  let apart = bounded_exponential(-abs(x.high_top - y_high));
  return Softmax(
    x.top,
    x.others + y_weight,
    x.base,
    x.mean + share * gap,
    recentred(x.spread, x_weight, -share * gap) + half * y_spread * half,
    max(x.high_top, y_high),
    select(x.high_others + (1f + y.high_others) * apart, y.high_others + (1f + x.high_others) * apart, y_high > x.high_top),
    x.cost + half * y.cost * half,
  );
}

fn softmax_loss(x: Softmax) -> f32 {
  let near = log1p(x.spread / (1f + x.others));
  let far = (x.high_top - x.top) + (log1p(x.high_others) - log1p(x.others)) - x.mean;
  return select(far, near, (bitcast<u32>(x.spread) & 0x7fffffffu) < 0x7f800000u);
}`,
};

/** Σ e^{u − top} less the top one, in one walk. */
export const mergedLogSumExp: WgslFunction = {
  calls: ['bounded_exponential'],
  text: `struct LogSumExp {
  top: f32,
  others: f32,
}

fn no_log_sum_exp() -> LogSumExp {
  return LogSumExp(-3e38f, 0f);
}

fn merged_log_sum_exp(a: LogSumExp, b: LogSumExp) -> LogSumExp {
  let apart = bounded_exponential(-abs(a.top - b.top));
  let others = select(a.others + (1f + b.others) * apart, b.others + (1f + a.others) * apart, b.top > a.top);
  return LogSumExp(max(a.top, b.top), others);
}`,
};
