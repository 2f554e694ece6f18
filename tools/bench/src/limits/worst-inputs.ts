import type { WorstInput } from './worst-input.ts';
import { dataInputs } from './worst-data-inputs.ts';
import { expressionInputs } from './worst-expression-inputs.ts';
import { pdfInputs } from './worst-pdf-inputs.ts';
import { remoteInputs } from './worst-remote-inputs.ts';

/** The worst input known of each connector; whoever finds a worse one adds it. */
export const worstInputs: readonly WorstInput[] = [
  ...remoteInputs,
  ...expressionInputs,
  ...dataInputs,
  ...pdfInputs,
];
