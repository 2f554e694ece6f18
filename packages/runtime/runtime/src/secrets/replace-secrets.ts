import { ConnectorError, RetryableError } from '@jobwright/connector-sdk';
import { isJsonObject, type JsonObject, type JsonValue } from '@jobwright/json';
import { listNames, replaceNames } from './placeholders.ts';
import type { SecretFields } from './secret-fields.ts';

export type SecretLookup = (name: string) => Promise<string>;

export interface SecretReplacing {
  /** Called only when the variables have a placeholder. */
  readonly fields: () => Promise<SecretFields>;
  readonly lookup: SecretLookup;
  /**
   * Called with the variables in which a text looks like a placeholder where the model has none: it is left
   * unchanged.
   */
  readonly onLeft?: (variables: readonly string[]) => void;
}

/**
 * Replaces the placeholders of secrets where the model has them, in one pass: the text of a secret is never
 * searched for placeholders. Returns the same object when there are none.
 * @throws ConnectorError `SECRET_NOT_FOUND`, RetryableError `SECRETS_UNAVAILABLE`, and what `fields` throws
 */
export async function replaceSecrets(
  variables: JsonObject,
  { fields, lookup, onLeft }: SecretReplacing,
): Promise<JsonObject> {
  const suspects = Object.keys(variables).filter((key) => hasNames(variables[key] ?? null));
  if (suspects.length === 0) return variables;
  const root = await fields();
  const names = new Set<string>();
  const left = suspects.filter((key) => collectNames(variables[key] ?? null, root.below(key), names));
  if (left.length > 0) onLeft?.(left);
  if (names.size === 0) return variables;
  const values = new Map<string, string>();
  await Promise.all([...names].map(async (name) => values.set(name, await lookup(name))));
  const replaced = suspects.map(
    (key) => [key, replaceIn(variables[key] ?? null, root.below(key), values)] as const,
  );
  return { ...variables, ...Object.fromEntries(replaced) };
}

function hasNames(value: JsonValue): boolean {
  if (typeof value === 'string') return listNames(value).length > 0;
  return typeof value === 'object' && value !== null && Object.values(value).some(hasNames);
}

/** Adds the names that count. Returns whether there are others. */
function collectNames(value: JsonValue, field: SecretFields, names: Set<string>): boolean {
  let hasOthers = false;
  if (typeof value === 'string') {
    for (const name of listNames(value)) {
      if (field.allows(name)) names.add(name);
      else hasOthers = true;
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, child] of Object.entries(value)) {
      if (collectNames(child, Array.isArray(value) ? field : field.below(key), names)) hasOthers = true;
    }
  }
  return hasOthers;
}

function replaceIn(value: JsonValue, field: SecretFields, secrets: ReadonlyMap<string, string>): JsonValue {
  if (typeof value === 'string') {
    return replaceNames(value, (name) => (field.allows(name) ? secrets.get(name) : undefined));
  }
  if (Array.isArray(value)) return value.map((child: JsonValue) => replaceIn(child, field, secrets));
  if (isJsonObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, child]) => [key, replaceIn(child, field.below(key), secrets)]),
    );
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
