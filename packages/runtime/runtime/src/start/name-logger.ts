import type { Logger, LogMethod } from '@jobwright/connector-sdk';

/** A logger that adds the name of a cluster to each line. */
export function nameLogger(logger: Logger, cluster: string): Logger {
  const named =
    (level: keyof Logger): LogMethod =>
    (fields, message) =>
      logger[level]({ cluster, ...fields }, message);
  return { debug: named('debug'), info: named('info'), warn: named('warn'), error: named('error') };
}
