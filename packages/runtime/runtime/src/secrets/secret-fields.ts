import type { InputMapping } from '@jobwright/bpmn-model';
import { listLiteralNames } from './literal-names.ts';

/** The names of secrets that count in a value of the job's variables. */
export interface SecretFields {
  allows(name: string): boolean;
  /** The same for the value below a key. */
  below(key: string): SecretFields;
}

/** Any name counts anywhere. */
export const anyField: SecretFields = { allows: () => true, below: () => anyField };

/** No name counts. */
export const noField: SecretFields = { allows: () => false, below: () => noField };

interface Target {
  readonly names: Set<string>;
  readonly below: Map<string, Target>;
}

const createTarget = (): Target => ({ names: new Set(), below: new Map() });

/** The names that stand literally in the sources of input mappings, at the mappings' targets and below. */
export function fieldsOfInputs(inputs: readonly InputMapping[]): SecretFields {
  const root = createTarget();
  for (const { source, target, path = target.split('.') } of inputs) {
    const names = listLiteralNames(source);
    if (names.length === 0) continue;
    let current = root;
    for (const key of path) {
      const next = current.below.get(key) ?? createTarget();
      current.below.set(key, next);
      current = next;
    }
    for (const name of names) current.names.add(name);
  }
  return root.below.size === 0 ? noField : fieldOf(root, noField);
}

/**
 * What counts for a value counts for everything in it. Nothing is copied: models and data can ask for it
 * often.
 */
function fieldOf(target: Target, above: SecretFields): SecretFields {
  const { names } = target;
  const allows = (name: string): boolean => names.has(name) || above.allows(name);
  const leaf: SecretFields = names.size === 0 ? above : { allows, below: () => leaf };
  return {
    allows,
    below(key) {
      const next = target.below.get(key);
      return next === undefined ? leaf : fieldOf(next, leaf);
    },
  };
}
