import { type ModdleElement, readElements, readId } from '@jobwright/bpmn-model';
export interface ScopedElement {
  readonly element: ModdleElement;
  /** The process or sub-process that holds it. */
  readonly scopeId: string;
}

/** All flow elements of a process, sub-processes before what they hold, in the order of the file. */
export function collectElements(process: ModdleElement): readonly ScopedElement[] {
  const found: ScopedElement[] = [];
  const open: ModdleElement[] = [process];
  for (let holder = open.pop(); holder; holder = open.pop()) {
    const scopeId = readId(holder);
    for (const element of readElements(holder, 'flowElements')) {
      found.push({ element, scopeId });
      if (element.$type === 'bpmn:SubProcess') open.push(element);
    }
  }
  return found;
}
