import { PdfError, type PdfFailure } from '@jobwright/pdf-document';
import { describe, expect, it } from 'vitest';
import { generatePdfError } from './errors.ts';

const path = 'content[0]';
const reason = 'it is damaged';
const codes: readonly [PdfFailure, string, object][] = [
  [{ kind: 'definition', issues: [{ path, message: 'is wrong' }] }, 'INPUT_INVALID', {}],
  [{ kind: 'glyph-missing', character: '東', path }, 'PDF_GLYPH_MISSING', { character: '東', path }],
  [{ kind: 'block-too-tall', path }, 'PDF_ROW_TOO_TALL', { path }],
  [{ kind: 'too-large', what: 'pages', limit: 5_000 }, 'PDF_TOO_LARGE', { what: 'pages', limit: 5_000 }],
  [{ kind: 'too-deep', path, limit: 12 }, 'PDF_TOO_LARGE', { what: 'depth', limit: 12 }],
  [{ kind: 'too-nested' }, 'PDF_TOO_LARGE', { what: 'depth' }],
  [{ kind: 'image', path, reason }, 'PDF_IMAGE_INVALID', { path }],
  [{ kind: 'font', path, reason }, 'PDF_FONT_INVALID', { path }],
  [{ kind: 'rows', path, reason }, 'PDF_ROWS_INVALID', { path }],
  [{ kind: 'word', reason }, 'PDF_WORD_INVALID', {}],
  [{ kind: 'exhausted', what: 'time', limit: '4 seconds' }, 'PDF_RESOURCES_EXHAUSTED', { what: 'time' }],
  [{ kind: 'busy', waiting: 100 }, 'PDF_BUSY', {}],
];

describe('a failure of drawing', () => {
  it.each(codes)('%j has a code', (failure, code, variables) => {
    const error = new PdfError(failure);
    expect(generatePdfError(error)).toMatchObject({
      kind: failure.kind === 'definition' ? 'input' : failure.kind === 'busy' ? 'retryable' : 'connector',
      code,
      variables,
      message: error.message,
      cause: error,
    });
  });
});
