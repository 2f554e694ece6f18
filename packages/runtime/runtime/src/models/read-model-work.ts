import { ModelError, readModel } from '@jobwright/bpmn-model';
import { type LiteralNames, pickLiteralNames } from '../secrets/literal-names.ts';
import { type ElementAddress, pickElement } from './find-inputs.ts';

export interface ModelTask {
  readonly xml: string;
  /** Read this element alone, unchanged. Default: all, reduced to the secrets that they name. */
  readonly element?: ElementAddress;
}

/** Reads a BPMN file in a thread of its own, which is ended when it takes too long. */
export async function work({ xml, element }: ModelTask): Promise<LiteralNames> {
  try {
    const model = await readModel(xml);
    return element === undefined
      ? pickLiteralNames(model)
      : { kind: 'read', model: pickElement(model, element) };
  } catch (error) {
    if (error instanceof ModelError) return { kind: 'refused', reason: error.message };
    throw error;
  }
}
