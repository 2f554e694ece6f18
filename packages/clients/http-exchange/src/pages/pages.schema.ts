import { isBlankInput } from '@jobwright/connector-sdk';
import { requiredTextInput } from '@jobwright/http-client';
import { z } from 'zod';
import { createCountInput } from '../count-input.ts';
import {
  NOT_EVALUATED_BEFORE,
  pageExpressionInput,
  requiredPageExpressionInput,
} from './page-expression.schema.ts';

const DEFAULT_MAX_PAGES = 100;

const common = {
  items: pageExpressionInput.meta({
    title: 'Items of a page',
    description: 'FEEL without =, e.g. body.data. Default: the body, which must be a list then.',
    placeholder: 'body.data',
    ...NOT_EVALUATED_BEFORE,
  }),
  maxPages: createCountInput({ max: 10_000, fallback: DEFAULT_MAX_PAGES })
    .default(DEFAULT_MAX_PAGES)
    .meta({ title: 'Most pages', description: 'No more are read; the result tells whether there are.' }),
  maxItems: createCountInput({ max: 1_000_000 })
    .optional()
    .meta({ title: 'Most items', description: 'Default: all of the pages that are read.' }),
};

const place = requiredTextInput.meta({
  title: 'Parameter',
  description: 'Where the next request has the cursor, or the number of the page.',
});

/** No pages, as an option of a discriminated union. */
export const noPages = z.object({ type: z.literal('none').meta({ title: 'One response' }) });

/** Pages by a link to the next one, as an option of a discriminated union. */
export const linkedPages = z.object({
  type: z.literal('nextLink').meta({ title: 'Pages by link to the next' }),
  next: pageExpressionInput.meta({
    title: 'Link to the next page',
    description: 'FEEL without =, e.g. body.links.next; null ends. Default: the Link header with rel="next".',
    placeholder: 'body.links.next',
    ...NOT_EVALUATED_BEFORE,
  }),
  ...common,
});

/** Pages by a cursor that is sent in the next request, as an option of a discriminated union. */
export const cursorPages = z.object({
  type: z.literal('cursor').meta({ title: 'Pages by cursor' }),
  next: requiredPageExpressionInput.meta({
    title: 'Cursor of the next page',
    description: 'FEEL without =, e.g. body.paging.cursor; null or an empty text ends.',
    placeholder: 'body.paging.cursor',
    ...NOT_EVALUATED_BEFORE,
  }),
  parameter: place,
  ...common,
});

/** Pages by their number, as an option of a discriminated union. */
export const numberedPages = z.object({
  type: z.literal('pageNumber').meta({ title: 'Pages by number' }),
  next: pageExpressionInput.meta({
    title: 'Number of the next page',
    description:
      'FEEL without =, e.g. if page < body.pages then page + 1 else null. Default: one more, until a page has no items.',
    placeholder: 'if page < body.pages then page + 1 else null',
    ...NOT_EVALUATED_BEFORE,
  }),
  parameter: place,
  first: z
    .preprocess(
      (value) => {
        if (value !== undefined && isBlankInput(value)) return 1;
        return typeof value === 'string' && /^\s*\d+\s*$/.test(value) ? Number(value) : value;
      },
      z
        .number({ error: 'Expected a whole number' })
        .int({ error: 'Expected a whole number' })
        .min(0, { error: 'Expected 0 or more' }),
    )
    .default(1)
    .meta({ title: 'Number of the first page' }),
  ...common,
});

export type Pages =
  | z.output<typeof noPages>
  | z.output<typeof linkedPages>
  | z.output<typeof cursorPages>
  | z.output<typeof numberedPages>;
export type ManyPages = Exclude<Pages, { readonly type: 'none' }>;

/** Metadata of the discriminated union of pages, for `.meta(...)`. */
export const PAGES_METADATA = {
  group: 'pages',
  discriminator: { title: 'Pages', value: 'none' },
} as const;

interface PagesInputs {
  readonly documentReturnFormat?: { readonly choice?: string | undefined } | null | undefined;
  readonly pagination?: Pages | null | undefined;
}

/** For `superRefine` of all inputs: refuses pages as text, as they become a list. */
export function refusePagesAsText(
  { documentReturnFormat, pagination }: PagesInputs,
  context: z.core.$RefinementCtx<unknown>,
): void {
  if (documentReturnFormat?.choice !== 'TEXT' || (pagination?.type ?? 'none') === 'none') return;
  const path = ['documentReturnFormat', 'choice'];
  context.addIssue({ code: 'custom', path, message: 'Pages become a list: choose JSON or DOCUMENT' });
}
