import type { Field } from '@jobwright/connector-sdk';
import { toInputId } from './to-input-id.ts';

export const INPUT_GROUP = { id: 'input', label: 'Input' } as const;

/** Where the value of a field goes, and where it is shown. */
export const toInputBase = ({ path, metadata }: Field) => ({
  id: toInputId(path),
  group: metadata.group ?? INPUT_GROUP.id,
  binding: { type: 'zeebe:input', name: path } as const,
});
