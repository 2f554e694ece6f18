import type { BpmnModel, InputMapping } from '@jobwright/bpmn-model';
import type { ConnectorError, Logger, OperationContext } from '@jobwright/connector-sdk';
import type { ActivatedJob } from '../job.ts';
import type { JobLease } from '../lease/job-lease.ts';
import { fetchModel } from '../models/fetch-model.ts';
import {
  isModelUnreadable,
  modelRefused,
  type ProcessDefinition,
  type ProcessModels,
} from '../models/process-models.ts';
import { type Flight, waitForModel } from '../models/wait-for-model.ts';
import { WeightedCache } from '../models/weighted-cache.ts';
import { anyField, type SecretFields, toSecretFields } from './secret-fields.ts';
import type { SecretScope } from './job-secrets.ts';

/** Tells where secrets count in the variables of a job. */
export type FieldsOfJob = (
  job: ActivatedJob,
  lease: Pick<JobLease, 'signal' | 'expiresAt'>,
) => Promise<SecretFields>;

export interface ModelFieldsOptions {
  readonly scope: SecretScope;
  readonly models: ProcessModels | undefined;
  readonly logger: Logger;
  /** Where models are read. */
  readonly resources: OperationContext['resources'];
  /** Characters of all that is kept of models. Default 10,000,000. */
  readonly maxCharacters?: number;
}

/** A job waits that long, and leaves some of its own time for the answer. */
const MAX_WAIT_MS = 60_000;
const SHARE_OF_TIME = 0.9;
const MAX_CHARACTERS = 10_000_000;
/** A text that cannot be read is not read again for that long: it may have taken a thread to its limit. */
const KEEP_REFUSAL_MS = 60_000;
const MAX_REFUSALS = 1_000;
/** What an entry takes beside its texts. */
const ENTRY_CHARACTERS = 50;

interface ElementFields {
  /** Undefined: there is no such element. */
  of(elementId: string): SecretFields | undefined;
}

/** Each definition is asked for once, by one job for all that wait for it, and kept. */
export function createModelFields(options: ModelFieldsOptions): FieldsOfJob {
  const { scope, models, logger, resources, maxCharacters = MAX_CHARACTERS } = options;
  if (scope === 'any') return () => Promise.resolve(anyField);
  if (models === undefined) return () => Promise.reject(modelRefused('no source of models is given'));
  const known = new WeightedCache<ElementFields>(maxCharacters);
  const flights = new Map<string, Flight<ElementFields>>();
  const refusals = new WeightedCache<{ readonly error: ConnectorError; readonly untilMs: number }>(
    MAX_REFUSALS,
  );

  const takeOff = (address: string, definition: ProcessDefinition): Flight<ElementFields> => {
    const controller = new AbortController();
    const load = async (): Promise<ElementFields> => {
      try {
        const model = await fetchModel(models, definition, {
          resources,
          signal: controller.signal,
          onFailure(error) {
            if (flight.failure === undefined)
              logger.warn({ ...definition, error }, 'The model of a process cannot be had yet; asking again');
            flight.failure = error;
          },
        });
        const { fields, weight } = toElementFields(model, definition.bpmnProcessId);
        known.set(address, fields, weight);
        return fields;
      } catch (error) {
        if (isModelUnreadable(error))
          refusals.set(address, { error, untilMs: performance.now() + KEEP_REFUSAL_MS }, 1);
        throw error;
      } finally {
        if (flights.get(address) === flight) flights.delete(address);
      }
    };
    const flight: Flight<ElementFields> = {
      model: Promise.resolve().then(load),
      failure: undefined,
      waiting: 0,
      controller,
    };
    // Who waits is told; when nobody does, nobody is.
    flight.model.catch(() => undefined);
    flights.set(address, flight);
    return flight;
  };

  return async (job, lease) => {
    const definition = toDefinition(job);
    const address = `${definition.processDefinitionKey} ${definition.bpmnProcessId}`;
    const refusal = refusals.get(address);
    if (refusal !== undefined && performance.now() < refusal.untilMs) throw refusal.error;
    let elements = known.get(address);
    if (elements === undefined) {
      const flying = flights.get(address);
      const flight = flying?.controller.signal.aborted === false ? flying : takeOff(address, definition);
      const timeoutMs = Math.min((lease.expiresAt - performance.now()) * SHARE_OF_TIME, MAX_WAIT_MS);
      elements = await waitForModel(flight, { signal: lease.signal, timeoutMs });
    }
    const fields = elements.of(job.elementId);
    if (fields !== undefined) return fields;
    known.delete(address);
    throw modelRefused(`the model has no element ${job.elementId} in a process ${job.bpmnProcessId}`);
  };
}

const toDefinition = (job: ActivatedJob): ProcessDefinition => ({
  processDefinitionKey: job.processDefinitionKey,
  bpmnProcessId: job.bpmnProcessId,
  version: job.processDefinitionVersion,
  tenantId: job.tenantId,
});

/** Where a process is there several times, as in several files, the names of all count. */
function toElementFields(
  { processes }: BpmnModel,
  bpmnProcessId: string,
): { readonly fields: ElementFields; readonly weight: number } {
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
    fields: {
      // Made when a job of the element asks: nearly all elements of a model name none.
      of(id) {
        const mappings = inputs.get(id);
        const made = fields.get(id) ?? (mappings && toSecretFields(mappings));
        if (made !== undefined) fields.set(id, made);
        return made;
      },
    },
  };
}
