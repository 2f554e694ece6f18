import type { JsonObject } from '@jobwright/json';
import { auditCommands } from './audit/audit-commands.ts';
import { activateAdHoc } from './ad-hoc-commands.ts';
import { activateJobs } from './activate-jobs.ts';
import { assignBusinessId } from './business-id.ts';
import {
  createClusterVariable,
  deleteClusterVariable,
  findClusterVariable,
  updateClusterVariable,
} from './cluster-variables.ts';
import type { Clock, Result } from './commands.ts';
import type { SearchableCore } from './searchable-core.ts';
import { createBatchOperations } from './batch/batch-operations.ts';
import { pinClock } from './clock-commands.ts';
import { correlateMessage } from './correlate-message.ts';
import { evaluateConditions } from './condition-commands.ts';
import { deleteDecisionInstance } from './delete-decision-instance.ts';
import { createGlobalListener, deleteGlobalListener, updateGlobalListener } from './global-listeners.ts';
import { deleteInstance } from './delete-instance.ts';
import { createEngine } from './create-engine.ts';
import { createParser } from './create-parser.ts';
import { evaluateDecision } from './decisions/evaluate-command.ts';
import { deleteResource } from './deployment/delete-resource.ts';
import { deploy } from './deployment/deploy.ts';
import { evaluateExpression } from './evaluate-expression.ts';
import { viewUsage } from './view-usage.ts';
import { onInstanceEnd } from './end-instance.ts';
import { createEngineRecords } from './records/engine-records.ts';
import { createCounts } from './engine-counts.ts';
import { createEngineState } from './engine-state.ts';
import { resolveIncident } from './incidents.ts';
import { cancelInstance, createInstanceOf, setVariables } from './instance-commands.ts';
import { publishMessage } from './messages.ts';
import { migrateInstance } from './migrate/migrate-instance.ts';
import { modifyInstance } from './modify/modify-instance.ts';
import { createPinnableClock } from './pinnable-clock.ts';
import { recordCommands } from './record-commands.ts';
import { noRecorder, type Recorder } from './recorder.ts';
import { succeed } from './result.ts';
import { runWork } from './run-work.ts';
import type { EngineObserver } from './engine-observer.ts';
import type { ModelCache } from './model-cache.ts';
import type { SecretProvider } from './secret-provider.ts';
import { completeJob, failJob, throwError } from './settle-job.ts';
import { onTransitionEnd } from './settle-transition.ts';
import { broadcastSignal } from './signals.ts';
import { type EngineSnapshot, fromSnapshot, toSnapshot } from './snapshot.ts';
import { viewResource } from './view-resource.ts';
import { updateJobPriority, updateJobRetries, updateJobTimeout } from './update-job.ts';
import { showAllLoopOutputs } from './loop-outputs.ts';
import { viewSubscriptions } from './view-subscriptions.ts';
import { viewHistory } from './view-history.ts';
import { toIncident, viewInstance, viewJobs } from './view-instance.ts';
import { assignUserTask, completeUserTask, updateUserTask, viewUserTasks } from './user-task-commands.ts';
import { isTooDeep, rejectTooDeep } from './variable-depth.ts';
import { createIdleWatch } from './wait-for-idle.ts';

/** Each cluster has it, and it is meant where none is named. */
export const DEFAULT_PHYSICAL_TENANT = 'default';

const IDLE_TIMEOUT_MS = 10_000;
const MAX_ENDED_INSTANCES = 10_000;

/** Clock, limits and warnings of an engine. */
export interface EngineCoreOptions {
  readonly clock: Clock;
  /**
   * Receives warnings about parts of a model without effect, one line each. Default: warnings are dropped.
   */
  readonly onWarning?: (warning: string) => void;
  /** How many ended process instances are remembered, with their history. Default 10,000. */
  readonly maxEndedInstances?: number;
  /**
   * What `camunda.secrets.NAME` in input mappings stands for, asked when a job is activated. Default: there
   * are no secrets.
   */
  readonly secrets?: SecretProvider;
  /**
   * Whether only one root process instance of a process may be active with a business id. Default: any number
   * may.
   */
  readonly uniqueBusinessIds?: boolean;
  /** Sees what processes pass. Default: nobody does. */
  readonly observer?: EngineObserver;
  /**
   * Shared by engines that deploy the same files, such as those of tests. Default: each reads its files
   * itself.
   */
  readonly models?: ModelCache;
  /** The physical tenant of the cluster that this engine is. Default `default`. */
  readonly physicalTenantId?: string;
}

