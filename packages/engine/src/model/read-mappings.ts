import type { Mapping } from './graph.ts';
import { type ModdleElement, readElements, readExtensions, readId, readText } from './moddle-element.ts';
import type { Problem } from './problem.ts';
import { readExpression } from './read-expression.ts';

const PATH = /^[a-zA-Z_][a-zA-Z0-9_]*(\.[a-zA-Z_][a-zA-Z0-9_]*)*$/;
const PATH_TEXT = '[a-zA-Z_][a-zA-Z0-9_]*(\\.[a-zA-Z_][a-zA-Z0-9_]*)*';
const RESERVED = 'null, true, false, function, if, then, else, for, between, instance, of';
const RESERVED_WORDS = new Set(RESERVED.split(', '));

function checkTarget(target: string | undefined): string | undefined {
  if (target === undefined || target === '') return 'Expected path expression but not found.';
  if (!PATH.test(target))
    return `Expected path expression '${target}' but doesn't match the pattern '${PATH_TEXT}'.`;
  if (RESERVED_WORDS.has(target))
    return `Expected path expression '${target}' but is one of the reserved words (${RESERVED}).`;
  return undefined;
}

/** The input or output mappings of an element, in the order of the file. */
export function readMappings(
  element: ModdleElement,
  kind: 'input' | 'output',
  problems: Problem[],
): readonly Mapping[] {
  const path = `${readId(element)} > extensionElements > ioMapping > ${kind}`;
  const [ioMapping] = readExtensions(element, 'zeebe:IoMapping');
  const entries = ioMapping ? readElements(ioMapping, `${kind}Parameters`) : [];
  return entries.map((entry) => {
    const source = readExpression({ problems, path }, readText(entry, 'source'));
    const target = readText(entry, 'target');
    const message = checkTarget(target);
    if (message !== undefined) problems.push({ path, message });
    return { source, target: (target ?? '').split('.') };
  });
}
