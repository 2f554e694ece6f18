import type { Logger, LogMethod } from '@jobwright/connector-sdk';
import { isJsonObject } from '@jobwright/json';
import type { Mask } from './mask.ts';

/**
 * A logger that hides the secrets of the job, and never throws. `readBindings` returns the fields of each
 * line.
 */
export function createMaskedLogger(
  logger: Logger,
  mask: Mask,
  readBindings: () => Readonly<Record<string, string>>,
): Logger {
  const through =
    (log: LogMethod): LogMethod =>
    (fields, message) => {
      try {
        const masked = mask.value(fields);
        log({ ...readBindings(), ...(isJsonObject(masked) ? masked : {}) }, mask.text(String(message)));
      } catch {
        // A line that cannot be written must not affect the job.
      }
    };
  return {
    debug: through(logger.debug.bind(logger)),
    info: through(logger.info.bind(logger)),
    warn: through(logger.warn.bind(logger)),
    error: through(logger.error.bind(logger)),
  };
}
