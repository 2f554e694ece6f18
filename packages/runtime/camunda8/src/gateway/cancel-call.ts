/**
 * Cancels a call in a later round of the event loop. grpc-js still sends a call that is cancelled in the
 * round in which it was opened, and the gateway would keep giving jobs to a worker that is not there.
 */
export function cancelCall(call: { cancel(): void }): void {
  setImmediate(() => call.cancel());
}
