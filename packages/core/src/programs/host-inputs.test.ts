import { describe, expect, test } from 'vitest';
import { isLossmithError } from '../errors/errors.js';
import { links, losses } from '../index.js';
import { referenceBackend } from '../reference/reference.js';
import { compileLoss } from './compile-loss.js';
import { checkHostInputs } from './host-inputs.js';

const backend = referenceBackend();
const scalar = compileLoss(backend, losses.matching(links.sinh()), { parameters: ['link.rate'], weight: true });
const examples = compileLoss(backend, losses.softmax({ target: 'label' }), { mask: 'i' });
const three = { predicted: [1, 2, 3], target: [1, 2, 3], weight: [1, 1, 1] };

describe('checkHostInputs', () => {
  test('takes what fits', () => {
    checkHostInputs(scalar, { examples: 3, items: 1, data: three });
    checkHostInputs(scalar, { examples: 3, items: 1, data: { ...three, 'link.rate': [1, 2, 3] } });
    checkHostInputs(scalar, { examples: 0, items: 1, data: { predicted: [], target: [], weight: [] } });
    checkHostInputs(examples, { examples: 1, items: 2, data: { predicted: [1, 2], target: [1], mask: [1, 0] } });
  });

  test.each([
    ['shape', 'predicted has shape [2], but [3] is needed', { ...three, predicted: [1, 2] }],
    ['shape', 'weight has shape [], but [3] is needed', { predicted: three.predicted, target: three.target }],
    ['shape', 'link.rate has shape [2], but [3] is needed', { ...three, 'link.rate': [1, 2] }],
    ['option', 'option mask: is neither an input nor an open parameter', { ...three, mask: [1, 1, 1] }],
    ['option', 'option link.center: is neither an input nor an open parameter', { ...three, 'link.center': [1] }],
  ])('refuses with an error of the kind %s: %s', (kind, message, data) => {
    const attempt = () => checkHostInputs(scalar, { examples: 3, items: 1, data });
    expect(attempt).toThrow(message);
    try {
      attempt();
    } catch (error) {
      expect(isLossmithError(error) && error.lossmith).toBe(kind);
    }
  });

  test('refuses counts that are none', () => {
    expect(() => checkHostInputs(scalar, { examples: 1.5, items: 1, data: three })).toThrow('option examples: is 1.5');
    expect(() => checkHostInputs(scalar, { examples: 3, items: -1, data: three })).toThrow('option items: is -1');
  });

  test('names rows and classes where a class loss gets too few numbers', () => {
    const data = { predicted: [1, 2, 3], target: [0, 1], mask: [1, 1, 1, 1] };
    expect(() => checkHostInputs(examples, { examples: 2, items: 2, data })).toThrow(
      'predicted has shape [3], but [2, 2] is needed',
    );
  });
});
