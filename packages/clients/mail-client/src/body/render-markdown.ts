import MarkdownIt from 'markdown-it';
import { MailError } from '../mail-failure.ts';
import { isSafeAddress } from './link-address.ts';

/** Markdown made to be slow takes time with the square of its length. */
const MAX_LENGTH = 65_536;

const markdown = new MarkdownIt({ html: false, linkify: false, breaks: true });
markdown.validateLink = isSafeAddress;

/**
 * Makes HTML of Markdown (CommonMark, tables, strikethrough; a line break stays one). HTML in it is shown as
 * text, and links other than to pages, mails and calls are none.
 * @throws MailError `content-invalid` when it is longer than 65,536 characters
 */
export function renderMarkdown(text: string, field: string): string {
  if (text.length > MAX_LENGTH) {
    const problem = `Markdown may have up to ${MAX_LENGTH} characters, this has ${text.length}; send HTML instead`;
    throw new MailError({ kind: 'content-invalid', field, problem });
  }
  return markdown.render(text);
}
