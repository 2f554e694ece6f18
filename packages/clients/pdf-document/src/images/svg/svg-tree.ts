import { SaxesParser } from 'saxes';
import { removeSvgPrefix } from './svg-prefix.ts';

export interface SvgElement {
  /** Without a prefix. */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly (SvgElement | string)[];
  readonly parent: SvgElement | undefined;
  /** Among the elements of its parent, from 0. */
  readonly index: number;
}

export interface SvgTree {
  readonly root: SvgElement;
  readonly byId: ReadonlyMap<string, SvgElement>;
  /** What stands in elements `style`, in their order. */
  readonly styleSheets: readonly string[];
}

interface Open extends SvgElement {
  readonly children: (SvgElement | string)[];
}

/** Takes a drawing apart that was found well-formed; what is of other vocabularies is left out. */
export function readSvgTree(text: string): SvgTree | undefined {
  const byId = new Map<string, SvgElement>();
  const styleSheets: string[] = [];
  const open: Open[] = [];
  const namespaces = new Map<string, string>();
  let root: SvgElement | undefined;
  let skipped = 0;
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on('error', () => undefined);
  parser.on('opentag', ({ name, attributes }) => {
    for (const [key, value] of Object.entries(attributes))
      if (key.startsWith('xmlns:')) namespaces.set(key.slice(6), value);
    const local = removeSvgPrefix(name, namespaces);
    if (skipped > 0 || local.includes(':')) {
      skipped += 1;
      return;
    }
    const parent = open.at(-1);
    const element: Open = {
      name: local,
      attributes: new Map(Object.entries(attributes)),
      children: [],
      parent,
      index: parent?.children.filter((child) => typeof child !== 'string').length ?? 0,
    };
    parent?.children.push(element);
    root ??= element;
    const id = element.attributes.get('id');
    if (id !== undefined && !byId.has(id)) byId.set(id, element);
    open.push(element);
  });
  parser.on('closetag', () => {
    if (skipped > 0) {
      skipped -= 1;
      return;
    }
    const closed = open.pop();
    if (closed?.name === 'style')
      styleSheets.push(closed.children.filter((child) => typeof child === 'string').join(''));
  });
  const addText = (content: string): void => {
    if (skipped === 0) open.at(-1)?.children.push(content);
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.write(text).close();
  return root === undefined ? undefined : { root, byId, styleSheets };
}
