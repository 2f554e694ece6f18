import { expect, test } from 'vitest';
import { decodeWindows1252 } from './windows-1252.ts';

test('each byte is the character that the Encoding standard says', () => {
  const bytes = Uint8Array.of(0x41, 0x80, 0x93, 0x9f, 0xa0, 0xe4, 0xff);
  expect(decodeWindows1252(bytes)).toBe('A€“Ÿ\u00a0äÿ');
  expect(decodeWindows1252(bytes.subarray(1, 2))).toBe('€');
});

test('bytes that it has nothing for are control characters', () => {
  expect(decodeWindows1252(Uint8Array.of(0x81, 0x8d, 0x8f, 0x90, 0x9d))).toBe('\x81\x8d\x8f\x90\x9d');
});
