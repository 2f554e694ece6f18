import { expect, test, vi } from 'vitest';
import { createPop3Session } from './pop3-session.ts';
import type { Pop3Wire } from './pop3-wire.ts';

const HEADER = `X: ${'y'.repeat(250_000)}\r\n\r\n`;

async function* byteByByte(text: string) {
  for (const byte of Buffer.from(text)) yield Buffer.of(byte);
}

test(
  'a header that comes byte by byte is read in a time that grows with it',
  { timeout: 10_000 },
  async () => {
    const wire = {
      send: vi.fn(),
      readStatus: () => Promise.resolve(),
      readMultiline: () => byteByByte(`${HEADER}text`),
    } as unknown as Pop3Wire;
    const heads = createPop3Session(wire, new Set()).readHeaders([{ number: 1, size: HEADER.length }]);
    const { value } = await heads.next();
    expect(value?.header.toString()).toBe(HEADER);
  },
);
