import type { TransferDecoder } from './transfer-decoder.ts';
import { createUuDecoder } from './uuencode.ts';
import { createQuotedPrintableDecoder } from './quoted-printable.ts';

/**
 * The name in a `Content-Transfer-Encoding`, which some write with a semicolon, quotation marks or a comment.
 * What is no encoding that is known is taken as it is (RFC 2045, 6).
 */
export function encodingNameOf(header: string): string {
  const [, name = ''] = /^[\s"']*(?:\([^()]*\)\s*)?["']?([^\s"';,()]*)/.exec(header) ?? [];
  return name.toLowerCase();
}

export function createTransferDecoder(encoding: string): TransferDecoder {
  switch (encoding) {
    case 'base64':
    case 'b':
    case 'base-64':
      return createBase64Decoder();
    case 'quoted-printable':
    case 'quotedprintable':
    case 'q':
      return createQuotedPrintableDecoder();
    case 'x-uuencode':
    case 'uuencode':
    case 'x-uue':
    case 'uue':
      return createUuDecoder();
    default:
      return { write: (bytes) => bytes, end: () => Buffer.alloc(0) };
  }
}

/**
 * Passes over what is no base64 (RFC 2045, 6.8). What several encoders wrote one after the other is all
 * decoded.
 */
function createBase64Decoder(): TransferDecoder {
  let carried = '';
  return {
    write(bytes) {
      const clean = carried + bytes.toString('latin1').replaceAll(/[^A-Za-z0-9+/=]+/g, '');
      const segments = clean.split(/=+/);
      const last = segments.pop() ?? '';
      const whole = last.length - (last.length % 4);
      carried = last.slice(whole);
      return Buffer.concat(
        [...segments, last.slice(0, whole)].map((segment) => Buffer.from(segment, 'base64')),
      );
    },
    end: () => Buffer.from(carried, 'base64'),
  };
}
