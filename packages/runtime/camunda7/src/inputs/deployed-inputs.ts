import { createLruCache, createSingleFlight, defineEndableWork, within } from '@jobwright/concurrency';
import { type ConnectorError, isConnectorFailure } from '@jobwright/connector-sdk';
import { type JobHost, modelRefused, modelUnavailable } from '@jobwright/runtime';
import { askUntilAnswered } from '@jobwright/runtime/cluster';
import type { ExternalTask } from '../engine/external-task.ts';
import type { EngineModels } from '../models/engine-models.ts';
import type { ElementInput, ModelInputs } from './element-inputs.ts';
import type { work } from './read-inputs-work.ts';

/** Finds the input parameters of a task in its deployed model. */
export type DeployedInputs = (
  task: Pick<ExternalTask, 'processDefinitionId' | 'processDefinitionKey' | 'activityId'>,
  host: Pick<JobHost, 'resources' | 'signal' | 'logger'>,
) => Promise<readonly ElementInput[]>;

const MAX_CHARACTERS = 10_000_000;
const MAX_WAIT_MS = 60_000;
const MAX_WORK_MS = 5_000;
/** A model that cannot be read is not read again for that long: it may have driven a thread to its limit. */
const KEEP_REFUSAL_MS = 60_000;
const MAX_REFUSALS = 1_000;

const reading = defineEndableWork<typeof work>({ module: 'read-inputs-work', besideUrl: import.meta.url });

/** Each deployed version is asked for once, for all jobs that wait for it, and kept. */
export function createDeployedInputs(models: EngineModels): DeployedInputs {
  const known = createLruCache<ModelInputs>({ maxWeight: MAX_CHARACTERS });
  const refusals = createLruCache<ConnectorError>({ maxEntries: MAX_REFUSALS });
  const flights = createSingleFlight<ModelInputs>();

  const load = async (id: string, host: Parameters<DeployedInputs>[1]): Promise<ModelInputs> => {
    const xml = await fetchModel(models, id, host);
    const read = await reading.run(host.resources, xml, { signal: host.signal, maxMs: MAX_WORK_MS });
    if (read.kind === 'done' && read.output.kind === 'read') {
      known.set(id, read.output.inputs, { weight: read.output.inputs.weight });
      return read.output.inputs;
    }
    const reason = read.kind === 'done' ? describe(read.output) : 'it takes too long';
    const refusal = refuse(`its model cannot be read (${reason})`);
    refusals.set(id, refusal, { ttlMs: KEEP_REFUSAL_MS });
    throw refusal;
  };

  return async ({ processDefinitionId: id, processDefinitionKey, activityId }, host) => {
    const refusal = refusals.get(id);
    if (refusal !== undefined) throw refusal;
    const model =
      known.get(id) ??
      (await within(
        {
          timeoutMs: MAX_WAIT_MS,
          signal: host.signal,
          timeoutError: () => unavailable('there is no answer'),
        },
        (waiting) => flights.run(id, (signal) => load(id, { ...host, signal }), waiting),
      ));
    return model.processes.get(processDefinitionKey)?.get(activityId) ?? [];
  };
}

function fetchModel(
  models: EngineModels,
  processDefinitionKey: string,
  { signal, logger }: Parameters<DeployedInputs>[1],
): Promise<string> {
  let isReported = false;
  return askUntilAnswered(() => models({ processDefinitionKey }, { signal }), {
    signal,
    isTransient: (error) => isConnectorFailure(error) && error.kind === 'retryable',
    onFailure(error) {
      if (!isReported)
        logger.warn(
          { processDefinitionKey, error },
          'The model of a process is not available yet; asking again',
        );
      isReported = true;
    },
  });
}

const refuse = (reason: string): ConnectorError => modelRefused(reason, { purpose: 'inputs' });
const unavailable = (reason: string) => modelUnavailable(reason, { purpose: 'inputs' });

const describe = (output: Awaited<ReturnType<typeof work>>): string =>
  output.kind === 'refused' ? output.reason : '';
