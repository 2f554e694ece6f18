import { checkXml } from './check-xml.ts';
import { ModelError } from './model-error.ts';

/**
 * Of the worst that there is of this size, the parser reads it in some 100 ms; nearly all models are smaller.
 */
const MAX_CHARACTERS = 200_000;
const MAX_ELEMENTS = 1_000;
/** So little is, whatever it is. */
const FEW_CHARACTERS = 5_000;

/**
 * Whether a BPMN file is sure to be read in a moment. Others may take time that grows with the square of
 * their length, or more: they are read where that can be ended. It takes a few milliseconds, whatever the
 * file holds.
 */
export function isQuicklyRead(xml: string): boolean {
  if (xml.length <= FEW_CHARACTERS) return true;
  if (xml.length > MAX_CHARACTERS) return false;
  try {
    checkXml(xml, { maxElements: MAX_ELEMENTS });
    return true;
  } catch (error) {
    if (error instanceof ModelError) return false;
    throw error;
  }
}
