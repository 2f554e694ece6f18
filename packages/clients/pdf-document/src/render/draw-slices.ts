import { setImmediate } from 'node:timers/promises';
import type { Pager } from '../layout/create-pager.ts';
import type { Slices } from '../layout/slice.ts';
import type { PdfFile } from '../pdf/pdf-file.ts';
import type { ByteMeter } from './byte-meter.ts';

/** Slices between two looks at what is ready. */
const SLICES_PER_STEP = 50;

type Bytes = AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined>;

/** Puts slices onto pages; yields bytes as pages are finished. */
export async function* drawSlices(
  slices: Slices<unknown>,
  { pager, meter }: { readonly pager: Pager; readonly meter: ByteMeter },
): Bytes {
  let sinceStep = 0;
  for (const slice of slices) {
    if (slice.kind === 'wait') await slice.until();
    else pager.add(slice);
    // What was waited for may be large.
    sinceStep = slice.kind === 'wait' ? SLICES_PER_STEP : sinceStep + 1;
    if (sinceStep < SLICES_PER_STEP) continue;
    sinceStep = 0;
    yield* meter.take(false);
  }
  pager.end();
}

export interface DrawnDocument {
  readonly file: PdfFile;
  readonly meter: ByteMeter;
  readonly endBookmarks: () => void;
}

/** Draws headers and footers, and ends the file. */
export async function* finishFile(
  { file, meter, endBookmarks }: DrawnDocument,
  bars: Generator<void, void, undefined>,
): Bytes {
  while (bars.next().done !== true) yield* meter.take(false);
  endBookmarks();
  file.end();
  // Some pictures are compressed on another thread, and written after everything else.
  while (!file.isFinished()) await setImmediate();
  yield* meter.take(true);
}
