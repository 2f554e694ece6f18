import { describe, expect, it } from 'vitest';
import { encodeBarcode } from './encode-barcode.ts';

/** Black and white modules from left to right, through the middle. */
function scan(request: Parameters<typeof encodeBarcode>[0]): string {
  const code = encodeBarcode(request);
  if (typeof code === 'string') throw new Error(code);
  const middle = code.height / 2;
  return Array.from({ length: code.width }, (_, x) =>
    code.bars.some(
      (bar) => bar.x <= x && bar.x + bar.width >= x + 1 && bar.y <= middle && bar.y + bar.height > middle,
    )
      ? '1'
      : '0',
  ).join('');
}

describe('the modules of a code', () => {
  it('stand where the specification has them, odd bars too', () => {
    const code = scan({ symbology: 'code128', value: 'AB', correction: undefined });
    // Start B, A, B, the check character 102, stop.
    expect(code).toBe(['11010010000', '10100011000', '10001011000', '11110101110', '1100011101011'].join(''));
  });

  it.each(['M\u00FCller', 'Mu\u0308ller'])(
    'of %s are those of Latin-1: FNC4 stands before the letter',
    (value) => {
      const code = scan({ symbology: 'code128', value, correction: undefined });
      const [startB, m, fnc4, letter] = ['11010010000', '10111011000', '10111101110', '10101111000'];
      const modules = code.slice(0, 44);
      expect(modules).toBe([startB, m, fnc4, letter].join(''));
    },
  );

  it.each([
    ['code128', '5 \u20AC', 'it cannot hold "\u20AC"'],
    ['code128', '\u4E2D\u6587', 'it cannot hold "\u4E2D"'],
    ['gs1-128', '(10)M\u00FCller', 'Invalid CSET 82 character'],
    ['code39', 'M\u00DCLLER', 'must contain only digits, capital letters'],
    ['ean13', '\uFF14\uFF10\uFF10\uFF16\uFF13\uFF18\uFF11\uFF13\uFF13\uFF13\uFF19\uFF13', 'digits'],
    ['interleaved2of5', '\u0663\u0664', 'digits'],
  ] as const)('of a %s of %s are none: it is refused', (symbology, value, reason) => {
    const refused = encodeBarcode({ symbology, value, correction: undefined });
    expect(refused).toContain(`This is no value for a ${symbology}: `);
    expect(refused).toContain(reason);
  });

  it('are those of an EAN-13', () => {
    const code = scan({ symbology: 'ean13', value: '4006381333931', correction: undefined });
    expect(code).toMatch(/^101[01]{42}01010[01]{42}1010?$/);
  });

  it('leave room for the cross of a Swiss payment', () => {
    const code = encodeBarcode({ symbology: 'swissqrcode', value: 'SPC\n0200\n1', correction: undefined });
    if (typeof code === 'string') throw new Error(code);
    const isBlack = (share: number): boolean =>
      code.bars.some(
        ({ x, y, width, height }) =>
          x <= share * code.width &&
          x + width > share * code.width &&
          y <= code.height / 2 &&
          y + height > code.height / 2,
      );
    // From the middle of the code to the left: the white cross, its black square, the white frame around it.
    expect([0.5, 0.443, 0.43].map(isBlack)).toEqual([false, true, false]);
  });
});
