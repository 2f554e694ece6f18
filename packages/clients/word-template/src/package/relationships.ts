import { WORD_LIMITS } from '../limits.ts';
import { WordError } from '../word-error.ts';
import type { Parts } from './open-package.ts';
import { readXml } from './read-xml.ts';

/** What a part refers to (ECMA-376 Part 2, 6.5). */
export interface Relationship {
  /** The last part of its type, e.g. `image`, `hyperlink`, `header`. */
  readonly type: string;
  /** Name of a part, or an address when it is external. */
  readonly target: string;
  readonly isExternal: boolean;
}
export type Relationships = ReadonlyMap<string, Relationship>;

/** What may name something elsewhere: it is shown as a link, or not used; nothing is ever fetched. */
const MAY_BE_EXTERNAL = new Set(['hyperlink', 'attachedTemplate']);

/**
 * The relationships of a part.
 * @throws WordError `unsafe` for one that would have to be fetched from elsewhere
 */
export function readRelationships(parts: Parts, part: string): Relationships {
  const at = part.lastIndexOf('/') + 1;
  const name = `${part.slice(0, at)}_rels/${part.slice(at)}.rels`;
  const bytes = parts.get(name);
  if (bytes === undefined) return new Map();
  const { children } = readXml(bytes, name);
  if (children.length > WORD_LIMITS.relationships)
    throw new WordError('too-large', `${name} has more than ${WORD_LIMITS.relationships} relationships`);
  return new Map(
    children.map(({ attributes }) => {
      const type = (attributes.get('Type') ?? '').split('/').at(-1) ?? '';
      const isExternal = attributes.get('TargetMode') === 'External';
      const target = attributes.get('Target') ?? '';
      if (isExternal && !MAY_BE_EXTERNAL.has(type)) throw externalError(part, type, target);
      return [
        attributes.get('Id') ?? '',
        { type, isExternal, target: isExternal ? target : resolveTarget(part, target) },
      ] as const;
    }),
  );
}

const externalError = (part: string, type: string, target: string): WordError =>
  new WordError(
    'unsafe',
    `${part} takes in ${type === 'image' ? 'a picture' : `something of type "${type.slice(0, 60)}"`} from elsewhere (${target.slice(0, 200)}), which is never fetched: insert it into the file`,
  );

/** The name of a part that is named from another one. */
export function resolveTarget(from: string, target: string): string {
  const segments = target.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const segment of target.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '.' && segment !== '') segments.push(segment);
  }
  return segments.join('/');
}
