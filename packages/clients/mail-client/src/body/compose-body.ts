import { loadOnce } from '@jobwright/concurrency';
import type { OperationContext } from '@jobwright/connector-sdk';
import type { JsonObject } from '@jobwright/json';
import { isHeaderText } from '../fields/mail-fields.schema.ts';
import { MailError } from '../mail-failure.ts';
import { fillPlaceholders } from './fill-placeholders.ts';
import type { Escape } from './fill-template.ts';
import { renderTemplate } from './render-template.ts';

const loadMarkdown = loadOnce(() => import('./render-markdown.ts'));

export interface MailBody {
  readonly subject: string;
  readonly text: string | undefined;
  readonly html: string | undefined;
}

/** What subject and bodies are made of. */
export interface BodyFields {
  readonly subject: string;
  /** MULTIPART: text and HTML, as alternatives. MARKDOWN: text, and HTML made of it. */
  readonly contentType: 'PLAIN' | 'HTML' | 'MULTIPART' | 'MARKDOWN';
  readonly body?: string | null | undefined;
  readonly htmlBody?: string | null | undefined;
  /** What values in subject and bodies are taken from. */
  readonly templateVariables?: JsonObject | undefined;
  /**
   * How values stand in subject and bodies. PLACEHOLDERS: `${name}`, as in PDF documents. LIQUID, the
   * default: with `templateVariables` they are Liquid templates, without them they are sent as they are.
   */
  readonly textNotation?: 'LIQUID' | 'PLACEHOLDERS' | undefined;
  /** How PLACEHOLDERS write numbers, money and dates: BCP 47. Default `en`. */
  readonly language?: string | undefined;
  /** Of times that PLACEHOLDERS write, e.g. `Europe/Berlin`. Default `UTC`. */
  readonly timeZone?: string | undefined;
}

/**
 * Makes subject and bodies of what the task gives, with its variables filled in.
 * @throws MailError `content-invalid`
 */
export async function composeBody(
  { contentType, subject, body, htmlBody, ...values }: BodyFields,
  context: Pick<OperationContext, 'resources' | 'signal'>,
): Promise<MailBody> {
  const fill = async (text: string, field: string, escape: Escape): Promise<string> =>
    fillIn(text, { ...values, escape, field, context });
  const text = async (): Promise<string> => normalizeLineBreaks(await fill(body ?? '', 'body', 'nothing'));
  const html = async (): Promise<string> =>
    normalizeLineBreaks(await fill(htmlBody ?? '', 'htmlBody', 'html'));
  const filled = checkedSubject(await fill(subject, 'subject', 'nothing'));
  switch (contentType) {
    case 'PLAIN':
      return { subject: filled, text: await text(), html: undefined };
    case 'HTML':
      return { subject: filled, text: undefined, html: await html() };
    case 'MULTIPART':
      return { subject: filled, text: await text(), html: await html() };
    case 'MARKDOWN': {
      const escaped = await fill(body ?? '', 'body', 'markdown');
      const { renderMarkdown } = await loadMarkdown();
      return { subject: filled, text: await text(), html: renderMarkdown(escaped, 'body') };
    }
  }
}

interface FillOptions extends Pick<
  BodyFields,
  'templateVariables' | 'textNotation' | 'language' | 'timeZone'
> {
  readonly escape: Escape;
  readonly field: string;
  readonly context: Pick<OperationContext, 'resources' | 'signal'>;
}

async function fillIn(
  text: string,
  { templateVariables: variables, ...options }: FillOptions,
): Promise<string> {
  const { textNotation = 'LIQUID', language = 'en', timeZone = 'UTC', escape, field, context } = options;
  switch (textNotation) {
    case 'LIQUID':
      return variables === undefined ? text : renderTemplate(text, { variables, escape, field, context });
    case 'PLACEHOLDERS':
      return fillPlaceholders(text, { variables, locale: { tag: language, timeZone }, escape, field });
  }
}

/** SMTP servers turn a lone carriage return into a line end, which would break a signature. */
const normalizeLineBreaks = (text: string): string => text.replaceAll(/\r\n?/g, '\n');

/** A variable may bring in what the schema refuses in a subject. */
function checkedSubject(subject: string): string {
  if (isHeaderText(subject)) return subject;
  const problem = 'Its variables bring in a line break or another control character';
  throw new MailError({ kind: 'content-invalid', field: 'subject', problem });
}
