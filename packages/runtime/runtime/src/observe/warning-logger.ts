import { type LogMethod, type Logger, silentLogger } from '@jobwright/connector-sdk';
import { toErrorMessage } from '@jobwright/concurrency';

/**
 * Writes warnings and errors to standard error, one line each: a job that fails is seen without a logger.
 * Everything else is dropped.
 */
export const warningLogger: Logger = { ...silentLogger, warn: writeAs('warn'), error: writeAs('error') };

function writeAs(level: 'warn' | 'error'): LogMethod {
  return (fields, message) => {
    const parts = Object.entries(fields).flatMap(([name, value]) =>
      value === undefined ? [] : [`${name}=${toText(value)}`],
    );
    process.stderr.write(`jobwright ${level}: ${[oneLine(message), ...parts].join(' ')}\n`);
  };
}

function toText(value: unknown): string {
  if (value instanceof Error) return JSON.stringify(toErrorMessage(value));
  if (typeof value === 'string' && /^[\w.:/@-]+$/.test(value)) return value;
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return '(cannot be shown)';
  }
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ');
