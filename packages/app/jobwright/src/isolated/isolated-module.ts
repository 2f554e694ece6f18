import { toError, toErrorMessage } from '@jobwright/concurrency';
import { type Connector, type Logger, parseJson, stringifyJson } from '@jobwright/connector-sdk';
import { WorkerEndedError } from '@jobwright/runtime';
import { wrongInputError } from '../command-line/command-error.ts';
import type { ConnectorModule } from '../connector-modules/find-connector-modules.ts';
import { createIsolatedHost, type HostedRun, type IsolatedHost } from './isolated-host.ts';
import { isolatedConnector } from './isolated-connector.ts';
import { startIsolatedWorker } from './start-worker.ts';
import type { WorkerStart } from './isolated-messages.ts';

export interface IsolationOptions {
  readonly maxStallMs: number;
  readonly maxMemoryMb: number;
  readonly network: object;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly logger: Logger;
  /** Told each death. */
  readonly onDeath: () => void;
}

export interface IsolatedModule {
  readonly connectors: readonly Connector[];
  close(): Promise<void>;
}

const LOAD_MS = 30_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 30_000;
/** A worker that lived so long is no sign of trouble when it dies. */
const HEALTHY_MS = 60_000;

/**
 * The connectors of a module, run in a worker of their own that is started anew when it dies.
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
  let closed = false;
  let deaths = 0;
  const open = (): IsolatedHost =>
    createIsolatedHost(startIsolatedWorker(start, maxMemoryMb), { name, logger, maxStallMs });

  const first = open();
  const timer = setTimeout(() => void first.close(), LOAD_MS);
  const facts = await first.facts
    .catch(async (cause: unknown) => {
      await first.close();
      const reason = toErrorMessage(cause);
      throw wrongInputError(reason.startsWith(name) ? reason : `${name} cannot be loaded: ${reason}`, {
        cause,
      });
    })
    .finally(() => clearTimeout(timer));

  let current: Promise<IsolatedHost> = Promise.resolve(first);
  const keep = (host: IsolatedHost): void => {
    const since = performance.now();
    void host.ended.then((reason) => {
      if (closed) return;
      deaths = performance.now() - since >= HEALTHY_MS ? 1 : deaths + 1;
      onDeath();
      const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** (deaths - 1), LONGEST_PAUSE_MS);
      logger.error(
        { from: name, reason, pauseMs },
        'The worker of isolated connectors ended; starting a new one',
      );
      current = new Promise((resolve) => {
        setTimeout(() => {
          const next = open();
          keep(next);
          resolve(next);
        }, pauseMs).unref();
      });
    });
  };
  keep(first);

  /** A worker that is not there yet is waited for as long as the job may take. */
  const untilReady = async (signal: AbortSignal): Promise<IsolatedHost> => {
    for (;;) {
      signal.throwIfAborted();
      const host = await abortable(current, signal);
      const isThere = await abortable(
        host.facts.then(
          () => true,
          () => false,
        ),
        signal,
      );
      if (isThere) return host;
      if (closed) throw new WorkerEndedError(`The worker of ${name} is closed`);
      await abortable(host.ended, signal);
    }
  };
  const run = async ({ message, context }: HostedRun): Promise<unknown> => {
    const host = await untilReady(context.signal);
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
    async close() {
      closed = true;
      const host = await Promise.race([current, Promise.resolve(undefined)]);
      await host?.close();
    },
  };
}

function abortable<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const cancel = (): void => reject(toError(signal.reason));
    signal.addEventListener('abort', cancel, { once: true });
    void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', cancel));
  });
}
