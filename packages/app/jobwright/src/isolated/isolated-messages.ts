import { z } from 'zod';
import { failureData } from './failure-data.ts';

/** Messages from a worker. It runs third-party code, so they are validated like any outside data. */
const operationFacts = z.object({
  name: z.string(),
  title: z.string().optional(),
  when: z.record(z.string(), z.string()).optional(),
  secrets: z.array(z.object({ path: z.string(), secret: z.union([z.literal(true), z.literal('named')]) })),
});
export const connectorFacts = z.object({
  type: z.string().regex(/^\S+$/),
  name: z.string(),
  operations: z.array(operationFacts).min(1),
  defaultOperation: z.string().optional(),
  inputVariables: z.array(z.string()).optional(),
});
export type ConnectorFacts = z.output<typeof connectorFacts>;

const call = z.discriminatedUnion('method', [
  z.object({ method: z.literal('effects.find'), key: z.string() }),
  z.object({ method: z.literal('effects.begin'), key: z.string(), options: z.string() }),
  z.object({ method: z.literal('effects.end'), key: z.string(), entry: z.string(), result: z.string() }),
  z.object({ method: z.literal('documents.create'), fileName: z.string(), contentType: z.string() }),
  z.object({ method: z.literal('documents.write'), handle: z.number(), chunk: z.instanceof(Uint8Array) }),
  z.object({ method: z.literal('documents.finish'), handle: z.number() }),
  z.object({ method: z.literal('documents.open'), document: z.string() }),
  z.object({ method: z.literal('documents.read'), handle: z.number() }),
]);
export type ContextCall = z.output<typeof call>;

export const workerMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready'), connectors: z.array(connectorFacts) }),
  z.object({ kind: z.literal('broken'), message: z.string() }),
  z.object({ kind: z.literal('done'), run: z.number(), response: z.string() }),
  z.object({ kind: z.literal('failed'), run: z.number(), failure: failureData }),
  z.object({
    kind: z.literal('log'),
    run: z.number().optional(),
    level: z.enum(['debug', 'info', 'warn', 'error']),
    fields: z.string(),
    message: z.string(),
  }),
  z.object({ kind: z.literal('call'), run: z.number(), id: z.number(), call }),
  z.object({ kind: z.literal('pong') }),
]);
export type WorkerMessage = z.output<typeof workerMessage>;

/** Messages to a worker. */
export type HostMessage =
  | {
      readonly kind: 'run';
      readonly run: number;
      readonly type: string;
      readonly operation: string;
      /** A JSON object as text. */
      readonly variables: string;
      /** Facts of the job as JSON text. */
      readonly job: string;
      readonly idempotencyKey: string;
      /** Time left for the job. Not a point in time, since the clocks of threads differ. */
      readonly leftMs: number | undefined;
      readonly effectsDurable: boolean;
    }
  | { readonly kind: 'abort'; readonly run: number; readonly reason: string }
  | { readonly kind: 'reply'; readonly id: number; readonly answer: CallAnswer }
  | { readonly kind: 'ping' }
  | { readonly kind: 'close' };

export type CallAnswer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly failure: z.output<typeof failureData> };

/** Data that a worker is started with. */
export interface WorkerStart {
  readonly module: {
    readonly name: string;
    readonly file: string;
    readonly packageFolder: string | undefined;
  };
  readonly network: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}
