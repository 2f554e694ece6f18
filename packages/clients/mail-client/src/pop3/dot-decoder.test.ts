import { describe, expect, it } from 'vitest';
import { createDotDecoder } from './dot-decoder.ts';

function decode(text: string, pieceBytes: number) {
  const bytes = Buffer.from(text, 'latin1');
  const decodeChunk = createDotDecoder();
  const content: Buffer[] = [];
  for (let start = 0; start < bytes.length; start += pieceBytes) {
    const decoded = decodeChunk(bytes.subarray(start, start + pieceBytes));
    content.push(...decoded.content);
    if (decoded.rest === undefined) continue;
    const rest = Buffer.concat([decoded.rest, bytes.subarray(start + pieceBytes)]);
    return { content: Buffer.concat(content).toString('latin1'), rest: rest.toString('latin1') };
  }
  return { content: Buffer.concat(content).toString('latin1'), rest: undefined };
}

describe.each([1, 2, 3, 5, 1_000])('in pieces of %i bytes, a multi-line answer', (pieceBytes) => {
  it.each([
    ['.\r\n', '', ''],
    ['one\r\ntwo\r\n.\r\n', 'one\r\ntwo\r\n', ''],
    ['..one\r\n...two\r\n.\r\n+OK', '.one\r\n..two\r\n', '+OK'],
    ['one.\r\n..\r\n.\r\n', 'one.\r\n.\r\n', ''],
    ['one\n.\n+OK', 'one\n', '+OK'],
    ['..\rx\r\n.\r\n', '.\rx\r\n', ''],
    ['.\rx\r\n.\r\n', '\rx\r\n', ''],
    ['x'.repeat(5_000) + '\r\n.\r\n', 'x'.repeat(5_000) + '\r\n', ''],
    ['no end\r\n..\r\n', 'no end\r\n.\r\n', undefined],
  ])('%j', (text, content, rest) => {
    expect(decode(text, pieceBytes)).toEqual({ content, rest });
  });
});
