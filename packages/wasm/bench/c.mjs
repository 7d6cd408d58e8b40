import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The sinh loss with its gradient and mean, in float64 with the functions of the C library: stable, and as one would type it. */
const source = `
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
enum { count = 1 << 20 };
static float target[count], predicted[count], gradient[count];
static double stable(void) {
  double total = 0;
  for (int k = 0; k < count; k += 1) {
    double u = 0.5 * target[k], v = 0.5 * predicted[k], d = fabs(v - u), sign = v < u ? -1 : 1;
    double ahead = exp(sign * v), behind = exp(-sign * u), w = -expm1(-d);
    double psi = d < 1e-3 ? d * d * (0.5 - d / 3 + d * d / 8) : w - d * (1 - w);
    total += ahead * psi + behind * (d * w - psi);
    gradient[k] = sign * 0.5 * w * (ahead + behind) / count;
  }
  return total / count;
}
static double typed(void) {
  double total = 0;
  for (int k = 0; k < count; k += 1) {
    double u = 0.5 * target[k], v = 0.5 * predicted[k], rise = sinh(u);
    total += 2 * (cosh(v) - cosh(u)) - (predicted[k] - target[k]) * rise;
    gradient[k] = (sinh(v) - rise) / count;
  }
  return total / count;
}
static double best(double (*run)(void)) {
  double shortest = 1e9, check = 0;
  for (int round = 0; round < 9; round += 1) {
    struct timespec from, to;
    clock_gettime(CLOCK_MONOTONIC, &from);
    check += run();
    clock_gettime(CLOCK_MONOTONIC, &to);
    double taken = (to.tv_sec - from.tv_sec) * 1e3 + (to.tv_nsec - from.tv_nsec) * 1e-6;
    if (taken < shortest) shortest = taken;
  }
  return check == 0 ? -1 : shortest;
}
int main(void) {
  for (int k = 0; k < count; k += 1) {
    target[k] = 3 * sin(k * 0.37);
    predicted[k] = 3 * sin(k * 0.37 + 0.2) + 0.2;
  }
  double first = best(stable), second = best(typed);
  printf("%f %f\\n", first, second);
}
`;

/** Shortest times of C by itself; undefined where there is no compiler. */
export function timesOfC() {
  if (spawnSync('cc', ['--version']).status !== 0) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'lossmith-bench-'));
  try {
    writeFileSync(join(folder, 'loss.c'), source);
    const flags = process.arch === 'x64' ? ['-msse4.1'] : [];
    execFileSync('cc', ['-O3', ...flags, 'loss.c', '-o', 'loss', '-lm'], { cwd: folder });
    const [stable, typed] = execFileSync(join(folder, 'loss'), { encoding: 'utf8' }).trim().split(' ').map(Number);
    return { stable, typed };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
