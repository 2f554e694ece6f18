import type { TemplateFacts } from '@jobwright/connector-sdk';
import { COMMON_GROUPS } from './common-properties.ts';
import { INPUT_GROUP } from './input-base.ts';
import { toLabel } from './to-label.ts';

/** A heading of the properties panel. */
export interface Group {
  readonly id: string;
  readonly label: string;
}

export const OPERATION_GROUP_ID = 'operation';
const OPERATION_GROUP: Group = { id: OPERATION_GROUP_ID, label: 'Operation' };
/** Of fields that only developers need, named by `group` in their metadata: after all others, and closed. */
const ADVANCED_GROUP: Group = { id: 'advanced', label: 'Advanced' };

interface Grouped {
  readonly group?: string;
}

/**
 * Those that show something: of the operation first, then as the connector orders them, then the common ones.
 */
export function listGroups(properties: readonly Grouped[], facts: TemplateFacts): readonly Group[] {
  const used = new Set(properties.flatMap(({ group }) => group ?? []));
  const last: readonly Group[] = [ADVANCED_GROUP, ...COMMON_GROUPS];
  const known: readonly Group[] = [OPERATION_GROUP, INPUT_GROUP, ...(facts.groups ?? []), ...last];
  const unknown = [...used].filter((id) => !known.some((group) => group.id === id));
  const inputs = [...(facts.groups ?? []), ...unknown.map((id) => ({ id, label: toLabel(id) }))];
  const plain = inputs.some(({ id }) => id === INPUT_GROUP.id) ? [] : [INPUT_GROUP];
  return [OPERATION_GROUP, ...plain, ...inputs, ...last].filter(({ id }) => used.has(id));
}

export function sortByGroup<Property extends Grouped>(
  properties: readonly Property[],
  groups: readonly Group[],
): Property[] {
  const rank = ({ group }: Grouped): number => groups.findIndex(({ id }) => id === group);
  return [...properties].sort((one, other) => rank(one) - rank(other));
}
