/** Fields first, message second. Identifiers, not payloads: nothing of a job's variables belongs in a log. */
export type LogMethod = (fields: Readonly<Record<string, unknown>>, message: string) => void;

/** How important a line is. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** The part of pino's logger that connectors use; a pino instance fits as it is. */
export interface Logger {
  /** Whether lines of a level are written: the others need not be made. Default: all are. */
  readonly isLevelEnabled?: (level: LogLevel) => boolean;
  readonly debug: LogMethod;
  readonly info: LogMethod;
  readonly warn: LogMethod;
  readonly error: LogMethod;
}

const ignore: LogMethod = () => undefined;

/** A logger that drops everything, for tests. */
export const silentLogger: Logger = { debug: ignore, info: ignore, warn: ignore, error: ignore };
