import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProgram } from '../../../benchmarks/src/program.mjs';
import { kernelRun } from './kernels.mjs';
import { pairs } from './textbook.mjs';
import { scores } from './tfjs.mjs';

const count = 2 ** 20;

/** Answers each name of a candidate by the CPU time it took, in milliseconds. */
const program = (candidates, head, body) => `
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
${head}
enum { count = 1 << 20 };
static float target[count], predicted[count], gradient[count];
${body}
static const struct { const char *name; double (*run)(void); } candidates[] = { ${candidates} };
int main(void) {
  for (int k = 0; k < count; k += 1) {
    target[k] = 3 * sin(k * 0.37);
    predicted[k] = 3 * sin(k * 0.37 + 0.2) + 0.2;
  }
  for (size_t c = 0; c < sizeof candidates / sizeof *candidates; c += 1) candidates[c].run();
  char name[64];
  while (fgets(name, sizeof name, stdin)) {
    name[strcspn(name, "\\n")] = 0;
    for (size_t c = 0; c < sizeof candidates / sizeof *candidates; c += 1) {
      if (strcmp(candidates[c].name, name) != 0) continue;
      struct timespec from, to;
      clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
      double loss = candidates[c].run();
      clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
      if (isnan(loss)) return 1;
      printf("%f\\n", (to.tv_sec - from.tv_sec) * 1e3 + (to.tv_nsec - from.tv_nsec) * 1e-6);
      fflush(stdout);
    }
  }
}
`;

/** The sinh loss with its gradient and mean, in float64 with the functions of the C library: stable, and as one would type it. */
const ofLibrary = program(
  '{ "stable", stable }, { "typed", typed }',
  '',
  `
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
}`,
);

/**
 * The stable form in float32, eight scores at a time, with the functions of SLEEF that err by at most 1 ulp. As above ψ(d) = 1 − e^{−d}(1 + d), here of
 * a series where it would lose digits.
 */
const ofSleef = program(
  '{ "vectors", vectors }',
  '#include <sleef.h>\n#include <immintrin.h>',
  `
typedef __m256 v8;
static inline v8 all(float x) { return _mm256_set1_ps(x); }
static double vectors(void) {
  double total = 0;
  const v8 none = all(-0.0f), step = all(0.5f), one = all(1);
  for (int k = 0; k < count; k += 8) {
    v8 s = _mm256_loadu_ps(target + k), p = _mm256_loadu_ps(predicted + k);
    v8 signed_d = (p - s) * step, sign = _mm256_and_ps(signed_d, none), d = _mm256_andnot_ps(none, signed_d);
    v8 ahead = Sleef_expf8_u10(_mm256_xor_ps(p * step, sign));
    v8 behind = Sleef_expf8_u10(_mm256_xor_ps(_mm256_xor_ps(s * step, sign), none));
    v8 w = -Sleef_expm1f8_u10(-d);
    v8 series = d * d * (all(1 / 2.f) + d * (all(-1 / 3.f) + d * (all(1 / 8.f) + d * (all(-1 / 30.f) + d * (all(1 / 144.f) + d * all(-1 / 840.f))))));
    v8 psi = _mm256_blendv_ps(w - d * (one - w), series, _mm256_cmp_ps(d, all(0.5f), _CMP_LT_OQ));
    v8 loss = ahead * psi + behind * (d * w - psi);
    _mm256_storeu_ps(gradient + k, _mm256_xor_ps(step * w * (ahead + behind) * all(1.f / count), sign));
    for (int j = 0; j < 8; j += 1) total += loss[j];
  }
  return total / count;
}`,
);

const compiler = spawnSync('cc', ['--version'], { encoding: 'utf8' });
const hasCompiler = compiler.status === 0;
const library = spawnSync('pkg-config', ['--modversion', 'sleef'], { encoding: 'utf8' });

export const versions = hasCompiler
  ? {
      cc: /\d+\.\d+\S*$/m.exec(compiler.stdout)?.[0],
      ...(library.status === 0 ? { SLEEF: library.stdout.trim() } : {}),
    }
  : {};

/** Starts a program in C in a folder of its own, or says why it cannot be made here. */
function compiled(folder, name, source, flags) {
  if (!hasCompiler) return 'no C compiler';
  const file = join(folder, `${name}.c`);
  writeFileSync(file, source);
  const made = spawnSync('cc', ['-O3', '-march=native', file, '-o', join(folder, name), ...flags], {
    encoding: 'utf8',
  });
  if (made.status === 0) return startProgram(join(folder, name), []);
  return /sleef\.h/.test(made.stderr) ? 'no SLEEF: libsleef-dev' : 'not compiled: needs AVX';
}

function candidatesOf() {
  const folder = mkdtempSync(join(tmpdir(), 'lossmith-bench-'));
  const plain = compiled(folder, 'plain', ofLibrary, ['-lm']);
  const sleef = compiled(folder, 'sleef', ofSleef, ['-lsleef', '-lm']);
  const of = (made, name) => (typeof made === 'string' ? made : made.report(name));
  const candidates = {
    kernel: kernelRun(pairs.sinh.loss, scores(count, 0.2), scores(count, 0), [count]),
    'C, same form': of(plain, 'stable'),
    'C, as typed': of(plain, 'typed'),
    'C with SLEEF': of(sleef, 'vectors'),
  };
  const dispose = () => {
    for (const made of [plain, sleef]) if (typeof made !== 'string') made.end();
    rmSync(folder, { recursive: true });
  };
  return { candidates, dispose };
}

export const againstC = {
  name: 'c',
  title:
    "2^20 float32 scores, value, gradient and mean, against cc -O3 -march=native: float64 with the C library's functions, float32 with SLEEF's",
  ours: ['kernel'],
  others: ['C, same form', 'C, as typed', 'C with SLEEF'],
  ratios: ['C, same form', 'C, as typed', 'C with SLEEF'].map((over) => ({ of: 'kernel', over })),
  tasks: { sinh: candidatesOf },
};
