import { LossmithSpecError } from './errors/errors.js';
import { largestList } from './links/check.js';
import { definitions as houseDefinitions } from './losses/families.js';
import type { AnyDefinition } from './losses/family.js';
import type { Loss } from './losses/loss.js';
import { readLoss } from './losses/read-loss.js';

const largestText = 2 ** 20;
const deepest = 32;

/** Refuses what no loss needs: deep nesting, too many nodes or knots. Runs before anything recursive looks at the value. */
function checkExtent(value: unknown): void {
  let [nodes, knots] = [0, 0];
  const stack: [node: unknown, depth: number, inList: boolean][] = [[value, 0, false]];
  while (stack.length > 0) {
    const [node, depth, inList] = stack.pop() as (typeof stack)[number];
    if (typeof node !== 'object' || node === null) continue;
    const isList = Array.isArray(node) && typeof node[0] !== 'string';
    if (!isList) nodes += 1;
    else if (inList) knots += 1;
    const tooLong = Array.isArray(node) && node.length > largestList;
    if (depth > deepest)
      throw new LossmithSpecError('', `nested more than ${deepest} levels deep`, 'simplify the loss');
    if (tooLong || Math.max(nodes, knots) > largestList) {
      throw new LossmithSpecError('', `more than ${largestList} nodes or knots`, 'simplify the loss');
    }
    // A list is a level only inside another list.
    const inner = depth + (isList && !inList ? 0 : 1);
    for (const next of Object.values(node)) stack.push([next, inner, isList]);
  }
}

const specOf = 'give its specification: loss.spec, or as text JSON.stringify(loss.spec)';

function parseText(text: string): unknown {
  if (text.startsWith('{"type":"lossmith.loss"'))
    throw new LossmithSpecError('', 'this is the JSON of a whole loss', specOf);
  if (text.length > largestText) {
    throw new LossmithSpecError('', `${text.length} characters, more than 1 MiB`, 'simplify the loss');
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new LossmithSpecError('', `not JSON (${(error as Error).message})`, 'correct it');
  }
}

/**
 * A loss from its JSON (`loss.spec`), as text or already parsed. Throws `LossmithSpecError` with the path of the fault for
 * anything it does not know. Brings every kind of link and loss along; programs that build their losses themselves do not
 * need it. `definitions` are the kinds of losses it knows: give those of '@lossmith/core/family' and your own.
 */
export function parseLoss(json: unknown, definitions: readonly AnyDefinition[] = houseDefinitions): Loss {
  const value = typeof json === 'string' ? parseText(json) : json;
  const { type } = (value ?? {}) as { readonly type?: unknown };
  if (type === 'lossmith.loss') throw new LossmithSpecError('', 'this is a loss already', specOf);
  checkExtent(value);
  const version = (value as { readonly version?: unknown } | null)?.version;
  if (version !== undefined && version !== 1) {
    throw new LossmithSpecError(
      'version',
      `${JSON.stringify(version)} is unknown`,
      'this @lossmith/core reads 1: install a newer one',
    );
  }
  return readLoss(value, definitions);
}
