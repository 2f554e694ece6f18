import { toErrorMessage } from '@jobwright/concurrency/errors';
import { isJsonObject, parseJson } from '@jobwright/json';
import type { Resource } from './deployable.ts';
import { describeTooLong } from './describe-too-long.ts';

/** The identity of a file of JSON. */
export interface ResourceIdentity {
  readonly id: string;
  readonly versionTag?: string;
}

export type IdentityReading =
  | { readonly ok: true; readonly identity: ResourceIdentity }
  | { readonly ok: false; readonly reason: string };

/**
 * Reads `id` and `versionTag` of a file of JSON. `noun` is what the file is called in the reason to refuse
 * it.
 */
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
  const tooLong = describeTooLong(id, { part: 'ID', owner: `a ${noun}`, resourceName: name });
  if (tooLong !== undefined) return refuse(tooLong);
  if (versionTag !== null && typeof versionTag !== 'string') return unparsed("'versionTag' must be text");
  return { ok: true, identity: { id, ...(versionTag !== null && { versionTag }) } };
}
