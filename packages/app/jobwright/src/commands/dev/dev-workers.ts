import { camunda8, type ConnectorWorkers, startConnectors } from '@jobwright/camunda8';
import type { Connector } from '@jobwright/connector-sdk';
import type { EmbeddedEngine } from '@jobwright/engine';
import type { JobMarks } from '@jobwright/runtime';
import type { Terminal } from '../../command-line/terminal.ts';
import { createHasVariable } from '../../embedded/engine-variables.ts';
import { createTryReport } from '../../embedded/try-report.ts';
import { createLogger } from '../../log/logger.ts';
import { createTerminalLogger } from '../../log/terminal-logger.ts';
import { readConfiguration } from '../../configuration/read-configuration.ts';
import type { Environment } from '../../configuration/environment.ts';
import type { EngineSecrets } from '../../embedded/engine-secrets.ts';
import { openSettings } from '../../configuration/open-settings.ts';

/** The connectors running on the engine, which can be replaced at any time. */
export interface DevWorkers {
  /** Lets running jobs finish, hands the rest back to the engine, and continues with the new definitions. */
  exchange(connectors: readonly Connector[]): Promise<void>;
  close(): Promise<void>;
}

/** How long a running job may continue with the old code before it is handed back and starts again. */
const DRAIN_MS = 5_000;

export interface DevWorkersParts {
  readonly environment: Environment;
  readonly others: readonly Connector[];
  readonly marks: JobMarks;
  readonly secrets: EngineSecrets;
  readonly print: (line: string) => void;
  /** Of a person who watches: log lines are sentences then, and JSON otherwise. */
  readonly terminal: Terminal | undefined;
}

/** The other connectors also run, except where the user's own have the same job type. */
export function createDevWorkers(
  engine: EmbeddedEngine,
  { environment, others, marks, secrets, print, terminal }: DevWorkersParts,
): DevWorkers {
  const configuration = readConfiguration({ environment: { JOBWRIGHT_LOG_LEVEL: 'warn', ...environment } });
  const logger = terminal
    ? createTerminalLogger(configuration.log.level, print)
    : createLogger(configuration.log);
  let workers: ConnectorWorkers | undefined;
  return {
    async exchange(connectors) {
      await workers?.close({ timeoutMs: DRAIN_MS });
      workers = undefined;
      const own = new Set(connectors.map(({ type }) => type));
      const settings = await openSettings(configuration, environment);
      workers = await startConnectors({
        connectors: [...connectors, ...others.filter(({ type }) => !own.has(type))],
        logger,
        marks,
        hasVariable: createHasVariable(engine.core),
        ...(terminal && { observers: [createTryReport(print)] }),
        ...settings,
        ...secrets.hideIn(settings.secrets),
        clusters: [
          camunda8({
            settings: {
              ZEEBE_GRPC_ADDRESS: `grpc://${engine.grpcAddress}`,
              ZEEBE_REST_ADDRESS: engine.restAddress,
              CAMUNDA_AUTH_STRATEGY: 'NONE',
              CAMUNDA_PHYSICAL_TENANT_ID: 'default',
            },
          }),
        ],
      });
    },
    async close() {
      await workers?.close({ timeoutMs: 0 });
    },
  };
}
