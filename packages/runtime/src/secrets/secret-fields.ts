import type { InputMapping } from '@jobwright/bpmn-model';
import { listTexts } from '@jobwright/feel';
import { listNames } from './placeholders.ts';

/** The names of secrets that count in a value of the job's variables. */
export interface SecretFields {
  allows(name: string): boolean;
  /** Of what is below a key. */
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
export function toSecretFields(inputs: readonly InputMapping[]): SecretFields {
  const root = createTarget();
  for (const { source, target } of inputs) {
    const names = listLiteralNames(source);
    if (names.length === 0) continue;
    let place = root;
    for (const key of target.split('.')) {
      const next = place.below.get(key) ?? createTarget();
      place.below.set(key, next);
      place = next;
    }
    for (const name of names) place.names.add(name);
  }
  return root.below.size === 0 ? noField : toField(root, new Set());
}

/** In FEEL only texts in quotes are looked at: a name that is put together is none. */
const listLiteralNames = (source: string): readonly string[] =>
  (source.startsWith('=') ? listTexts(source.slice(1)) : [source]).flatMap(listNames);

function toField(target: Target, names: ReadonlySet<string>): SecretFields {
  return {
    allows: (name) => names.has(name),
    below(key) {
      const next = target.below.get(key);
      if (next === undefined) return toLeaf(names);
      return toField(next, next.names.size === 0 ? names : new Set([...names, ...next.names]));
    },
  };
}

function toLeaf(names: ReadonlySet<string>): SecretFields {
  if (names.size === 0) return noField;
  const leaf: SecretFields = { allows: (name) => names.has(name), below: () => leaf };
  return leaf;
}
