import { describe, expect, it } from 'vitest';
import { loadCharsets } from './charsets.ts';
import { decodeUtf7 } from './utf-7.ts';

describe('UTF-7 is decoded as RFC 2152 says', () => {
  it.each([
    ['A+ImIDkQ.', 'A≢Α.'],
    ['Hi Mom -+Jjo--!', 'Hi Mom -☺-!'],
    ['+ZeVnLIqe-', '日本語'],
    ['Item 3 is +AKM-1.', 'Item 3 is £1.'],
    ['1 +- 1 = 2', '1 + 1 = 2'],
    ['+2D3cqQ-', '💩'],
    ['+AOQ-+APY-', 'äö'],
    ['+AOQA9g', 'äö'],
    ['+AOQ b', 'ä b'],
    ['+', ''],
    ['+AO', ''],
    ['\xe4', '\ufffd'],
  ])('%j', (text, decoded) => {
    expect(decodeUtf7(Buffer.from(text, 'latin1'))).toBe(decoded);
  });
});

it('is what a mail may be written in', async () => {
  const charsets = await loadCharsets();
  expect(charsets.decode(Buffer.from('+AOQ-'), 'unicode-1-1-utf-7')).toBe('ä');
});
