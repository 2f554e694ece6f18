/**
 * Thrown by a connector that runs in a worker process when that died: the job is handed back, and marked as a
 * possible cause.
 */
export class WorkerEndedError extends Error {
  override readonly name = 'WorkerEndedError';
}
