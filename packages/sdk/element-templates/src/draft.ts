import type { Field } from '@jobwright/connector-sdk';
import { type Conditions, mergeConditions } from './conditions.ts';
import type { TemplateProperty } from './element-template.ts';
import type { OperationChoice } from './operation-choice.ts';

/** A field of one operation. */
export interface Entry {
  readonly field: Field;
  readonly operation: string;
}

/** A property, and when it counts, still to be written down as its condition. */
export interface Draft {
  readonly property: TemplateProperty;
  /** By other fields. */
  readonly conditions: Conditions;
  readonly operations: readonly string[];
}

/** One draft for those that look the same; what cannot be said in one condition stays apart. */
export function mergeDrafts(drafts: readonly Draft[], choice: OperationChoice): readonly Draft[] {
  const byOperations = mergePairs(drafts, mergeOperations);
  const byConditions = mergePairs(byOperations, mergeFieldConditions);
  return byConditions.flatMap((draft) =>
    choice.describe(draft.operations).exact
      ? [draft]
      : draft.operations.map((operation) => ({ ...draft, operations: [operation] })),
  );
}

function mergePairs(
  drafts: readonly Draft[],
  merge: (one: Draft, other: Draft) => Draft | undefined,
): readonly Draft[] {
  const merged: Draft[] = [];
  for (const draft of drafts) {
    const index = merged.findIndex((other) => isSame(other.property, draft.property) && merge(other, draft));
    const twin = merged[index];
    const both = twin && merge(twin, draft);
    if (both === undefined) merged.push(draft);
    else merged[index] = both;
  }
  return merged;
}

const mergeOperations = (one: Draft, other: Draft): Draft | undefined =>
  isSame(one.conditions, other.conditions)
    ? { ...one, operations: [...new Set([...one.operations, ...other.operations])] }
    : undefined;

function mergeFieldConditions(one: Draft, other: Draft): Draft | undefined {
  if (!isSame(one.operations, other.operations)) return undefined;
  const conditions = mergeConditions(one.conditions, other.conditions);
  return conditions === undefined ? undefined : { ...one, conditions };
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
