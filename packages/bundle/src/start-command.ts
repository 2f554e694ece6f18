import { ClusterUnreachableError, startConnectors } from '@jobwright/camunda8';
import { createEnvironmentSecrets } from '@jobwright/runtime';
import { chooseConnectors } from './choose-connectors.ts';
import { CommandError, ExitCode, toWrongInput } from './command-error.ts';
import type { ConnectorChoice } from './connector-choice.ts';
import { createLogger } from './logger.ts';
import { type Environment, readSettings } from './settings.ts';

export interface StartOptions {
  readonly choice: ConnectorChoice;
  readonly environment: Environment;
  /** Resolves when the command is asked to stop. */
  readonly stopped: Promise<string>;
  /** How long running jobs may take to end after that, in milliseconds. */
  readonly drainMs: number;
}

/** Runs the chosen connectors on the cluster that the environment names, until it is asked to stop. */
export async function runStartCommand({
  choice,
  environment,
  stopped,
  drainMs,
}: StartOptions): Promise<void> {
  const settings = readSettings(environment);
  const logger = createLogger(settings);
  const { connectors, further } = await chooseConnectors(choice);
  if (connectors.length === 0) throw toWrongInput('No connector is left to run: give some with --connectors');
  for (const { from, connectors } of further) {
    logger.info({ from, jobTypes: connectors.map(({ type }) => type) }, 'Loaded');
  }
  const workers = await startConnectors({
    connectors,
    secrets: { provider: createEnvironmentSecrets(environment) },
    logger,
    ...settings.runtime,
  }).catch((error: unknown) => {
    if (!(error instanceof ClusterUnreachableError)) throw error;
    throw new CommandError(ExitCode.UNAVAILABLE, error.message, { cause: error });
  });
  logger.info({ jobTypes: workers.runtime.connectors.map(({ type }) => type) }, 'Ready');
  const reason = await stopped;
  logger.info({ reason, drainMs }, 'Stopping: no new jobs are taken, running ones may end');
  await workers.close({ timeoutMs: drainMs });
  logger.info({ jobs: workers.runtime.statistics() }, 'Stopped');
}
