import type { Logger, LogMethod } from '@jobwright/connector-sdk';
import { isJsonObject } from '@jobwright/json';
import type { Mask } from './mask.ts';

/**
 * A logger through which no secret of the job passes, and that never throws. `toBindings` gives what each line carries.
 */
export function createMaskedLogger(
  logger: Logger,
  mask: Mask,
  toBindings: () => Readonly<Record<string, string>>,
): Logger {
  const through =
    (log: LogMethod): LogMethod =>
    (fields, message) => {
      try {
        const masked = mask.value(fields);
        log({ ...toBindings(), ...(isJsonObject(masked) ? masked : {}) }, mask.text(String(message)));
      } catch {
        // A line that cannot be written must not change what becomes of the job.
      }
    };
  return {
    debug: through(logger.debug.bind(logger)),
    info: through(logger.info.bind(logger)),
    warn: through(logger.warn.bind(logger)),
    error: through(logger.error.bind(logger)),
  };
}
