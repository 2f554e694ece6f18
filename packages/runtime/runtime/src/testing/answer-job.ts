import { defineConnector, type Logger, type OperationContext } from '@jobwright/connector-sdk';
import { type JsonObject, stringifyJson } from '@jobwright/json';
import { z } from 'zod';
import { createConnectorRuntime } from '../connector-runtime.ts';
import type { JobOutcome } from '../job.ts';
import type { ProcessModels } from '../models/process-models.ts';
import type { RuntimeOptions } from '../runtime-options.ts';
import { createFakeChannel, createJob, variablesOf } from './fake-channel.ts';
import { literalModelOf } from './models.ts';

export interface Work {
  /** Default: answers with its input `value`. */
  readonly run?: (value: unknown, context: OperationContext) => Promise<unknown>;
  readonly headers?: Record<string, string>;
  readonly variables?: JsonObject;
  readonly retries?: number;
  /** Default: all texts of its variables are the model's own. */
  readonly models?: ProcessModels | 'none';
  readonly options?: Partial<RuntimeOptions>;
}

export interface Answer {
  readonly outcome: JobOutcome;
  readonly variables: JsonObject;
  /** How often the connector ran. */
  readonly calls: number;
  readonly given: unknown;
  readonly log: string;
}

/** Has a job with one input, `value`, worked on. */
export async function answerJob({
  run = async (value) => value,
  headers = {},
  variables = {},
  retries = 3,
  models = () => literalModelOf(variables),
  options = {},
}: Work): Promise<Answer> {
  let calls = 0;
  let given: unknown;
  const connector = defineConnector({
    type: 'acme:work:1',
    name: 'Work',
    input: z.object({ value: z.unknown().optional().meta({ title: 'Value' }) }),
    output: z.unknown(),
    run: (input: { readonly value?: unknown }, context) => {
      calls += 1;
      given = input.value;
      return run(input.value, context);
    },
  });
  const lines: string[] = [];
  const line = (fields: object, message: string) => void lines.push(stringifyJson({ ...fields, message }));
  const logger: Logger = { debug: line, info: line, warn: line, error: line };
  const runtime = createConnectorRuntime({
    connectors: [connector],
    ...(models !== 'none' && { models }),
    logger,
    ...options,
  });
  const channel = createFakeChannel();
  await runtime.accept(createJob({ headers, retries, variables: stringifyJson(variables) }), channel);
  await runtime.drain({ timeoutMs: 0 });
  const [answer, ...more] = channel.answers;
  if (answer === undefined || more.length > 0) throw new Error(`${channel.answers.length} answers`);
  const { outcome } = answer;
  return { outcome, variables: variablesOf(outcome), calls, given, log: lines.join('\n') };
}

export const throwing = (thrown: unknown) => async (): Promise<never> => {
  throw thrown;
};
