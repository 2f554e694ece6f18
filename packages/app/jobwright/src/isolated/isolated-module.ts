import { toErrorMessage, within } from '@jobwright/concurrency';
import { type Connector, type Logger } from '@jobwright/connector-sdk';
import { parseJson, stringifyJson } from '@jobwright/json';
import { wrongInputError } from '../command-line/command-error.ts';
import type { ConnectorModule } from '../connector-modules/find-connector-modules.ts';
import { createIsolatedHost, type IsolatedHost } from './isolated-host.ts';
import { isolatedConnector } from './isolated-connector.ts';
import { startIsolatedWorker } from './start-worker.ts';
import type { ConnectorFacts, WorkerStart } from './isolated-messages.ts';
import { keepHost } from './keep-host.ts';
import type { HostedRun } from './worker-runs.ts';

export interface IsolationOptions {
  readonly maxStallMs: number;
  readonly maxMemoryMb: number;
  readonly network: object;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly logger: Logger;
  /** Called each time the worker ends unexpectedly. */
  readonly onDeath: () => void;
}

export interface IsolatedModule {
  readonly connectors: readonly Connector[];
  close(): Promise<void>;
}

const LOAD_MS = 30_000;

/**
 * Runs the connectors of a module in a worker of their own, which is restarted when it ends.
 * @throws CommandError when the module cannot be loaded
 */
export async function isolateModule(
  module: ConnectorModule,
  options: IsolationOptions,
): Promise<IsolatedModule> {
  const { name, file, packageFolder } = module;
  const { logger, maxStallMs, maxMemoryMb, onDeath } = options;
  const start: WorkerStart = {
    module: { name, file, packageFolder },
    network: JSON.stringify(options.network),
    environment: { ...options.environment },
  };
  const open = (): IsolatedHost =>
    createIsolatedHost(startIsolatedWorker(start, maxMemoryMb), { name, logger, maxStallMs });
  const first = open();
  const facts = await loadFacts(first, name);
  const kept = keepHost(first, {
    name,
    open,
    onEnded(reason, pauseMs) {
      onDeath();
      logger.error(
        { from: name, reason, pauseMs },
        'The worker of isolated connectors ended; starting a new one',
      );
    },
  });
  const run = async ({ message, context }: HostedRun): Promise<unknown> => {
    const host = await kept.untilReady(context.signal);
    return parseJson(await host.run({ message, context }));
  };
  return {
    connectors: facts.map((each) =>
      isolatedConnector(each, ({ operation, variables, context }) =>
        run({
          context,
          message: {
            type: each.type,
            operation,
            variables: stringifyJson(variables),
            job: stringifyJson(context.job),
            idempotencyKey: context.idempotencyKey,
            leftMs: context.expiresAt === undefined ? undefined : context.expiresAt - performance.now(),
            effectsDurable: context.effects.durable,
          },
        }),
      ),
    ),
    close: () => kept.close(),
  };
}

async function loadFacts(host: IsolatedHost, name: string): Promise<readonly ConnectorFacts[]> {
  const timeoutError = (): Error => new Error(`it did not finish loading within ${LOAD_MS} ms`);
  return within({ timeoutMs: LOAD_MS, timeoutError }, () => host.facts).catch(async (cause: unknown) => {
    await host.close();
    const reason = toErrorMessage(cause);
    throw wrongInputError(reason.startsWith(name) ? reason : `${name} cannot be loaded: ${reason}`, {
      cause,
    });
  });
}
