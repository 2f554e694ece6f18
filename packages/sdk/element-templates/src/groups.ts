import type { TemplateFacts } from '@jobwright/connector-sdk';
import { COMMON_GROUPS } from './common-properties.ts';
import { INPUT_GROUP } from './input-base.ts';
import { OPERATION_GROUP } from './operation-choice.ts';
import { toLabel } from './to-label.ts';

/** A heading of the properties panel. */
export interface Group {
  readonly id: string;
  readonly label: string;
}

interface Grouped {
  readonly group?: string;
}

/**
 * Those that show something: of the operation first, then as the connector orders them, then the common ones.
 */
export function listGroups(properties: readonly Grouped[], facts: TemplateFacts): readonly Group[] {
  const used = new Set(properties.flatMap(({ group }) => group ?? []));
  const known: readonly Group[] = [OPERATION_GROUP, INPUT_GROUP, ...(facts.groups ?? []), ...COMMON_GROUPS];
  const unknown = [...used].filter((id) => !known.some((group) => group.id === id));
  const inputs = [...(facts.groups ?? []), ...unknown.map((id) => ({ id, label: toLabel(id) }))];
  const plain = inputs.some(({ id }) => id === INPUT_GROUP.id) ? [] : [INPUT_GROUP];
  return [OPERATION_GROUP, ...plain, ...inputs, ...COMMON_GROUPS].filter(({ id }) => used.has(id));
}

export function sortByGroup<Property extends Grouped>(
  properties: readonly Property[],
  groups: readonly Group[],
): Property[] {
  const rank = ({ group }: Grouped): number => groups.findIndex(({ id }) => id === group);
  return [...properties].sort((one, other) => rank(one) - rank(other));
}
