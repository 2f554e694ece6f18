import type { Logger, LogLevel, LogMethod } from '@jobwright/connector-sdk';

/** A logger that adds the name of a cluster to each line. */
export function nameLogger(logger: Logger, cluster: string): Logger {
  const named =
    (level: LogLevel): LogMethod =>
    (fields, message) =>
      logger[level]({ cluster, ...fields }, message);
  return {
    isLevelEnabled: (level) => logger.isLevelEnabled?.(level) ?? true,
    debug: named('debug'),
    info: named('info'),
    warn: named('warn'),
    error: named('error'),
  };
}
