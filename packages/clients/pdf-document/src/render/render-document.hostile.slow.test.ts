import { crc32, deflateSync, gzipSync } from 'node:zlib';
import type { DocumentStore } from '@jobwright/connector-sdk';
import type { JsonObject } from '@jobwright/json';
import { afterAll, describe, expect, it } from 'vitest';
import { openStudio, type Studio } from '../testing/draw.ts';
import { makePng, type PngOptions } from '../testing/make-png.ts';
import { createMemoryStore } from '../testing/memory-store.ts';

const opened: string[] = [];
const memory = createMemoryStore();
const documents: DocumentStore = {
  create: (document, options) => memory.create(document, options),
  open(document, options) {
    opened.push(JSON.stringify(document));
    return memory.open(document, options);
  },
};
const studio = openStudio(undefined, documents);
afterAll(() => studio.close());

const png = (options: PngOptions = {}): Buffer =>
  makePng({ kind: 2, data: deflateSync(Buffer.alloc(4)), ...options });
const jpeg = ({ marker = 0xc0, channels = 3, width = 8, height = 8 } = {}): Buffer =>
  Buffer.from([
    0xff,
    0xd8,
    0xff,
    marker,
    0,
    11,
    8,
    height >> 8,
    height & 255,
    width >> 8,
    width & 255,
    channels,
    0,
    0,
    0,
    0xff,
    0xda,
    0,
    2,
    1,
    2,
    0xff,
    0xd9,
  ]);
