import type { Remote } from './start-remote.ts';
import { dataInputs } from './worst-data-inputs.ts';
import { expressionInputs } from './worst-expression-inputs.ts';
import { pdfInputs } from './worst-pdf-inputs.ts';
import { remoteInputs } from './worst-remote-inputs.ts';

/** A job that is made to take all time or memory there is. */
export interface WorstInput {
  readonly name: string;
  readonly jobType: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** What the connector gets; the remote answers as badly as it can. */
  readonly toVariables: (remote: Pick<Remote, 'url' | 'mailPort'>) => Readonly<Record<string, unknown>>;
}

/** The worst input known of each connector; whoever finds a worse one adds it. */
export const worstInputs: readonly WorstInput[] = [
  ...remoteInputs,
  ...expressionInputs,
  ...dataInputs,
  ...pdfInputs,
];
