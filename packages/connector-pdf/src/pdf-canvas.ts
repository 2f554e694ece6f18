// eslint-disable-next-line @nx/enforce-module-boundaries -- pdfkit itself here, bundled where it is published
import { PDFDocument } from '#pdfkit';
import type { Fonts } from './fonts.ts';
import type { GeneratePdfInput } from './generate-pdf.schema.ts';

export interface PdfCanvas {
  readonly document: PDFKit.PDFDocument;
  /** Area that may be drawn on, in points from the upper left corner. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly bottom: number;
  pages(): number;
}

const NO_TIME = new Date(0);
const PAGE_SIZES = { A4: [595.28, 841.89], LETTER: [612, 792] } as const;

export function toDrawableWidth({ pageSize, margin }: Pick<GeneratePdfInput, 'pageSize' | 'margin'>): number {
  return PAGE_SIZES[pageSize][0] - 2 * margin;
}

/** Opens a PDF with its first page. The same input and key give the same bytes: no clock and no chance is in it. */
export function openPdfCanvas(
  { title, author, language, pageSize, margin }: Omit<GeneratePdfInput, 'content' | 'fileName'>,
  { fonts, fileKey }: { readonly fonts: Fonts; readonly fileKey: string },
): PdfCanvas {
  const [pageWidth, pageHeight] = PAGE_SIZES[pageSize];
  const document = new PDFDocument({
    autoFirstPage: false,
    pdfVersion: '1.7',
    size: [pageWidth, pageHeight],
    margin,
    font: '',
    displayTitle: true,
    ...(language === undefined ? {} : { lang: language }),
    info: {
      Title: title,
      Producer: 'Jobwright',
      Creator: 'Jobwright',
      CreationDate: NO_TIME,
      Keywords: fileKey,
      ...(author === undefined ? {} : { Author: author }),
    },
  });
  // The file's identifier has been made of the properties by now; the key is only meant for that.
  delete document.info.Keywords;
  document.registerFont('regular', fonts.regular.bytes);
  document.registerFont('bold', fonts.bold.bytes);

  let pages = 0;
  document.on('pageAdded', () => {
    pages += 1;
  });
  document.addPage();
  return {
    document,
    left: margin,
    top: margin,
    width: toDrawableWidth({ pageSize, margin }),
    bottom: pageHeight - margin,
    pages: () => pages,
  };
}
