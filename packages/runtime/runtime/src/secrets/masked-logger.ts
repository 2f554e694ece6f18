import type { Logger, LogLevel, LogMethod } from '@jobwright/connector-sdk';
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
  const isLevelEnabled = (level: LogLevel): boolean => logger.isLevelEnabled?.(level) ?? true;
  const write = (level: LogLevel, fields: Parameters<LogMethod>[0], message: string): void => {
    try {
      if (!isLevelEnabled(level)) return;
      const masked = mask.value(fields);
      logger[level](
        { ...readBindings(), ...(isJsonObject(masked) ? masked : {}) },
        mask.text(String(message)),
      );
    } catch {
      // A line that cannot be written must not affect the job.
    }
  };
  return {
    isLevelEnabled,
    debug: (fields, message) => write('debug', fields, message),
    info: (fields, message) => write('info', fields, message),
    warn: (fields, message) => write('warn', fields, message),
    error: (fields, message) => write('error', fields, message),
  };
}
