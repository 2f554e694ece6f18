import type { BpmnModel, InputMapping } from '@jobwright/bpmn-model';

/** An element of a process. */
export interface ElementAddress {
  readonly bpmnProcessId: string;
  readonly elementId: string;
}

/** The model with one element alone. */
export const pickElement = (
  { processes }: BpmnModel,
  { bpmnProcessId, elementId }: ElementAddress,
): BpmnModel => ({
  processes: processes
    .filter(({ id }) => id === bpmnProcessId)
    .map((process) => ({ ...process, elements: process.elements.filter(({ id }) => id === elementId) })),
});

/** The input mappings of an element as they stand in its model. */
export const findInputs = (model: BpmnModel, element: ElementAddress): readonly InputMapping[] =>
  pickElement(model, element).processes.flatMap(({ elements }) => elements.flatMap(({ inputs }) => inputs));
