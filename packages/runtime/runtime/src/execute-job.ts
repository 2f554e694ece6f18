import type { ResourceScope } from '@jobwright/concurrency';
import {
  type Connector,
  type DocumentStore,
  type EffectLog,
  listSecretValues,
  type Logger,
  type Operation,
  type OutboundNetwork,
  RetryableError,
} from '@jobwright/connector-sdk';
import type { JsonObject } from '@jobwright/json';
import type { ActivatedJob, JobChannel, JobOutcome } from './job.ts';
import { answerFinally, answerWith } from './answer/answer-with.ts';
import { answerFailure, answerResponse } from './answer/job-answer.ts';
import type { HandBackReason } from './answer/job-end.ts';
import { isThrown } from './answer/read-failure.ts';
import type { SparedWaits } from './answer/spared-waits.ts';
import { createJobDocuments } from './documents/job-documents.ts';
import { createResultDocuments } from './documents/result-documents.ts';
import { createFunctionContext } from './functions/job-functions.ts';
import { bindExplained } from './inputs/explain-nulls.ts';
import type { HasVariable } from './inputs/has-variable.ts';
import type { InputsOfJob } from './inputs/input-sources.ts';
import { readInputs } from './inputs/read-inputs.ts';
import { jobLogFields } from './observe/job-log-fields.ts';
import { logFailure } from './observe/log-failure.ts';
import type { JobObservation } from './observe/job-observer.ts';
import { createJobTrace } from './observe/job-trace.ts';
import { type JobLease, LeaseEndedError } from './lease/job-lease.ts';
import { createJobSecrets, type SecretPolicy } from './secrets/job-secrets.ts';
import type { Mask } from './secrets/mask.ts';
import { createMaskedLogger } from './secrets/masked-logger.ts';
import type { FieldsOfJob } from './secrets/model-fields.ts';
import { createOperationContext } from './operation-context.ts';
import { warnOfShortSecret } from './secrets/warn-of-short-secret.ts';
import type { ExpressionSettings } from './expressions/expression-settings.ts';
import type { MissingNames } from './expressions/missing-names.ts';
import { parseReservedHeaders, type ReservedHeaders } from './expressions/reserved-headers.ts';
import { runWithinLease } from './lease/run-within-lease.ts';
import { selectOperation } from './select-operation.ts';
import { WorkerEndedError } from './worker-ended-error.ts';

export interface JobServices {
  readonly secrets: SecretPolicy;
  readonly secretFields: FieldsOfJob;
  readonly inputsOf: InputsOfJob;
  readonly hasVariable: HasVariable;
  readonly missingNames: MissingNames;
  readonly documents: DocumentStore;
  readonly maxExternalDocumentBytes: number;
  readonly effects: EffectLog;
  readonly resources: ResourceScope;
  readonly network: OutboundNetwork;
  readonly logger: Logger;
  readonly expressions: ExpressionSettings;
  /** The longest delay before another attempt that data may ask for, in milliseconds. */
  readonly maxRetryDelayMs: number;
  readonly spared: SparedWaits;
  /** Keeps the idempotency keys of clusters apart. */
  readonly idempotencyNamespace: string;
}

export interface ExecutionParts {
  readonly lease: JobLease;
  readonly services: JobServices;
  readonly observation: Required<JobObservation>;
  /** Completes the variables, where they need it. */
  readonly completeVariables?: JobChannel['completeVariables'];
}

/** How a job ended here. `abandoned`: the engine no longer keeps it for us, so it gets no answer. */
export type Execution =
  | { readonly kind: 'answer'; readonly outcome: JobOutcome }
  | { readonly kind: 'handBack'; readonly reason: HandBackReason }
  | { readonly kind: 'abandoned' };

/**
 * The path of a job, once an adapter has handed it over (step 1) and until the adapter settles it (step 8).
 * Never rejects: whatever goes wrong becomes an answer.
 */
