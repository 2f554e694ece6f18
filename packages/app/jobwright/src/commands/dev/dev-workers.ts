import type { Connector } from '@jobwright/connector-sdk';
import type { EmbeddedEngine } from '@jobwright/engine';
import type { JobMarks, StartedConnectors } from '@jobwright/runtime';
import type { Terminal } from '../../command-line/terminal.ts';
import { startOnEngine } from '../../embedded/start-on-engine.ts';
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
  let workers: StartedConnectors | undefined;
  return {
    async exchange(connectors) {
      await workers?.close({ timeoutMs: DRAIN_MS });
      workers = undefined;
      const own = new Set(connectors.map(({ type }) => type));
      const settings = await openSettings(configuration, environment);
      workers = await startOnEngine(engine, {
        connectors: [...connectors, ...others.filter(({ type }) => !own.has(type))],
        logger,
        marks,
        settings,
        secrets,
        say: terminal && print,
      });
    },
    async close() {
      await workers?.close({ timeoutMs: 0 });
    },
  };
}
