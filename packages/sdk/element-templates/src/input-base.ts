import type { Field } from '@jobwright/connector-sdk';
import { inputIdOf } from './input-id.ts';

export const INPUT_GROUP = { id: 'input', label: 'Input' } as const;

/** Where the value of a field goes, and where it is shown. */
export const inputBase = ({ path, metadata }: Field) => ({
  id: inputIdOf(path),
  group: metadata.group ?? INPUT_GROUP.id,
  binding: { type: 'zeebe:input', name: path } as const,
});
