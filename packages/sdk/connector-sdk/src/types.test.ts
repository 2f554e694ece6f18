import { expectTypeOf, test } from 'vitest';
import { z } from 'zod';
import {
  BpmnError,
  blankAsAbsent,
  type Connector,
  type ConnectorError,
  type ConnectorFailure,
  defineConnector,
  defineErrors,
  defineOperation,
  defineResource,
  type ErrorTable,
  type FailureKind,
  type InputError,
  isConnectorFailure,
  isJsonObject,
  type JsonObject,
  type Logger,
  type Operation,
  type OperationContext,
  parseInput,
  RetryableError,
} from './index.ts';

const input = z.object({ to: z.string(), limit: z.number().default(10), at: z.coerce.date().optional() });
const output = z.object({ id: z.string(), sent: z.literal(true) });

test('an operation gets its checked input and its context, and gives its output', () => {
  const operation = defineOperation({
    input,
    output,
    run: (given, context) => {
      expectTypeOf(given).toEqualTypeOf<{ to: string; limit: number; at?: Date | undefined }>();
      expectTypeOf(context).toEqualTypeOf<OperationContext>();
      return Promise.resolve({ id: given.to, sent: true as const });
    },
  });
  expectTypeOf(operation).toEqualTypeOf<Operation>();
  // @ts-expect-error -- what the output lacks
  defineOperation({ input, output, run: () => Promise.resolve({ id: '1' }) });
  // @ts-expect-error -- an operation answers later
  defineOperation({ input, output, run: () => ({ id: '1', sent: true as const }) });
});

test('a connector has one operation at the top, or several', () => {
  const run = (): Promise<{ id: string; sent: true }> => Promise.resolve({ id: '1', sent: true });
  const labelled = z.object({ to: z.string().meta({ title: 'To' }) });
  const one = defineConnector({ type: 'acme:one:1', name: 'One', input: labelled, output, run });
  expectTypeOf(one).toEqualTypeOf<Connector>();
  expectTypeOf(one.errors).toEqualTypeOf<ErrorTable | undefined>();
  const errors = defineErrors({ ONE_BUSY: { retry: true, advice: 'Wait.' } });
  const operations = { send: defineOperation({ input: labelled, output, run }) };
  expectTypeOf(
    defineConnector({ type: 'acme:two:1', name: 'Two', operations, errors }),
  ).toEqualTypeOf<Connector>();
  const nothing = { type: 'acme:none:1', name: 'None' };
  // @ts-expect-error -- a connector without an operation
  expectTypeOf(() => defineConnector(nothing)).not.toBeAny();
});

test('the context of an operation', () => {
  expectTypeOf<OperationContext['signal']>().toEqualTypeOf<AbortSignal>();
  expectTypeOf<OperationContext['logger']>().toEqualTypeOf<Logger>();
  expectTypeOf<OperationContext['idempotencyKey']>().toEqualTypeOf<string>();
  expectTypeOf<OperationContext['job']>().toHaveProperty('retries').toEqualTypeOf<number>();
});

test('failures are told apart by their kind', () => {
  expectTypeOf<ConnectorFailure['kind']>().toEqualTypeOf<FailureKind>();
  expectTypeOf<Extract<ConnectorFailure, { kind: 'bpmn' }>>().toEqualTypeOf<BpmnError>();
  expectTypeOf<Extract<ConnectorFailure, { kind: 'input' }>>().toEqualTypeOf<InputError>();
  expectTypeOf<Extract<ConnectorFailure, { kind: 'connector' }>>().toEqualTypeOf<ConnectorError>();
  expectTypeOf<Extract<ConnectorFailure, { kind: 'retryable' }>>().toEqualTypeOf<RetryableError>();
  expectTypeOf(isConnectorFailure).guards.toEqualTypeOf<ConnectorFailure>();
  expectTypeOf(BpmnError).toBeConstructibleWith({ code: 'CLOSED', message: 'Closed', variables: { at: 1 } });
  expectTypeOf(RetryableError).toBeConstructibleWith({ code: 'BUSY', message: 'Busy', retryAfterMs: 5 });
  expectTypeOf<ConstructorParameters<typeof ConnectorError>[0]>().not.toHaveProperty('retryAfterMs');
});

test('an error table lets no rule be wrong', () => {
  // @ts-expect-error -- there is no advice
  expectTypeOf(() => defineErrors({ BUSY: { retry: true } })).returns.not.toBeAny();
  const errors = defineErrors({ FULL: { retry: 'unless refused', advice: 'Look.' } });
  // @ts-expect-error -- the caller has to decide
  expectTypeOf(() => errors.FULL({ message: 'Full' })).returns.not.toBeAny();
  // @ts-expect-error -- there is no such code
  expectTypeOf(() => errors.OTHER).returns.not.toBeNever();
});

test('values that schemas and guards have seen', () => {
  expectTypeOf(parseInput(z.object({ a: z.number() }), { a: 1 })).toEqualTypeOf<{ a: number }>();
  expectTypeOf(blankAsAbsent(z.string().optional())['_zod']['output']).toEqualTypeOf<string | undefined>();
  expectTypeOf(isJsonObject).guards.toExtend<JsonObject>();
});

test('a resource is used by its key', () => {
  const pools = defineResource({
    toKey: (url: string) => url,
    open: (url) => ({ url }),
    close: () => Promise.resolve(),
  });
  expectTypeOf(pools).toHaveProperty('use').parameter(1).toEqualTypeOf<string>();
});
