import { type ServerUnaryCall, status } from '@grpc/grpc-js';
import { type JsonObject, stringifyJson } from '@jobwright/json';
import type { ProcessInstance, Result } from '../../core/commands.ts';
import type { GatewayContext } from './gateway-context.ts';
import type { Ending } from './open-calls.ts';
import { acceptedOrThrow, StatusError, closingError } from './status-error.ts';

/** How long the gateway waits when the request names no time. */
const DEFAULT_REQUEST_TIMEOUT_MS = 15_000;

interface AwaitedInstance {
  readonly call: ServerUnaryCall<unknown, ProcessInstanceResult>;
  readonly create: () => Result<ProcessInstance>;
  readonly requestTimeoutMs: number;
  /** Empty: all variables. */
  readonly fetchVariables: readonly string[];
}

type ProcessInstanceResult = ProcessInstance & { readonly variables: string };

/** Answers when the instance completes; one that is cancelled never answers before the time is up. */
export function createInstanceWithResult(
  { core, openCalls, address }: GatewayContext,
  { call, create, requestTimeoutMs, fetchVariables }: AwaitedInstance,
): Promise<ProcessInstanceResult> {
  const timeoutMs = requestTimeoutMs > 0 ? requestTimeoutMs : DEFAULT_REQUEST_TIMEOUT_MS;
  const instance = acceptedOrThrow(withIntent(create(), 'CREATE_WITH_AWAITING_RESULT'));
  const endingError = (ending: Ending): StatusError => {
    switch (ending) {
      case 'timeout':
        return timeoutError(address(), timeoutMs);
      case 'cancelled':
        return new StatusError(status.CANCELLED, 'The client cancelled the call');
      case 'closing':
        return closingError();
    }
  };
  return new Promise((resolve, reject) => {
    const release = openCalls.hold(call, {
      timeoutMs,
      onEnd: (ending) => {
        forget();
        reject(endingError(ending));
      },
    });
    const forget = core.onInstanceEnd(instance.processInstanceKey, (end) => {
      if (end.state === 'TERMINATED') return;
      release();
      resolve({ ...instance, variables: stringifyJson(pick(end.variables, fetchVariables)) });
    });
  });
}

function withIntent<T>(result: Result<T>, intent: string): Result<T> {
  return result.ok ? result : { ok: false, rejection: { ...result.rejection, intent } };
}

/** In the broker's order: short names first. */
function pick(variables: JsonObject, names: readonly string[]): JsonObject {
  const wanted = new Set(names);
  const picked = Object.entries(variables).filter(([name]) => names.length === 0 || wanted.has(name));
  picked.sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1));
  return Object.fromEntries(picked);
}

function timeoutError(
  address: { readonly host: string; readonly port: number },
  timeoutMs: number,
): StatusError {
  return new StatusError(
    status.DEADLINE_EXCEEDED,
    `Time out between gateway and broker: Request command-api-1 to ${address.host}:${address.port} timed out in ${toIsoDuration(timeoutMs)}`,
  );
}

function toIsoDuration(ms: number): string {
  const hours = Math.floor(ms / 3_600_000);
  const minutes = Math.floor((ms % 3_600_000) / 60_000);
  const seconds = (ms % 60_000) / 1000;
  const parts = [
    hours > 0 ? `${hours}H` : '',
    minutes > 0 ? `${minutes}M` : '',
    seconds > 0 ? `${seconds}S` : '',
  ];
  return `PT${parts.join('') || '0S'}`;
}
