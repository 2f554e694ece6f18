import { parse } from 'content-disposition';
import { type HttpHeaders, parseContentType, readHeader } from '@jobwright/http-client';

const MAX_LENGTH = 150;
const EXTENSIONS: Readonly<Record<string, string>> = { plain: 'txt', 'octet-stream': 'bin', jpeg: 'jpg' };

/** What a body is called as a document: as the server says, else by the path it came from. Never a path. */
export function chooseDocumentName(headers: HttpHeaders, url: string): string {
  const name = readBaseName(readFileName(headers)) ?? readBaseName(readLastSegment(url)) ?? 'response';
  return name.includes('.') ? name : `${name}${chooseExtension(headers)}`;
}

function readFileName(headers: HttpHeaders): string {
  const text = readHeader(headers, 'content-disposition');
  if (text === undefined) return '';
  try {
    return parse(text).parameters['filename'] ?? '';
  } catch {
    return '';
  }
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

function chooseExtension(headers: HttpHeaders): string {
  const { mediaType } = parseContentType(readHeader(headers, 'content-type'));
  const subtype = mediaType.split('/')[1]?.replace(/^x-|\+[^]*/g, '') ?? '';
  const extension = EXTENSIONS[subtype] ?? subtype;
  return /^[a-z0-9]{1,10}$/.test(extension) ? `.${extension}` : '';
}
