import { parseJson, stringifyJson } from '@jobwright/json';

import { createRestorableEngineCore, type RestorableEngineCore } from '../../core/engine-core.ts';
import type { SecretProvider } from '../../core/secret-provider.ts';
import type { EngineSnapshot } from '../../core/snapshot.ts';
import { createTestClock, type TestClock } from '../../core/test-clock.ts';
import { decodeStep } from '../record-text.ts';
import { repeatStep } from '../repeat-step.ts';
import { createStepRecorder, type StepRecorder } from '../step-recorder.ts';

interface Recorded {
  readonly core: RestorableEngineCore;
  readonly clock: TestClock;
  readonly recorder: StepRecorder;
  /** What a journal would hold. */
  readonly lines: string[];
  readonly text: () => string;
}

function create(options: { snapshot?: string; secrets?: SecretProvider; startMs?: number } = {}): Recorded {
  const { snapshot, secrets = () => undefined } = options;
  const lines: string[] = [];
  const clock = createTestClock(options.startMs);
  const recorder = createStepRecorder({
    clock,
    secrets,
    lastKey: () => core.lastKey(),
    append: (line) => lines.push(line),
    checkOpen: () => undefined,
    onSlowStep: () => undefined,
    onWarning: () => undefined,
  });
  const core = createRestorableEngineCore({
    clock: recorder.clock,
    secrets: recorder.secrets,
    recorder,
    ...(snapshot !== undefined && { snapshot: parseJson(snapshot) as unknown as EngineSnapshot }),
  });
  return { core, clock, recorder, lines, text: () => stringifyJson(core.snapshot()) };
}

/** An engine that records its steps. */
export function createRecordedEngine(options: { secrets?: SecretProvider } = {}): Recorded {
  const engine = create(options);
  engine.recorder.release();
  return engine;
}

/** An engine that has done the recorded steps again, on a clock that stands elsewhere. */
export async function repeatLines(lines: readonly string[], snapshot?: string): Promise<Recorded> {
  const engine = create({ startMs: 0, ...(snapshot !== undefined && { snapshot }) });
  for (const line of lines) {
    const record = decodeStep(line);
    try {
      await engine.recorder.repeat(record, () => repeatStep(engine.core, record));
    } catch {
      // As when it was recorded.
    }
    if (engine.core.lastKey() !== record.lastKey) throw new Error(`Diverged at ${line}`);
  }
  return engine;
}
