import { ModelError, readModel } from '@jobwright/bpmn-model';
import { type ModelInputs, pickModelInputs } from './element-inputs.ts';

export type ReadInputs =
  | { readonly kind: 'read'; readonly inputs: ModelInputs }
  | { readonly kind: 'refused'; readonly reason: string };

/** Reads a BPMN file in a thread of its own, which is ended when it takes too long. */
export async function work(xml: string): Promise<ReadInputs> {
  try {
    return { kind: 'read', inputs: pickModelInputs(await readModel(xml)) };
  } catch (error) {
    if (error instanceof ModelError) return { kind: 'refused', reason: error.message };
    throw error;
  }
}
