import type { Controlled } from '../fill/controls.ts';
import type { CellLook, ParagraphOf, RowLook, TableLook, TemplateInline } from '../model.ts';

/** A paragraph as it stands, directives among its contents. */
export type FlatParagraph = ParagraphOf<readonly TemplateInline[]> & {
  /** Its text as it stands in the template, for messages. */
  readonly around: string;
};
export type FlatBlock = FlatParagraph | TemplateTable;

export type PlainInline = Exclude<TemplateInline, { readonly kind: 'directive' }>;
export type TemplateParagraph = ParagraphOf<readonly Controlled<PlainInline>[]> & { readonly around: string };
/** A block of a template, before its values are known. */
export type TemplateBlock = TemplateParagraph | TemplateTable;
export type TemplateBlocks = readonly Controlled<TemplateBlock>[];

export interface TemplateRow {
  readonly look: RowLook;
  readonly cells: readonly { readonly look: CellLook; readonly blocks: TemplateBlocks }[];
}
export interface TemplateTable {
  readonly kind: 'table';
  readonly look: TableLook;
  readonly rows: readonly Controlled<TemplateRow>[];
}

export interface FlatRow {
  readonly look: RowLook;
  readonly cells: readonly { readonly look: CellLook; readonly blocks: readonly FlatBlock[] }[];
}
