import type { Definition, Margins } from '../definition/definition.schema.ts';
import type { PageBars } from '../layout/bars.ts';
import type { Pages } from '../layout/page-cursor.ts';
import type { Theme } from '../layout/theme.ts';
import type { PageCanvas } from '../pdf/canvas.ts';
import { openPage } from '../pdf/page-canvas.ts';
import type { PdfFile } from '../pdf/pdf-file.ts';
import type { PdfReference } from '../pdf/pdfkit-document.ts';
import { drawFrames } from './draw-frames.ts';

export interface DocumentPages extends Pages {
  /** Header and footer of each page, which may name how many there are; one page a step. */
  drawBars(pageCount: number): Generator<void, void, undefined>;
}

interface DocumentPagesOptions {
  readonly file: PdfFile;
  readonly theme: Theme;
  readonly definition: Pick<Definition, 'header' | 'footer' | 'frame'>;
  readonly bars: PageBars;
  /** Points. */
  readonly size: readonly [width: number, height: number];
  readonly margins: Margins;
}

/** The pages of a document, one open at a time. */
export function createDocumentPages(options: DocumentPagesOptions): DocumentPages {
  const { file, theme, definition, bars, margins } = options;
  const [width, height] = options.size;
  const { header, footer, frame } = definition;
  const hasBars = header !== undefined || footer !== undefined;
  const later: { readonly stream: PdfReference; readonly number: number }[] = [];
  let open: PageCanvas | undefined;
  return {
    open(number) {
      open?.end();
      const stream = hasBars ? file.document.ref() : undefined;
      if (stream !== undefined) later.push({ stream, number });
      const page = openPage({ file, number, width, height, later: stream });
      open = page;
      if (frame !== undefined)
        drawFrames(page, { width, height, inset: frame.inset, color: theme.color(frame.color) });
      const area = bars.area(number);
      return {
        page,
        areas: [
          {
            left: margins.left,
            top: Math.max(margins.top, area.top),
            bottom: height - Math.max(margins.bottom, area.bottom),
          },
        ],
      };
    },
    close: () => open?.end(),
    *drawBars(pageCount) {
      for (const { stream, number } of later) {
        bars.draw(stream, { number, pages: pageCount, height, left: margins.left });
        yield;
      }
    },
  };
}
