import type { OperationContext } from '@jobwright/connector-sdk';
import type { JsonObject } from '@jobwright/json';
import { isHeaderText } from '../fields/mail-fields.schema.ts';
import { MailError } from '../mail-failure.ts';
import { renderMarkdown } from './render-markdown.ts';
import type { Escape } from './fill-template.ts';
import { renderTemplate } from './render-template.ts';

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
  /** When given, subject and bodies are Liquid templates. */
  readonly templateVariables?: JsonObject | undefined;
}

/**
 * Makes subject and bodies of what the task gives: with variables they are templates.
 * @throws MailError `content-invalid`
 */
export async function composeBody(
  { contentType, subject, body, htmlBody, templateVariables: variables }: BodyFields,
  context: Pick<OperationContext, 'resources' | 'signal'>,
): Promise<MailBody> {
  const fill = async (text: string, field: string, escape: Escape): Promise<string> =>
    variables === undefined ? text : renderTemplate(text, { variables, escape, field, context });
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
      return { subject: filled, text: await text(), html: renderMarkdown(escaped, 'body') };
    }
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
