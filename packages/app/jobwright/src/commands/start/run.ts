import { onAbort, toErrorMessage } from '@jobwright/concurrency';
import type { JobMarks } from '@jobwright/runtime';
import type { JobMetrics } from '@jobwright/telemetry';
import { CommandError, ExitCode } from '../../command-line/command-error.ts';
import type { Configuration } from '../../configuration/configuration.schema.ts';
import { readCredential } from '../../configuration/credential.ts';
import { openNetwork } from '../../configuration/open-network.ts';
import { readJavaVariables } from '../../configuration/java-variables/java-variables.ts';
import { listUnknownVariables } from '../../configuration/environment-variables.ts';
import { readConfiguration, type SettingFlags } from '../../configuration/read-configuration.ts';
import { describeStart } from '../../service/describe-start.ts';
import { createLogDestination } from '../../log/log-destination.ts';
import { createLogger } from '../../log/logger.ts';
import { createReload } from '../../service/create-reload.ts';
import { guardProcess } from '../../service/guard-process.ts';
import type { ServiceState } from '../../service/health.ts';
import { openMarks, reportMarks } from '../../service/open-marks.ts';
import { openObservers } from '../../service/open-observers.ts';
import type { ServiceFacts } from '../../service/service-facts.ts';
import { setUpTraces } from '../../service/set-up-traces.ts';
import type { ServiceWorkers } from '../../service/service-workers.ts';
import { startWorkers } from '../../service/start-workers.ts';
import { watchReload } from '../../service/watch-reload.ts';
import type { Environment } from '../../configuration/environment.ts';

export interface StartOptions {
  readonly flags: SettingFlags;
  /** Path of the configuration. */
  readonly file: string | undefined;
  readonly environment: Environment;
  /** Of this program. */
  readonly version: string;
  /** Aborts with the name of the signal that asks the command to stop. */
  readonly stop: AbortSignal;
}

/**
 * Runs the chosen connectors on a cluster until it is asked to stop, and reloads a changed configuration
 * while it runs.
 * @throws CommandError, also after an uncaught exception; jobs have been handed back by then
 */
export async function runStartCommand(options: StartOptions): Promise<void> {
  const { file, environment, flags, version } = options;
  const configuration = readConfiguration({ file, environment, flags });
  const destination = createLogDestination(2);
  const logger = createLogger(configuration.log, destination);
  logger.info(describeStart(configuration, { file, version, environment }), 'Starting');
  const marks = openMarks(configuration.state, logger);
  const broken = new AbortController();
  let workerDeaths = 0;
  let isConfigurationRefused = false;
  const guard = guardProcess({
    marks,
    report: (message, left) => logger.error(left, message),
    onBroken: (left) => {
      logger.error(left, 'Uncaught exception, from a connector of these jobs or earlier ones: stopping');
      broken.abort('an exception');
    },
  });
  const ignore = (): void => undefined;
  // Without a listener SIGHUP ends the process, even while it is starting or stopping.
  process.on('SIGHUP', ignore);
  try {
    await runService({
      ...options,
      configuration,
      logger,
      marks,
      onDeath: () => void (workerDeaths += 1),
      onReload: (isRefused) => void (isConfigurationRefused = isRefused),
      stop: AbortSignal.any([options.stop, broken.signal]),
      readFacts: () => ({
        droppedLogLines: destination.dropped,
        survivedErrors: guard.survived,
        workerDeaths,
        markedJobs: marks.size,
        isConfigurationRefused,
      }),
    });
  } catch (error) {
    if (!broken.signal.aborted) throw error;
  } finally {
    marks.close();
    process.off('SIGHUP', ignore);
    guard.end();
  }
  if (broken.signal.aborted) {
    throw new CommandError(
      ExitCode.BROKEN,
      'Stopped after an uncaught exception (see the log); its jobs were handed back: start it again',
    );
  }
}

interface ServiceOptions extends StartOptions {
  readonly configuration: Configuration;
  readonly logger: ReturnType<typeof createLogger>;
  readonly marks: JobMarks;
  readonly onDeath: () => void;
  readonly onReload: (isRefused: boolean) => void;
  readonly readFacts: () => ServiceFacts;
}

