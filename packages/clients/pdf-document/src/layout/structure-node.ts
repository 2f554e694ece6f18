import type { ElementOptions, StructureTree } from '../pdf/structure-tree.ts';
import { ARTIFACT, type Node } from './slice.ts';

/**
 * An element of the structure that is made with the first thing drawn of it; closing makes it in any case.
 */
export function createNode(
  structure: StructureTree | undefined,
  type: string,
  { parent, options }: { readonly parent: Node; readonly options: ElementOptions },
): Node {
  if (structure === undefined || parent === ARTIFACT) return ARTIFACT;
  let element: ReturnType<StructureTree['open']> | undefined;
  const open = (): ReturnType<StructureTree['open']> | undefined => {
    if (element !== undefined) return element;
    const owner = parent.owner();
    if (owner === undefined || owner === 'artifact') return undefined;
    element = structure.open(type, owner, options);
    return element;
  };
  return {
    owner: () => open() ?? 'artifact',
    close() {
      const opened = open();
      if (opened !== undefined) structure.close(opened);
    },
  };
}
