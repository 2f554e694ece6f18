/** What opens a page, a mail, a call or a picture of the mail, and nothing on the machine of the reader. */
const ALLOWED = new Set(['http', 'https', 'mailto', 'tel', 'sms', 'cid']);

export const UNSAFE_LINK =
  'Its variables bring in a link that is none of http, https, mailto, tel, sms and cid';

/** Mail programs drop what is invisible from an address before they read it. */
export function isSafeAddress(address: string): boolean {
  const bare = address.replaceAll(/[\s\p{C}]/gu, '').toLowerCase();
  if (bare.startsWith('\\\\')) return false;
  const scheme = /^([^/?#:]*):/.exec(bare)?.[1];
  return scheme === undefined || ALLOWED.has(scheme) || bare.startsWith('data:image/');
}

const ADDRESS =
  /\b(?:href|src|action|formaction|background|poster|srcset|ping)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi;

/**
 * Whether variables bring a link that runs something into a template. What the template says itself is the
 * model's.
 */
export function bringsUnsafeLink(html: string, template: string): boolean {
  const known = new Set<string>();
  for (const [, quoted, single, bare] of html.matchAll(ADDRESS)) {
    const written = quoted ?? single ?? bare ?? '';
    if (known.has(written) || isSafeAddress(decodeEntities(written))) continue;
    if (!template.includes(written)) return true;
    known.add(written);
  }
  return false;
}

const ENTITIES: Readonly<Record<string, string>> = {
  colon: ':',
  tab: '\t',
  newline: '\n',
  amp: '&',
  bsol: '\\',
};

const ENTITY = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(colon|tab|newline|amp|bsol));?/gi;

const decodeEntities = (text: string): string =>
  text.replaceAll(ENTITY, (whole: string, decimal?: string, hexadecimal?: string, name?: string) => {
    if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
