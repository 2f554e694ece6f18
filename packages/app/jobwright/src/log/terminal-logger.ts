import type { Logger } from '@jobwright/connector-sdk';
import { stringifyJson } from '@jobwright/json';
import { describeError } from '../command-line/describe-error.ts';
import type { Configuration } from '../configuration/configuration.schema.ts';

type Level = Configuration['log']['level'];

const LEVELS: readonly Level[] = ['debug', 'info', 'warn', 'error', 'silent'];

/**
 * Writes log lines as short sentences for a person. A job that failed is left out where it is reported
 * anyway: see `createTryReport`.
 */
export function createTerminalLogger(level: Level, say: (line: string) => void): Logger {
  const write = (at: Level) => (fields: object, message: string) => {
    if (LEVELS.indexOf(at) < LEVELS.indexOf(level)) return;
    const { elementId, error, names, ...others } = readFields(fields);
    if (others['retriesLeft'] !== undefined) return;
    const details = [
      Array.isArray(names) ? names.join(', ') : undefined,
      error === undefined ? undefined : describeError(error),
      at === 'debug' || at === 'info' ? stringifyJson(others) : undefined,
    ].filter((detail) => detail !== undefined);
    const where = typeof elementId === 'string' ? `${elementId}: ` : '';
    say(`${at === 'warn' ? 'warning' : at}: ${where}${[message, ...details].join(': ')}`);
  };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

const readFields = (fields: object): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(fields));
