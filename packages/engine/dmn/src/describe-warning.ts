import { isModdleElement, type Problem, readText } from '@jobwright/bpmn-model';

/** Elements that only document a file, and that the parser does not know. */
const DOCUMENTATION = new Set(['organizationUnit', 'typeConstraint', 'functionItem']);
const UNKNOWN = /^unparsable content <(?:[\w.-]+:)?([\w.-]+)> detected line: (\d+) .*unknown type/;

/** What the parser could not place; references of a diagram may dangle. */
export function describeWarning(warning: unknown): readonly Problem[] {
  if (typeof warning !== 'object' || warning === null || !('message' in warning)) return [];
  const text = String(warning.message).replace(/\s+/g, ' ').trim();
  if (text.startsWith('unresolved reference')) return [];
  const element = 'element' in warning && isModdleElement(warning.element) ? warning.element : undefined;
  const path = (element && readText(element, 'id')) ?? 'definitions';
  const [, name, line] = UNKNOWN.exec(text) ?? [];
  if (name === undefined) return [{ path, message: text }];
  // The parser counts lines from 0.
  const message = `A dmn:${name} is not supported (line ${Number(line) + 1})`;
  return DOCUMENTATION.has(name) ? [] : [{ path, message }];
}
