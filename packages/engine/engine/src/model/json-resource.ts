import { toErrorMessage } from '@jobwright/concurrency';
import { isJsonObject, parseJson } from '@jobwright/json';
import type { Resource } from './deployable.ts';

/** The identity of a file of JSON. */
export interface ResourceIdentity {
  readonly id: string;
  readonly versionTag?: string;
}

export type IdentityReading =
  | { readonly ok: true; readonly identity: ResourceIdentity }
  | { readonly ok: false; readonly reason: string };

const MAX_ID_LENGTH = 255;

/** Reads `id` and `versionTag` of a file of JSON. `noun` is what the file is called in the reason to refuse it. */
export function readIdentity({ name, content }: Resource, noun: 'form' | 'resource'): IdentityReading {
  const refuse = (reason: string): IdentityReading => ({ ok: false, reason });
  const unparsed = (problem: string): IdentityReading =>
    refuse(`Failed to parse ${noun} JSON. '${name}': ${problem}`);
  let value: unknown;
  try {
    value = parseJson(content);
  } catch (error) {
    return unparsed(toErrorMessage(error));
  }
  if (!isJsonObject(value)) return unparsed('an object is expected');
  const { id = null, versionTag = null } = value;
  if (id === null) return refuse(`Expected the ${noun} id to be present, but none given`);
  if (typeof id !== 'string') return unparsed("'id' must be text");
  if (id.trim() === '') return refuse(`Expected the ${noun} id to be filled, but it is blank`);
  if (id.length > MAX_ID_LENGTH)
    return refuse(
      `The ID of a ${noun} must not be longer than the configured max-id-length of ${MAX_ID_LENGTH} characters, but was '${id}' in resource '${name}'`,
    );
  if (versionTag !== null && typeof versionTag !== 'string') return unparsed("'versionTag' must be text");
  return { ok: true, identity: { id, ...(versionTag !== null && { versionTag }) } };
}
