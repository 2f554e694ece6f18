import type { Camunda7Engine } from '@jobwright/camunda7';
import { ClusterCallError } from '@jobwright/camunda8';
import type { z } from 'zod';
import { explainEngineFailure } from '../../../cluster/connect-engine.ts';
import { parseEngineAnswer } from '../../../cluster/parse-engine-answer.ts';
import type { Configuration } from '../../../configuration/configuration.schema.ts';
import type { Camunda7Cluster } from '../../../configuration/list-clusters.ts';
import { type Check, fail, type Finding, warn } from '../check.ts';

/** An engine of Camunda 7 that is checked. */
export interface EngineParts {
  readonly client: Camunda7Engine;
  readonly cluster: Camunda7Cluster;
  readonly configuration: Configuration;
  readonly timeoutMs: number;
}

/** A check that reads an engine, whose first check says why it does not answer. */
export const engineCheck = (
  name: string,
  parts: EngineParts,
  run: (signal: AbortSignal) => Promise<Finding | readonly Finding[]>,
): Check => ({
  name,
  async run(signal) {
    try {
      return await run(signal);
    } catch (error) {
      if (!(error instanceof ClusterCallError)) throw error;
      const isOfRequest = ['denied', 'refused', 'unexpected'].includes(error.failure);
      const { problem, advice } = explainEngineFailure(error, parts.client);
      return isOfRequest ? fail(problem, advice) : warn(`skipped: ${problem}`, 'see the check engine');
    }
  },
});

/** Reads JSON from the engine. @throws ClusterCallError */
export async function readEngine<Schema extends z.ZodType>(
  { client, timeoutMs }: EngineParts,
  path: string,
  { schema, signal }: { readonly schema: Schema; readonly signal: AbortSignal },
): Promise<z.output<Schema>> {
  const text = await client.send({ method: 'GET', path }, { timeoutMs, signal });
  return parseEngineAnswer(text, { path, schema });
}