export async function executeJob(
  job: ActivatedJob,
  connector: Connector,
  { lease, services, observation, completeVariables }: ExecutionParts,
): Promise<Execution> {
  const secrets = createJobSecrets(job, {
    policy: services.secrets,
    observation,
    onShort: (secret) => warnOfShortSecret(services.logger, { jobType: job.type, secret }),
  });
  const logger = createMaskedLogger(services.logger, secrets.mask, () =>
    jobLogFields(job, observation.logFields),
  );
  const trace = createJobTrace(observation.trace, secrets.mask, services.logger);

  // 2. Reserved headers and their expressions: mistakes in them are found before anything happens outside.
  let headers: ReservedHeaders;
  try {
    headers = parseReservedHeaders(job.headers, services.expressions);
  } catch (error) {
    return answerFinally(error, { job, mask: secrets.mask, logger, message: 'Task headers are not valid' });
  }
  if (headers.jobTimeoutMs !== undefined) lease.limitTo(headers.jobTimeoutMs);
  // Named one by one: to spread all services takes longer than the rest of this.
  const { maxRetryDelayMs, maxExternalDocumentBytes, spared, resources, network, expressions } = services;
  const { processInstanceKey } = job;
  const { documents: store } = services;
  const documents = createJobDocuments({
    store,
    network,
    resources,
    trace,
    maxExternalDocumentBytes,
    processInstanceKey,
  });
  const { signal } = lease;
  const made = createResultDocuments({ store, processInstanceKey, signal, logger });
  const host = { resources, signal, expressions, documents: made };
  const facts = {
    job,
    headers,
    mask: secrets.mask,
    maxRetryDelayMs,
    spared,
    host,
    onMissing: (names: readonly string[]) => services.missingNames.report(names, { job, logger }),
  };
  const shared = {
    resources,
    network,
    documents: documents.documents,
    trace,
    hideSecret: (secret: string): void => void secrets.mask.hide(secret),
  };

  let response: unknown;
  try {
    response = await runWithinLease(lease, async () => {
      const completed = await completeVariables?.(job, { resources, signal, logger, expressions });
      // 3. Secrets and functions, only in the connector's own inputs, and secrets only where the model names
      // them.
      const variables = await readInputs(completed ?? job.variables, connector, {
        fields: () => services.secretFields(job, lease),
        lookup: secrets.lookup,
        logger,
        createFunctions: () => createFunctionContext({ ...shared, expressions, store, signal }),
      });
      // 4. Validation. What is not in the schema is dropped.
      const operation = selectOperation(connector, headers.operation, variables);
      hideMarked(operation, variables, { job, mask: secrets.mask, logger: services.logger });
      const run = await bindExplained(() => operation.bind(variables), {
        variables,
        inputs: () => services.inputsOf(job, signal),
        hasVariable: async (name) => services.hasVariable(name, job),
      });
      // 5. The effect.
      const context = createOperationContext(job, {
        ...shared,
        effects: services.effects,
        idempotencyNamespace: services.idempotencyNamespace,
        logger,
        signal,
        expiresAt: lease.expiresAt,
      });
      return await observation.run(() => run(context));
    });
  } catch (error) {
    if (isThrown(error, LeaseEndedError) && error.end !== 'expired') {
      logger.warn({ reason: error.message }, 'Job given up');
      return error.end === 'lost' ? { kind: 'abandoned' } : { kind: 'handBack', reason: 'shutdown' };
    }
    if (isThrown(error, WorkerEndedError)) {
      logger.error({ reason: error.message }, 'The process that ran the job died');
      return { kind: 'handBack', reason: 'died' };
    }
    // 7. Error expression, error classes and codes.
    return await answerWith(() => answerFailure(causeOf(error), facts), facts, {
      report: (outcome) => logFailure(logger, 'Connector failed', { thrown: error, outcome }),
      logger,
    });
  } finally {
    documents.close();
  }
  // 6. and 7. Output variables. The effect has happened: a mistake here must not run it again.
  return answerWith(() => answerResponse(response, facts), facts, {
    report: (outcome) => {
      if (outcome === undefined || outcome.kind === 'complete') return;
      logFailure(logger, 'The error expression found a failure', { outcome });
    },
    logger,
  });
}

/** A secret may also come as the value of a variable: the engine itself replaces `=camunda.secrets.NAME`. */
function hideMarked(
  { input }: Operation,
  variables: JsonObject,
  { job, mask, logger }: { readonly job: ActivatedJob; readonly mask: Mask; readonly logger: Logger },
): void {
  for (const { path, text } of listSecretValues(input, variables)) {
    if (mask.hide(text) === 'tooShort') warnOfShortSecret(logger, { jobType: job.type, input: path });
  }
}

const causeOf = (error: unknown): unknown =>
  isThrown(error, LeaseEndedError)
    ? new RetryableError({
        code: 'JOB_TIMEOUT',
        message: `${error.message}: raise the task header jobTimeout, or give the connector less to do`,
      })
    : error;
