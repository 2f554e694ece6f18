import { decodeText } from '@jobwright/http-client';

const ENCODED_WORD = /=\?([\w.:+-]{1,40})(?:\*[\w-]*)?\?([bq])\?([^?\s]*)\?=(?:\s+(?==\?))?/gi;

/** Decodes encoded words of mail (RFC 2047), which servers also write into file names. */
export const decodeWords = (text: string): string =>
  text.includes('=?')
    ? text.replaceAll(ENCODED_WORD, (_word, charset: string, encoding: string, content: string) => {
        const bytes = encoding.toLowerCase() === 'b' ? Buffer.from(content, 'base64') : decodeQ(content);
        return decodeText(bytes, charset.toLowerCase());
      })
    : text;

const decodeQ = (content: string): Uint8Array =>
  Buffer.from(
    content
      .replaceAll('_', ' ')
      .replaceAll(/=([\da-f]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
