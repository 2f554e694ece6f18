import { isModdleElement, type Problem, readText } from '@jobwright/bpmn-model';

/** What the parser could not place; references of a diagram may dangle. */
export function describeWarning(warning: unknown): readonly Problem[] {
  if (typeof warning !== 'object' || warning === null || !('message' in warning)) return [];
  const message = String(warning.message).replace(/\s+/g, ' ').trim();
  if (message.startsWith('unresolved reference')) return [];
  const element = 'element' in warning && isModdleElement(warning.element) ? warning.element : undefined;
  return [{ path: (element && readText(element, 'id')) ?? 'definitions', message }];
}
