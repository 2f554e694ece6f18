interface OutgoingCall {
  sendMessageWithContext(context: object, message: unknown): void;
}

/** `WriteFlags.NoCompress` of gRPC. */
const NO_COMPRESSION = 2;

/**
 * A gRPC interceptor that sends messages as they are. The SDK's client compresses each with gzip, with no way to turn that off;
 * for messages as small as a job's it costs more than all the rest of a command.
 */
export function withoutCompression<Call extends OutgoingCall>(
  options: object,
  nextCall: (options: object) => Call,
): Call {
  const call = nextCall(options);
  const send = call.sendMessageWithContext.bind(call);
  call.sendMessageWithContext = (context, message) => send({ ...context, flags: NO_COMPRESSION }, message);
  return call;
}
