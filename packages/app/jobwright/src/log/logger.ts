import { pino, type Logger } from 'pino';
import type { Configuration } from '../configuration/configuration.schema.ts';
import { createLogDestination, type LogDestination } from './log-destination.ts';

/** JSON lines on standard error, so that standard output carries results only. */
export function createLogger(
  { level }: Configuration['log'],
  destination: LogDestination = createLogDestination(2),
): Logger {
  return pino({ name: 'jobwright', level }, destination);
}
