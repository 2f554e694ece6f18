import { extensions } from './bpmn.ts';

/** Listeners written as `event:type`, with further attributes after a blank. */
function writeListeners(tag: string, texts: readonly string[]): string {
  const each = texts.map((text) => {
    const [name = '', ...attributes] = text.split(' ');
    const [event = '', type = ''] = name.split(':');
    return `<zeebe:${tag} eventType="${event}" type="${type}" ${attributes.join(' ')} />`;
  });
  return `<zeebe:${tag}s>${each.join('')}</zeebe:${tag}s>`;
}

export const executionListeners = (...texts: readonly string[]): string =>
  writeListeners('executionListener', texts);
export const taskListeners = (...texts: readonly string[]): string => writeListeners('taskListener', texts);

/** Puts an extension into an element, which may have others or nothing in it. */
export function withExtension(part: string, extension: string): string {
  const open = '<bpmn:extensionElements>';
  const [head = ''] = /^<[^>]+>/.exec(part) ?? [];
  const body = part.slice(head.length);
  if (body.startsWith(open)) return `${head}${open}${extension}${body.slice(open.length)}`;
  if (!head.endsWith('/>')) return `${head}${extensions(extension)}${body}`;
  const tag = head.slice(1).split(' ', 1)[0] ?? '';
  return `${head.slice(0, -2)}>${extensions(extension)}</${tag}>${body}`;
}
