import { createLruCache } from '@jobwright/concurrency';

/** A literal text to search for, or a pattern. */
export type SecretForm = string | RegExp;

/** The pattern of a longer text would be too large: only the usual forms of it are searched for. */
const MAX_PATTERN_LENGTH = 300;
/** Building patterns costs more than using them, and the jobs of one task use the same secrets. */
const MAX_KEPT = 200;
/** A line of a longer text, such as a key in PEM, is a secret of its own if it has at least this length. */
const MIN_LINE_LENGTH = 16;

const kept = createLruCache<readonly SecretForm[]>({ maxEntries: MAX_KEPT });

/**
 * Every form in which a secret is likely to be written: unchanged, percent-encoded in part or in whole,
 * form-encoded, in JSON, HTML and quoted-printable, in hex, and in base64 at any offset of the encoded text.
 */
export function listSecretForms(secret: string): readonly SecretForm[] {
  return kept.getOrCreate(secret, () =>
    secret.length <= MAX_PATTERN_LENGTH ? [toPattern(secret)] : listLongForms(secret),
  );
}

function toPattern(secret: string): RegExp {
  const bytes = Buffer.from(secret, 'utf8');
  const inBase64 = [0, 1, 2].map((before) => toBase64Pattern(bytes, before));
  const inHex = [...bytes].map(toHexPattern).join(HEX_SEPARATOR);
  // A run of backslashes is one part: with a part for each, a search could divide them in too many ways.
  const parts = secret.match(/\\+|[^\\]/gu) ?? [];
  return new RegExp([parts.map(toPartPattern).join(SOFT_BREAK), ...inBase64, inHex].join('|'), 'g');
}

const toPartPattern = (part: string): string =>
  part.startsWith('\\') ? toBackslashPattern(part.length) : toCharacterPattern(part);

/**
 * How often a text may have been encoded again. Without a bound a search would take time by the square of a
 * hostile text's length.
 */
const TIMES = '{0,4}';
const BACKSLASHES = String.raw`\\{1,8}`;
const PERCENT = `%(?:25)${TIMES}`;

/** A line break, also in JSON, percent-encoded or in HTML, with the blanks that a folded line begins with. */
const BREAK = String.raw`(?:\s|${BACKSLASHES}[rnt]|${PERCENT}(?:0[aAdD]|20)|&#(?:1[03]|[xX][aAdD]);)`;
/** Lines of base64, as in mail and PEM. */
const BREAKS = `${BREAK}{0,4}`;
/** A line of quoted-printable can end anywhere. */
const SOFT_BREAK = `(?:=${BREAK}{1,2})?`;
/** Between bytes: `70:40`, `70-40`, `70 40`, `0x70, 0x40`, `\\x70\\x40`, and lines. */
const HEX_SEPARATOR = String.raw`(?:[:._-]|,?${BREAK}{0,4}(?:0[xX]|${BACKSLASHES}x)?)`;

const toBackslashPattern = (count: number): string =>
  `(?:${String.raw`(?<!\\)\\`}{${count},}|${toCharacterPattern('\\')}{${count}})`;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': 'amp',
  '<': 'lt',
  '>': 'gt',
  '"': 'quot',
  "'": 'apos',
};
const JSON_ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '/': '/',
  '\n': 'n',
  '\r': 'r',
  '\t': 't',
};

/** Also finds what was encoded several times: `%252F`, `\\\"`. */
function toCharacterPattern(character: string): string {
  const percent = [...Buffer.from(character)].map((byte) => `[%=](?:25)${TIMES}${toHexPattern(byte)}`);
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at));
  const forms = [
    percent.join(SOFT_BREAK),
    units.map((unit) => `${BACKSLASHES}u${toHexPattern(unit >> 8)}${toHexPattern(unit & 0xff)}`).join(''),
  ];
  const jsonEscape = JSON_ESCAPES[character];
  if (jsonEscape !== undefined) forms.push(`${BACKSLASHES}${jsonEscape}`);
  if (character === ' ') forms.push(String.raw`\+`);
  if (/[^a-z\d]/i.test(character)) {
    const code = character.codePointAt(0) ?? 0;
    const inHex = [...code.toString(16)].map(toAnyCase).join('');
    const named = ENTITIES[character];
    const names = [`#0${TIMES}${code}`, `#[xX]0${TIMES}${inHex}`, ...(named === undefined ? [] : [named])];
    forms.push(`&(?:${names.join('|')});`);
  }
  // Last: it may be the beginning of another form.
  forms.push(escapeRegExp(character));
  return `(?:${forms.join('|')})`;
}

const DIGITS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'];

/** Allowing for lines of any length would make the pattern of a longer text too large. */
const MAX_ODD_LINES = 64;

