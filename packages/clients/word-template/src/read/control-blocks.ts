import { type ControlStep, parseControls } from '../fill/controls.ts';
import type { Directive } from '../fill/directive.ts';
import type { TemplateInline } from '../model.ts';
import type {
  FlatBlock,
  FlatParagraph,
  PlainInline,
  TemplateBlock,
  TemplateBlocks,
} from './template-blocks.ts';

/**
 * Blocks with the loops and conditions around them and in them. A paragraph that holds directives and nothing
 * else is not drawn: it controls what is around it.
 * @throws WordError `values` for a loop or condition that is not closed where it is opened
 */
export const controlBlocks = (blocks: readonly FlatBlock[]): TemplateBlocks =>
  parseControls(listSteps(blocks));

function* listSteps(blocks: readonly FlatBlock[]): Generator<ControlStep<TemplateBlock>, void, undefined> {
  for (const block of blocks) {
    if (block.kind === 'table') yield { item: block };
    else if (isControl(block)) {
      for (const { directive } of listDirectives(block)) yield { directive, around: block.around };
    } else yield { item: { ...block, content: parseControls(listInlineSteps(block)) } };
  }
}

function* listInlineSteps({
  content,
  around,
}: FlatParagraph): Generator<ControlStep<PlainInline>, void, undefined> {
  for (const inline of content) {
    if (inline.kind === 'directive') yield { directive: inline.directive, around };
    else yield { item: inline };
  }
}

/** Does it hold directives, and nothing that is drawn? */
const isControl = (paragraph: FlatParagraph): boolean =>
  paragraph.content.some(({ kind }) => kind === 'directive') && isBlank(paragraph);

/** Holds nothing that is drawn. */
export const isBlank = ({ content }: FlatParagraph): boolean =>
  content.every(
    (inline) =>
      inline.kind === 'directive' ||
      inline.kind === 'bookmark' ||
      (inline.kind === 'text' && inline.text.trim() === ''),
  );

export interface FoundDirective {
  readonly directive: Directive;
  readonly inline: TemplateInline;
}
export const listDirectives = ({ content }: FlatParagraph): readonly FoundDirective[] =>
  content.flatMap((inline) => (inline.kind === 'directive' ? [{ directive: inline.directive, inline }] : []));
