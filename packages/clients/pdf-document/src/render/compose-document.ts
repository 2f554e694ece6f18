import type { Margins } from '../definition/definition.schema.ts';
import type { AttachedFile } from '../pdf/attached-file.ts';
import { READY_TEMPLATES } from '../templates/ready-templates.ts';
import type { RenderRequest } from './render-request.ts';
import { definitionError } from '../pdf-error.ts';

export interface ComposedDocument {
  /** To be validated. */
  readonly definition: unknown;
  /** What texts may name; `undefined`: texts are as they stand. */
  readonly data: unknown;
  readonly title: string;
  readonly margins: Margins | undefined;
  /** The electronic invoice that goes into the document. */
  readonly invoice: AttachedFile | undefined;
}

/** What is to be drawn, wherever it comes from: blocks, Markdown or a ready template. */
export function composeDocument(
  request: RenderRequest,
  body: Exclude<RenderRequest['body'], { readonly source: 'word' }>,
): ComposedDocument {
  const { data, facts } = request;
  const given = withoutUndefined({
    header: request.header,
    footer: request.footer,
    styles: request.styles,
    colors: request.colors,
    fonts: request.fonts,
  });
  const plain = { data: data ?? undefined, margins: undefined, invoice: undefined };
  switch (body.source) {
    case 'content':
      return { ...plain, title: chooseTitle(facts.title), definition: { ...given, content: body.content } };
    case 'markdown':
      return {
        ...plain,
        title: chooseTitle(facts.title),
        definition: { ...given, content: [{ type: 'markdown', text: body.markdown }] },
      };
    case 'template': {
      const {
        definition,
        data: values,
        title,
        margin,
        invoice,
      } = READY_TEMPLATES[body.template].fill(data, request);
      const margins = { top: margin, right: margin, bottom: margin, left: margin };
      return {
        definition: { ...definition, ...given },
        data: values,
        title: facts.title ?? title,
        margins,
        invoice,
      };
    }
  }
}

function chooseTitle(title: string | undefined): string {
  if (title !== undefined) return title;
  throw definitionError([{ path: 'title', message: 'is missing: expected string' }]);
}

const withoutUndefined = (values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== null));
