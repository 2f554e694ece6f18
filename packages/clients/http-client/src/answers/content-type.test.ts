import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { decodeText } from '../charsets/decode-text.ts';
import { parseContentType } from './content-type.ts';

test('a charset is found in whatever form it is written', () => {
  for (const charset of ['euc-jp', '"EUC-JP"', "'euc-jp '", ' Euc-Jp']) {
    const { charset: found } = parseContentType(`text/plain; charset=${charset}`);
    expect(decodeText(Buffer.from([0xa4, 0xa2]), found)).toBe('あ');
  }
});

test('thousands of labels leave nothing behind that counts', () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const label = 'euc-jp'.padStart(20_000);
  collect();
  const before = process.memoryUsage().heapUsed;
  for (let count = 0; count < 3_000; count += 1) {
    expect(decodeText(Buffer.from([0xa4, 0xa2]), `${' '.repeat(count)}${label}`)).toBe('あ');
  }
  collect();
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(20_000_000);
});
