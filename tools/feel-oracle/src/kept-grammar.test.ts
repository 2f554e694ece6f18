import { readdirSync, readFileSync } from 'node:fs';
import { compile, FeelError, type FeelVersion } from '@jobwright/feel';
import { parser, trackVariables } from 'lezer-feel';
import { expect, test } from 'vitest';

interface Recorded {
  readonly version: FeelVersion;
  readonly context: Readonly<Record<string, unknown>>;
  readonly answers: readonly {
    readonly expression: string;
    readonly input?: unknown;
    readonly context?: Readonly<Record<string, unknown>>;
    readonly failure?: 'syntax' | 'evaluation';
  }[];
}

const folder = new URL('../../../packages/sdk/feel/src/testing/', import.meta.url);
const files = readdirSync(folder).filter((name) => /^engine-.*\.json$/.test(name));

/** The figures of decision 0014: which texts a grammar takes for expressions, beside what the engine does. */
test.each(files)('of the expressions recorded in %s, our grammar takes what the engine takes', (file) => {
  const recorded: Recorded = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
  const expressions = recorded.answers.filter((answer) => !('input' in answer));
  const different = (takes: (text: string, context: unknown) => boolean) =>
    expressions.filter(
      ({ expression, failure, context = recorded.context }) =>
        takes(expression, context) !== (failure !== 'syntax'),
    );
  const ours = different((text) => isTaken(text, recorded.version));
  const lezer = different(isTakenByLezer);
  console.log(
    `${file}: of ${expressions.length} expressions lezer-feel 3.0.1 takes or refuses ${lezer.length} differently, ours ${ours.length}: ` +
      lezer
        .slice(0, 8)
        .map(({ expression }) => expression)
        .join('   '),
  );
  expect(ours).toEqual([]);
  expect(lezer.length).toBeGreaterThan(20);
});

function isTaken(text: string, version: FeelVersion): boolean {
  try {
    compile(`=${text}`, { version });
    return true;
  } catch (error) {
    if (error instanceof FeelError && error.kind === 'syntax') return false;
    throw error;
  }
}

function isTakenByLezer(text: string, context: unknown): boolean {
  const configured = parser.configure({
    top: 'Expression',
    dialect: 'camunda',
    contextTracker: trackVariables(context),
  });
  let isRight = true;
  configured.parse(text).iterate({
    enter({ type }) {
      if (type.isError) isRight = false;
    },
  });
  return isRight;
}
