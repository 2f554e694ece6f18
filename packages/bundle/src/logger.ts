import { destination, pino, type Logger } from 'pino';
import type { Configuration } from './configuration/configuration.schema.ts';

/** JSON lines on standard error, so that standard output carries results only. */
export function createLogger({ level }: Configuration['log']): Logger {
  return pino({ name: 'jobwright', level }, destination({ fd: 2, sync: true }));
}
