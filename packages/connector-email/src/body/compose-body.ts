import { InputError, type JsonObject } from '@jobwright/connector-sdk';
import { isHeaderText } from '../mail-fields.schema.ts';
import type { SmtpAction } from '../send-email.schema.ts';
import { renderMarkdown } from './render-markdown.ts';
import { type Escape, renderTemplate } from './render-template.ts';

export interface MailBody {
  readonly subject: string;
  readonly text: string | undefined;
  readonly html: string | undefined;
}

type Fields = Pick<SmtpAction, 'subject' | 'contentType' | 'body' | 'htmlBody' | 'templateVariables'>;

/**
 * Makes subject and bodies of what the task gives: with variables they are templates.
 * @throws InputError
 */
export function composeBody({ contentType, subject, body, htmlBody, templateVariables }: Fields): MailBody {
  const fill = (text: string, field: string, escape: Escape): string =>
    fillIn(text, { variables: templateVariables, escape, path: `data.smtpAction.${field}` });
  const text = (): string => fill(body ?? '', 'body', 'nothing');
  const html = (): string => fill(htmlBody ?? '', 'htmlBody', 'html');
  const filled = toSubject(fill(subject, 'subject', 'nothing'));
  switch (contentType) {
    case 'PLAIN':
      return { subject: filled, text: text(), html: undefined };
    case 'HTML':
      return { subject: filled, text: undefined, html: html() };
    case 'MULTIPART':
      return { subject: filled, text: text(), html: html() };
    case 'MARKDOWN': {
      const escaped = fill(body ?? '', 'body', 'markdown');
      return { subject: filled, text: text(), html: renderMarkdown(escaped, 'data.smtpAction.body') };
    }
  }
}

function fillIn(
  text: string,
  options: {
    readonly variables: JsonObject | undefined;
    readonly escape: Escape;
    readonly path: string;
  },
): string {
  const { variables } = options;
  return variables === undefined ? text : renderTemplate(text, { ...options, variables });
}

/** A variable may bring in what the schema refuses in a subject. */
function toSubject(subject: string): string {
  if (isHeaderText(subject)) return subject;
  const message = 'Its variables bring in a line break or another control character';
  throw new InputError([{ path: 'data.smtpAction.subject', message }]);
}
