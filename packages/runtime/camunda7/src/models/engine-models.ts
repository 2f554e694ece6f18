import { createSingleFlight } from '@jobwright/concurrency';
import { RetryableError } from '@jobwright/connector-sdk';
import { parseJson } from '@jobwright/json';
import { modelRefused, type ProcessDefinition } from '@jobwright/runtime';
import { ClusterCallError } from '@jobwright/runtime/cluster';
import { encodePathSegment } from '@jobwright/http-client';
import { z } from 'zod';
import type { EngineRequests } from '../engine/engine-request.ts';

const TIMEOUT_MS = 60_000;
const MAX_BYTES = 20_000_000;
const MAX_CHARACTERS = 10_000_000;
const NOT_FOUND = 404;

/**
 * Gives the XML of a deployed model.
 * @throws ConnectorError `PROCESS_MODEL_REFUSED` when the engine does not give it, or it is too large
 * @throws RetryableError `PROCESS_MODEL_UNAVAILABLE` when the engine cannot be reached now
 */
export type EngineModels = (
  definition: Pick<ProcessDefinition, 'processDefinitionKey'>,
  options: { readonly signal: AbortSignal },
) => Promise<string>;

const answer = z.object({ bpmn20Xml: z.string() });

/** Reads deployed models from an engine. Those who ask for one at the same time share the request. */
export function createEngineModels(engine: EngineRequests): EngineModels {
  const flights = createSingleFlight<string>();
  const fetch = async (id: string, signal: AbortSignal): Promise<string> => {
    const path = `/process-definition/${encodePathSegment(id, 'processDefinitionId')}/xml`;
    const text = await engine
      .send({ method: 'GET', path }, { timeoutMs: TIMEOUT_MS, signal, maxBytes: MAX_BYTES })
      .catch((error: unknown) => {
        signal.throwIfAborted();
        throw modelError(error, engine.address);
      });
    const { data } = answer.safeParse(parse(text));
    if (data === undefined) throw modelRefused(`the engine at ${engine.address} has no XML of it`);
    if (data.bpmn20Xml.length > MAX_CHARACTERS)
      throw modelRefused(`its model has more than ${MAX_CHARACTERS} characters`);
    return data.bpmn20Xml;
  };
  return ({ processDefinitionKey }, { signal }) =>
    flights.run(processDefinitionKey, (shared) => fetch(processDefinitionKey, shared), signal);
}

function modelError(error: unknown, address: string): unknown {
  if (!(error instanceof ClusterCallError)) return error;
  const { failure, httpStatus, message } = error;
  switch (failure) {
    case 'unauthenticated':
      return modelRefused(`the engine at ${address} does not know who calls (${message})`, { cause: error });
    case 'denied':
      return modelRefused(`the engine at ${address} forbids reading process definitions (${message})`, {
        cause: error,
      });
    case 'refused':
      return modelRefused(
        httpStatus === NOT_FOUND
          ? `the engine at ${address} does not have it (${message})`
          : `the engine at ${address} answers ${message}`,
        { cause: error },
      );
    case 'unreachable':
    case 'untrusted':
    case 'timeout':
    case 'token':
    case 'tokenEndpoint':
    case 'unexpected':
      return new RetryableError({
        code: 'PROCESS_MODEL_UNAVAILABLE',
        message: `the engine at ${address} does not give it now (${message})`,
        cause: error,
      });
  }
}

function parse(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
