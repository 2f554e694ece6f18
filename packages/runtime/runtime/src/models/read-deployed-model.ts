import { defineEndableWork, describeExcess } from '@jobwright/concurrency';
import type { InputMapping } from '@jobwright/bpmn-model';
import type { OperationContext } from '@jobwright/connector-sdk';
import type { LiteralNames } from '../secrets/literal-names.ts';
import { type ElementAddress, findInputs } from './find-inputs.ts';
import type { ModelTask, work } from './read-model-work.ts';

/** The largest real model that can be deployed takes a fifth of it on an idle machine. */
const MAX_WORK_MS = 5000;

const reading = defineEndableWork<typeof work>({ module: 'read-model-work', besideUrl: import.meta.url });

/**
 * Where a BPMN file names secrets. It is read in a thread that is ended after 5 seconds or beyond 128 MB:
 * some short files keep the parser busy that long.
 * @throws the reason of the signal
 */
export const readDeployedModel = (xml: string, host: ModelHost): Promise<LiteralNames> =>
  readInThread({ xml }, host);

/**
 * The input mappings of one element of a BPMN file; none where the file cannot be read.
 * @throws the reason of the signal
 */
export async function readDeployedInputs(
  xml: string,
  element: ElementAddress,
  host: ModelHost,
): Promise<readonly InputMapping[]> {
  const read = await readInThread({ xml, element }, host);
  return read.kind === 'read' ? findInputs(read.model, element) : [];
}

interface ModelHost extends Pick<OperationContext, 'resources' | 'signal'> {
  /** How long reading may take. Default: 5,000 ms. */
  readonly maxWorkMs?: number;
}

async function readInThread(
  task: ModelTask,
  { resources, signal, maxWorkMs = MAX_WORK_MS }: ModelHost,
): Promise<LiteralNames> {
  const result = await reading.run(resources, task, { signal, maxMs: maxWorkMs });
  if (result.kind === 'done') return result.output;
  const took = describeExcess(result, { maxMs: maxWorkMs });
  return {
    kind: 'refused',
    reason: `reading its ${task.xml.length} characters took ${took}: make it smaller`,
  };
}
