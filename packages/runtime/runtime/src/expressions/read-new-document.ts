import { randomUUID } from 'node:crypto';
import { isMediaType, type NewDocument } from '@jobwright/connector-sdk';
import { isJsonObject } from '@jobwright/json';
import { guessMediaType } from './guess-media-type.ts';

/** The limit for all documents of one expression together. */
export const MAX_DOCUMENT_BYTES = 50_000_000;
/** The same in base64, with its line breaks. */
export const MAX_DOCUMENT_CHARACTERS = Math.ceil((MAX_DOCUMENT_BYTES / 3) * 4 * 1.05);
const MAX_NAME_LENGTH = 255;

export type NewContent = NewDocument & { readonly content: Uint8Array };

/** The document in the argument of `createDocument`, or what is wrong with it. */
export function readNewDocument(given: unknown): NewContent | string {
  if (typeof given === 'string') return documentOf(given, {});
  if (!isJsonObject(given)) return 'expects base64 as text, or a context with content or data';
  const content = [given.content, given.data].find((value) => typeof value === 'string');
  if (typeof content !== 'string') return 'expects content or data, a text of base64';
  const names = [given.name, given.fileName].filter((value) => value !== null && value !== undefined);
  const { contentType = null } = given;
  const name = names.find(isNotBlank);
  if (names.some((value) => typeof value !== 'string')) return 'expects a text as name';
  if (name !== undefined && name.length > MAX_NAME_LENGTH) {
    return `expects a name of at most ${MAX_NAME_LENGTH} characters`;
  }
  if (contentType !== null && typeof contentType !== 'string') return 'expects a text as contentType';
  if (isNotBlank(contentType) && !isMediaType(contentType)) {
    return 'expects a media type such as application/pdf as contentType';
  }
  return documentOf(content, { name, contentType: isNotBlank(contentType) ? contentType : undefined });
}

function documentOf(
  text: string,
  { name, contentType }: { readonly name?: string | undefined; readonly contentType?: string | undefined },
): NewContent | string {
  if (text.length > MAX_DOCUMENT_CHARACTERS) return `is given more than ${MAX_DOCUMENT_BYTES} bytes`;
  const problem = findBase64Problem(text);
  if (problem !== undefined) return `is given content that is no base64: ${problem}`;
  // Every reference has a name; without one, any will do.
  const fileName = name ?? randomUUID();
  return {
    content: Buffer.from(text, 'base64'),
    fileName,
    contentType: contentType ?? guessMediaType(fileName),
  };
}

/**
 * Line breaks and blanks are allowed, as mail programs write them; padding may be left out, but must be
 * right.
 */
function findBase64Problem(text: string): string | undefined {
  const wrong = text.search(/[^A-Za-z\d+/=\s]/);
  if (wrong >= 0) return `character ${wrong + 1} is none of its alphabet`;
  const dense = text.replaceAll(/\s+/g, '');
  const padding = dense.indexOf('=');
  const digits = padding < 0 ? dense.length : padding;
  if (!/^={0,2}$/.test(dense.slice(digits))) return 'there is more behind its end';
  if (digits % 4 === 1 || (padding >= 0 && dense.length % 4 !== 0)) return 'its length cannot be';
  return undefined;
}

const isNotBlank = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';
