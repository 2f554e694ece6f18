import { decodeWindows1252 } from '@jobwright/connector-sdk';
import { decodeEucTw, decodeHz, decodeIso2022 } from './iso-2022.ts';
import { decodeUtf7 } from './utf-7.ts';

/** Character sets of mail, by the names that mail programs give them. */
export interface Charsets {
  /**
   * Text of bytes. What has no charset, or one that nobody knows, is UTF-8 if it can be, else windows-1252:
   * nothing is lost. `isCut`: it may end in the middle of a character.
   */
  decode(bytes: Buffer, label: string | undefined, options?: { readonly isCut?: boolean }): string;
}

/** Loaded when somebody reads mail that needs them. */
export async function loadCharsets(): Promise<Charsets> {
  const { default: iconv } = await import('iconv-lite');
  const decodeKnown = (bytes: Buffer, charset: string): string => iconv.decode(bytes, charset);

  function decodeNamed(bytes: Buffer, name: string): string | undefined {
    const charset = ALIASES[name] ?? name;
    if (/^(iso-?2022|csiso2022|cp5022)/.test(charset))
      return decodeIso2022(bytes, decodeKnown, { isJapanese: /jp|cp5022/.test(charset) });
    if (/^(x-)?euc-?tw$|^cseuctw$/.test(charset)) return decodeEucTw(bytes, decodeKnown);
    if (/^hz(-gb-?2312)?$/.test(charset)) return decodeHz(bytes, decodeKnown);
    if (charset === 'utf-7') return decodeUtf7(bytes);
    if (charset === 'windows-1252') return decodeWindows1252(bytes);
    if (NO_CHARSETS.test(charset)) return undefined;
    if (iconv.encodingExists(charset)) return decodeKnown(bytes, charset);
    try {
      return new TextDecoder(charset).decode(bytes);
    } catch {
      return undefined;
    }
  }

  return {
    decode(bytes, label = '', { isCut = false } = {}) {
      const name = charsetName(label);
      const isUtf8 =
        name === '' ||
        (name === 'unicode' && !bytes.includes(0)) ||
        /^((us-?)?ascii|utf-?8|unicode-1-1-utf-8)$/.test(name);
      const named = isUtf8 ? undefined : decodeNamed(bytes, name);
      // Some write UTF-8 and call it otherwise: what the charset has no character for shows it.
      if (named !== undefined && !named.includes('\uFFFD')) return named;
      return decodeUtf8(bytes, isCut) ?? named ?? decodeWindows1252(bytes);
    },
  };
}

const charsetName = (label: string): string =>
  label
    .replaceAll(/["'\s]/g, '')
    .replace(/^charset=/i, '')
    .slice(0, 100)
    .toLowerCase();

/** What these names mean in practice (WHATWG Encoding). */
const ALIASES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      ...['iso-8859-1', 'iso8859-1', 'iso_8859-1', 'iso88591', 'iso_8859-1:1987', 'iso-ir-100'],
      ...['latin1', 'latin-1', 'l1', 'cp819', 'ibm819', 'ansi_x3.4-1968', 'iso646-us', 'x-cp1252', 'cp1252'],
      ...['windows1252', 'win1252', 'x-ansi', 'ansi'],
    ].map((name) => [name, 'windows-1252'] as const),
  ),
  ...Object.fromEntries(
    ['iso-8859-9', 'iso8859-9', 'iso_8859-9', 'latin5', 'l5'].map((name) => [name, 'windows-1254'] as const),
  ),
  ...Object.fromEntries(
    ['iso-8859-11', 'iso8859-11', 'tis-620', 'tis620'].map((name) => [name, 'windows-874'] as const),
  ),
  ...Object.fromEntries(
    [
      'gb2312',
      'gb_2312-80',
      'gbk',
      'x-gbk',
      'cp936',
      'ms936',
      'euc-cn',
      'gb2312-80',
      'csgb2312',
      'chinese',
    ].map((name) => [name, 'gb18030'] as const),
  ),
  ...Object.fromEntries(
    [
      'ks_c_5601-1987',
      'ks_c_5601',
      'ksc5601',
      'ksc_5601',
      'euc-kr',
      'cseuckr',
      'korean',
      'x-windows-949',
    ].map((name) => [name, 'cp949'] as const),
  ),
  'iso-8859-8-i': 'iso-8859-8',
  'iso-8859-8-e': 'iso-8859-8',
  'x-mac-roman': 'macroman',
  'unicode-1-1-utf-7': 'utf-7',
  big5: 'big5-hkscs',
  // Big-endian unless a byte order mark says otherwise (RFC 2781).
  'iso-10646-ucs-2': 'utf-16',
  'ucs-2': 'utf-16',
  ucs2: 'utf-16',
  csunicode: 'utf-16',
};

/** Encodings that the library knows but that no mail uses as a charset. */
const NO_CHARSETS = /^(base64|hex|binary|utf-?7-?imap)(\W|$)/i;

function decodeUtf8(bytes: Buffer, isCut: boolean): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: isCut });
  } catch {
    return undefined;
  }
}
