import type { BpmnModel } from '@jobwright/bpmn-model';
import { onAbort } from '@jobwright/concurrency';
import type { Connector, DocumentStore, EffectLog, Logger, OutboundNetwork } from '@jobwright/connector-sdk';
import { isJsonObject, type JsonObject, parseJson, stringifyJson } from '@jobwright/json';
import {
  type ActivatedJob,
  createConnectorRuntime,
  createMemoryDocumentStore,
  createStaticSecrets,
  type JobObserver,
  type JobOutcome,
  type RuntimeOptions,
} from '@jobwright/runtime';
import { createModel } from './create-model.ts';

/** Headers, secrets, stores and limits of a test job. */
export interface RunOptions {
  /** What `{{secrets.NAME}}` becomes, where the model names it. */
  readonly secrets?: Readonly<Record<string, string>>;
  /**
   * The input mappings of the deployed model, sources by target, FEEL with a leading `=`: a placeholder
   * counts in a variable only if its name stands literally there. Default: the variables themselves, all
   * their texts being the model's own.
   */
  readonly model?: Readonly<Record<string, string>>;
  /** Task headers. Default: `{ resultVariable: 'result' }`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Default 3. */
  readonly retries?: number;
  /** Two runs with one job key are two deliveries of one job. Default: a new key each run. */
  readonly jobKey?: string;
  /** Default: a new store in memory. */
  readonly documents?: DocumentStore;
  /** Which machines may be reached, and how. Default: all, directly. */
  readonly network?: OutboundNetwork;
  /** Share one between runs to deliver a job again after a crash. Default: a new one in memory. */
  readonly effects?: EffectLog;
  /** Observe the job as those of a runtime do, e.g. metrics and traces. Default: none. */
  readonly observers?: readonly JobObserver[];
  /** The FEEL of result and error expressions, and the clock of `now()` in them. Default: as in a runtime. */
  readonly expressions?: RuntimeOptions['expressions'];
  /** Ends the run as a shutdown without time to drain does: the job is handed back. */
  readonly signal?: AbortSignal;
  /** How long the job may take, in milliseconds. Default 60,000. */
  readonly timeoutMs?: number;
}

/** The answer the engine gets, its variables parsed. */
export type TestOutcome = JobOutcome extends infer Outcome
  ? Outcome extends JobOutcome
    ? Omit<Outcome, 'variables'> & { readonly variables: JsonObject }
    : never
  : never;

/** What came of a test job: its outcome and all that was logged. */
export interface TestRun {
  readonly outcome: TestOutcome;
  /** All that was logged, as JSON lines: to assert that no secret is in it. */
  readonly logLines: readonly string[];
  readonly documents: DocumentStore;
}

/** A runtime for one connector, to run several jobs through the same pools. */
export interface ConnectorHarness {
  run(
    variables: JsonObject,
    options?: Omit<
      RunOptions,
      'secrets' | 'documents' | 'effects' | 'network' | 'observers' | 'expressions' | 'signal'
    >,
  ): Promise<TestRun>;
  close(): Promise<void>;
}

/** Makes a runtime with one connector that runs jobs without an engine; `close` ends it. */
export function createConnectorHarness(
  connector: Connector,
  options: Pick<
    RunOptions,
    'secrets' | 'documents' | 'effects' | 'network' | 'observers' | 'expressions' | 'timeoutMs'
  > = {},
): ConnectorHarness {
  const documents = options.documents ?? createMemoryDocumentStore();
  const logLines: string[] = [];
  const models = new Map<string, BpmnModel>();
  const runtime = createConnectorRuntime({
    connectors: [connector],
    secrets: { provider: createStaticSecrets(options.secrets ?? {}) },
    models: ({ processDefinitionKey }) => models.get(processDefinitionKey),
    documents,
    ...(options.network !== undefined && { network: options.network }),
    ...(options.effects !== undefined && { effects: options.effects }),
    ...(options.observers !== undefined && { observers: options.observers }),
    ...(options.expressions !== undefined && { expressions: options.expressions }),
    logger: createLineLogger(logLines),
    maxJobDurationMs: options.timeoutMs ?? 60_000,
  });
  return {
    async run(variables, runOptions = {}) {
      const firstLine = logLines.length;
      const job = createJob(connector, variables, runOptions);
      const answers: JobOutcome[] = [];
      models.set(job.processDefinitionKey, createModel(job, { variables, sources: runOptions.model }));
      await runtime.accept(job, {
        settle(_job, outcome) {
          answers.push(outcome);
          return Promise.resolve('settled');
        },
        extendDeadline: () => Promise.resolve('extended'),
      });
      models.delete(job.processDefinitionKey);
      const [answer, ...more] = answers;
      if (answer === undefined || more.length > 0) {
        throw new Error(
          `A job must be answered once, this one was ${answers.length} times: ${logLines.join('\n')}`,
        );
      }
      const outcome = toTestOutcome(answer);
      return { outcome, logLines: logLines.slice(firstLine), documents };
    },
    close: () => runtime.drain({ timeoutMs: 0 }),
  };
}

/**
 * Runs a connector on variables exactly as a runtime would: secrets, validation, operation, expressions,
 * errors.
 * @example
 * import { httpRest } from '@jobwright/connector-http-rest';
 * import { expect } from 'vitest';
 *
 * const { outcome } = await runConnector(httpRest, { method: 'GET', url: 'https://api.example.com/orders' });
 * expect(outcome).toMatchObject({ kind: 'complete' });
 */
export async function runConnector(
  connector: Connector,
  variables: JsonObject,
  options: RunOptions = {},
): Promise<TestRun> {
  const harness = createConnectorHarness(connector, options);
  const stopListening = onAbort(options.signal, () => void harness.close());
  try {
    return await harness.run(variables, options);
  } finally {
    stopListening();
    await harness.close();
  }
}

let lastKey = 2_251_799_813_685_248;
const nextKey = (): string => String((lastKey += 1));

function createJob(connector: Connector, variables: JsonObject, options: RunOptions): ActivatedJob {
  const key = options.jobKey ?? nextKey();
  return {
    key,
    type: connector.type,
    processInstanceKey: `${key}1`,
    bpmnProcessId: 'test-process',
    processDefinitionKey: nextKey(),
    processDefinitionVersion: 1,
    elementId: 'test-task',
    elementInstanceKey: `${key}2`,
    headers: options.headers ?? { resultVariable: 'result' },
    retries: options.retries ?? 3,
    deadline: performance.now() + 60_000,
    variables: stringifyJson(variables),
    tenantId: '<default>',
  };
}

function toTestOutcome(outcome: JobOutcome): TestOutcome {
  const variables = parseJson(outcome.variables);
  if (!isJsonObject(variables))
    throw new Error(`The answer's variables are no JSON object: ${outcome.variables}`);
  return { ...outcome, variables };
}

function createLineLogger(lines: string[]): Logger {
  const at =
    (level: string) =>
    (fields: Readonly<Record<string, unknown>>, message: string): void =>
      void lines.push(stringifyJson({ level, ...fields, message }));
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
