import { parseMailboxes } from '../addresses/parse-mailboxes.ts';
import { isAddressHeader } from '../fields/mail-fields.schema.ts';
import { encodeWord } from 'nodemailer/lib/mime-funcs';
import type MimeNode from 'nodemailer/lib/mime-node';
import type { MimeNodeHeaderValue } from 'nodemailer/lib/mime-node';

const WORD_START = /=\?[^?\s]+\?[bq]\?/i;
const MAX_WORD_CHARACTERS = 52;
/** A line of a message has at most 998 characters (RFC 5322, 2.1.1), and breaks at blanks alone. */
const TOO_LONG_FOR_A_LINE = /(?<!\S)\S{900}/;
/** Free text; the syntax of other headers allows no encoded words. */
const TEXT_HEADER = /^(subject|comments|keywords|x-.*)$/;

const ADDRESS_HEADERS = new Set(['from', 'to', 'cc', 'bcc', 'reply-to', 'sender']);
const PARAMETER_HEADERS = new Set(['content-type', 'content-disposition']);

/**
 * Makes readers show as it was typed what looks like an encoded word (RFC 2047, 7): subjects, names, other
 * headers, names of files. Names in all headers of addresses are encoded without their addresses, and words
 * that are too long for a line are broken.
 */
export function encodeAsTyped(node: MimeNode): void {
  const encode = node.encodeHeaderValue.bind(node);
  node.encodeHeaderValue = (key, value) => {
    const name = key.toLowerCase();
    if (ADDRESS_HEADERS.has(name)) return encodeMailboxes(value, (mailboxes) => encode(key, mailboxes));
    if (typeof value === 'string' && isAddressHeader(name)) {
      const parsed = parseMailboxes(value);
      // The library knows the usual headers of addresses only.
      if (parsed.ok) return encodeMailboxes([...parsed.mailboxes], (list) => encode('To', list));
    }
    const encoded = encode(key, value);
    if (PARAMETER_HEADERS.has(name)) {
      const { filename } = node;
      return typeof filename === 'string' && hasEncodedWord(filename)
        ? renameFile(encoded, filename)
        : encoded;
    }
    const isTooLong = TEXT_HEADER.test(name) && TOO_LONG_FOR_A_LINE.test(encoded);
    return typeof value === 'string' && (isTooLong || hasEncodedWord(value)) ? encodeText(value) : encoded;
  };
  node.childNodes.forEach(encodeAsTyped);
}

/**
 * Headers of addresses that come from inputs are lists of names and addresses; others are left as they were
 * written.
 */
function encodeMailboxes(
  value: MimeNodeHeaderValue,
  encode: (mailboxes: MimeNodeHeaderValue) => string,
): string {
  const mailboxes = Array.isArray(value) ? value : [value];
  if (!mailboxes.some(isNamedAsWord)) return encode(value);
  const encoded = mailboxes.map((mailbox) => {
    if (!isNamedAsWord(mailbox)) return encode([mailbox]);
    const address = encode([{ name: '', address: mailbox.address }]).replace(/^<(.*)>$/, '$1');
    return `${encodeText(mailbox.name)} <${address}>`;
  });
  return encoded.join(', ');
}

const isNamedAsWord = (value: MimeNodeHeaderValue): value is { name: string; address: string } =>
  typeof value === 'object' &&
  value !== null &&
  'address' in value &&
  'name' in value &&
  typeof value.name === 'string' &&
  hasEncodedWord(value.name);

/**
 * Readers decode an encoded word wherever they find it, in quotation marks too. It ends on the line that it
 * begins on. What follows the first start includes what follows the others, so only that is searched for an
 * end.
 */
const hasEncodedWord = (text: string): boolean =>
  text.split(/[\n\r\u2028\u2029]/).some((line) => {
    const start = WORD_START.exec(line);
    return start !== null && line.includes('?=', start.index + start[0].length);
  });

const encodeText = (text: string): string => encodeWord(text, 'Q', MAX_WORD_CHARACTERS);

/** The name of a file in the form that has no encoded words (RFC 2231, 4), and in no other. */
function renameFile(header: string, fileName: string): string {
  const others = header.replaceAll(/;\s*(?:file)?name(?:\*\d*)*=(?:"(?:[^"\\]|\\.)*"|[^;\s]*)/gi, '');
  const isNamed = others !== header;
  const encoded = encodeURIComponent(fileName).replaceAll(/['()*!]/g, percentEncode);
  return isNamed && /^(attachment|inline)\b/i.test(header)
    ? `${others}; filename*=utf-8''${encoded}`
    : others;
}

const percentEncode = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
