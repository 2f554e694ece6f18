import { isJsonObject, type JsonValue, parseJson } from '@jobwright/json';
import {
  joinSecretScope,
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
  if (scope === undefined) return undefined;
  if (naming.bundle !== undefined) {
    const field = joinSecretScope(scope, name, naming);
    return field === undefined ? undefined : { id: naming.bundle, field };
  }
  if (naming.tenantAware === true && !isTellable(context.tenantId, store)) {
    throw new SecretStoreError(
      `${store.title}: names cannot tell the tenant ${context.tenantId} from others; give it a module of its own, or a store that joins with /`,
    );
  }
  const [id = '', field, ...more] = name.split(FIELD_SEPARATOR);
  const parts = [...scope, id];
  if (more.length > 0 || field === '' || !parts.every(isSafe)) return undefined;
  return { id: `${naming.prefix ?? ''}${parts.join(store.separator)}`, field };
}

/** A store whose names know no `/` joins with what a tenant's id may hold as well, and may not tell cases or `_` and `-` apart. */
const isTellable = (tenantId: string, { separator }: SecretStore): boolean =>
  separator === '/' || tenantId === '<default>' || /^[a-z0-9]+$/.test(tenantId);

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