/** The first and last characters also encode bits of their neighbours, so any that fit are allowed there. */
function toBase64Pattern(bytes: Buffer, before: number): string {
  const padded = Buffer.concat([Buffer.alloc(before), bytes, Buffer.alloc(2)]);
  const end = (before + bytes.length) * 8;
  // The length of a line is a multiple of four, except for unusual ones.
  const breakEvery = bytes.length <= MAX_ODD_LINES ? 6 : 24;
  let pattern = '';
  for (let at = Math.floor((before * 8) / 6) * 6; at < end; at += 6) {
    const first = Math.floor(at / 8);
    const value = (((padded[first] ?? 0) << 8) | (padded[first + 1] ?? 0)) >> (10 - (at % 8));
    const ours = [32, 16, 8, 4, 2, 1].filter((_, bit) => at + bit >= before * 8 && at + bit < end);
    const mask = ours.reduce((sum, bit) => sum + bit, 0);
    if (pattern !== '' && at % breakEvery === 0) pattern += BREAKS;
    pattern += toDigitPattern(DIGITS.filter((_, digit) => ((digit ^ value) & mask) === 0));
  }
  return `${pattern}(?:=|${PERCENT}3[dD]){0,2}`;
}

/** In both alphabets of RFC 4648 (sections 4 and 5), possibly encoded again. */
function toDigitPattern(digits: readonly string[]): string {
  const plain = digits
    .map((digit) => (digit === '+' ? String.raw`+\-` : digit === '/' ? '/_' : digit))
    .join('');
  const encoded = digits.flatMap((digit) => {
    if (digit === '+') return [`${PERCENT}2[bB]`];
    return digit === '/' ? [`${PERCENT}2[fF]`, `${BACKSLASHES}/`] : [];
  });
  return encoded.length === 0 && digits.length === 1 ? plain : `(?:${[`[${plain}]`, ...encoded].join('|')})`;
}

const toHexPattern = (byte: number): string =>
  [...byte.toString(16).padStart(2, '0')].map(toAnyCase).join('');

const toAnyCase = (digit: string): string => (/\d/.test(digit) ? digit : `[${digit}${digit.toUpperCase()}]`);

const escapeRegExp = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);

function listLongForms(secret: string): readonly SecretForm[] {
  const texts = listLongTexts(secret);
  if (secret.length > MAX_BROKEN_LENGTH) return texts;
  const bytes = Buffer.from(secret, 'utf8');
  const broken = [0, 1, 2].map((before) => toBrokenBase64(bytes, before));
  return [...texts, new RegExp(broken.join('|'), 'g'), new RegExp(toBrokenHex(bytes), 'g')];
}

/** Beyond this length base64 and hex are searched for in one line only. */
const MAX_BROKEN_LENGTH = 5_000;
const LINES = String.raw`(?:\s|\\[rn]){0,4}`;

function toBrokenBase64(bytes: Buffer, before: number): string {
  const skipped = Math.ceil((before * 8) / 6);
  const [text = ''] = listLongBase64(bytes, before);
  const first = text.slice(0, (4 - (skipped % 4)) % 4);
  const groups = text.slice(first.length).match(/.{1,4}/g) ?? [];
  return [first, ...groups]
    .filter((group) => group !== '')
    .map((group) => group.replaceAll('+', String.raw`[+\-]`).replaceAll('/', '[/_]'))
    .join(LINES);
}

const toBrokenHex = (bytes: Buffer): string =>
  [...bytes].map(toHexPattern).join(String.raw`(?:[:._-]|(?:\s|\\[rn]){0,4})`);

function listLongTexts(secret: string): readonly string[] {
  const bytes = Buffer.from(secret, 'utf8');
  const wellFormed = bytes.toString('utf8');
  const percent = encodeURIComponent(wellFormed);
  const whole = [
    secret,
    JSON.stringify(secret).slice(1, -1),
    percent,
    percent.replaceAll(/%[\dA-F]{2}/g, (code) => code.toLowerCase()),
    encodeURI(wellFormed),
    new URLSearchParams([['', wellFormed]]).toString().slice(1),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    ...[0, 1, 2].flatMap((before) => listLongBase64(bytes, before)),
  ];
  const lines = secret.split(/[\r\n]+/).map((line) => line.trim());
  const parts = lines.filter((line) => line.length >= MIN_LINE_LENGTH && !line.startsWith('-----'));
  return [...new Set([...whole, ...(lines.length > 1 ? parts : [])])].sort((a, b) => b.length - a.length);
}

function listLongBase64(bytes: Buffer, before: number): readonly string[] {
  const start = Math.ceil((before * 8) / 6);
  const end = Math.floor(((before + bytes.length) * 8) / 6);
  const text = Buffer.concat([Buffer.alloc(before), bytes])
    .toString('base64')
    .slice(start, end);
  return [text, text.replaceAll('+', '-').replaceAll('/', '_')];
}
