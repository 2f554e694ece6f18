/** A connector that runs in a worker of its own throws it when that died: the job is handed back, and counted as one that may be why. */
export class WorkerEndedError extends Error {
  override readonly name = 'WorkerEndedError';
}
