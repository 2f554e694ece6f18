import { destination, pino, type Logger } from 'pino';
import type { Settings } from './settings.ts';

/** JSON lines on standard error, so that standard output carries results only. */
export function createLogger({ logLevel }: Pick<Settings, 'logLevel'>): Logger {
  return pino({ name: 'jobwright', level: logLevel }, destination({ fd: 2, sync: true }));
}
