import type { EngineCore } from './commands.ts';

/**
 * What each method of the engine is. A new one does not compile until it stands here:
 * - `command` changes the state, and is recorded, so that it can be done again after a crash
 * - `deployment` reads files first, and is recorded when they take effect
 * - `listener` calls back; what it calls must not run within a command
 * - `query` leaves the state as it is
 */
export const COMMAND_KINDS = {
  deploy: 'deployment',
  processXml: 'query',
  deleteResource: 'command',
  resource: 'query',
  evaluateDecision: 'command',
  evaluateExpression: 'query',
  createInstance: 'command',
  cancelInstance: 'command',
  modifyInstance: 'command',
  assignBusinessId: 'command',
  migrateInstance: 'command',
  deleteInstance: 'command',
  createBatch: 'command',
  cancelBatch: 'command',
  suspendBatch: 'command',
  resumeBatch: 'command',
  batch: 'query',
  onInstanceEnd: 'listener',
  activateJobs: 'command',
  onJobAvailable: 'listener',
  completeJob: 'command',
  failJob: 'command',
  throwError: 'command',
  updateJobRetries: 'command',
  updateJobTimeout: 'command',
  updateJobPriority: 'command',
  activateAdHocActivities: 'command',
  publishMessage: 'command',
  correlateMessage: 'command',
  broadcastSignal: 'command',
  evaluateConditions: 'command',
  completeUserTask: 'command',
  assignUserTask: 'command',
  updateUserTask: 'command',
  pinClock: 'command',
  resetClock: 'command',
  onUserTaskSettled: 'listener',
  resolveIncident: 'command',
  setVariables: 'command',
  createGlobalListener: 'command',
  updateGlobalListener: 'command',
  deleteGlobalListener: 'command',
  globalListeners: 'query',
  deleteDecisionInstance: 'command',
  createClusterVariable: 'command',
  updateClusterVariable: 'command',
  deleteClusterVariable: 'command',
  clusterVariable: 'query',
  instance: 'query',
  incidents: 'query',
  jobs: 'query',
  userTasks: 'query',
  subscriptions: 'query',
  history: 'query',
  usage: 'query',
  counts: 'query',
  waitForIdle: 'query',
  close: 'query',
} as const satisfies Record<keyof EngineCore, 'command' | 'deployment' | 'listener' | 'query'>;

type Kinds = typeof COMMAND_KINDS;
type NamesOf<Kind extends Kinds[keyof Kinds]> = {
  [Name in keyof Kinds]: Kinds[Name] extends Kind ? Name : never;
}[keyof Kinds];

/** The commands that take effect as soon as they are called. */
export type CommandName = NamesOf<'command'>;
export type ListenerName = NamesOf<'listener'>;

export type ArgumentOf<Name extends CommandName | 'deploy'> = Parameters<EngineCore[Name]>[0];
export type AnswerOf<Name extends CommandName> = ReturnType<EngineCore[Name]>;

/**
 * What is recorded: commands, and what the engine does by itself when something is due or a batch operation
 * runs.
 */
export type StepName = CommandName | 'deploy' | 'due' | 'batch';
