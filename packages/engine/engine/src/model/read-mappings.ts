import {
  type ModdleElement,
  type Problem,
  readElements,
  readExtensions,
  readId,
  readText,
} from '@jobwright/bpmn-model';
import type { Mapping } from './graph.ts';
import type { Expression } from './expression.ts';
import { readExpression, readFeel } from './read-expression.ts';

const PATH = /^[a-zA-Z_][a-zA-Z0-9_]*(\.[a-zA-Z_][a-zA-Z0-9_]*)*$/;
const PATH_TEXT = '[a-zA-Z_][a-zA-Z0-9_]*(\\.[a-zA-Z_][a-zA-Z0-9_]*)*';
const RESERVED = 'null, true, false, function, if, then, else, for, between, instance, of';
const RESERVED_WORDS = new Set(RESERVED.split(', '));

/** Each level is a separate context, built and read with every job. */
const MAX_LEVELS = 100;

function checkTarget(target: string | undefined): string | undefined {
  if (target === undefined || target === '') return 'Expected path expression but not found.';
  if (target.split('.', MAX_LEVELS + 1).length > MAX_LEVELS)
    return `Expected path expression of at most ${MAX_LEVELS} levels.`;
  if (!PATH.test(target))
    return `Expected path expression '${target}' but doesn't match the pattern '${PATH_TEXT}'.`;
  if (RESERVED_WORDS.has(target))
    return `Expected path expression '${target}' but is one of the reserved words (${RESERVED}).`;
  return undefined;
}

/** Targets as a tree; of two that exclude each other, `a` and `a.b`, the later one wins. */
type Targets = Map<string, Expression | Targets>;

function addTarget(targets: Targets, [name = '', ...rest]: readonly string[], source: Expression): void {
  if (rest.length === 0) {
    targets.set(name, source);
    return;
  }
  const known = targets.get(name);
  const inner: Targets = typeof known === 'object' ? known : new Map<string, Expression | Targets>();
  targets.set(name, inner);
  addTarget(inner, rest, source);
}

const toMappings = (targets: Targets): readonly Mapping[] =>
  [...targets].map(([name, value]) =>
    typeof value === 'object' ? { name, entries: toMappings(value) } : { name, source: value },
  );

/** The input or output mappings of an element, in the order of the file; an output has to be FEEL. */
export function readMappings(
  element: ModdleElement,
  kind: 'input' | 'output',
  problems: Problem[],
): readonly Mapping[] {
  const [ioMapping] = readExtensions(element, 'zeebe:IoMapping');
  if (!ioMapping) return [];
  const path = `${readId(element)} > extensionElements > ioMapping > ${kind}`;
  const targets: Targets = new Map();
  for (const entry of readElements(ioMapping, `${kind}Parameters`)) {
    const location = { problems, path };
    const text = readText(entry, 'source');
    // An input without a source is null, since 8.8.
    const source =
      kind === 'output'
        ? readFeel(location, text)
        : readExpression(location, text === undefined || text === '' ? '=null' : text);
    const target = readText(entry, 'target');
    const message = checkTarget(target);
    if (message !== undefined) problems.push({ path, message });
    else addTarget(targets, (target ?? '').split('.'), source);
  }
  return toMappings(targets);
}
