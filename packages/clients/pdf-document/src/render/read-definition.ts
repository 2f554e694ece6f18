import {
  definition as definitionSchema,
  DEFAULT_MARGIN,
  type Definition,
  type Margins,
} from '../definition/definition.schema.ts';
import { parseDefinition } from '../definition/parse-definition.ts';
import { definitionError } from '../pdf-error.ts';

/** @throws PdfError `definition` with the paths of what is wrong */
export function readDefinition(definition: unknown): Definition {
  try {
    return parseDefinition(definitionSchema, definition);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw definitionError([{ path: 'content', message: 'Blocks are nested too deep' }]);
  }
}

const MIN_SIDE = 40;
const DEFAULT_MARGINS: Margins = {
  top: DEFAULT_MARGIN,
  right: DEFAULT_MARGIN,
  bottom: DEFAULT_MARGIN,
  left: DEFAULT_MARGIN,
};

/**
 * The margins, and the width between them, in points.
 * @throws PdfError `definition` when they leave no room
 */
export function readMargins(
  margins: Margins = DEFAULT_MARGINS,
  [pageWidth, pageHeight]: readonly [width: number, height: number],
): { readonly margins: Margins; readonly width: number } {
  const width = pageWidth - margins.left - margins.right;
  if (width < MIN_SIDE || pageHeight - margins.top - margins.bottom < MIN_SIDE)
    throw definitionError([{ path: 'margin', message: 'The margins leave no room on the page' }]);
  return { margins, width };
}
