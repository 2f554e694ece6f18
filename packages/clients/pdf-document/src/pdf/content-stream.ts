import type { Owner } from './canvas.ts';
import { formatColor, formatNumber } from './escape-pdf.ts';
import type { StructureTree, TaggedPage } from './structure-tree.ts';

/** The operators of a page, and the graphics state they leave: what is set already is not set again. */
export interface ContentStream {
  push(operator: string): void;
  /** Ends the marked content of the owner before, and begins that of this one. */
  setOwner(owner: Owner): void;
  setFill(color: string): void;
  setStroke(stroke: { readonly width: number; readonly color: string }): void;
  /** After operators from elsewhere: nothing is known to be set. */
  forgetState(): void;
  end(): string;
}

interface ContentStreamOptions {
  readonly structure: StructureTree | undefined;
  /** In points: the origin is moved to the upper left corner. */
  readonly height: number;
  /** `undefined`: nothing of it has an owner, as in headers and footers. */
  readonly tagged: TaggedPage | undefined;
}

export function createContentStream({ structure, height, tagged }: ContentStreamOptions): ContentStream {
  const operators: string[] = ['q', `1 0 0 -1 0 ${formatNumber(height)} cm`];
  let owner: Owner;
  let fillColor = '';
  let strokeColor = '';
  let lineWidth = -1;

  const setOwner = (next: Owner): void => {
    if (structure === undefined || next === owner) return;
    if (owner !== undefined) operators.push('EMC');
    owner = next;
    if (next === undefined) return;
    if (next === 'artifact' || tagged === undefined) operators.push('/Artifact BMC');
    else operators.push(`/${next.type} <</MCID ${structure.addContent(next, tagged)}>> BDC`);
  };

  return {
    push: (operator) => void operators.push(operator),
    setOwner,
    setFill(color) {
      if (color === fillColor) return;
      fillColor = color;
      operators.push(`${formatColor(color)} rg`);
    },
    setStroke({ width, color }) {
      if (color !== strokeColor) operators.push(`${formatColor(color)} RG`);
      if (width !== lineWidth) operators.push(`${formatNumber(width)} w`);
      [strokeColor, lineWidth] = [color, width];
    },
    forgetState() {
      [fillColor, strokeColor, lineWidth] = ['', '', -1];
    },
    end() {
      setOwner(undefined);
      operators.push('Q');
      return operators.join('\n');
    },
  };
}
