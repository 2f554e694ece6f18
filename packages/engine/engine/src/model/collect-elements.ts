import { type ModdleElement, readElements, readFlag, readId } from '@jobwright/bpmn-model';

export interface ScopedElement {
  readonly element: ModdleElement;
  /**
   * The process or sub-process that holds it; in an ad-hoc sub-process, the scope around each activated
   * element.
   */
  readonly scopeId: string;
}

const HOLDERS = new Set(['bpmn:SubProcess', 'bpmn:AdHocSubProcess']);

/** The id of the scope around each element that an ad-hoc sub-process activates. */
export const adHocInnerId = (adHocId: string): string => `${adHocId}#innerInstance`;

/** All flow elements of a process, sub-processes before what they hold, in the order of the file. */
export function collectElements(process: ModdleElement): readonly ScopedElement[] {
  const found: ScopedElement[] = [];
  const open: ModdleElement[] = [process];
  for (let holder = open.pop(); holder; holder = open.pop()) {
    const holderId = readId(holder);
    const innerId = holder.$type === 'bpmn:AdHocSubProcess' ? adHocInnerId(holderId) : holderId;
    for (const element of readElements(holder, 'flowElements')) {
      // An event sub-process belongs to the ad-hoc sub-process itself.
      const scopeId = readFlag(element, 'triggeredByEvent') === true ? holderId : innerId;
      found.push({ element, scopeId });
      if (HOLDERS.has(element.$type)) open.push(element);
    }
  }
  return found;
}
