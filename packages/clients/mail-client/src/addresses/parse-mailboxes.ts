import { domainToASCII } from 'node:url';
import { isIP } from 'node:net';
import { z } from 'zod';
import { type AddressEntry, splitAddresses } from './split-addresses.ts';

/** A display name (may be empty) and a checked address. */
export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

/** The most addresses in one field, and of one mail. */
export const MAX_MAILBOXES = 5_000;

/** The mailboxes of a field, or `problem`: what is wrong with it, in words for the person who wrote it. */
export type ParsedMailboxes =
  | { readonly ok: true; readonly mailboxes: readonly Mailbox[] }
  | { readonly ok: false; readonly problem: string };

/**
 * Invisible characters, some of which reverse the text around them. U+200C and U+200D are allowed: words and
 * emoji need them.
 */
const UNSAFE = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/**
 * Parses `anna@example.com, "Bo, Bob" <bob@example.com>` (RFC 5322; groups are laid flat). Blank text is no
 * mailbox. Nothing in the text gets lost: what is not an address, its name or a comment on it is a problem.
 * Takes time linear in the length of the text.
 */
export function parseMailboxes(text: string): ParsedMailboxes {
  const unsafe = UNSAFE.exec(text)?.[0].codePointAt(0);
  if (unsafe !== undefined) {
    const shown = `U+${unsafe.toString(16).toUpperCase().padStart(4, '0')}`;
    const problem = `Line breaks and control characters are not allowed, nor are invisible ones (${shown})`;
    return { ok: false, problem };
  }
  const mailboxes: Mailbox[] = [];
  let count = 0;
  let wrong: { readonly number: number; readonly source: string; readonly reason: string } | undefined;
  for (const entry of splitAddresses(text)) {
    count += 1;
    if (count > MAX_MAILBOXES) return { ok: false, problem: TOO_MANY_MAILBOXES };
    const mailbox = toMailbox(entry);
    if (typeof mailbox !== 'string') mailboxes.push(mailbox);
    else wrong ??= { number: count, source: entry.source, reason: mailbox };
  }
  if (wrong === undefined) return { ok: true, mailboxes };
  const which = count === 1 ? 'It' : `Address ${wrong.number} of ${count}`;
  return { ok: false, problem: `${which}, ${JSON.stringify(wrong.source.slice(0, 100))}, ${wrong.reason}` };
}

/** What is said of a field with too many addresses. */
export const TOO_MANY_MAILBOXES = `More than ${MAX_MAILBOXES} addresses: send several mails`;

const NO_ADDRESS = 'is not an email address such as anna@example.com';

/**
 * A recipient must not get lost as the name of another, so a name holds an address only inside quotation
 * marks, and is never one itself.
 */
function toMailbox({ tokens, problem }: AddressEntry): Mailbox | string {
  if (problem !== undefined) return `${NO_ADDRESS}: ${problem}`;
  const [comments, others] = [tokens.filter(isComment), tokens.filter((token) => !isComment(token))];
  const last = others.at(-1);
  const names = last?.kind === 'angle' ? others.slice(0, -1) : [];
  const isOne = last?.kind === 'angle' || (last?.kind === 'word' && others.length === 1);
  if (last === undefined || !isOne || !isAddress(last.text)) return NO_ADDRESS;
  const address = last.text;
  const isHidden = names.some(
    ({ kind, text }) =>
      kind === 'angle' ||
      (kind === 'word' && text.includes('@') && text !== address) ||
      (text.includes('@') && text !== address && isAddress(text.trim())),
  );
  if (isHidden || comments.some(({ text }) => text.includes('@')))
    return `${NO_ADDRESS}: its name is another address`;
  const name = [...names.map(({ text }) => text), ...comments.map(({ text }) => toComment(text, names))];
  return { name: name.join(' ').trim(), address };
}

const isComment = ({ kind }: AddressEntry['tokens'][number]): boolean => kind === 'comment';

/** A comment stands in for a name, or is part of it. */
const toComment = (text: string, names: readonly unknown[]): string =>
  names.length === 0 ? text : `(${text})`;

const LOCAL_PART = /^[\p{L}\p{N}\p{M}.!#$%&'*+/=?^_`{|}~-]{1,64}$/u;
const DOMAIN = /^[\p{L}\p{N}\p{M}-]+(\.[\p{L}\p{N}\p{M}-]+)*$/u;

function isAddress(address: string): boolean {
  const at = address.lastIndexOf('@');
  if (at < 1 || address.length > 254 || !LOCAL_PART.test(address.slice(0, at))) return false;
  const domain = address.slice(at + 1);
  if (AS_DNS_HAS_IT.test(domain)) return z.regexes.html5Email.test(`x@${domain}`);
  // Compatibility characters (full-width and the like) are spelled otherwise by each who reads them.
  if (!DOMAIN.test(domain) || domain.normalize('NFC') !== domain.normalize('NFKC')) return false;
  const ascii = toAsciiDomain(address);
  return isIP(ascii) === 0 && z.regexes.html5Email.test(`x@${ascii}`);
}

/** The domain of an address as DNS has it: `münchen.example` becomes `xn--mnchen-3ya.example`. */
export function toAsciiDomain(address: string): string {
  const domain = address.slice(address.lastIndexOf('@') + 1);
  return AS_DNS_HAS_IT.test(domain) ? domain : domainToASCII(domain);
}

/** Most domains by far: to convert one costs more than to look. */
const AS_DNS_HAS_IT = /^(?!.*xn--)([a-z0-9-]+\.)+[a-z]{2,}$/;

/**
 * The same text for addresses that certainly reach the same mailbox: domains ignore case and have two
 * spellings, and quotation marks around a local part mean nothing (RFC 5321, 4.1.2).
 */
export function toComparable(address: string): string {
  const local = address.slice(0, address.lastIndexOf('@'));
  return `${local.replace(/^"([^"\\\s]+)"$/, '$1')}@${toAsciiDomain(address)}`;
}
