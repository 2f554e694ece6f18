import { toErrorMessage } from '@jobwright/concurrency/errors';
import type { Clock } from '../core/commands.ts';
import type { Recorder } from '../core/recorder.ts';
import type { SecretProvider } from '../core/secret-provider.ts';
import { createHeldCallbacks } from './held-callbacks.ts';
import { encodeLine, encodeStep, type StepRecord } from './record-text.ts';

/** Half of the shortest time after which the engine stops an evaluation. */
const SLOW_MS = 250;

/** What a step is told by the world around the engine, while it is recorded and when it is done again. */
export interface StepRecorder extends Recorder {
  /** Stands still during a step. */
  readonly clock: Clock;
  readonly secrets: SecretProvider;
  /** Does a recorded step again, with what it was told then. */
  repeat<T>(record: StepRecord, step: () => T): T;
  /** Stops what the engine does by itself. */
  hold(): void;
  /**
   * Lets the engine do by itself what is due. It is held until this is called first, and nothing is recorded
   * before.
   */
  release(): void;
}

export interface StepRecorderOptions {
  readonly clock: Clock;
  readonly secrets: SecretProvider;
  readonly lastKey: () => number;
  readonly append: (line: string) => void;
  /** @throws the reason why no command is accepted now */
  readonly checkOpen: () => void;
  /** Called after a step that might be cut short by a limit of time when it is done again, or had been. */
  readonly onSlowStep: () => void;
  readonly onWarning: (warning: string) => void;
}

type Phase =
  | { readonly kind: 'repeating'; readonly record: StepRecord }
  | { readonly kind: 'running'; readonly at: number; readonly missing: Set<string> }
  | { readonly kind: 'between' };

/** Records the steps of an engine with everything in them that a second run could not find out. */
export function createStepRecorder(options: StepRecorderOptions): StepRecorder {
  const { clock, lastKey, append, checkOpen, onSlowStep, onWarning } = options;
  const held = createHeldCallbacks();
  const afterwards: (() => void)[] = [];
  let isLive = false;
  let phase: Phase = { kind: 'between' };

  const callAfterwards = (): void => {
    for (const callback of afterwards.splice(0)) {
      try {
        callback();
      } catch (error) {
        onWarning(`A listener failed: ${toErrorMessage(error)}`);
      }
    }
  };
  return {
    clock: {
      now() {
        if (phase.kind === 'repeating') return phase.record.at;
        return phase.kind === 'running' ? phase.at : clock.now();
      },
      schedule: (at, callback) => held.add((fire) => clock.schedule(at, fire), callback),
    },
    secrets(name) {
      if (phase.kind === 'repeating') return phase.record.missingSecrets?.includes(name) ? undefined : '';
      let secret: string | undefined;
      try {
        return (secret = options.secrets(name));
      } finally {
        if (secret === undefined && phase.kind === 'running') phase.missing.add(name);
      }
    },
    record({ name, argument, run, hasEffect = () => true }) {
      if (!isLive) return run();
      if (phase.kind === 'running') {
        if (name === 'due' || name === 'batch') return run();
        throw new Error(`The command '${name}' cannot be given while another one runs: give it later`);
      }
      checkOpen();
      const text = argument === undefined ? undefined : encodeLine(argument);
      const startedAt = performance.now();
      const running = { kind: 'running', at: clock.now(), missing: new Set<string>() } as const;
      const lastKeyBefore = lastKey();
      let isNeeded = true;
      phase = running;
      try {
        const answer = run();
        isNeeded = hasEffect(answer);
        return answer;
      } finally {
        phase = { kind: 'between' };
        const key = lastKey();
        if (isNeeded || key !== lastKeyBefore) {
          const missing = running.missing.size > 0 && { missingSecrets: [...running.missing] };
          const isSlow = performance.now() - startedAt > SLOW_MS;
          const slow = isSlow && { slow: true as const };
          append(encodeStep({ name, at: running.at, lastKey: key, ...missing, ...slow }, text));
          if (isSlow) onSlowStep();
        }
        callAfterwards();
      }
    },
    afterStep(callback) {
      if (phase.kind === 'running') afterwards.push(callback);
      else callback();
    },
    defer: (work) =>
      held.add((fire) => {
        const immediate = setImmediate(fire);
        return () => clearImmediate(immediate);
      }, work),
    repeat(record, step) {
      phase = { kind: 'repeating', record };
      return step();
    },
    hold: () => held.hold(),
    release() {
      if (!isLive) phase = { kind: 'between' };
      isLive = true;
      held.release();
    },
  };
}
