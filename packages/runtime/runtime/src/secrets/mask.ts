import { type JsonValue, parseJson, stringifyJson } from '@jobwright/json';
import { mapTexts } from './map-texts.ts';
import { maskValue } from './mask-value.ts';
import { type SecretForm, toSecretForms } from './secret-forms.ts';

const HIDDEN = '***';
/** A shorter text stands in every other one: it is hidden only where it is the whole. */
const MIN_LENGTH = 4;
/** Below this length part of a name is hidden only where it is a word of its own. */
const MIN_LENGTH_IN_NAMES = 8;
/** A shorter one may be a word of the process's own data. */
const MIN_LENGTH_IN_DATA = 8;
/** So much of a secret's beginning, at the end of a text that was cut, is hidden as well. */
const MIN_CUT_LENGTH = 6;

/** Names that failures and logs of ours have; no secret changes them. */
const OWN_NAMES = new Set(
  'body cause code error errorCode failure fields headers key message name path problems reason response stack status type variables'.split(
    ' ',
  ),
);
/** Codes of our tables, and statuses of HTTP: a model compares them. */
const CODE = /^(?:\d{3}|[A-Z]+(?:_[A-Z]+)+)$/;

/** Hides the secrets a job used in what leaves the runtime, in every form they are likely to be written. */
export interface Mask {
  /** `tooShort`: the text is hidden only where it stands alone. */
  hide(secret: string): 'hidden' | 'tooShort';
  text(text: string): string;
  /** A code of a failure: those of our tables never change. */
  code(code: string): string;
  /**
   * A copy with every text and key masked. Errors become name, message, stack and cause; cycles, great depth and what cannot be read
   * are cut.
   */
  value(value: unknown): JsonValue;
  /**
   * JSON of what the process gets: the texts in it are masked, names and numbers stay. A short secret may be a word of the data, so
   * it is left there.
   */
  data(json: string): string;
}

export function createMask(): Mask {
  const secrets = new Set<string>();
  const short = new Set<string>();
  let forms: readonly (readonly [secret: string, forms: readonly SecretForm[]])[] | undefined;

  const listForms = (): NonNullable<typeof forms> => {
    forms ??= [...secrets]
      .sort((a, b) => b.length - a.length)
      .map((secret) => [secret, toSecretForms(secret)]);
    return forms;
  };
  /** No shorter text holds any part of a secret that would be hidden. */
  let shortest = Number.POSITIVE_INFINITY;
  const isSecret = (text: string): boolean => secrets.has(text) || short.has(text);

  const text = (original: string): string => {
    if (secrets.size === 0 && short.size === 0) return original;
    if (isSecret(original)) return HIDDEN;
    if (original.length < shortest) return original;
    const isCode = CODE.test(original);
    let masked = original;
    for (const [secret, ways] of listForms()) {
      if (isCode && secret.length < MIN_LENGTH_IN_NAMES) continue;
      for (const way of ways) masked = masked.replaceAll(way, HIDDEN);
      masked = hideCutEnd(masked, secret);
    }
    return masked;
  };
  const code = (original: string): string => (CODE.test(original) ? original : text(original));
  const key = (name: string): string => {
    if (OWN_NAMES.has(name) || CODE.test(name)) return name;
    if (isSecret(name)) return HIDDEN;
    let masked = name;
    for (const [secret, ways] of listForms()) {
      for (const way of ways) {
        masked = masked.replaceAll(way, (found: string, ...rest: readonly unknown[]) => {
          const at = rest.find((part) => typeof part === 'number') ?? 0;
          const isWord = !/\w/.test(masked.charAt(at - 1)) && !/\w/.test(masked.charAt(at + found.length));
          return secret.length >= MIN_LENGTH_IN_NAMES || isWord ? HIDDEN : found;
        });
      }
    }
    return masked;
  };
  const textOfData = (original: string): string => {
    let masked = original;
    for (const [secret, ways] of listForms()) {
      if (secret.length < MIN_LENGTH_IN_DATA) continue;
      for (const way of ways) masked = masked.replaceAll(way, HIDDEN);
    }
    return masked;
  };
  return {
    hide(secret) {
      if (secret === '') return 'hidden';
      if (secret.trim().length < MIN_LENGTH) {
        short.add(secret);
        return 'tooShort';
      }
      secrets.add(secret);
      shortest = Math.min(shortest, headOf(secret).length);
      forms = undefined;
      return 'hidden';
    },
    text,
    code,
    value: (value) => maskValue(value, { text, code, key }),
    data(json) {
      if (json.length < shortest || textOfData(json) === json) return json;
      return stringifyJson(mapTexts(parseJson(json), textOfData));
    },
  };
}

/** A text that was cut may end within a secret. */
function hideCutEnd(text: string, secret: string): string {
  const end = text.endsWith('…') ? text.length - 1 : text.endsWith('...') ? text.length - 3 : text.length;
  const head = headOf(secret);
  const first = Math.max(end - secret.length + 1, 0);
  for (let at = text.indexOf(head, first); at >= 0 && at < end; at = text.indexOf(head, at + 1)) {
    if (secret.startsWith(text.slice(at, end))) return text.slice(0, at) + HIDDEN + text.slice(end);
  }
  return text;
}

const headOf = (secret: string): string =>
  secret.slice(0, Math.min(MIN_CUT_LENGTH, Math.ceil(secret.length / 2)));
