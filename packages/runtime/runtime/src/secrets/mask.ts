import { type JsonValue, parseJson, stringifyJson } from '@jobwright/json';
import { mapTexts } from './map-texts.ts';
import { maskValue } from './mask-value.ts';
import { type SecretForm, listSecretForms } from './secret-forms.ts';

const HIDDEN = '***';
/** A shorter secret is part of too many texts: it is hidden only where it is the whole text. */
const MIN_LENGTH = 4;
/** In names, a shorter secret is hidden only where it is a word of its own. */
const MIN_LENGTH_IN_NAMES = 8;
/** A shorter secret may be a word of the process's own data. */
const MIN_LENGTH_IN_DATA = 8;
/** At the end of a text that was cut, at least this much of a secret's beginning is hidden as well. */
const MIN_CUT_LENGTH = 6;

/** Names in our failures and logs. No secret changes them. */
const OWN_NAMES = new Set(
  'body cause code error errorCode failure fields headers key message name path problems reason response stack status type variables'.split(
    ' ',
  ),
);
/** Error codes, and statuses of HTTP: models compare them. */
const CODE = /^(?:\d{3}|[A-Z]+(?:_[A-Z]+)+)$/;

/**
 * Hides the secrets that a job used in everything that leaves the runtime, in every form in which they are
 * likely to be written.
 */
export interface Mask {
  /** `tooShort`: the text is hidden only where it stands alone. */
  hide(secret: string): 'hidden' | 'tooShort';
  text(text: string): string;
  /** Masks the code of a failure; our own codes never change. */
  code(code: string): string;
  /**
   * A copy with every text and key masked. Errors become name, message, stack and cause. Cycles, deep nesting
   * and unreadable parts are cut.
   */
  value(value: unknown): JsonValue;
  /**
   * Masks the texts in the JSON that goes to the process, not names and numbers. A short secret may be a word
   * of the data, so it is not masked here.
   */
  data(json: string): string;
}

export function createMask(): Mask {
  const secrets = new Set<string>();
  const short = new Set<string>();
  let formsBySecret: readonly (readonly [secret: string, forms: readonly SecretForm[]])[] | undefined;

  const listForms = (): NonNullable<typeof formsBySecret> => {
    formsBySecret ??= [...secrets]
      .sort((a, b) => b.length - a.length)
      .map((secret) => [secret, listSecretForms(secret)]);
    return formsBySecret;
  };
  /** No shorter text contains any part of a secret that would be hidden. */
  let shortest = Number.POSITIVE_INFINITY;
  const isSecret = (text: string): boolean => secrets.has(text) || short.has(text);

  const text = (original: string): string => {
    if (secrets.size === 0 && short.size === 0) return original;
    if (isSecret(original)) return HIDDEN;
    if (original.length < shortest) return original;
    const isCode = CODE.test(original);
    let masked = original;
    for (const [secret, forms] of listForms()) {
      if (isCode && secret.length < MIN_LENGTH_IN_NAMES) continue;
      for (const form of forms) masked = masked.replaceAll(form, HIDDEN);
      masked = hideCutEnd(masked, secret);
    }
    return masked;
  };
  const code = (original: string): string => (CODE.test(original) ? original : text(original));
  const key = (name: string): string => {
    if (OWN_NAMES.has(name) || CODE.test(name)) return name;
    if (isSecret(name)) return HIDDEN;
    let masked = name;
    for (const [secret, forms] of listForms()) {
      for (const form of forms) {
        masked = masked.replaceAll(form, (found: string, ...rest: readonly unknown[]) => {
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
    for (const [secret, forms] of listForms()) {
      if (secret.length < MIN_LENGTH_IN_DATA) continue;
      for (const form of forms) masked = masked.replaceAll(form, HIDDEN);
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
      formsBySecret = undefined;
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
