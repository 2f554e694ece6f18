import {
  decodeText,
  type HttpHeaders,
  listHeaderParameters,
  parseContentType,
  readContentType,
  readHeader,
} from '@jobwright/http-client';
import { decodeWords } from './decode-words.ts';
import { chooseExtension } from './choose-extension.ts';

const MAX_LENGTH = 150;

/**
 * The file name of a body that becomes a document: from `Content-Disposition`, otherwise from the URL. Never
 * a path.
 */
export function chooseDocumentName(headers: HttpHeaders, url: string): string {
  const name = readBaseName(readFileName(headers)) ?? readBaseName(readLastSegment(url)) ?? 'response';
  const { mediaType } = parseContentType(readContentType(headers));
  return name.includes('.') ? name : `${name}${chooseExtension(mediaType)}`;
}

/** The name in `Content-Disposition` (RFC 6266), also in forms that only servers and browsers agree on. */
function readFileName(headers: HttpHeaders): string {
  // Some servers omit the type before the name.
  const parameters = listHeaderParameters(`;${readHeader(headers, 'content-disposition') ?? ''}`);
  const extended = parameters.find(({ name }) => name === 'filename*');
  const plain = parameters.find(({ name }) => name === 'filename')?.value ?? '';
  return (extended === undefined ? undefined : decodeExtended(extended.value)) ?? decodePlain(plain);
}

const EXTENDED = /^([\w!#$%&+^`{}~-]+)'[^']*'(.*)$/s;
const EXTENDED_CHARSET = /^(?:utf-?8|iso-8859-1)$/i;

/** Decodes an extended value (RFC 8187); `undefined` if its charset is not one of the allowed ones. */
function decodeExtended(value: string): string | undefined {
  const [, charset = '', encoded = ''] = EXTENDED.exec(value) ?? [];
  if (!EXTENDED_CHARSET.test(charset)) return undefined;
  const binary = encoded.replaceAll(/%([\da-f]{2})/gi, (_all, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return decodeText(Buffer.from(binary, 'latin1'), charset.toLowerCase());
}

/** Bytes beyond ASCII, which Node returns as Latin-1 characters, are UTF-8 if they are valid UTF-8. */
function decodePlain(value: string): string {
  const text = /[\x80-\xff]/.test(value) ? decodeText(Buffer.from(value, 'latin1')) : value;
  return decodeWords(text).replace(/^'(.*)'$/s, '$1');
}

function readLastSegment(url: string): string {
  const segment = new URL(url).pathname.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function readBaseName(text: string): string | undefined {
  const name = (text.split(/[/\\]/).at(-1) ?? '').replaceAll(/\p{C}/gu, '').trim().slice(0, MAX_LENGTH);
  return /^\.*$/.test(name) ? undefined : name;
}
