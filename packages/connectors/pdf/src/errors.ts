import { type ConnectorFailure, defineErrors, InputError } from '@jobwright/connector-sdk';
import type { PdfError } from '@jobwright/pdf-document';

/** All codes of the connector, with what they mean and whether a job is tried again. */
export const pdfErrors = defineErrors({
  PDF_GLYPH_MISSING: {
    retry: false,
    when: 'no font has a glyph for a character; variables: `character`, `path`',
    advice: 'Add a font that has it, replace the character, or set `missingGlyphs` to `mark`.',
  },
  PDF_IMAGE_INVALID: {
    retry: false,
    when: 'not a picture, a damaged one, too many pixels, an SVG with an [unsupported feature](../../../docs/pdf.md#pictures) that the message names; variables: `path`',
    advice: 'Save the picture as PNG, JPEG or a plain SVG.',
  },
  PDF_FONT_INVALID: {
    retry: false,
    when: 'a font is damaged, has no outlines, is missing, or may not be embedded; variables: `path`',
    advice: 'Use another font file.',
  },
  PDF_ROWS_INVALID: {
    retry: false,
    when: 'the rows of a document cannot be read, or are not in the given encoding (default UTF-8); variables: `path`',
    advice: 'Correct the file, or set its format, delimiter and encoding.',
  },
  PDF_WORD_INVALID: {
    retry: false,
    when: 'not a Word file (.docx), a damaged or too large one, one that takes in something from elsewhere, or holds what cannot be drawn, which the message names',
    advice: 'Change the Word file; `jobwright pdf preview letter.docx --data data.json` shows its pages.',
  },
  PDF_ROW_TOO_TALL: {
    retry: false,
    when: 'a block that cannot be split is taller than a page; variables: `path`',
    advice: 'Make it smaller, its texts shorter or its columns wider.',
  },
  PDF_TOO_LARGE: {
    retry: false,
    when: 'more than a document may have (20,000 blocks, 100,000 rows, 5,000 pages, 12 levels, …); variables: `what`, `limit`',
    advice: 'Split the document into several.',
  },
  PDF_RESOURCES_EXHAUSTED: {
    retry: false,
    when: 'drawing exceeded its time or memory limit; variables: `what`',
    advice: 'Make the document smaller, and check its fonts and pictures.',
  },
  PDF_BUSY: {
    retry: true,
    when: 'too many documents are waiting for a thread',
    advice: 'Wait for the next attempt; allow more threads if it happens often.',
  },
  PDF_SCRIPT_NOT_SUPPORTED: {
    retry: false,
    when: 'never any more: text from right to left is supported',
    advice: 'Nothing.',
  },
});

/** The code of each failure of drawing. */
export function generatePdfError(error: PdfError): ConnectorFailure {
  const { failure, message } = error;
  switch (failure.kind) {
    case 'definition':
      return new InputError(failure.issues, { cause: error });
    case 'glyph-missing': {
      const { character, path } = failure;
      return pdfErrors.PDF_GLYPH_MISSING({ message, variables: { character, path }, cause: error });
    }
    case 'block-too-tall':
      return pdfErrors.PDF_ROW_TOO_TALL({ message, variables: { path: failure.path }, cause: error });
    case 'too-large': {
      const { limit, what } = failure;
      return pdfErrors.PDF_TOO_LARGE({ message, variables: { limit, what }, cause: error });
    }
    case 'too-deep':
      return pdfErrors.PDF_TOO_LARGE({
        message,
        variables: { limit: failure.limit, what: 'depth' },
        cause: error,
      });
    case 'too-nested':
      return pdfErrors.PDF_TOO_LARGE({ message, variables: { what: 'depth' }, cause: error });
    case 'image':
      return pdfErrors.PDF_IMAGE_INVALID({ message, variables: { path: failure.path }, cause: error });
    case 'font':
      return pdfErrors.PDF_FONT_INVALID({ message, variables: { path: failure.path }, cause: error });
    case 'rows':
      return pdfErrors.PDF_ROWS_INVALID({ message, variables: { path: failure.path }, cause: error });
    case 'word':
      return pdfErrors.PDF_WORD_INVALID({ message, cause: error });
    case 'exhausted':
      return pdfErrors.PDF_RESOURCES_EXHAUSTED({ message, variables: { what: failure.what }, cause: error });
    case 'busy':
      return pdfErrors.PDF_BUSY({ message, cause: error });
  }
}
