import type { ScriptOutcome } from '@jobwright/random-processes';

/** What a person needs to look into a difference. */
export function renderFailure(failure: {
  readonly seed: number;
  readonly model: string;
  readonly outcome: ScriptOutcome;
  readonly folder: string;
}): string {
  const { seed, model, outcome, folder } = failure;
  const { steps, difference } = outcome;
  return [
    `Seed ${seed} differs after ${steps.length} steps: ${difference?.what ?? 'nothing'}`,
    `  only ours:     ${difference?.first.join(', ') ?? ''}`,
    `  only Operaton: ${difference?.second.join(', ') ?? ''}`,
    'The process:',
    ...model.split('\n').map((line) => `  ${line}`),
    'The steps:',
    ...steps.map((step, index) => `  ${index + 1}. ${step}`),
    `Both files: ${folder}`,
    '',
  ].join('\n');
}
