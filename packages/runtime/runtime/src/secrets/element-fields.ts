import type { BpmnModel, InputMapping } from '@jobwright/bpmn-model';
import { fieldsOfInputs, type SecretFields } from './secret-fields.ts';

/** Where secrets count in the inputs of each element of a process. */
export interface ElementFields {
  /** `undefined`: there is no such element. */
  of(elementId: string): SecretFields | undefined;
  /** Characters that it takes in memory, roughly. */
  readonly weight: number;
}

/** What an entry takes beside its texts. */
const ENTRY_CHARACTERS = 50;

/** Where a process is there several times, as in several files, the names of all count. */
export function createElementFields({ processes }: BpmnModel, bpmnProcessId: string): ElementFields {
  const inputs = new Map<string, InputMapping[]>();
  let weight = 0;
  for (const process of processes) {
    if (process.id !== bpmnProcessId) continue;
    for (const element of process.elements) {
      const known = inputs.get(element.id);
      if (known === undefined) inputs.set(element.id, [...element.inputs]);
      else known.push(...element.inputs);
      weight += element.id.length + ENTRY_CHARACTERS;
      for (const { source, target } of element.inputs)
        weight += source.length + target.length + ENTRY_CHARACTERS;
    }
  }
  const fields = new Map<string, SecretFields>();
  return {
    weight,
    // Made when a job of the element asks: nearly all elements of a model name no secret.
    of(id) {
      const mappings = inputs.get(id);
      const made = fields.get(id) ?? (mappings && fieldsOfInputs(mappings));
      if (made !== undefined) fields.set(id, made);
      return made;
    },
  };
}
