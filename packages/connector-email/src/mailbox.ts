import { domainToASCII } from 'node:url';
import addressparser from 'nodemailer/lib/addressparser';
import { z } from 'zod';

/** A display name (may be empty) and a checked address. */
export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

/** `Bob <bob@example.com>` or `bob@example.com`, nothing quoted: there is only one way to read it. */
const PLAIN =
  /^(?:([^\s"'\\(),:;<>@[\]]+(?: [^\s"'\\(),:;<>@[\]]+)*) <([^\s"'\\(),:;<>@[\]]+@[\w.-]+)>|([^\s"'\\(),:;<>@[\]]+@[\w.-]+))$/;

export type ParsedMailboxes =
  | { readonly ok: true; readonly mailboxes: readonly Mailbox[] }
  | { readonly ok: false; readonly problem: string };

/** Parses `anna@example.com, "Bo, Bob" <bob@example.com>` (RFC 5322; groups are laid flat). Blank text is no mailbox. */
export function parseMailboxes(text: string): ParsedMailboxes {
  if (/\p{Cc}/u.test(text))
    return { ok: false, problem: 'Line breaks and control characters are not allowed' };
  const plain = PLAIN.exec(text);
  if (plain !== null) {
    const [, name = '', address = '', bare = ''] = plain;
    const mailbox = { name, address: address + bare };
    if (isAddress(mailbox.address)) return { ok: true, mailboxes: [mailbox] };
  }
  const mailboxes = addressparser(text, { flatten: true }).map(({ name, address }) => ({ name, address }));
  const wrong = mailboxes.findIndex((mailbox) => !isAddress(mailbox.address) || !isClear(mailbox, text));
  if (wrong === -1) return { ok: true, mailboxes };
  const which = mailboxes.length === 1 ? 'It' : `Address ${wrong + 1} of ${mailboxes.length}`;
  const { name = '', address = '' } = mailboxes[wrong] ?? {};
  const shown = JSON.stringify(
    [name, address]
      .filter((part) => part !== '')
      .join(' ')
      .slice(0, 100),
  );
  return { ok: false, problem: `${which}, ${shown}, is not an email address such as anna@example.com` };
}

/**
 * The parser guesses: of `a@x.example b@x.example` it makes one address with a display name. A recipient must not get
 * lost that way, so a name stands outside angle brackets or in a comment, and is no other address.
 */
function isClear({ name, address }: Mailbox, text: string): boolean {
  if (name === '' || name === address) return true;
  return (
    !name.includes('@') && (text.replaceAll(' ', '').includes(`<${address}>`) || text.includes(`(${name})`))
  );
}

const LOCAL_PART = /^[\p{L}\p{N}\p{M}.!#$%&'*+/=?^_`{|}~-]{1,64}$/u;

function isAddress(address: string): boolean {
  const at = address.lastIndexOf('@');
  if (at < 1 || address.length > 254 || !LOCAL_PART.test(address.slice(0, at))) return false;
  return z.regexes.html5Email.test(`x@${toAsciiDomain(address)}`);
}

/** The domain of an address as DNS has it: `münchen.example` becomes `xn--mnchen-3ya.example`. */
export function toAsciiDomain(address: string): string {
  const domain = address.slice(address.lastIndexOf('@') + 1);
  return AS_DNS_HAS_IT.test(domain) ? domain : domainToASCII(domain);
}

/** Most domains by far: to convert one costs more than to look. */
const AS_DNS_HAS_IT = /^(?!.*xn--)([a-z0-9-]+\.)+[a-z]{2,}$/;

/** Two addresses that reach the same mailbox for certain have the same: domains ignore case and have two spellings. */
export function toComparable(address: string): string {
  return `${address.slice(0, address.lastIndexOf('@'))}@${toAsciiDomain(address)}`;
}
