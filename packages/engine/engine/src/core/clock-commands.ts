import type { Result } from './commands.ts';
import type { PinnableClock } from './pinnable-clock.ts';
import { reject, succeed } from './result.ts';

/** Stops the engine's clock: timers, deadlines and back-offs wait until it is moved or reset. */
export function pinClock(clock: PinnableClock, timestampMs: number): Result<void> {
  if (timestampMs < 0)
    return reject(
      'INVALID_ARGUMENT',
      'PIN',
      `Expected pin time to be not negative but it was ${timestampMs}`,
    );
  clock.pin(timestampMs);
  return succeed(undefined);
}
