import { isJsonObject, type JsonObject, type JsonValue } from '@jobwright/json';
import { isSameJson } from './merge-patch.ts';

/** One step of a JSON Patch, RFC 6902. */
export type PatchStep =
  | { readonly op: 'add' | 'replace'; readonly path: string; readonly value: JsonValue }
  | { readonly op: 'remove'; readonly path: string };

/** The steps that turn one object into another. Lists are replaced as a whole. */
export function buildJsonPatch(from: JsonObject, to: JsonObject, parent = ''): readonly PatchStep[] {
  const removed = Object.keys(from)
    .filter((name) => !Object.hasOwn(to, name))
    .map((name): PatchStep => ({ op: 'remove', path: `${parent}/${escapeToken(name)}` }));
  const written = Object.entries(to).flatMap(([name, value]): readonly PatchStep[] => {
    const path = `${parent}/${escapeToken(name)}`;
    if (!Object.hasOwn(from, name)) return [{ op: 'add', path, value }];
    const before = from[name];
    if (isSameJson(before, value)) return [];
    if (before !== undefined && isJsonObject(before) && isJsonObject(value))
      return buildJsonPatch(before, value, path);
    return [{ op: 'replace', path, value }];
  });
  return [...removed, ...written];
}

/** RFC 6901. */
const escapeToken = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

export const unescapeToken = (token: string): string => token.replaceAll('~1', '/').replaceAll('~0', '~');
