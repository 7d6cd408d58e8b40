import type { Axes, Expression } from '@lossmith/core';
import type { OperationName } from '@lossmith/core/backend';

/** An expression of one operation, by itself. */
export const node = (op: OperationName, args: readonly Expression[], axes: Axes = '', more: object = {}): Expression =>
  Object.freeze({ op, args: Object.freeze([...args]), axes, ...more });

export const input = (name: string, axes: Axes = ''): Expression => node('input', [], axes, { name });
export const constant = (value: number): Expression => node('constant', [], '', { value });
