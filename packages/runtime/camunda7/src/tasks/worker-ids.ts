import { randomUUID } from 'node:crypto';

/** The column of the engine has 255 characters. */
const MAX_NAME_LENGTH = 200;

/**
 * Names workers so that no other process has the same name, and no other poll of this process: an answer then
 * counts only for the delivery that it belongs to.
 */
export function createWorkerIds(workerName: string): () => string {
  const processName = `${workerName.slice(0, MAX_NAME_LENGTH)}-${randomUUID().slice(0, 8)}`;
  let polls = 0;
  return () => {
    polls += 1;
    return `${processName}-${polls}`;
  };
}
