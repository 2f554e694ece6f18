import { InputError, type JsonObject, stringifyJson } from '@jobwright/connector-sdk';
import { Liquid } from '#liquidjs';
import { refuseUnsafeLinks } from './link-address.ts';

/** What a variable must not be able to say in the text it is put into. */
export type Escape = 'html' | 'markdown' | 'nothing';

/** A template is text of the model, but its variables come from anywhere: nothing is read from disk, and time and memory are bounded. */
const LIMITS = { parseLimit: 500_000, renderLimit: 200, memoryLimit: 2_000_000 } as const;

function toText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return '';
  return Array.isArray(value) ? value.map(toText).join('') : stringifyJson(value);
}

/** CommonMark takes a backslash before any ASCII punctuation. */
const escapeMarkdown = (value: unknown): string => toText(value).replaceAll(/[!-/:-@[-`{-~]/g, '\\$&');

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
  markdown: createEngine(escapeMarkdown),
  nothing: createEngine(),
};

/**
 * Fills in a Liquid template. Each variable is escaped for the text it goes into; one that is not there is an error, unless the template
 * asks for it with `if` or `default`.
 * @throws InputError with what is wrong and where in the template
 */
export function renderTemplate(
  template: string,
  {
    variables,
    escape,
    path,
  }: { readonly variables: JsonObject; readonly escape: Escape; readonly path: string },
): string {
  try {
    const text = String(engines[escape].parseAndRenderSync(template, variables));
    if (escape === 'html') refuseUnsafeLinks(text, { template, path });
    return text;
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    const reason = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause);
    throw new InputError([{ path, message: `The template does not work: ${reason.slice(0, 300)}` }], {
      cause,
    });
  }
}
