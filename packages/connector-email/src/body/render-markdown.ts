import { InputError } from '@jobwright/connector-sdk';
import MarkdownIt from '#markdown-it';

/** Markdown made to be slow takes time with the square of its length. */
const MAX_LENGTH = 65_536;

const markdown = new MarkdownIt({ html: false, linkify: false, breaks: true });

/**
 * Makes HTML of Markdown (CommonMark, tables, strikethrough; a line break stays one). HTML in it is shown as text, and links with
 * `javascript:` and the like are none.
 * @throws InputError when it is longer than 65,536 characters
 */
export function renderMarkdown(text: string, path: string): string {
  if (text.length > MAX_LENGTH) {
    const message = `Markdown may have up to ${MAX_LENGTH} characters, this has ${text.length}; send HTML instead`;
    throw new InputError([{ path, message }]);
  }
  return markdown.render(text);
}
