import {
  ConnectorError,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  RetryableError,
} from '@jobwright/connector-sdk';

/** `{{secrets.NAME}}` anywhere in a text; blanks inside the braces are allowed. */
const IN_BRACES = /\{\{\s*secrets\.([^\s{}]+)\s*\}\}/g;
/** `secrets.NAME` counts only when it is the whole text, so that prose cannot name a secret. */
const BARE = /^secrets\.((?:[a-zA-Z0-9]+[/._-])*[a-zA-Z0-9]+)$/;

export type SecretLookup = (name: string) => Promise<string>;

/**
 * Replaces secret placeholders in all texts below `variables`, in one pass: a secret's own text is never looked at again.
 * Returns the same object when there are none.
 * @throws ConnectorError `SECRET_NOT_FOUND`, RetryableError `SECRETS_UNAVAILABLE`; a placeholder never stays
 */
export async function replaceSecrets(variables: JsonObject, lookup: SecretLookup): Promise<JsonObject> {
  const names = new Set<string>();
  collectNames(variables, names);
  if (names.size === 0) return variables;
  const values = new Map<string, string>();
  await Promise.all([...names].map(async (name) => values.set(name, await lookup(name))));
  const replaced = replaceIn(variables, values);
  return isJsonObject(replaced) ? replaced : variables;
}

function collectNames(value: JsonValue, names: Set<string>): void {
  if (typeof value === 'string') {
    if (!value.includes('secrets.')) return;
    const bare = BARE.exec(value)?.[1];
    if (bare !== undefined) names.add(bare);
    for (const [, name] of value.matchAll(IN_BRACES)) if (name !== undefined) names.add(name);
  } else if (typeof value === 'object' && value !== null) {
    for (const child of Object.values(value)) collectNames(child, names);
  }
}

function replaceIn(value: JsonValue, secrets: ReadonlyMap<string, string>): JsonValue {
  if (typeof value === 'string') {
    if (!value.includes('secrets.')) return value;
    const bare = BARE.exec(value)?.[1];
    if (bare !== undefined) return secrets.get(bare) ?? value;
    return value.replaceAll(IN_BRACES, (placeholder, name: string) => secrets.get(name) ?? placeholder);
  }
  if (Array.isArray(value)) return value.map((child: JsonValue) => replaceIn(child, secrets));
  if (isJsonObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, replaceIn(child, secrets)]));
  }
  return value;
}

export const secretNotFound = (name: string, reason: string): ConnectorError =>
  new ConnectorError({ code: 'SECRET_NOT_FOUND', message: `Secret ${name} ${reason}` });

export const secretsUnavailable = (name: string, cause: unknown): RetryableError =>
  new RetryableError({
    code: 'SECRETS_UNAVAILABLE',
    message: `Secret ${name} could not be fetched; the reason is in the log of the runtime`,
    cause,
  });
