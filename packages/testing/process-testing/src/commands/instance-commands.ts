import type { Deployment } from '@jobwright/engine/core';
import type { JsonObject } from '@jobwright/json';
import { processInstanceTarget, type ProcessInstanceTarget } from '../context/process-instance.ts';
import { readResources, type ResourceFile } from '../context/read-resources.ts';
import type { TestContext } from '../context/test-context.ts';
import { ProcessTestError } from '../process-test-error.ts';
import { resolveSelector, type Selection } from '../selectors/resolve-selector.ts';
import { ProcessInstanceSelectors } from '../selectors/selectors.ts';
import type { ElementInfo, ProcessInstanceInfo, VariableInfo } from '../views/infos.ts';
import { viewElements, viewProcessInstances } from '../views/views.ts';
import { expectDone, findOne } from './expect-done.ts';

export const DEFAULT_TENANT = '<default>';

/** Which process starts, and how. */
export interface CreateInstanceOptions {
  /** Default: the first process of the files that were deployed last. */
  readonly processId?: string;
  /** Default: the latest. */
  readonly version?: number;
  /** Instead of id and version. */
  readonly processDefinitionKey?: string;
  readonly variables?: JsonObject;
  /** Ids of elements to start at. Default: the none start event. */
  readonly startBeforeElements?: readonly string[];
  /** The instance ends when one of these elements has. */
  readonly terminateAfterElements?: readonly string[];
  readonly businessId?: string;
  readonly tags?: readonly string[];
  /** Default `<default>`. */
  readonly tenantId?: string;
}

/**
 * Deploys and starts processes, and changes their variables. Each throws a ProcessTestError when the engine
 * rejects it.
 */
export interface InstanceCommands<Instance> {
  /** Deploys files together: processes, decisions, forms. */
  readonly deploy: (...files: readonly ResourceFile[]) => Promise<Deployment>;
  readonly createInstance: (options?: CreateInstanceOptions) => Promise<Instance>;
  readonly cancelInstance: (selection: Selection<ProcessInstanceInfo>) => Promise<void>;
  /**
   * Sets variables of a process instance; with `element`, those of the nearest scope that has them, from this
   * active element on. A text is a process id.
   */
  readonly updateVariables: (
    selection: Selection<ProcessInstanceInfo>,
    variables: JsonObject,
    options?: { readonly element?: Selection<ElementInfo> },
  ) => Promise<void>;
  /** Sets variables of an active element itself. */
  readonly updateLocalVariables: (
    selection: Selection<ProcessInstanceInfo>,
    element: Selection<ElementInfo>,
    variables: JsonObject,
  ) => Promise<void>;
  /** A process instance to assert on, the first that matches. A text is a process id. */
  readonly processInstance: (selection: Selection<ProcessInstanceInfo>) => Instance;
  /** All process instances, in the order of their start. */
  readonly processInstances: () => readonly Instance[];
  /** The variables of a process instance that match. */
  readonly findVariables: (
    selection: Selection<ProcessInstanceInfo>,
    variable: (variable: VariableInfo) => boolean,
  ) => readonly VariableInfo[];
}

/** The commands for process instances of a test. */
export function createInstanceCommands<Test>(
  context: TestContext<Test>,
): InstanceCommands<ProcessInstanceTarget<Test>> {
  const { core, record } = context;
  let latestProcessId: string | undefined;
  const byKey = (key: string): ProcessInstanceTarget<Test> =>
    processInstanceTarget(context, ProcessInstanceSelectors.byKey(key));
  const find = (wish: string, selection: Selection<ProcessInstanceInfo>): Promise<ProcessInstanceInfo> =>
    findOne(context, {
      wish,
      selector: resolveSelector(selection, ProcessInstanceSelectors.byProcessId),
      list: () => viewProcessInstances(context),
      describe: ({ bpmnProcessId, processInstanceKey, state }) =>
        `${bpmnProcessId} (${processInstanceKey}), ${state.toLowerCase()}`,
    });
  const findScope = async (
    selection: Selection<ProcessInstanceInfo>,
    element: Selection<ElementInfo> | undefined,
  ): Promise<string> => {
    const { processInstanceKey } = await find('update variables of a process instance', selection);
    if (element === undefined) return processInstanceKey;
    const { elementInstanceKey } = await findOne(context, {
      wish: 'update variables of an active element',
      selector: resolveSelector(element, context.selectElement),
      list: () => viewElements(context, processInstanceKey).filter(({ state }) => state === 'ACTIVE'),
      describe: ({ elementId }) => elementId,
    });
    return elementInstanceKey;
  };
  return {
    async deploy(...files) {
      const resources = await readResources(files);
      const deployment = expectDone(await core.deploy({ resources, tenantId: DEFAULT_TENANT }));
      latestProcessId = deployment.processes[0]?.bpmnProcessId ?? latestProcessId;
      for (const { processDefinitionKey, bpmnProcessId: processId, resourceName } of deployment.processes)
        record.definitions.set(processDefinitionKey, { processId, fileName: resourceName });
      await context.settle();
      return deployment;
    },
    async createInstance(options = {}) {
      const { processId = latestProcessId, version = -1, processDefinitionKey, variables = {} } = options;
      const { tenantId = DEFAULT_TENANT, businessId, tags } = options;
      if (processId === undefined && processDefinitionKey === undefined)
        throw new ProcessTestError('No process has been deployed: call deploy with a BPMN file first');
      const { processInstanceKey } = expectDone(
        core.createInstance({
          ...(processDefinitionKey === undefined
            ? { bpmnProcessId: processId ?? '', version }
            : { processDefinitionKey }),
          ...{ variables, tenantId },
          ...(tags && { tags }),
          ...(businessId !== undefined && { businessId }),
          ...(options.startBeforeElements && {
            startInstructions: options.startBeforeElements.map((elementId) => ({ elementId })),
          }),
          ...(options.terminateAfterElements && {
            runtimeInstructions: options.terminateAfterElements.map((afterElementId) => ({
              ...{ kind: 'terminateProcessInstance', afterElementId },
            })),
          }),
        }),
      );
      await context.settle();
      return byKey(processInstanceKey);
    },
    async cancelInstance(selection) {
      const { processInstanceKey } = await find('cancel a process instance', selection);
      expectDone(core.cancelInstance(processInstanceKey));
      await context.settle();
    },
    async updateVariables(selection, variables, { element } = {}) {
      const elementInstanceKey = await findScope(selection, element);
      expectDone(core.setVariables({ elementInstanceKey, variables, local: false }));
      await context.settle();
    },
    async updateLocalVariables(selection, element, variables) {
      const elementInstanceKey = await findScope(selection, element);
      expectDone(core.setVariables({ elementInstanceKey, variables, local: true }));
      await context.settle();
    },
    processInstance: (selection) => processInstanceTarget(context, selection),
    processInstances: () =>
      viewProcessInstances(context).map(({ processInstanceKey }) => byKey(processInstanceKey)),
    findVariables(selection, matches) {
      const { variables } = processInstanceTarget(context, selection);
      return Object.entries(variables)
        .map(([name, value]) => ({ name, value }))
        .filter(matches);
    },
  };
}