/** Its header says a way of interlacing that does not exist. */
const packedOtherwise = (): Buffer => {
  const bytes = Buffer.from(png());
  bytes[28] = 2;
  bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29);
  return bytes;
};
const svg = (inside: string, attributes = ''): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="10" height="10" ${attributes}>${inside}</svg>`;
/** What editors write for themselves beside a rectangle. */
const FOREIGN =
  '<metadata><sfw xmlns="ns_sfw;"><slices/></sfw></metadata><v:x xmlns:v="http://schemas.microsoft.com/visio"><v:y/></v:x><rect width="5" height="5"/>';
const bomb = `<defs><g id="a0"><rect width="1" height="1"/></g>${Array.from({ length: 20 }, (_, n) => `<g id="a${n + 1}"><use href="#a${n}"/><use href="#a${n}"/></g>`).join('')}</defs><use href="#a20"/>`;

const drawImage = (document: JsonObject, more: JsonObject = {}): JsonObject => ({
  content: [{ type: 'image', document, alt: 'x' }],
  ...more,
});

describe('pictures', () => {
  it('that are whole are drawn', async () => {
    for (const bytes of [png(), jpeg(), Buffer.from(svg(FOREIGN))]) {
      const { result } = await studio.draw(drawImage(await studio.keep(bytes)));
      expect(result['pages']).toBe(1);
    }
  });

  const refused: [string, Uint8Array | string, string][] = [
    ['text', 'Hello', 'neither PNG nor JPEG nor SVG'],
    ['nothing', '', 'neither PNG nor JPEG nor SVG'],
    ['a GIF', 'GIF89a\x01\x00', 'neither PNG nor JPEG nor SVG, but GIF; save it as one of them'],
    ['a WebP', 'RIFF1234WEBPVP8 ', 'but WebP'],
    ['a TIFF', 'II*\x00\x08\x00', 'but TIFF'],
    ['a PDF', '%PDF-1.7', 'but PDF'],
    ['a compressed SVG', gzipSync(svg('')), 'but a compressed SVG'],
    ['a PNG that is packed in another way', packedOtherwise(), 'packed in a way that does not exist'],
    ['a JPEG of inks that nothing tells of', jpeg({ channels: 4 }), 'CMYK'],
    ['an SVG in an unknown encoding', `<?xml version="1.0" encoding="Shift_JIS"?>${svg('')}`, 'Shift_JIS'],
    [
      'an SVG that is not in its encoding',
      Buffer.from(svg('<text>\xFC</text>'), 'latin1'),
      'not text in UTF-8',
    ],
    [
      'an SVG with HTML under another name',
      svg('<h:p xmlns:h="http://www.w3.org/1999/xhtml">x</h:p>'),
      '<h:p>',
    ],
    ['an SVG with a filter', svg('<filter id="f"/>'), '<filter>'],
    [
      'an SVG with a text on the other side of a path',
      svg('<text><textPath path="M0 0h9" side="right">x</textPath></text>'),
      'side="right"',
    ],
    [
      'an SVG with markers in markers in markers',
      svg(
        `${Array.from({ length: 9 }, (_, n) => `<marker id="m${n}" orient="auto"><path d="M0 0h1h1h1h1h1h1h1h1h1" marker-mid="url(#m${n + 1})"/></marker>`).join('')}<marker id="m9"><path d="M0 0h1"/></marker><path d="M0 0h9" marker-start="url(#m0)"/>`,
      ),
      'uses its own parts too often',
    ],
    ['a PNG that is cut off', png().subarray(0, 50), 'cut off'],
    [
      'a PNG with a damaged chunk',
      Buffer.from(png().map((byte, index) => (index === 45 ? byte ^ 255 : byte))),
      'damaged',
    ],
    ['a PNG of billions of pixels', png({ width: 60_000, height: 60_000 }), 'more than the 25000000'],
    [
      'a PNG that unfolds to more than it says',
      png({ data: deflateSync(Buffer.alloc(50_000_000)) }),
      'more pixels than its header says',
    ],
    ['a PNG with too little in it', png({ width: 9 }), 'fewer pixels'],
    [
      'a PNG with a line of an unknown kind',
      png({ data: deflateSync(Buffer.from([9, 0, 0, 0])) }),
      'damaged',
    ],
    ['a PNG of a kind that does not exist', png({ kind: 5 }), 'kind of pixels'],
    ['a JPEG that is cut off', jpeg().subarray(0, 9), 'cut off'],
    ['a JPEG without pixels', jpeg({ width: 0 }), 'no pixels'],
    ['a lossless JPEG', jpeg({ marker: 0xc3 }), 'kind of JPEG'],
    ['a JPEG of billions of pixels', jpeg({ width: 65_000, height: 65_000 }), 'more than the 25000000'],
    ['an SVG that is not well-formed', svg('<rect>'), 'well-formed'],
    ['an SVG with entities', `<!DOCTYPE svg [<!ENTITY a "b">]>${svg('&a;')}`, 'entities'],
    ['an SVG with a script', svg('<script>alert(1)</script>'), '<script>'],
    ['an SVG with a handler', svg('<rect onclick="x()" width="1" height="1"/>'), 'scripts'],
    ['an SVG with a picture from elsewhere', svg('<image href="http://127.0.0.1:1/x.png"/>'), '<image>'],
    ['an SVG that uses a file', svg('<use href="/etc/passwd#x"/>'), 'outside of itself'],
    ['an SVG with HTML', svg('<foreignObject/>'), '<foreignObject>'],
    [
      'an SVG with a style sheet from elsewhere',
      svg('<style>@import url(http://127.0.0.1:1/x.css);</style>'),
      'from elsewhere',
    ],
    [
      'an SVG that fills with something from elsewhere',
      svg('<rect fill="url(http://127.0.0.1:1/#x)" width="1" height="1"/>'),
      'from elsewhere',
    ],
    ['an SVG of a million shapes in a few lines', svg(bomb), 'too often'],
    ['an SVG that uses itself', svg('<g id="x"><use href="#x"/></g>'), 'too often'],
    ['an SVG of many elements', svg('<g/>'.repeat(5_001)), 'more than 5000 elements'],
    ['an SVG a hundred levels deep', svg('<g>'.repeat(100) + '</g>'.repeat(100)), 'levels deep'],
  ];
  it.each(refused)('that are %s are refused', async (_, bytes, reason) => {
    const error = await studio.fail(drawImage(await studio.keep(bytes)));
    expect(error).toMatchObject({
      kind: 'image',
      message: expect.stringContaining(reason),
      path: 'content[0].document',
    });
  });

  it('with colors for printing are refused in an archive only', async () => {
    const printed = jpeg({ channels: 4 });
    const adobe = Buffer.from('ffee000e41646f626500640000000002', 'hex');
    const document = await studio.keep(Buffer.concat([printed.subarray(0, 2), adobe, printed.subarray(2)]));
    expect((await studio.draw(drawImage(document))).result['pages']).toBe(1);
    expect(await studio.fail(drawImage(document, { standard: 'PDF/A-2b' }))).toMatchObject({
      kind: 'image',
      message: expect.stringContaining('CMYK'),
    });
  });

  it('larger than a document may be are not read to their end', async () => {
    const document = await studio.keep(Buffer.alloc(20_000_001));
    expect(await studio.fail(drawImage(document))).toMatchObject({ code: 'DOCUMENT_TOO_LARGE' });
  });

  it('at an address are never fetched', async () => {
    opened.length = 0;
    for (const document of [
      'https://example.com/x.png',
      'file:///etc/passwd',
      { url: 'http://127.0.0.1:1/x.png' },
    ]) {
      const error = await studio.fail({ content: [{ type: 'image', document, alt: 'x' }] });
      expect(error).toMatchObject({
        kind: 'definition',
        message: expect.stringMatching(/^content\[0\]\.document/),
      });
    }
    expect(opened).toEqual([]);
  });

  it('that the store does not have fail with what the store says', async () => {
    const missing = {
      'camunda.document.type': 'camunda',
      storeId: 'in-memory',
      documentId: 'gone',
      metadata: {},
    };
    expect(await studio.fail(drawImage(missing))).toMatchObject({ code: 'DOCUMENT_NOT_FOUND' });
  });
});

/** A WOFF whose header says little, and whose tables say more. */
function woff({ tables, unfolded }: { readonly tables: number; readonly unfolded: number }): Buffer {
  const header = Buffer.alloc(44);
  header.write('wOFF', 'latin1');
  header.writeUInt32BE(0x00010000, 4);
  header.writeUInt16BE(tables, 12);
  header.writeUInt32BE(1_000, 16);
  const folded = deflateSync(Buffer.alloc(1_000));
  const entries = Array.from({ length: tables }, (_, index) => {
    const entry = Buffer.alloc(20);
    entry.write(['head', 'hhea', 'maxp', 'cmap', 'OS/2', 'hmtx'][index] ?? `t${index}`, 'latin1');
    entry.writeUInt32BE(44 + 20 * tables, 4);
    entry.writeUInt32BE(folded.byteLength, 8);
    entry.writeUInt32BE(unfolded, 12);
    return entry;
  });
  return Buffer.concat([header, ...entries, folded]);
}

describe('fonts', () => {
  const withFont = (regular: unknown, more: JsonObject = {}): JsonObject =>
    ({
      content: [{ type: 'paragraph', text: 'x', style: { font: 'Mine' } }],
      fonts: { Mine: { ...more, regular } },
    }) as JsonObject;

  it.each([
    ['text', Buffer.from('no font at all')],
    [
      'a font that is cut off',
      Buffer.concat([Buffer.from('00010000000f00800003007064736967', 'hex'), Buffer.alloc(300)]),
    ],
    [
      'a font that would unfold to gigabytes',
      Buffer.concat([
        Buffer.from('wOF2'),
        Buffer.alloc(12),
        Buffer.from('7fffffff', 'hex'),
        Buffer.alloc(40),
      ]),
    ],
    ['a font with a table that would', woff({ tables: 1, unfolded: 0x7fffffff })],
    ['a font with tables that would together', woff({ tables: 300, unfolded: 1_000_000 })],
    ['a font with more tables than it has bytes', woff({ tables: 300, unfolded: 1 }).subarray(0, 200)],
  ])('that are %s are refused', async (name, bytes) => {
    expect(await studio.fail(withFont(await studio.keep(bytes)))).toMatchObject({
      kind: 'font',
      message: expect.stringContaining(name.includes('would') ? 'it would unfold to more' : ''),
      path: 'fonts.Mine.regular',
    });
  });

  it.each([
    ['a file outside of the package', '../../../etc/passwd.ttf'],
    ['a file that is no font', 'package.json'],
    ['a file that is not there', 'x.ttf'],
  ])('of a package: %s is refused', async (_, file) => {
    expect(await studio.fail(withFont(file, { package: '@expo-google-fonts/noto-sans-thai' }))).toMatchObject(
      { kind: 'font' },
    );
  });

  it('that are not there are named', async () => {
    const error = await studio.fail({
      content: [{ type: 'paragraph', text: 'x', style: { font: 'Comic' } }],
    });
    expect(error['message']).toContain('There is no font "Comic"; there are Source Sans 3, DejaVu Sans');
  });
});

describe('limits', () => {
  const nest = (levels: number): JsonObject =>
    levels === 0 ? { type: 'paragraph', text: 'x' } : { type: 'group', content: [nest(levels - 1)] };

  it('of depth', async () => {
    expect((await studio.draw({ content: [nest(11)] })).result['pages']).toBe(1);
    expect(await studio.fail({ content: [nest(13)] })).toMatchObject({ kind: 'too-deep' });
    const deep = await studio.fail({ content: [nest(1_500)] });
    expect(['too-deep', 'too-nested', 'definition']).toContain(deep.kind);
  });

  it('of rows', async () => {
    const rows = Array.from({ length: 100_001 }, () => ['x']);
    const error = await studio.fail({ content: [{ type: 'table', columns: [{ header: 'A' }], rows }] });
    expect(error['message']).toContain('content[0].rows: Expected at most 100000 rows');
  });

  it('of blocks that data repeats', async () => {
    const data = { items: Array.from({ length: 20_001 }, () => 1) };
    expect(
      await studio.fail({ data, content: [{ type: 'repeat', each: 'items', content: [{ type: 'rule' }] }] }),
    ).toMatchObject({ kind: 'too-large', message: expect.stringContaining('20000 blocks') });
  });

  it.each([
    ['qrCode', {}],
    ['barcode', { symbology: 'ean13' }],
  ])('of what a %s can hold', async (type, more) => {
    const error = await studio.fail({ content: [{ type, value: 'x'.repeat(3_000), ...more }] });
    expect(error).toMatchObject({
      kind: 'definition',
      message: expect.stringContaining('content[0].value: This is no value for'),
    });
  });

  it('leave nothing behind: the next document is drawn', async () => {
    expect(
      (await studio.draw({ content: [{ type: 'paragraph', text: 'Still here' }] })).read.pages[0],
    ).toContain('Still here');
  });
});

describe('a document that takes too much', () => {
  const many = (rows: number): JsonObject => ({
    content: [
      {
        type: 'table',
        columns: [{ header: 'A' }],
        rows: Array.from({ length: rows }, (_, row) => [`row ${row}`]),
      },
    ],
  });
  const within = async (small: Studio, test: (studio: Studio) => Promise<void>): Promise<void> => {
    try {
      await test(small);
    } finally {
      await small.close();
    }
  };

  it('of time ends, and costs only its own thread', () =>
    within(openStudio({ threads: 1, maxWorkMs: 4_000 }), async (small) => {
      expect((await small.draw({ content: [{ type: 'paragraph', text: 'Fine' }] })).result['pages']).toBe(1);
      expect(await small.fail(many(100_000))).toMatchObject({ kind: 'exhausted', what: 'time' });
    }));

  it('of memory ends, and costs only its own thread', () =>
    within(openStudio({ threads: 1, maxMemoryMb: 60 }), async (small) => {
      const texts = Array.from({ length: 90_000 }, (_, row) => [`${row} `.repeat(60)]);
      const content = [{ type: 'table', columns: [{ header: 'A' }], rows: texts }];
      expect(await small.fail({ content })).toMatchObject({ kind: 'exhausted', what: 'memory' });
      expect((await small.draw({ content: [{ type: 'paragraph', text: 'Fine' }] })).result['pages']).toBe(1);
    }));

  it('beyond those that may wait is refused as busy', () =>
    within(openStudio({ threads: 1, maxWaiting: 1 }), async (small) => {
      const endings = await Promise.all([1, 2, 3].map(() => small.run(many(300))));
      expect(endings.map(({ kind }) => kind).sort()).toEqual(['busy', 'drawn', 'drawn']);
    }));
});
