import { detectMimeType } from 'nodemailer/lib/mime-funcs/mime-types';
import type { Charsets } from './charsets.ts';
import { findField, readFields } from './header-fields.ts';
import { parseStructuredHeader } from './header-parameters.ts';
import { encodingNameOf } from './transfer-encodings.ts';

/** What the header of a part says of it (RFC 2045, RFC 2183). */
export interface MessagePart {
  readonly isRoot: boolean;
  readonly head: Buffer;
  /** In lower case, e.g. `text/plain`. */
  readonly contentType: string;
  readonly charset: string | undefined;
  /** Of a multipart, as latin1. */
  readonly boundary: string | undefined;
  readonly disposition: 'inline' | 'attachment' | undefined;
  readonly fileName: string | undefined;
  /** Without its brackets. */
  readonly contentId: string | undefined;
  /** How it was encoded to be transferred. */
  readonly encoding: string;
  readonly isFlowed: boolean;
  readonly deletesSpace: boolean;
}

interface PartPlace {
  readonly charsets: Charsets;
  readonly isRoot: boolean;
  /** Where what does not tell what it is, is a message (RFC 2046, 5.1.5). */
  readonly isInDigest: boolean;
}

const MEDIA_TYPE = /^[!#$%&'*+.^_`|~a-z0-9-]+\/[!#$%&'*+.^_`|~a-z0-9-]+$/;

export function parsePart(head: Buffer, { charsets, isRoot, isInDigest }: PartPlace): MessagePart {
  const fields = readFields(head, charsets);
  const find = (name: string): string => findField(fields, name) ?? '';
  const type = parseStructuredHeader(find('content-type'), charsets);
  const { value: disposition, parameters } = parseStructuredHeader(find('content-disposition'), charsets);
  const fileName = parameters.get('filename') ?? type.parameters.get('name') ?? parameters.get('name');
  const contentType = chooseContentType(type.value, {
    fileName,
    isAttached: chooseDisposition(disposition, false) === 'attachment',
    isInDigest,
  });
  const boundary = contentType.startsWith('multipart/')
    ? readBoundary(type.parameters.get('boundary'))
    : undefined;
  return {
    isRoot,
    head,
    contentType: contentType.startsWith('multipart/') && boundary === undefined ? 'text/plain' : contentType,
    charset: type.parameters.get('charset'),
    boundary,
    disposition: chooseDisposition(disposition, parameters.has('filename')),
    fileName,
    contentId:
      find('content-id')
        .trim()
        .replace(/^<(.*)>$/s, '$1') || undefined,
    encoding: encodingNameOf(find('content-transfer-encoding')),
    isFlowed:
      contentType === 'text/plain' && type.parameters.get('format')?.trim().toLowerCase() === 'flowed',
    deletesSpace: type.parameters.get('delsp')?.trim().toLowerCase() === 'yes',
  };
}

/** What stands where parts were to come. */
export const asTextPart = (part: MessagePart): MessagePart => ({
  ...part,
  contentType: 'text/plain',
  boundary: undefined,
  disposition: undefined,
  isRoot: false,
});

interface TypeHints {
  readonly fileName: string | undefined;
  readonly isAttached: boolean;
  readonly isInDigest: boolean;
}

/** A disposition that nobody knows is an attachment (RFC 2183, 2.8), and so is a file without one. */
function chooseDisposition(value: string, isNamed: boolean): 'inline' | 'attachment' | undefined {
  if (value === 'inline') return value;
  return value !== '' || isNamed ? 'attachment' : undefined;
}

/** What is no media type, or missing, is text (RFC 2045, 5.2), but for files. */
function chooseContentType(value: string, { fileName, isAttached, isInDigest }: TypeHints): string {
  const compact = value.replaceAll(/\s+/g, '');
  if (MEDIA_TYPE.test(compact)) return compact;
  if (fileName !== undefined || isAttached) return detectMimeType(fileName);
  return isInDigest ? 'message/rfc822' : 'text/plain';
}

/** Blanks at its end are none of it; it is compared byte by byte. */
function readBoundary(text: string | undefined): string | undefined {
  const boundary = Buffer.from(text ?? '')
    .toString('latin1')
    .trimEnd();
  return boundary === '' ? undefined : boundary;
}
