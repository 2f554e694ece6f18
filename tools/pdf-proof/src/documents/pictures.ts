import { deflateSync, crc32 } from 'node:zlib';

const inline = (content: string) => ({ 'camunda.document.type': 'inline', content });

export const LOGO =
  inline(`<svg xmlns="http://www.w3.org/2000/svg" width="190" height="44" viewBox="0 0 190 44">
<defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#2f7dbd"/><stop offset="1" stop-color="#1f4e79"/></linearGradient></defs>
<rect x="1" y="3" width="38" height="38" rx="9" fill="url(#g)"/>
<path d="M10 30 L20 11 L30 30 Z" fill="none" stroke="#fff" stroke-width="3" stroke-linejoin="round"/><circle cx="20" cy="25" r="3" fill="#fff"/>
<text x="48" y="31" font-size="25" font-weight="bold" fill="#1f4e79">Nordlicht</text></svg>`);

export const SIGNATURE =
  inline(`<svg xmlns="http://www.w3.org/2000/svg" width="170" height="56" viewBox="0 0 170 56">
<path d="M6 42 C18 8 30 4 27 24 C25 38 16 46 22 30 C27 18 40 18 39 30 C38 38 46 36 50 28 C53 20 60 22 57 31 C55 38 64 36 69 25 C72 19 78 22 75 30 C73 38 84 34 92 20 C96 12 99 10 98 18 C96 30 88 44 96 34 C104 24 112 20 113 28 C114 36 124 32 132 26 C142 20 152 22 164 18" fill="none" stroke="#1b2a6b" stroke-width="2.2" stroke-linecap="round"/></svg>`);

/** A small drawing in pixels with a soft edge, as PNG with transparency. */
export function makePng(size: number): Uint8Array {
  const lines = Buffer.alloc(size * (1 + size * 4));
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const distance = Math.hypot(x - size / 2, y - size / 2) / (size / 2);
      const at = y * (1 + size * 4) + 1 + x * 4;
      lines[at] = 31 + Math.round((180 * x) / size);
      lines[at + 1] = 78 + Math.round((80 * y) / size);
      lines[at + 2] = 140;
      lines[at + 3] = Math.max(0, Math.min(255, Math.round((1 - distance) * 700)));
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const chunk = (type: string, body: Uint8Array): Buffer => {
    const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(named));
    const length = Buffer.alloc(4);
    length.writeUInt32BE(body.byteLength);
    return Buffer.concat([length, named, sum]);
  };
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(lines)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