export interface RestorableEngineCore extends SearchableCore {
  /**
   * The whole state as plain data. It shares records with the engine: write it out before the next command.
   */
  snapshot(): EngineSnapshot;
  /** The key that was given last: the same as long as nothing new has come into being. */
  lastKey(): number;
  /** Counts events from now on. */
  startCounting(): void;
  /** Does what fell due first, as the engine does by itself when its time has come. */
  doNextDue(): void;
  /** Does some items of the running batch operations, as the engine does by itself. */
  workBatches(): void;
}

/** An engine that goes on from a snapshot; without one it is empty. */
export function createRestorableEngineCore(
  options: EngineCoreOptions & { readonly snapshot?: EngineSnapshot; readonly recorder?: Recorder },
): RestorableEngineCore {
  const { recorder = noRecorder, uniqueBusinessIds = false } = options;
  const { onWarning = () => undefined, snapshot, maxEndedInstances = MAX_ENDED_INSTANCES } = options;
  const { secrets = () => undefined, observer, models, physicalTenantId = DEFAULT_PHYSICAL_TENANT } = options;
  const state = snapshot ? fromSnapshot(snapshot) : createEngineState();
  const clock = createPinnableClock(options.clock, state);
  const run = <T>(command: () => T): T => {
    const result = command();
    runWork(engine);
    idleWatch.check();
    return result;
  };
  const runWith = <T>(
    intent: string,
    variables: JsonObject | undefined,
    command: () => Result<T>,
  ): Result<T> => (variables && isTooDeep(variables) ? rejectTooDeep(intent) : run(command));
  const parser = createParser();
  const engine = createEngine({
    state,
    clock,
    onWarning,
    maxEndedInstances,
    secrets,
    recorder,
    physicalTenantId,
    uniqueBusinessIds,
    run,
    parse: (all) => (models ? models.get(all, () => parser.parse(all)) : parser.parse(all)),
    ...(observer && { observer }),
  });
  const idleWatch = createIdleWatch(engine);
  const batches = createBatchOperations(engine, run);

  const core: RestorableEngineCore = {
    deploy: (command) => deploy(engine, command),
    processXml(processDefinitionKey) {
      const definition = state.definitions.get(processDefinitionKey);
      return definition && state.resources.get(definition.checksum);
    },
    deleteResource: ({ resourceKey }) => run(() => deleteResource(engine, resourceKey)),
    resource: (resourceKey) => viewResource(state, resourceKey),
    evaluateDecision: (command) =>
      runWith('EVALUATE', command.variables, () => evaluateDecision(engine, command)),
    evaluateExpression: (command) => evaluateExpression(engine, command),
    createInstance: (command) =>
      runWith('CREATE', command.variables, () => createInstanceOf(engine, command)),
    cancelInstance: (processInstanceKey) => run(() => cancelInstance(engine, processInstanceKey)),
    migrateInstance: (command) => run(() => migrateInstance(engine, command)),
    deleteInstance: (processInstanceKey) => run(() => deleteInstance(engine, processInstanceKey)),
    createBatch: (command) => batches.create(command),
    cancelBatch: (batchOperationKey) => run(() => batches.cancel(batchOperationKey)),
    suspendBatch: (batchOperationKey) => run(() => batches.suspend(batchOperationKey)),
    resumeBatch: (batchOperationKey) => batches.resume(batchOperationKey),
    batch: (batchOperationKey) => batches.view(batchOperationKey),
    modifyInstance: (command) => run(() => modifyInstance(engine, command)),
    assignBusinessId: (command) => run(() => assignBusinessId(engine, command)),
    onInstanceEnd: (processInstanceKey, listener) => onInstanceEnd(engine, processInstanceKey, listener),
    activateJobs(command) {
      const { incidentsCreated } = engine.counts;
      const result = activateJobs(engine, command);
      if (engine.counts.incidentsCreated !== incidentsCreated) idleWatch.check();
      return result;
    },
    onJobAvailable: (type, listener, priority) => engine.jobQueues.listen(type, listener, priority),
    completeJob: (command) => runWith('COMPLETE', command.variables, () => completeJob(engine, command)),
    failJob: (command) => runWith('FAIL', command.variables, () => failJob(engine, command)),
    throwError: (command) => runWith('THROW_ERROR', command.variables, () => throwError(engine, command)),
    updateJobRetries: (command) => run(() => updateJobRetries(engine, command)),
    updateJobTimeout: (command) => run(() => updateJobTimeout(engine, command)),
    updateJobPriority: (command) => run(() => updateJobPriority(engine, command)),
    activateAdHocActivities: (command) => run(() => activateAdHoc(engine, command)),
    correlateMessage: (command) =>
      runWith('CORRELATE', command.variables, () => correlateMessage(engine, command)),
    publishMessage: (command) => runWith('PUBLISH', command.variables, () => publishMessage(engine, command)),
    broadcastSignal: (command) =>
      runWith('BROADCAST', command.variables, () => broadcastSignal(engine, command)),
    evaluateConditions: (command) =>
      runWith('EVALUATE', command.variables, () => evaluateConditions(engine, command)),
    completeUserTask: (command) =>
      runWith('COMPLETE', command.variables, () => completeUserTask(engine, command)),
    assignUserTask: (command) => run(() => assignUserTask(engine, command)),
    updateUserTask: (command) => run(() => updateUserTask(engine, command)),
    pinClock: ({ timestampMs }) => run(() => pinClock(clock, timestampMs)),
    resetClock: () => run(() => succeed(clock.reset())),
    onUserTaskSettled: (userTaskKey, listener) => onTransitionEnd(engine, userTaskKey, listener),
    resolveIncident: (incidentKey) => run(() => resolveIncident(engine, incidentKey)),
    setVariables: (command) => runWith('UPDATE', command.variables, () => setVariables(engine, command)),
    createGlobalListener: (listener) => createGlobalListener(state, listener),
    updateGlobalListener: (listener) => updateGlobalListener(state, listener),
    deleteGlobalListener: (id) => deleteGlobalListener(state, id),
    globalListeners: () => [...state.globalListeners.values()],
    deleteDecisionInstance: (evaluationKey) => deleteDecisionInstance(engine, evaluationKey),
    createClusterVariable: (command) =>
      runWith('CREATE', { value: command.value }, () => createClusterVariable(state, command)),
    updateClusterVariable: (command) =>
      runWith('UPDATE', { value: command.value }, () => updateClusterVariable(state, command)),
    deleteClusterVariable: (variable) => deleteClusterVariable(state, variable),
    clusterVariable: (variable) => findClusterVariable(state, variable),
    records: createEngineRecords(engine),
    instance: (processInstanceKey) => viewInstance(engine, processInstanceKey),
    incidents: () => [...state.incidents.values()].map(toIncident),
    jobs: () => viewJobs(engine),
    userTasks: () => viewUserTasks(engine),
    subscriptions: () => viewSubscriptions(engine),
    history(processInstanceKey) {
      showAllLoopOutputs(engine);
      return viewHistory(engine, processInstanceKey);
    },
    usage: (period) => viewUsage(engine, period),
    counts: () => ({ ...engine.counts }),
    waitForIdle: ({ timeoutMs = IDLE_TIMEOUT_MS } = {}) => idleWatch.wait(timeoutMs),
    close() {
      parser.close();
      batches.close();
      engine.schedule.close();
      engine.jobQueues.close();
      idleWatch.close();
    },
    snapshot() {
      showAllLoopOutputs(engine);
      return toSnapshot(state);
    },
    lastKey: () => state.lastKey,
    startCounting: () => void Object.assign(engine.counts, createCounts()),
    doNextDue: () => engine.schedule.doNext(),
    workBatches: () => batches.work(),
  };
  const audited = auditCommands(core, engine);
  return recorder === noRecorder ? audited : recordCommands(audited, recorder);
}

/** A new, empty engine. */
export function createEngineCore(options: EngineCoreOptions): SearchableCore {
  return createRestorableEngineCore(options);
}
