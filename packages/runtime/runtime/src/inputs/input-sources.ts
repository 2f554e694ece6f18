import { createLruCache, within } from '@jobwright/concurrency';
import type { InputMapping } from '@jobwright/bpmn-model';
import type { OperationContext } from '@jobwright/connector-sdk';
import type { ActivatedJob } from '../job.ts';
import type { ProcessModels } from '../models/process-models.ts';
import { readDeployedInputs } from '../models/read-deployed-model.ts';
import { findInputs } from '../models/find-inputs.ts';

/** The input mappings of a job's element in the deployed model; none if the model cannot be read soon. */
export type InputsOfJob = (job: ActivatedJob, signal: AbortSignal) => Promise<readonly InputMapping[]>;

/** A message is worth a short wait only. */
const MAX_WAIT_MS = 10_000;
const MAX_ELEMENTS = 1_000;
const MAX_CHARACTERS = 1_000_000;

export interface InputSourcesParts {
  readonly models: ProcessModels | undefined;
  /** Where models are read. */
  readonly resources: OperationContext['resources'];
}

/** Models are read for messages about inputs that are not valid. */
export function createInputSources({ models, resources }: InputSourcesParts): InputsOfJob {
  if (models === undefined) return () => Promise.resolve([]);
  const known = createLruCache<readonly InputMapping[]>({
    maxEntries: MAX_ELEMENTS,
    maxWeight: MAX_CHARACTERS,
  });

  const load = async (job: ActivatedJob, signal: AbortSignal): Promise<readonly InputMapping[]> => {
    const { processDefinitionKey, bpmnProcessId, tenantId, elementId } = job;
    const definition = {
      processDefinitionKey,
      bpmnProcessId,
      version: job.processDefinitionVersion,
      tenantId,
    };
    const given = await models(definition, { resources, signal });
    if (given === undefined) return [];
    const element = { bpmnProcessId, elementId };
    return typeof given === 'string'
      ? readDeployedInputs(given, element, { resources, signal })
      : findInputs(given, element);
  };

  return async (job, signal) => {
    const address = `${job.processDefinitionKey} ${job.bpmnProcessId} ${job.elementId}`;
    const found = known.get(address);
    if (found !== undefined) return found;
    const deadline = { timeoutMs: MAX_WAIT_MS, signal, timeoutError: () => new Error('No model in time') };
    try {
      const inputs = await within(deadline, (waiting) => load(job, waiting));
      const weight = inputs.reduce((sum, { source, target }) => sum + source.length + target.length, 1);
      known.set(address, inputs, { weight });
      return inputs;
    } catch {
      return [];
    }
  };
}
