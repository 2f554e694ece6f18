const STARTS: readonly (readonly [string, RegExp])[] = [
  ['GIF', /^GIF8/],
  ['WebP', /^RIFF[^]{4}WEBP/],
  ['BMP', /^BM/],
  ['TIFF', /^(II\*\0|MM\0\*)/],
  ['AVIF', /^[^]{4}ftypavi[fs]/],
  ['HEIC', /^[^]{4}ftyp(hei|hev|mif|msf)/],
  ['JPEG 2000', /^\0\0\0\fjP {2}/],
  ['JPEG XL', /^(\xFF\x0A|\0\0\0\fJXL )/],
  ['an icon (ICO)', /^\0\0\x01\0/],
  ['a compressed SVG (SVGZ) or another gzip file', /^\x1F\x8B/],
  ['PDF', /^%PDF/],
  ['PostScript', /^%!PS/],
  ['a web page', /^\s*<(!doctype html|html)/i],
];

/** What a file is that is no picture a document can hold, for who has to save it as another. */
export function nameFormat(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(64, bytes.byteLength)).toString(
    'latin1',
  );
  return STARTS.find(([, pattern]) => pattern.test(start))?.[0];
}
