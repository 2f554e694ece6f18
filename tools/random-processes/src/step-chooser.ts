import type { ProcessIndex } from './process-index.ts';
import { LOOP_RADIX } from './process-index.ts';
import { renderWaiting, type Step, type Waiting } from './script.ts';

/**
 * Chooses the next step by chance among what waits. It keeps the time, so that timers come in the order they
 * are due.
 */
export interface StepChooser {
  /** Undefined when nothing waits, or when the order would be left to chance. */
  next(waiting: readonly Waiting[], choice: number): Step | undefined;
}

export function createStepChooser(index: ProcessIndex): StepChooser {
  const dueMinutes = new Map<string, number[]>();
  const rounds = new Map<string, number>();
  let now = 0;

  const minutesOf = ({ id, path }: Waiting): number => {
    const digits = path === '' ? [] : path.split('-').map(Number);
    const event = index.events.get(id);
    return digits.reduce(
      (sum, digit, at) => sum + digit * LOOP_RADIX ** (digits.length - 1 - at),
      event?.minutes ?? 0,
    );
  };
  const followTimers = (timers: readonly Waiting[]): void => {
    const counts = new Map<string, number>();
    for (const timer of timers) {
      const key = renderWaiting(timer);
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      const known = dueMinutes.get(key) ?? [];
      if (known.length < count) dueMinutes.set(key, [...known, now + minutesOf(timer)]);
    }
    for (const [key, known] of dueMinutes) dueMinutes.set(key, known.slice(0, counts.get(key) ?? 0));
  };
  /** Undefined when another one is due at the same time. */
  const nextTimer = (
    timers: readonly Waiting[],
    isAmbiguous: (each: Waiting) => boolean,
  ): Step | undefined => {
    const [first, second] = timers
      .flatMap((timer) => (dueMinutes.get(renderWaiting(timer)) ?? []).map((due) => ({ timer, due })))
      .sort((one, other) => one.due - other.due);
    if (!first || isAmbiguous(first.timer) || second?.due === first.due) return undefined;
    return { kind: 'timer', id: first.timer.id, path: first.timer.path, afterMinutes: first.due - now };
  };
  const taskSteps = ({ id, path }: Waiting): Step[] => {
    const times = index.repeats.get(id);
    const done = rounds.get(`${id} ${path}`) ?? 0;
    const completion: Step = {
      kind: 'complete',
      id,
      path,
      ...(times !== undefined && { goesRound: (done + 1) % times !== 0 }),
    };
    const errors = [...new Set(index.throwable.get(id) ?? [])].map((code): Step => ({
      kind: 'error',
      id,
      path,
      code,
    }));
    return [completion, completion, completion, ...errors];
  };

  return {
    next(waiting, choice) {
      const timers = waiting.filter(({ kind }) => kind === 'timer');
      followTimers(timers);
      const names = waiting.map(renderWaiting);
      // Two tokens of the same event sub-process may stand at the same element: which one goes on would be
      // left to chance.
      const isAmbiguous = (each: Waiting): boolean =>
        each.kind !== 'signal' && names.filter((name) => name === renderWaiting(each)).length > 1;
      const timer = nextTimer(timers, isAmbiguous);
      const steps = waiting.flatMap((each): Step[] => {
        if (isAmbiguous(each)) return [];
        if (each.kind === 'task') return taskSteps(each);
        if (each.kind === 'message') return [{ kind: 'message', id: each.id, path: each.path }];
        return each.kind === 'signal' ? [{ kind: 'signal', id: each.id }] : [];
      });
      if (timer) steps.push(timer);
      const step = steps[choice % Math.max(1, steps.length)];
      if (step?.kind === 'timer') {
        now += step.afterMinutes;
        const key = renderWaiting({ ...step, kind: 'timer' });
        dueMinutes.get(key)?.shift();
      }
      if (step?.kind === 'complete' && step.goesRound !== undefined) {
        const key = `${step.id} ${step.path}`;
        rounds.set(key, (rounds.get(key) ?? 0) + 1);
      }
      return step;
    },
  };
}
