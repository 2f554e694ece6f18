import type { ChangedAnswer } from './changed-answers.ts';

type Node = Readonly<Record<string, unknown>> | readonly unknown[];

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

function replace(value: unknown, path: ChangedAnswer['path'], row: ChangedAnswer): unknown {
  const [step, ...rest] = path;
  if (step === undefined) {
    if (JSON.stringify(value) !== JSON.stringify(row.old))
      throw new Error(`${describeRow(row)}: the recorded answer is ${JSON.stringify(value)}`);
    return row.new;
  }
  if (!isNode(value) || !Object.hasOwn(value, step))
    throw new Error(`${describeRow(row)}: the recorded answer has nothing there`);
  if (Array.isArray(value))
    return value.map((item: unknown, index) => (index === step ? replace(item, rest, row) : item));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, name === step ? replace(item, rest, row) : item]),
  );
}

const describeRow = ({ scenario, path }: ChangedAnswer): string =>
  `The changed answer of '${scenario}' at ${path.join('.')}`;

/**
 * The recorded answers as Camunda 8.10 gives them.
 * @throws Error for a row whose old answer is not the recorded one, or that changes nothing
 */
export function applyChangedAnswers(
  recorded: Readonly<Record<string, unknown>>,
  rows: readonly ChangedAnswer[],
): Record<string, unknown> {
  const answers: Record<string, unknown> = { ...recorded };
  for (const row of rows) {
    if (!Object.hasOwn(recorded, row.scenario)) throw new Error(`${describeRow(row)}: no such scenario`);
    if (JSON.stringify(row.old) === JSON.stringify(row.new))
      throw new Error(`${describeRow(row)} changes nothing`);
    answers[row.scenario] = replace(answers[row.scenario], row.path, row);
  }
  return answers;
}
