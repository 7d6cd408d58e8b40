import { evaluate, losses } from '@lossmith/tfjs';
import { startBackend } from '@lossmith-examples/flight-delays/backend';
import { grad, tensor2d } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { decoupled, withLabels } from './decoupled.js';

beforeAll(() => startBackend());

const teacher = Float32Array.of(3, 1, 0.5, -1, 0, 0.2, -2, -0.7, 1.4, -2.4);
const student = [1, 2, -0.5, 0.3, 0, 0.1, -1, 0.7, -1.2, 0];
const images = { pixels: new Float32Array(), labels: Int32Array.of(2) };
const target = () => tensor2d(withLabels(teacher, images), [1, 11]);
const scores = () => tensor2d(student, [1, 10]);
const temperature = 4;

/** The teacher's probability of the label. */
function labelProbability(): number {
  const each = [...teacher].map((score) => Math.exp(score / temperature));
  return each[2]! / each.reduce((sum, value) => sum + value, 0);
}

test('is Hinton’s loss where β is the teacher’s probability of the other classes: equation 6 of the paper', () => {
  const loss = decoupled({ alpha: 1, beta: 1 - labelProbability(), temperature });
  const hinton = evaluate(losses.distillation({ temperature }), { predicted: [student], target: [[...teacher]] });
  expect(loss(target(), scores()).dataSync()[0]! / hinton.loss[0]!).toBeCloseTo(1, 5);
  const gradient = grad((of) => loss(target(), of as ReturnType<typeof scores>))(scores()).dataSync();
  hinton.gradient.forEach((value, k) => {
    expect(gradient[k]).toBeCloseTo(value, 5);
  });
});

test('α and β weigh the label and the others', () => {
  const at = (alpha: number, beta: number) =>
    decoupled({ alpha, beta, temperature })(target(), scores()).dataSync()[0]!;
  const [label, others] = [at(1, 0), at(0, 1)];
  // τ² times the divergence of two coins.
  const probability = (of: readonly number[]) => {
    const each = of.map((score) => Math.exp(score / temperature));
    return each[2]! / each.reduce((sum, value) => sum + value, 0);
  };
  const [p, q] = [probability([...teacher]), probability(student)];
  const coins = p * Math.log(p / q) + (1 - p) * Math.log((1 - p) / (1 - q));
  expect(label / (temperature ** 2 * coins)).toBeCloseTo(1, 4);
  expect(at(2, 3) / (2 * label + 3 * others)).toBeCloseTo(1, 5);
});

test('two images have the mean of their losses, each with its own label', () => {
  const options = { alpha: 1, beta: 2, temperature };
  const lossOf = (teachers: Float32Array, labels: Int32Array, students: readonly number[]) => {
    const [rows, count] = [withLabels(teachers, { pixels: new Float32Array(), labels }), labels.length];
    return decoupled(options)(tensor2d(rows, [count, 11]), tensor2d([...students], [count, 10])).dataSync()[0]!;
  };
  const [one, other] = [teacher, Float32Array.from(teacher).reverse()];
  const both = lossOf(Float32Array.of(...one, ...other), Int32Array.of(2, 5), [...student, ...student]);
  const each = [lossOf(one, Int32Array.of(2), student), lossOf(other, Int32Array.of(5), student)] as const;
  expect(both / ((each[0] + each[1]) / 2)).toBeCloseTo(1, 5);
  expect(each[0] / each[1]).not.toBeCloseTo(1, 1);
});
