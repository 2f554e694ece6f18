import { type ModdleElement, readText } from '@jobwright/bpmn-model';
import type { ExpressionLocation } from './read-expression.ts';

/** An attribute that must be there; empty text after a problem. */
export function readRequired(
  { problems, path }: ExpressionLocation,
  extension: ModdleElement,
  name: string,
): string {
  const text = readText(extension, name) ?? '';
  if (text === '') problems.push({ path, message: `Attribute '${name}' must be present and not empty` });
  return text;
}
