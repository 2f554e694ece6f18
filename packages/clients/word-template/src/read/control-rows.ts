import { type Controlled, type ControlStep, parseControls } from '../fill/controls.ts';
import type { Directive } from '../fill/directive.ts';
import type { TemplateInline } from '../model.ts';
import { WordError } from '../word-error.ts';
import { controlBlocks, isBlank, listDirectives } from './control-blocks.ts';
import type { FlatBlock, FlatRow, TemplateRow } from './template-blocks.ts';

/**
 * Rows with loops and conditions around them. What is opened in a cell and not closed in it is about whole
 * rows: it may stand in a row of its own, which is not drawn, or in the first and last cells of the rows.
 */
export const controlRows = (rows: readonly FlatRow[]): readonly Controlled<TemplateRow>[] =>
  parseControls(listSteps(rows));

function* listSteps(rows: readonly FlatRow[]): Generator<ControlStep<TemplateRow>, void, undefined> {
  for (const { look, cells } of rows) {
    const loose = cells.flatMap(({ blocks }) => findLoose(blocks));
    if (loose.length > 0 && cells.every(({ blocks }) => blocks.every(isBlankBlock))) {
      for (const { directive, around } of loose) yield { directive, around };
      continue;
    }
    const lost = loose.find(({ directive }) => directive.kind === 'else');
    if (lost !== undefined)
      throw new WordError('values', `In "${lost.around}": put \${#else} into a row of its own`);
    yield* loose.filter(({ directive }) => directive.kind !== 'end');
    const taken = new Set(loose.map(({ inline }) => inline));
    yield {
      item: {
        look,
        cells: cells.map((cell) => ({
          look: cell.look,
          blocks: controlBlocks(removeInlines(cell.blocks, taken)),
        })),
      },
    };
    yield* loose.filter(({ directive }) => directive.kind === 'end');
  }
}

const isBlankBlock = (block: FlatBlock): boolean => block.kind === 'paragraph' && isBlank(block);

interface LooseDirective {
  readonly directive: Directive;
  readonly inline: TemplateInline;
  readonly around: string;
}

/** Directives of a cell whose other half is not in it. */
function findLoose(blocks: readonly FlatBlock[]): readonly LooseDirective[] {
  const loose: LooseDirective[] = [];
  for (const block of blocks) {
    if (block.kind === 'table') continue;
    for (const { directive, inline } of listDirectives(block)) {
      const last = loose.findLast((each) => each.directive.kind !== 'else');
      const closes =
        directive.kind === 'end' && (last?.directive.kind === 'each' || last?.directive.kind === 'if');
      if (closes) loose.splice(loose.indexOf(last));
      else loose.push({ directive, inline, around: block.around });
    }
  }
  return loose;
}

/** A paragraph that held nothing else goes, unless it is the only one of its cell. */
function removeInlines(
  blocks: readonly FlatBlock[],
  taken: ReadonlySet<TemplateInline>,
): readonly FlatBlock[] {
  const left = blocks.flatMap((block) => {
    if (block.kind === 'table' || !block.content.some((inline) => taken.has(inline))) return [block];
    const paragraph = { ...block, content: block.content.filter((inline) => !taken.has(inline)) };
    return isBlank(paragraph) && blocks.length > 1 ? [] : [paragraph];
  });
  return left;
}
