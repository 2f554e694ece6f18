import { Readable } from 'node:stream';
import { createInflate } from 'node:zlib';
import { undoFilter } from './filter-line.ts';
import { CHANNELS, PictureProblem, type PngFile, type PngHeader } from './read-png.ts';

/**
 * A part of the picture that is kept for itself: all of it, or every so manyth pixel of every so manyth line.
 */
export interface Pass {
  readonly columns: number;
  readonly rows: number;
  readonly left: number;
  readonly top: number;
  readonly stepX: number;
  readonly stepY: number;
}

const ADAM7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

function listPasses({ width, height, isInterlaced }: PngHeader): readonly Pass[] {
  if (!isInterlaced) return [{ columns: width, rows: height, left: 0, top: 0, stepX: 1, stepY: 1 }];
  return ADAM7.map(([left, top, stepX, stepY]) => ({
    ...{ left, top, stepX, stepY },
    columns: Math.ceil(Math.max(0, width - left) / stepX),
    rows: Math.ceil(Math.max(0, height - top) / stepY),
  })).filter(({ columns, rows }) => columns > 0 && rows > 0);
}

export interface PngLine {
  /** Its samples as they are packed. Only until the next line. */
  readonly samples: Uint8Array;
  /** How it was made smaller: 0 to 4. */
  readonly filter: number;
  readonly pass: Pass;
  /** Of the pass. */
  readonly row: number;
}

/**
 * Unfolds the pixels of a PNG line by line: never more is in memory than two lines and what comes with one
 * step. `onLine` takes them, `onStep` is waited for in between.
 * @throws PictureProblem when there are more or fewer than the header says, or they are damaged
 */
export async function unfoldLines(
  { header, data }: PngFile,
  {
    onLine,
    onStep,
  }: { readonly onLine: (line: PngLine) => void; readonly onStep?: () => Promise<void> | undefined },
): Promise<void> {
  const bitsPerPixel = CHANNELS[header.kind] * header.depth;
  const pixelBytes = Math.max(1, bitsPerPixel >> 3);
  const passes = listPasses(header);
  let index = 0;
  let row = 0;
  let filled = 0;
  let line = readLine(passes[0], bitsPerPixel);
  let previous = new Uint8Array(line.byteLength);
  const endLine = (pass: Pass): void => {
    const filter = line[0] ?? 0;
    if (filter > 4) throw new PictureProblem('the pixels of the PNG are damaged');
    undoFilter({ line, above: previous, filter, pixelBytes });
    onLine({ samples: line.subarray(1), filter, pass, row });
    [line, previous, filled] = [previous, line, 0];
    row += 1;
    if (row < pass.rows) return;
    [row, index] = [0, index + 1];
    line = readLine(passes[index], bitsPerPixel);
    previous = new Uint8Array(line.byteLength);
  };
  for await (const chunk of inflate(data)) {
    for (let at = 0; at < chunk.byteLength;) {
      const pass = passes[index];
      if (pass === undefined) throw new PictureProblem('the PNG has more pixels than its header says');
      const part = chunk.subarray(at, at + line.byteLength - filled);
      line.set(part, filled);
      filled += part.byteLength;
      at += part.byteLength;
      if (filled === line.byteLength) endLine(pass);
    }
    await onStep?.();
  }
  if (index < passes.length) throw new PictureProblem('the PNG has fewer pixels than its header says');
}

const readLine = (pass: Pass | undefined, bitsPerPixel: number): Uint8Array<ArrayBuffer> =>
  new Uint8Array(1 + Math.ceil(((pass?.columns ?? 0) * bitsPerPixel) / 8));

async function* inflate(data: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  const inflater = createInflate();
  const source = Readable.from(data, { objectMode: true, highWaterMark: 1 });
  source.pipe(inflater);
  try {
    for await (const chunk of inflater) if (chunk instanceof Uint8Array) yield chunk;
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_'))
      throw new PictureProblem('the pixels of the PNG are damaged');
    throw error;
  } finally {
    source.destroy();
    inflater.destroy();
  }
}
