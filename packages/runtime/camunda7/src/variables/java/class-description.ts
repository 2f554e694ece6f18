import { JavaStreamError } from './java-stream-error.ts';
import type { JavaValue } from './java-value.ts';

/** A class can name its superclass by a reference: each object would take the time of all its classes. */
const MAX_CLASSES = 50;

export const FLAG = { writeMethod: 0x01, serializable: 0x02, externalizable: 0x04, blockData: 0x08 } as const;

/** What a stream says of a class. */
export interface ClassDescription {
  readonly kind: 'classDescription';
  readonly name: string;
  flags: number;
  readonly fields: { readonly type: string; readonly name: string }[];
  parent: ClassDescription | null;
}

export const isDescription = (found: JavaValue | ClassDescription): found is ClassDescription =>
  typeof found === 'object' && found !== null && found.kind === 'classDescription';

/** A class and its superclasses, the outermost first. */
export function lineageOf(description: ClassDescription): readonly ClassDescription[] {
  const lineage: ClassDescription[] = [];
  for (let next: ClassDescription | null = description; next !== null; next = next.parent) {
    if (lineage.length === MAX_CLASSES) throw new JavaStreamError('A class with too many superclasses');
    lineage.push(next);
  }
  return lineage.reverse();
}
