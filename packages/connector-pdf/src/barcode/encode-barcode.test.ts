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
