import { defineEndableWork } from '@jobwright/concurrency';
import type { OperationContext } from '@jobwright/connector-sdk';
import type { LiteralNames } from '../secrets/literal-names.ts';
import type { work } from './read-model-work.ts';

/** The largest real model that can be deployed takes a fifth of it on an idle machine. */
const MAX_WORK_MS = 5000;

const reading = defineEndableWork<typeof work>({ module: 'read-model-work', besideUrl: import.meta.url });

/**
 * Where a BPMN file names secrets. It is read in a thread that is ended after 5 seconds or beyond 128 MB:
 * some short files keep the parser busy that long.
 * @throws the reason of the signal
 */
export async function readDeployedModel(
  xml: string,
  { resources, signal }: Pick<OperationContext, 'resources' | 'signal'>,
): Promise<LiteralNames> {
  const result = await reading.run(resources, xml, { signal, maxMs: MAX_WORK_MS });
  if (result.kind === 'done') return result.output;
  const took = result.limit === 'time' ? `more than ${MAX_WORK_MS / 1000} seconds` : 'more than 128 MB';
  return { kind: 'refused', reason: `reading its ${xml.length} characters took ${took}: make it smaller` };
}
