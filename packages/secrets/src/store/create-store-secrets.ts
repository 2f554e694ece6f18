import { isJsonObject, type JsonValue, parseJson } from '@jobwright/connector-sdk';
import {
  type SecretContext,
  type SecretProvider,
  type SecretScopeOptions,
  toSecretScope,
} from '@jobwright/runtime';
import { SecretStoreError } from '../secret-store-error.ts';
import type { SecretStore } from './secret-store.ts';

/** How the name in `{{secrets.NAME}}` leads to a secret of a store. */
export interface SecretNaming extends SecretScopeOptions {
  /** Put before every name, so that a process can name no other secrets of the store. */
  readonly prefix?: string;
  /** The id of one secret that holds all, as a JSON object by name; `prefix` is then not used. */
  readonly bundle?: string;
}

/** Ids lead nowhere else: no way up, no query, nothing that a URL could take for more than one step. */
const SAFE_NAME = /^[\p{L}\p{N}_.@/-]+$/u;
const FIELD_SEPARATOR = '#';

/**
 * Secrets of a store. A name is an id, or `id#field` for a field of a secret that is a JSON object.
 * A name that could lead out of the prefix is no secret.
 */
export function createStoreSecrets(store: SecretStore, naming: SecretNaming = {}): SecretProvider {
  return {
    async getSecret(name, context) {
      const place = toPlace(name, context, { store, naming });
      if (place === undefined) return undefined;
      const text = await store.read(place.id);
      if (text === undefined || place.field === undefined) return text;
      return pickField(text, place.field, store);
    },
  };
}

interface Place {
  readonly id: string;
  readonly field: string | undefined;
}

function toPlace(
  name: string,
  context: SecretContext,
  { store, naming }: { readonly store: SecretStore; readonly naming: SecretNaming },
): Place | undefined {
  const scope = toSecretScope(context, naming);
  if (naming.bundle !== undefined) return { id: naming.bundle, field: [...scope, name].join('_') };
  const [id = '', field, ...more] = name.split(FIELD_SEPARATOR);
  const parts = [...scope, id];
  if (more.length > 0 || field === '' || !parts.every(isSafe)) return undefined;
  return { id: `${naming.prefix ?? ''}${parts.join(store.separator)}`, field };
}

const isSafe = (part: string): boolean =>
  SAFE_NAME.test(part) && part.split('/').every((step) => step !== '' && step !== '.' && step !== '..');

function pickField(text: string, field: string, { title }: SecretStore): string | undefined {
  const value = toJson(text);
  if (!isJsonObject(value)) {
    throw new SecretStoreError(`${title}: the secret is no JSON object, so it has no field ${field}`);
  }
  const found = Object.hasOwn(value, field) ? value[field] : undefined;
  if (found === undefined || found === null) return undefined;
  return typeof found === 'object' ? JSON.stringify(found) : String(found);
}

function toJson(text: string): JsonValue | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
