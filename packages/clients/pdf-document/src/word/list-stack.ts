import type { Label, ListLevel } from '@jobwright/word-template';
import type { Node, Slices } from '../layout/slice.ts';
import type { WordContext } from './word-context.ts';

interface OpenList {
  readonly list: ListLevel;
  readonly node: Node;
  item: { readonly node: Node; readonly body: Node } | undefined;
}

/** Lists of the structure: paragraphs with a number or bullet that follow each other are one. */
export interface ListStack {
  /** Begins an item, and closes what it does not belong to. */
  open(list: ListLevel, label: Label): Slices<{ readonly body: Node; readonly label: Node }>;
  /** Ends all lists. */
  close(): Slices;
}

export function createListStack({ word, parent }: WordContext): ListStack {
  const open: OpenList[] = [];
  const { tools } = word;
  function* closeItem(list: OpenList | undefined): Slices {
    const item = list?.item;
    if (list === undefined || item === undefined) return;
    list.item = undefined;
    yield {
      kind: 'hook',
      run() {
        item.body.close();
        item.node.close();
      },
    };
  }
  function* closeDown(belongs: (list: ListLevel) => boolean): Slices {
    for (let last = open.at(-1); last !== undefined && !belongs(last.list); last = open.at(-1)) {
      yield* closeItem(last);
      open.pop();
      const closed = last.node;
      yield { kind: 'hook', run: () => closed.close() };
    }
  }
  return {
    *open(list, label) {
      const isSame = (each: ListLevel): boolean =>
        each.level === list.level && each.numbering === list.numbering;
      yield* closeDown((each) => each.level < list.level || isSame(each));
      let current = open.at(-1);
      if (current === undefined || !isSame(current.list)) {
        const attributes = `/A <</O/List/ListNumbering/${label.isBullet ? 'Disc' : 'Decimal'}>>`;
        current = {
          list,
          node: tools.node('L', current?.item?.body ?? parent, { attributes }),
          item: undefined,
        };
        open.push(current);
      }
      yield* closeItem(current);
      const item = tools.node('LI', current.node);
      const labelNode = tools.node('Lbl', item);
      const body = tools.node('LBody', item);
      current.item = { node: item, body };
      return { body, label: labelNode };
    },
    close: () => closeDown(() => false),
  };
}
