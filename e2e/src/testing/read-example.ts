import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

/**
 * A block of code in a page of `docs/`, behind `<!-- example: NAME -->`: what the page shows is what runs.
 */
export function readExample(page: string, name: string): string {
  const text = readFileSync(fileURLToPath(new URL(`../../../docs/${page}`, import.meta.url)), 'utf8');
  const [, after] = text.split(`<!-- example: ${name} -->`);
  const block = /^\s*```\w+\n([\s\S]*?)\n```/.exec(after ?? '')?.[1];
  if (block === undefined) throw new Error(`docs/${page} has no example ${name}`);
  return block;
}

/** The names of all examples of a page. */
export function listExamples(page: string): readonly string[] {
  const text = readFileSync(fileURLToPath(new URL(`../../../docs/${page}`, import.meta.url)), 'utf8');
  return [...text.matchAll(/<!-- example: (.*?) -->/g)].map(([, name = '']) => name);
}

type Tree = Record<string, unknown>;

/**
 * An example with some of its values replaced: addresses and files of this machine. Lists are merged by
 * place.
 */
export function adaptExample(yaml: string, changes: unknown): Tree {
  return merge(parse(yaml), changes) as Tree;
}

function merge(value: unknown, changes: unknown): unknown {
  if (changes === undefined) return value;
  if (Array.isArray(value) && Array.isArray(changes)) {
    return value.map((each, index) => merge(each, changes[index]));
  }
  if (isTree(value) && isTree(changes)) {
    const keys = new Set([...Object.keys(value), ...Object.keys(changes)]);
    return Object.fromEntries([...keys].map((key) => [key, merge(value[key], changes[key])]));
  }
  return changes;
}

const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
