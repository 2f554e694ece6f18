import { createStaticSecrets } from '@jobwright/runtime';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hostileHttpAnswers, hostileMailAnswers } from './testing/hostile-answers.ts';
import { startHostileBackend } from './testing/hostile-backend.ts';
import { toHostileJobs, toSoundJobs } from './testing/hostile-jobs.ts';
import { MARKER, MARKER_NAME } from './testing/hostile-values.ts';
import { createJobBench, type JobBench } from './testing/settled-jobs.ts';

// Whatever is in the variables, the headers, the templates and the answers of the other side: one answer that
// an engine takes, in time, and the secret nowhere but at the other side. `FUZZ_RUNS` and `FUZZ_SEED` run
// more, or the same again.
const RUNS = Number(process.env.FUZZ_RUNS ?? 60);
const SEED = process.env.FUZZ_SEED === undefined ? undefined : Number(process.env.FUZZ_SEED);

const http = await startHostileBackend('asked');
const mail = await startHostileBackend('connected');
let bench: JobBench;
beforeAll(() => {
  bench = createJobBench({ scope: 'any', provider: createStaticSecrets({ [MARKER_NAME]: MARKER }) });
});
afterAll(() => Promise.all([bench.close(), http.close(), mail.close()]));

describe.each(Object.entries(toSoundJobs({ httpPort: http.port, mailPort: mail.port })))('%s', (_, sound) => {
  test('is settled once whatever is in it', { timeout: 20_000 * RUNS }, async () => {
    await fc.assert(
      fc.asyncProperty(
        toHostileJobs(sound),
        hostileHttpAnswers,
        hostileMailAnswers,
        async (job, httpAnswer, mailAnswer) => {
          http.answer = httpAnswer;
          mail.answer = mailAnswer;
          const { kind } = await bench.settle(job);
          expect(kind).toMatch(/^(complete|fail|throwError)$/);
        },
      ),
      {
        numRuns: RUNS,
        endOnFailure: true,
        interruptAfterTimeLimit: 10_000 * RUNS,
        ...(SEED !== undefined && { seed: SEED }),
      },
    );
  });
});
