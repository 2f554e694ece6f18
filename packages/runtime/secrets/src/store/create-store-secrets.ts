import { isJsonObject, type JsonValue, parseJson } from '@jobwright/json';
import {
  joinSecretScope,
  type SecretContext,
  type SecretProvider,
  type SecretScopeOptions,
  findSecretScope,
} from '@jobwright/runtime';
import { SecretStoreError } from '../secret-store-error.ts';
import type { SecretStore } from './secret-store.ts';

/** Which secret of a store the name in `{{secrets.NAME}}` means. */
export interface SecretNaming extends SecretScopeOptions {
  /** Put before every name, so that a process can name no other secrets of the store. Default: nothing. */
  readonly prefix?: string;
  /** The id of one secret that holds all, as a JSON object by name; `prefix` is then not used. */
  readonly bundle?: string;
}

/**
 * An id cannot lead anywhere else: no `..`, no query, nothing that a URL could take for more than one
 * segment.
 */
const SAFE_NAME = /^[\p{L}\p{N}_.@/-]+$/u;
const FIELD_SEPARATOR = '#';

/**
 * Secrets of a store. A name is an id, or `id#field` for a field of a secret that is a JSON object.
 * A name that could lead out of the prefix does not exist.
 */
export function createStoreSecrets(store: SecretStore, naming: SecretNaming = {}): SecretProvider {
  return {
    async getSecret(name, context) {
      const location = locateSecret(name, context, { store, naming });
      if (location === undefined) return undefined;
      const text = await store.read(location.id);
      if (text === undefined || location.field === undefined) return text;
      return pickField(text, location.field, store);
    },
  };
}

interface SecretLocation {
  readonly id: string;
  readonly field: string | undefined;
}

function locateSecret(
  name: string,
  context: SecretContext,
  { store, naming }: { readonly store: SecretStore; readonly naming: SecretNaming },
): SecretLocation | undefined {
  const scope = findSecretScope(context, naming);
  if (scope === undefined) return undefined;
  if (naming.bundle !== undefined) {
    const field = joinSecretScope(scope, name, naming);
    return field === undefined ? undefined : { id: naming.bundle, field };
  }
  if (naming.tenantAware === true && !isDistinct(context.tenantId, store)) {
    throw new SecretStoreError(
      `${store.title}: its names cannot distinguish the tenant ${context.tenantId} from others; use a store of secrets whose names are joined with /, or one of its own for this tenant`,
    );
  }
  const [id = '', field, ...more] = name.split(FIELD_SEPARATOR);
  const parts = [...scope, id];
  if (more.length > 0 || field === '' || !parts.every(isSafe)) return undefined;
  return { id: `${naming.prefix ?? ''}${parts.join(store.separator)}`, field };
}

/**
 * A store without `/` in its names joins with a character that may be in a tenant's id, and may not
 * distinguish case, or `_` from `-`.
 */
const isDistinct = (tenantId: string, { separator }: SecretStore): boolean =>
  separator === '/' || tenantId === '<default>' || /^[a-z0-9]+$/.test(tenantId);

const isSafe = (part: string): boolean =>
  SAFE_NAME.test(part) && part.split('/').every((step) => step !== '' && step !== '.' && step !== '..');

function pickField(text: string, field: string, { title }: SecretStore): string | undefined {
  const value = readJson(text);
  if (!isJsonObject(value)) {
    throw new SecretStoreError(`${title}: the secret is not a JSON object, so it has no field ${field}`);
  }
  const found = Object.hasOwn(value, field) ? value[field] : undefined;
  if (found === undefined || found === null) return undefined;
  return typeof found === 'object' ? JSON.stringify(found) : String(found);
}

function readJson(text: string): JsonValue | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
