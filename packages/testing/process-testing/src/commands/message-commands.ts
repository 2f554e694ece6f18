import type { JsonObject } from '@jobwright/json';
import { processInstanceTarget, type ProcessInstanceTarget } from '../context/process-instance.ts';
import type { TestContext } from '../context/test-context.ts';
import { ProcessInstanceSelectors } from '../selectors/selectors.ts';
import { expectDone } from './expect-done.ts';
import { DEFAULT_TENANT } from './instance-commands.ts';

/** Key, variables and addressees of a message. */
export interface MessageOptions {
  /** Default: empty. */
  readonly correlationKey?: string;
  readonly variables?: JsonObject;
  /** Only process instances with this business id get it. */
  readonly businessId?: string;
  /** Default `<default>`. */
  readonly tenantId?: string;
}

/** Time to live and id of a published message. */
export interface PublishOptions extends MessageOptions {
  /** How long it is buffered, in milliseconds of the test's clock. Default one hour. */
  readonly timeToLiveMs?: number;
  /** Of two messages with one id the second is refused while the first is buffered. Default: none. */
  readonly messageId?: string;
}

/** Messages, signals and conditions of a test. Each throws a ProcessTestError when the engine rejects it. */
export interface MessageCommands<Instance> {
  /** Publishes a message, which waits for who wants it. */
  readonly publishMessage: (name: string, options?: PublishOptions) => Promise<void>;
  /** Gives a message to who waits for it now; the process instance that got it. */
  readonly correlateMessage: (name: string, options?: MessageOptions) => Promise<Instance>;
  readonly broadcastSignal: (
    name: string,
    variables?: JsonObject,
    options?: { readonly tenantId?: string },
  ) => Promise<void>;
  /** Starts the processes whose conditional start event holds; the started instances. */
  readonly evaluateConditionalStartEvent: (
    variables: JsonObject,
    options?: { readonly processDefinitionKey?: string; readonly tenantId?: string },
  ) => Promise<readonly Instance[]>;
}

const HOUR_MS = 3_600_000;

/** The commands for messages, signals and conditions of a test. */
export function createMessageCommands<Test>(
  context: TestContext<Test>,
): MessageCommands<ProcessInstanceTarget<Test>> {
  const { core } = context;
  const instance = (key: string): ProcessInstanceTarget<Test> =>
    processInstanceTarget(context, ProcessInstanceSelectors.byKey(key));
  return {
    async publishMessage(name, options = {}) {
      const { timeToLiveMs = HOUR_MS, messageId = '', businessId } = options;
      const { correlationKey = '', variables = {}, tenantId = DEFAULT_TENANT } = options;
      const message = { name, correlationKey, timeToLiveMs, messageId, variables, tenantId };
      expectDone(core.publishMessage({ ...message, ...(businessId !== undefined && { businessId }) }));
      await context.settle();
    },
    async correlateMessage(name, options = {}) {
      const { correlationKey = '', variables = {}, businessId, tenantId = DEFAULT_TENANT } = options;
      const message = { name, correlationKey, variables, tenantId };
      const { processInstanceKey } = expectDone(
        core.correlateMessage({ ...message, ...(businessId !== undefined && { businessId }) }),
      );
      await context.settle();
      return instance(processInstanceKey);
    },
    async broadcastSignal(signalName, variables = {}, { tenantId = DEFAULT_TENANT } = {}) {
      expectDone(core.broadcastSignal({ signalName, variables, tenantId }));
      await context.settle();
    },
    async evaluateConditionalStartEvent(variables, options = {}) {
      const { processDefinitionKey, tenantId = DEFAULT_TENANT } = options;
      const { processInstances } = expectDone(
        core.evaluateConditions({
          ...{ variables, tenantId },
          ...(processDefinitionKey !== undefined && { processDefinitionKey }),
        }),
      );
      await context.settle();
      return processInstances.map(({ processInstanceKey }) => instance(processInstanceKey));
    },
  };
}
