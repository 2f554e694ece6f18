import { WordError } from '../word-error.ts';

/** What controls what stands around it. */
export type Directive =
  | { readonly kind: 'each'; readonly list: string; readonly as: string }
  | { readonly kind: 'if'; readonly condition: string }
  | { readonly kind: 'else' }
  | { readonly kind: 'end'; readonly of: 'each' | 'if' };

const PATH = String.raw`[\p{L}_][\p{L}\p{N}_-]*(?:\.[\p{L}\p{N}_-]+)*`;
const EACH = new RegExp(String.raw`^#each\s+(${PATH})(?:\s+as\s+([\p{L}_][\p{L}\p{N}_]*))?$`, 'u');
const IF = new RegExp(String.raw`^#if\s+(!?${PATH})$`, 'u');

/**
 * What `${#each items as item}`, `${#if paid}`, `${#else}`, `${/if}` and `${/each}` say; `undefined` for the
 * name of a value.
 * @throws WordError for one that is none of these
 */
export function parseDirective(placeholder: string): Directive | undefined {
  const inner = placeholder.slice(2, -1).trim();
  if (!inner.startsWith('#') && !inner.startsWith('/')) return undefined;
  if (inner === '#else') return { kind: 'else' };
  if (inner === '/each') return { kind: 'end', of: 'each' };
  if (inner === '/if') return { kind: 'end', of: 'if' };
  const [, list, as = 'item'] = EACH.exec(inner) ?? [];
  if (list !== undefined) return { kind: 'each', list, as };
  const [, condition] = IF.exec(inner) ?? [];
  if (condition !== undefined) return { kind: 'if', condition };
  throw new WordError(
    'values',
    `${placeholder.slice(0, 200)}: Expected \${#each items as item}, \${/each}, \${#if name}, \${#else} or \${/if}`,
  );
}
