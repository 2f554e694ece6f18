import { ModelError, readModel } from '@jobwright/bpmn-model';
import { type LiteralNames, pickLiteralNames } from '../secrets/literal-names.ts';

/** Reads a BPMN file in a thread of its own, which is ended when it takes too long. */
export async function work(xml: string): Promise<LiteralNames> {
  try {
    return pickLiteralNames(await readModel(xml));
  } catch (error) {
    if (error instanceof ModelError) return { kind: 'refused', reason: error.message };
    throw error;
  }
}
