import type { Logger } from '@jobwright/connector-sdk';
import { expect, it } from 'vitest';
import { createMask } from './mask.ts';
import { createMaskedLogger } from './masked-logger.ts';

it('makes no lines of a level that is not written', () => {
  const lines: string[] = [];
  const write = (fields: object, message: string): void =>
    void lines.push(`${JSON.stringify(fields)} ${message}`);
  const logger: Logger = {
    isLevelEnabled: (level) => level !== 'debug',
    debug: write,
    info: write,
    warn: write,
    error: write,
  };
  const mask = createMask();
  mask.hide('the-secret');
  const masked = createMaskedLogger(logger, mask, () => ({ jobKey: '7' }));
  masked.debug({ a: 1 }, 'not written');
  masked.info({ a: 'is the-secret' }, 'written');
  expect(lines).toEqual(['{"jobKey":"7","a":"is ***"} written']);
  expect([masked.isLevelEnabled?.('debug'), masked.isLevelEnabled?.('info')]).toEqual([false, true]);
});
