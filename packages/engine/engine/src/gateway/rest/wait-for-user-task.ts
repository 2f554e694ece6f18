import type { EngineCore, Key, Result } from '../../core/commands.ts';
import { acceptedOrProblem } from './json-body.ts';
import { Problem } from './problem.ts';

/** How long an answer waits for listeners, as long as a gateway does by default. */
const MAX_WAIT_MS = 10_000;

/**
 * Waits until the listeners of a user task have all run.
 * @throws Problem when one of them denied what was asked, or when they take too long
 */
export async function waitForUserTask(
  core: Pick<EngineCore, 'onUserTaskSettled'>,
  userTaskKey: Key,
): Promise<void> {
  const outcome = await new Promise<Result<void>>((resolve, reject) => {
    const timer = setTimeout(() => {
      stop();
      const why = `The listeners of the user task '${userTaskKey}' have not run within ${MAX_WAIT_MS} ms`;
      reject(new Problem(504, `${why}: check that their workers run`));
    }, MAX_WAIT_MS);
    const stop = core.onUserTaskSettled(userTaskKey, (settled) => {
      clearTimeout(timer);
      resolve(settled);
    });
  });
  acceptedOrProblem(outcome);
}
