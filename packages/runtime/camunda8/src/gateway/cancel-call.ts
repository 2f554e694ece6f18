/**
 * Cancels a call, in a later turn of the event loop: one that is cancelled in the turn in which it is opened, grpc-js sends all the
 * same, and the gateway would keep giving jobs to a worker that is not there.
 */
export function cancelCall(call: { cancel(): void }): void {
  setImmediate(() => call.cancel());
}
