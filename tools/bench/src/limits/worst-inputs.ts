import type { WorstInput } from './worst-input.ts';
import { dataInputs } from './worst-data-inputs.ts';
import { expressionInputs } from './worst-expression-inputs.ts';
import { pdfInputs } from './worst-pdf-inputs.ts';
import { remoteInputs } from './worst-remote-inputs.ts';

/** The worst known input of each connector; add a worse one when you find it. */
export const worstInputs: readonly WorstInput[] = [
  ...remoteInputs,
  ...expressionInputs,
  ...dataInputs,
  ...pdfInputs,
];
