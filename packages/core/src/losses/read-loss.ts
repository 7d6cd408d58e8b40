import { LossmithSpecError } from '../errors/errors.js';
import { checkKeys } from '../links/check.js';
import { kindOf, readLink, type Spec } from '../read-link.js';
import { type AnyDefinition, checkedValues, makeLoss } from './family.js';
import type { Key } from './keys.js';
import type { Loss } from './loss.js';

/** What the builder of a definition would be given, from JSON: links are built, all else stays to be checked. */
function givenIn({ kind, keys }: AnyDefinition, json: unknown): Spec {
  const all = Object.entries(keys) as [string, Key<unknown>][];
  const names = all.map(([name]) => name);
  const spec = checkKeys(json, ['version', 'kind', ...names]);
  const given = all.map(([name, key]) => {
    if (spec[name] === undefined && !('standard' in key)) throw new LossmithSpecError(name, 'is missing', 'give it');
    return [name, spec[name] === undefined ? undefined : (key.read?.(spec[name], name, readLink) ?? spec[name])];
  });
  return { kind, ...Object.fromEntries(given) };
}

/** The loss that JSON describes, by the definition of its kind. */
export function readLoss(json: unknown, definitions: readonly AnyDefinition[]): Loss {
  const kinds = definitions.map(({ kind }) => kind);
  const definition = definitions[kinds.indexOf(kindOf(json, kinds, ''))] as AnyDefinition;
  return makeLoss(definition, givenIn(definition, json));
}

/** The family of a loss with its values; undefined where none of these is of its kind. */
export function familyOf<Definition extends AnyDefinition>(
  { spec }: Loss,
  families: readonly Definition[],
): { readonly family: Definition; readonly values: never } | undefined {
  const family = families.find(({ kind }) => kind === spec.kind);
  return family && { family, values: checkedValues(family, givenIn(family, spec)) as never };
}
