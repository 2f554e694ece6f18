interface OutgoingCall {
  sendMessageWithContext(context: object, message: unknown): void;
}

/** `WriteFlags.NoCompress` of gRPC. */
const NO_COMPRESSION = 2;

/**
 * A gRPC interceptor that sends messages uncompressed. The client of the SDK compresses each one with gzip
 * and has no option to turn that off; for messages as small as those about jobs this costs more than the rest
 * of the call.
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