async function runService(options: ServiceOptions): Promise<void> {
  const { flags, file, environment, stop, logger, marks, onDeath, readFacts } = options;
  let { configuration } = options;
  warnOfVariables(environment, logger);
  let state: ServiceState = { kind: 'starting' };
  // Metrics that are not served are not collected.
  const metrics =
    configuration.http.port === undefined ? undefined : await openMetrics(() => state, readFacts);
  const start = async (wanted: Configuration) =>
    startWorkers({
      configuration: wanted,
      environment,
      logger,
      marks,
      onDeath,
      signal: stop,
      observers: await openObservers(wanted, { logger, metrics }),
    });

  const server =
    metrics === undefined
      ? undefined
      : await openServer(configuration.http, {
          environment,
          state: () => state,
          metrics: metrics.registry,
        });
  if (server !== undefined) logger.info({ address: server.address }, 'Serving probes and metrics');
  const endTraces = await setUpTraces(configuration.traces, {
    network: openNetwork(configuration.network, environment),
    logger,
  });
  try {
    let workers = await start(configuration);
    state = { kind: 'running', workers };
    reportMarks(configuration.state, logger);
    logger.info({ ...describeClusters(workers), jobTypes: listJobTypes(workers) }, 'Ready');

    const reload = createReload({
      started: configuration,
      read: () => readConfiguration({ file, environment, flags }),
      start,
      swap: (next, wanted) => {
        const last = workers;
        [workers, configuration] = [next, wanted];
        state = { kind: 'running', workers };
        return last;
      },
      onEnd: options.onReload,
      logger,
    });
    const endReload = watchReload(file, reload);

    await new Promise<void>((resolve) => void onAbort(stop, resolve));
    const reason = String(stop.reason);
    state = { kind: 'stopping', workers };
    const timeoutMs = configuration.jobs.drainTimeoutSeconds * 1000;
    logger.info(
      { reason, drainMs: timeoutMs },
      'Stopping: no new jobs are accepted, running ones may finish',
    );
    await Promise.all([endReload(), workers.close({ timeoutMs })]);
    // A reload in progress may have started new workers.
    await workers.close({ timeoutMs });
    reportEnd(workers, logger);
  } finally {
    await Promise.all([server?.close(), endTraces()]);
  }
}

function warnOfVariables(environment: Environment, logger: ServiceOptions['logger']): void {
  const { ignored } = readJavaVariables(environment);
  if (ignored.length > 0) {
    logger.warn({ variables: ignored }, 'Ignored variables of the Java connector runtime');
  }
  const unknown = listUnknownVariables(environment);
  if (unknown.length > 0) logger.warn({ variables: unknown }, 'Unknown variables');
}

function reportEnd({ clusters }: ServiceWorkers, logger: ServiceOptions['logger']): void {
  for (const { name, workers } of clusters) {
    const named = name !== undefined && { cluster: name };
    logger.info({ ...named, jobs: workers?.runtime.statistics() ?? {} }, 'Stopped');
  }
}

const listJobTypes = (workers: ServiceWorkers): readonly string[] =>
  workers.runtime.connectors.map(({ type }) => type);

/** Names of the clusters that have answered, if there are several. */
const describeClusters = ({ clusters }: ServiceWorkers) => {
  const named = clusters.flatMap(({ name, workers }) =>
    name === undefined || workers === undefined ? [] : [name],
  );
  return named.length === 0 ? {} : { clusters: named };
};

const openMetrics = async (state: () => ServiceState, readFacts: () => ServiceFacts): Promise<JobMetrics> =>
  (await import('../../service/service-metrics.ts')).createServiceMetrics(state, readFacts);

interface ServerParts {
  readonly environment: Environment;
  readonly state: () => ServiceState;
  readonly metrics: { readonly contentType: string; metrics(): Promise<string> };
}

async function openServer(
  { host, port = 0, adminToken }: Configuration['http'],
  { environment, state, metrics }: ServerParts,
) {
  const { startServiceServer } = await import('../../service/start-service-server.ts');
  return startServiceServer({
    host,
    port,
    adminToken: adminToken === undefined ? undefined : readCredential(adminToken, environment),
    state,
    metrics,
  }).catch((error: unknown) => {
    const reason = toErrorMessage(error);
    throw new CommandError(
      ExitCode.UNAVAILABLE,
      `Cannot serve probes and metrics at ${host}:${port} (${reason}): choose another http.port`,
      { cause: error },
    );
  });
}
