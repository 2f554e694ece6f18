import { createBackoff, toErrorMessage, untilAborted, within } from '@jobwright/concurrency';
import { type Connector, type Logger } from '@jobwright/connector-sdk';
import { parseJson, stringifyJson } from '@jobwright/json';
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
  /** Called each time the worker ends unexpectedly. */
  readonly onDeath: () => void;
}

export interface IsolatedModule {
  readonly connectors: readonly Connector[];
  close(): Promise<void>;
}

const LOAD_MS = 30_000;
const RESTART_PAUSES = { firstMs: 100, maxMs: 30_000, jitter: 0 };
/** A worker that ran at least this long is restarted without a growing pause. */
const HEALTHY_MS = 60_000;

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
  let closed = false;
  const backoff = createBackoff(RESTART_PAUSES);
  const open = (): IsolatedHost =>
    createIsolatedHost(startIsolatedWorker(start, maxMemoryMb), { name, logger, maxStallMs });

  const first = open();
  const timeoutError = (): Error => new Error(`it did not finish loading within ${LOAD_MS} ms`);
  const facts = await within({ timeoutMs: LOAD_MS, timeoutError }, () => first.facts).catch(
    async (cause: unknown) => {
      await first.close();
      const reason = toErrorMessage(cause);
      throw wrongInputError(reason.startsWith(name) ? reason : `${name} cannot be loaded: ${reason}`, {
        cause,
      });
    },
  );

  let current: Promise<IsolatedHost> = Promise.resolve(first);
  const keep = (host: IsolatedHost): void => {
    const since = performance.now();
    void host.ended.then((reason) => {
      if (closed) return;
      if (performance.now() - since >= HEALTHY_MS) backoff.reset();
      onDeath();
      const pauseMs = backoff.next();
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

  /** Waits for a worker that is still starting, for as long as the job may take. */
  const untilReady = async (signal: AbortSignal): Promise<IsolatedHost> => {
    for (;;) {
      signal.throwIfAborted();
      const host = await untilAborted(current, signal);
      const isThere = await untilAborted(
        host.facts.then(
          () => true,
          () => false,
        ),
        signal,
      );
      if (isThere) return host;
      if (closed) throw new WorkerEndedError(`The worker of ${name} is closed`);
      await untilAborted(host.ended, signal);
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
