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

/** What a body is called as a document: as the server says, else by the path it came from. Never a path. */
export function chooseDocumentName(headers: HttpHeaders, url: string): string {
  const name = readBaseName(readFileName(headers)) ?? readBaseName(readLastSegment(url)) ?? 'response';
  const { mediaType } = parseContentType(readContentType(headers));
  return name.includes('.') ? name : `${name}${chooseExtension(mediaType)}`;
}

/** The name in `Content-Disposition` (RFC 6266), also in the forms that servers write besides and browsers read. */
function readFileName(headers: HttpHeaders): string {
  // Some servers leave out the type before the name.
  const parameters = listHeaderParameters(`;${readHeader(headers, 'content-disposition') ?? ''}`);
  const extended = parameters.find(({ name }) => name === 'filename*');
  const plain = parameters.find(({ name }) => name === 'filename')?.value ?? '';
  return (extended === undefined ? undefined : decodeExtended(extended.value)) ?? decodePlain(plain);
}

const EXTENDED = /^([\w!#$%&+^`{}~-]+)'[^']*'(.*)$/s;
const EXTENDED_CHARSET = /^(?:utf-?8|iso-8859-1)$/i;

/** RFC 8187. `undefined` when the charset is none of those that it has to be. */
function decodeExtended(value: string): string | undefined {
  const [, charset = '', encoded = ''] = EXTENDED.exec(value) ?? [];
  if (!EXTENDED_CHARSET.test(charset)) return undefined;
  const binary = encoded.replaceAll(/%([\da-f]{2})/gi, (_all, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return decodeText(Buffer.from(binary, 'latin1'), charset.toLowerCase());
}

/** Bytes beyond ASCII, which Node gives as characters of Latin-1, are UTF-8 where they are valid UTF-8. */
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
