import type { ObjectWriter } from './object-writer.ts';

/** An element of the logical structure: what a screen reader makes of the page. */
export interface StructureElement {
  readonly id: number;
  readonly type: string;
}

export interface ElementOptions {
  /** What stands for it where it cannot be seen. */
  readonly alt?: string | undefined;
  /** Further entries, e.g. `/A <</O/Table/Scope/Column>>`. */
  readonly attributes?: string | undefined;
}

/** One page as the structure sees it. */
export interface TaggedPage {
  /** Number of its object. */
  readonly pageId: number;
  /** Key of the page in the parent tree. */
  readonly key: number;
  readonly owners: number[];
}

export interface StructureTree {
  /** Object number of the root of the tree. */
  readonly rootId: number;
  readonly document: StructureElement;
  open(type: string, parent: StructureElement, options?: ElementOptions): StructureElement;
  /** No more content comes: it is written and forgotten. */
  close(element: StructureElement): void;
  startPage(pageId: number): TaggedPage;
  endPage(page: TaggedPage): void;
  /** The number under which marked content of an element goes on a page. */
  addContent(element: StructureElement, page: TaggedPage): number;
  /** The key under which an annotation finds its element. */
  addAnnotation(element: StructureElement, page: TaggedPage, annotationId: number): number;
  end(): void;
}

type Kid =
  | { readonly kind: 'content'; readonly pageId: number; readonly number: number }
  | { readonly kind: 'annotation'; readonly pageId: number; readonly id: number };

interface OpenElement extends StructureElement {
  readonly parentId: number;
  readonly options: ElementOptions;
  /** Numbers are elements. */
  readonly kids: (Kid | number)[];
}

const KEYS_PER_NODE = 200;

/**
 * Writes the structure as the document grows. Of what is finished only object numbers stay in memory, so a
 * table of a hundred thousand rows costs some bytes a row.
 */
export function createStructureTree(writer: ObjectWriter): StructureTree {
  const open = new Map<number, OpenElement>();
  const owners: number[] = [];
  const rootId = writer.allocate();

  const start = (type: string, parentId: number, options: ElementOptions): OpenElement => {
    const element = { id: writer.allocate(), type, parentId, options, kids: [] };
    open.set(element.id, element);
    return element;
  };
  const find = ({ id, type }: StructureElement): OpenElement => {
    const element = open.get(id);
    if (element === undefined) throw new Error(`The structure element ${type} has been closed already`);
    return element;
  };
  const document = start('Document', rootId, {});

  return {
    rootId,
    document,
    open(type, parent, options = {}) {
      const element = start(type, parent.id, options);
      find(parent).kids.push(element.id);
      return element;
    },
    close(element) {
      writeElement(writer, find(element));
      open.delete(element.id);
    },
    startPage(pageId) {
      const key = owners.length;
      owners.push(writer.allocate());
      return { pageId, key, owners: [] };
    },
    endPage({ key, owners: ofPage }) {
      writer.write(owners[key] ?? 0, `[${ofPage.map((id) => `${id} 0 R`).join(' ')}]`);
    },
    addContent(element, page) {
      const number = page.owners.length;
      page.owners.push(element.id);
      find(element).kids.push({ kind: 'content', pageId: page.pageId, number });
      return number;
    },
    addAnnotation(element, { pageId }, id) {
      find(element).kids.push({ kind: 'annotation', pageId, id });
      owners.push(element.id);
      return owners.length - 1;
    },
    end() {
      for (const element of [...open.values()].reverse()) writeElement(writer, element);
      open.clear();
      writer.write(
        rootId,
        `<</Type/StructTreeRoot/K ${document.id} 0 R/ParentTree ${writeParentTree(writer, owners)} 0 R/ParentTreeNextKey ${owners.length}>>`,
      );
      writer.flush();
    },
  };
}

function writeElement(writer: ObjectWriter, { id, type, parentId, options, kids }: OpenElement): void {
  const first = kids.find((kid): kid is Kid => typeof kid !== 'number');
  const alt = options.alt === undefined ? '' : `/Alt ${writer.writeText(options.alt)}`;
  const page = first === undefined ? '' : `/Pg ${first.pageId} 0 R`;
  const list = kids.map((kid) => writeKid(kid, first?.pageId));
  const children = list.length === 0 ? '' : list.length === 1 ? `/K ${list[0]}` : `/K [${list.join(' ')}]`;
  writer.write(id, `<</S/${type}/P ${parentId} 0 R${page}${alt}${options.attributes ?? ''}${children}>>`);
}

function writeKid(kid: Kid | number, pageId: number | undefined): string {
  if (typeof kid === 'number') return `${kid} 0 R`;
  if (kid.kind === 'annotation') return `<</Type/OBJR/Obj ${kid.id} 0 R/Pg ${kid.pageId} 0 R>>`;
  return kid.pageId === pageId ? String(kid.number) : `<</Type/MCR/Pg ${kid.pageId} 0 R/MCID ${kid.number}>>`;
}

/** A number tree of one level: a node for each few hundred keys. */
function writeParentTree(writer: ObjectWriter, owners: readonly number[]): number {
  const nodes: string[] = [];
  for (let first = 0; first < owners.length; first += KEYS_PER_NODE) {
    const part = owners.slice(first, first + KEYS_PER_NODE);
    const id = writer.allocate();
    const entries = part.map((owner, index) => `${first + index} ${owner} 0 R`).join(' ');
    writer.write(id, `<</Limits[${first} ${first + part.length - 1}]/Nums[${entries}]>>`);
    nodes.push(`${id} 0 R`);
  }
  const treeId = writer.allocate();
  writer.write(treeId, nodes.length === 0 ? '<</Nums[]>>' : `<</Kids[${nodes.join(' ')}]>>`);
  return treeId;
}
