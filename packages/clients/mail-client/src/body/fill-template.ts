import { toErrorMessage } from '@jobwright/concurrency';
import { type JsonObject, stringifyJson } from '@jobwright/json';
import { Liquid } from 'liquidjs';
import { escapeMarkdown } from './escape-markdown.ts';
import { bringsUnsafeLink, UNSAFE_LINK } from './link-address.ts';

/** What a variable must not be able to say in the text it is put into. */
export type Escape = 'html' | 'markdown' | 'nothing';

export interface TemplateTask {
  readonly template: string;
  readonly variables: JsonObject;
  readonly escape: Escape;
}

/** `late`: it was ended at the limit of time. */
export type FilledTemplate =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'wrong'; readonly message: string }
  | { readonly kind: 'late' };

/**
 * A template is text of the model, but its variables come from anywhere: nothing is read from disk, and time
 * and memory are bounded.
 */
const LIMITS = { parseLimit: 500_000, memoryLimit: 2_000_000 } as const;

function toText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return '';
  return Array.isArray(value) ? value.map(toText).join('') : stringifyJson(value);
}

const createEngine = (outputEscape?: 'escape' | ((value: unknown) => string)): Liquid =>
  new Liquid({
    ...LIMITS,
    ...(outputEscape !== undefined && { outputEscape }),
    templates: {},
    ownPropertyOnly: true,
    strictFilters: true,
    strictVariables: true,
    lenientIf: true,
    preserveTimezones: true,
  });

const engines: Readonly<Record<Escape, Liquid>> = {
  html: createEngine('escape'),
  markdown: createEngine((value) => escapeMarkdown(toText(value))),
  nothing: createEngine(),
};

/**
 * Fills in a Liquid template. The limit of time is looked at between its parts: one filter may take longer.
 */
export function fillTemplate(
  { template, variables, escape }: TemplateTask,
  { maxMs }: { readonly maxMs: number },
): FilledTemplate {
  const engine = engines[escape];
  try {
    const text = String(engine.renderSync(engine.parse(template), variables, { renderLimit: maxMs }));
    return escape === 'html' && bringsUnsafeLink(text, template)
      ? { kind: 'wrong', message: UNSAFE_LINK }
      : { kind: 'text', text };
  } catch (cause) {
    const [reason = ''] = toErrorMessage(cause).split('\n');
    return reason.includes('render limit exceeded')
      ? { kind: 'late' }
      : { kind: 'wrong', message: `The template does not work: ${reason.slice(0, 300)}` };
  }
}
