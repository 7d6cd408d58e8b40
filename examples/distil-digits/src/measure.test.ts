import { expect, test } from 'vitest';
import { measure, topTwo } from './measure.js';

const row = (first: number, second: number, third: number) => [first, second, third, 0, 0, 0, 0, 0, 0, 0];

test('the two highest classes, in their order', () => {
  expect(topTwo(Float32Array.from(row(1, 3, 2)))).toEqual([1, 2]);
});

test('accuracy is by labels; agreement and margins are by the teacher', () => {
  const teacher = Float32Array.from([...row(5, 3, 1), ...row(1, 5, 3)]);
  const student = Float32Array.from([...row(6, 2, 1), ...row(1, 4, 6)]);
  // Of the second image the student has the same two classes in another order, and a margin of −2 where the teacher has 2.
  expect(measure(student, teacher, Int32Array.of(0, 2))).toEqual({
    accuracy: 1,
    topTwo: 0.5,
    marginError: (2 + 4) / 2,
  });
});
