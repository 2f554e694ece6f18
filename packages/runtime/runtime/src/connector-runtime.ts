import { createResourceScope, type OwnedResourceScope } from '@jobwright/concurrency';
import type { Logger } from '@jobwright/connector-sdk';
import { LAST_ANSWER_MS } from './answer/job-settler.ts';
import { createSparedWaits } from './answer/spared-waits.ts';
import { createJobCapacity } from './capacity/capacity-pool.ts';
import type { CapacityWait, JobCapacity } from './capacity/job-capacity.ts';
import type { ConnectorControl } from './connector-control.ts';
import { createMissingNames } from './expressions/missing-names.ts';
import { createInputSources } from './inputs/input-sources.ts';
import type { ActivatedJob, JobChannel } from './job.ts';
import { createJobRunner } from './job-runner.ts';
import { announceTypes } from './observe/observe-job.ts';
import { createJobRecords } from './observe/job-records.ts';
import { resolveRuntimeOptions, type RuntimeOptions } from './runtime-options.ts';
import { createModelFields } from './secrets/model-fields.ts';
import { warnOfScope } from './secrets/warn-of-scope.ts';
import { createTaskGroup } from './task-group.ts';

/** Runs connectors on the jobs that adapters hand over. It knows no engine. */
export interface ConnectorRuntime extends ConnectorControl {
  /** The names of the process variables that an adapter fetches for a type; empty: all. */
  variablesOf(type: string): readonly string[];
  /**
   * Resolves to the free capacity once it is `atLeast` (at most the connector's limit), or when the wait is
   * over.
   */
  waitForCapacity(type: string, atLeast: number, wait: CapacityWait): Promise<number>;
  /**
   * Takes a job over: from here on its deadline is extended, and it is run and answered. A job without room
   * in memory, or one that comes while the runtime drains, is handed back. Resolves when that is done; never
   * rejects.
   */
  accept(job: ActivatedJob, channel: JobChannel): Promise<void>;
  /**
   * Gives a job back to the engine with its retries unchanged, so that another worker gets it at once. Never
   * rejects.
   */
  handBack(job: ActivatedJob, channel: JobChannel): Promise<void>;
  /**
   * Takes no more jobs, hands those that wait to run back to the engine, gives those that run up to
   * `timeoutMs` to end, then hands the rest back, and closes pools. Retries stay as they were. Adapters stay
   * connected until it resolves; it never rejects.
   */
  drain(options: { readonly timeoutMs: number }): Promise<void>;
}

/** How a runtime works, alone or beside others of one start. */
export interface ConnectorRuntimeOptions extends RuntimeOptions {
  /** The part of a capacity that `startConnectors` shares among clusters. Default: one of its own. */
  readonly capacity?: JobCapacity;
}

/**
 * Creates a runtime for connectors. It takes no jobs by itself: an adapter hands them over. `drain` ends it.
 * @throws Error that names the option that is not valid
 */
export function createConnectorRuntime(options: ConnectorRuntimeOptions): ConnectorRuntime {
  const resolved = resolveRuntimeOptions(options);
  const { connectors, logger, observers, secrets } = resolved;
  const types = [...connectors.keys()];
  const scope = secrets.scope ?? 'model';
  warnOfScope(scope, { ...options, logger });
  announceTypes(types, { observers, logger });

  const resources = createResourceScope();
  const secretFields = createModelFields({ ...resolved, scope, resources });
  const services = {
    ...{ ...resolved, resources, secretFields },
    inputsOf: createInputSources({ ...resolved, resources }),
    missingNames: createMissingNames(),
    spared: createSparedWaits(resolved.maxRetryDelayMs),
  };
  const capacity = options.capacity ?? createJobCapacity(resolved.limits);
  const records = createJobRecords({ types, observers, logger });
  const runner = createJobRunner({ options: resolved, services, capacity, records });
  const tasks = createTaskGroup();
  let draining: Promise<void> | undefined;

  const drain = async (timeoutMs: number): Promise<void> => {
    capacity.close();
    runner.close();
    await tasks.settle(timeoutMs);
    runner.endLeases();
    await tasks.settle(2 * LAST_ANSWER_MS);
    await closeResources(resources, logger);
  };

  return {
    connectors: [...connectors.values()],
    variablesOf: (type) => resolved.variablesOf(type),
    limitOf: resolved.limits.maxJobsOf,
    freeCapacity: (type) => capacity.free(type),
    waitForCapacity: (type, atLeast, wait) => capacity.waitFor(type, atLeast, wait),
    accept: (job, channel) => tasks.track(runner.run(job, channel)),
    handBack: (job, channel) =>
      tasks.track(runner.handBack(job, channel, capacity.isClosed ? 'shutdown' : 'full')),
    statistics: () => records.statistics(),
    jobsInFlight: (type) => capacity.inFlight(type),
    bytesInFlight: (type) => capacity.bytesInFlight(type),
    isPaused: (type) => capacity.isPaused(type),
    pause: (type) => capacity.pause(type),
    resume: (type) => capacity.resume(type),
    drain({ timeoutMs }) {
      draining ??= drain(timeoutMs);
      return draining;
    },
  };
}

const closeResources = (resources: OwnedResourceScope, logger: Logger): Promise<void> =>
  resources.close({
    timeoutMs: LAST_ANSWER_MS,
    onFailures(failures) {
      const reasons = failures.map(({ message }) => message);
      logger.warn({ reasons }, 'Some resources could not be closed');
    },
  });
