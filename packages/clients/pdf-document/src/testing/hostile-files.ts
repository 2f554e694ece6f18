import { brotliCompressSync, createDeflate, deflateSync } from 'node:zlib';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { makePng, type PngOptions } from './make-png.ts';

const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** A PNG of one color, whose pixels are never in memory. */
export async function makeLargePng(
  options: PngOptions & { readonly width: number; readonly height: number },
) {
  const { width, height, kind = 6, depth = 8 } = options;
  const line = Buffer.alloc(1 + Math.ceil((width * (CHANNELS[kind] ?? 1) * depth) / 8));
  const lines = Readable.from(
    (function* () {
      for (let row = 0; row < height; row += 1) yield line;
    })(),
  );
  return makePng({ ...options, data: await buffer(lines.pipe(createDeflate({ level: 9 }))) });
}

/** A PNG whose lines repeat what is above them: a line of noise unfolds to a picture of noise. */
export function makeNoisyPng(width: number, height: number): Buffer {
  const first = Buffer.alloc(1 + width * 4);
  for (let at = 1, state = 1; at < first.length; at += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    first[at] = state >>> 24;
  }
  const others = Buffer.alloc((1 + width * 4) * (height - 1));
  for (let row = 0; row < height - 1; row += 1) others[row * (1 + width * 4)] = 2;
  return makePng({ width, height, data: deflateSync(Buffer.concat([first, others]), { level: 9 }) });
}

/** A font whose header lies about what is in it. */
export function makeWoff2(tables: readonly { readonly length: number }[], content: Uint8Array): Buffer {
  const header = Buffer.alloc(48);
  header.write('wOF2', 'latin1');
  header.writeUInt32BE(0x00010000, 4);
  header.writeUInt16BE(tables.length, 12);
  header.writeUInt32BE(1_000, 16);
  const folded = brotliCompressSync(content);
  header.writeUInt32BE(folded.byteLength, 20);
  const entries = tables.map(({ length }, index) =>
    Buffer.concat([Buffer.of(63), Buffer.from(`t${String(index).padStart(3, '0')}`), writeBase128(length)]),
  );
  return Buffer.concat([header, ...entries, folded]);
}

function writeBase128(value: number): Buffer {
  const bytes = [value & 127];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128))
    bytes.unshift((rest & 127) | 128);
  return Buffer.from(bytes);
}

/** A TrueType font with this table and nothing else. */
export function makeFont(tables: Readonly<Record<string, Uint8Array>>): Buffer {
  const names = Object.keys(tables);
  const head = Buffer.alloc(12 + 16 * names.length);
  head.writeUInt32BE(0x00010000, 0);
  head.writeUInt16BE(names.length, 4);
  let offset = head.byteLength;
  for (const [index, name] of names.entries()) {
    const at = 12 + 16 * index;
    head.write(name, at, 'latin1');
    head.writeUInt32BE(offset, at + 8);
    head.writeUInt32BE(tables[name]!.byteLength, at + 12);
    offset += tables[name]!.byteLength;
  }
  return Buffer.concat([head, ...Object.values(tables)]);
}

/** As many names as there can be, each as long as it can be, one upon the other. */
export function makeNames(): Buffer {
  const table = Buffer.alloc(6 + 65_535 * 12 + 65_535, 0x20);
  table.writeUInt16BE(0, 0);
  table.writeUInt16BE(65_535, 2);
  table.writeUInt16BE(6, 4);
  for (let record = 0; record < 65_535; record += 1) {
    const at = 6 + record * 12;
    table.writeUInt16BE(3, at);
    table.writeUInt16BE(1, at + 2);
    table.writeUInt16BE(0x409, at + 4);
    table.writeUInt16BE(record % 25, at + 6);
    table.writeUInt16BE(65_534, at + 8);
    table.writeUInt16BE(0, at + 10);
  }
  return table;
}

/** Patterns that are filled with patterns: 2 to the power of 20 shapes. */
export const PATTERN_BOMB = `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><defs>${Array.from(
  { length: 20 },
  (_, n) => {
    const fill = n === 0 ? '#f00' : `url(#p${n - 1})`;
    const rect = `<rect width="1" height="1" fill="${fill}"/>`;
    return `<pattern id="p${n}" width="1" height="1">${rect}${rect}</pattern>`;
  },
).join('')}</defs><rect width="9" height="9" fill="url(#p19)"/></svg>`;

/** The same by style sheet, which only shows while it is drawn. */
export const STYLED_BOMB = PATTERN_BOMB.replaceAll(
  /fill="(url\([^"]*)"/g,
  (_, url: string) => `class="${/p\d+/.exec(url)![0]}"`,
).replace(
  '<defs>',
  `<style>${Array.from({ length: 20 }, (_, n) => `.p${n}{fill:url(#p${n})}`).join('')}</style><defs>`,
);

export const LONG_PATH = `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><path d="M0 0${' 1 2'.repeat(240_000)}"/></svg>`;
