import type { Logger } from 'pino';
import { CommandError } from '../command-line/command-error.ts';
import { describeError } from '../command-line/describe-error.ts';
import type { Configuration } from '../configuration/configuration.schema.ts';
import { listRestartSettings } from './list-restart-settings.ts';
import type { ServiceWorkers } from './service-workers.ts';

export interface ReloadParts {
  /** Of the process; the parts of it that need a restart stay in use. */
  readonly started: Configuration;
  /** @throws CommandError when it is wrong */
  readonly read: () => Configuration;
  readonly start: (wanted: Configuration) => Promise<ServiceWorkers>;
  /** Puts new workers in place of the last ones, which it returns. */
  readonly swap: (next: ServiceWorkers, wanted: Configuration) => ServiceWorkers;
  /** Whether the configuration was refused, so that the service would not start with it. */
  readonly onEnd: (isRefused: boolean) => void;
  readonly logger: Logger;
}

/** @param reason for the log */
export type Reload = (reason: string) => Promise<void>;

/**
 * New workers take over before the last ones are closed. A configuration that is refused is logged, and the
 * one before stays in use.
 */
export function createReload({ started, read, start, swap, onEnd, logger }: ReloadParts): Reload {
  return async (reason) => {
    try {
      const wanted = read();
      const next = await start(wanted);
      const last = swap(next, wanted);
      onEnd(false);
      logger.level = wanted.log.level;
      reportReload(next, { reason, settings: listRestartSettings(started, wanted), logger });
      await last.close({ timeoutMs: wanted.jobs.drainTimeoutSeconds * 1000 }).catch((error: unknown) => {
        logger.error({ reason }, `The previous workers could not be closed: ${describeError(error)}`);
      });
    } catch (error) {
      onEnd(true);
      const why = error instanceof CommandError ? error.message : describeError(error);
      logger.error({ reason }, `Not reloaded, the previous configuration stays in use: ${why}`);
    }
  };
}

interface Reloaded {
  readonly reason: string;
  /** Those that need a restart. */
  readonly settings: readonly string[];
  readonly logger: Logger;
}

function reportReload({ runtime }: ServiceWorkers, { reason, settings, logger }: Reloaded): void {
  const facts = { reason, jobTypes: runtime.connectors.map(({ type }) => type) };
  if (settings.length === 0) {
    logger.info(facts, 'Reloaded');
    return;
  }
  logger.warn(
    { ...facts, settings },
    `Reloaded, but ${settings.join(', ')} changed since the start: restart the service to use the new value`,
  );
}
