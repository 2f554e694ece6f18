import type { AnswerOf, ArgumentOf, CommandName, ListenerName } from './command-kinds.ts';
import type { EngineCore } from './commands.ts';
import type { Recorder } from './recorder.ts';

type Commands = { readonly [Name in CommandName]: (argument: ArgumentOf<Name>) => AnswerOf<Name> };

/**
 * The same engine, with every command recorded. Its listeners are called between steps, so that they can give
 * commands.
 */
export function recordCommands<Core extends EngineCore>(core: Core, recorder: Recorder): Core {
  const commands: Commands = core;
  const recorded =
    <Name extends CommandName>(name: Name) =>
    (argument: ArgumentOf<Name>): AnswerOf<Name> =>
      recorder.record({ name, argument, run: () => commands[name](argument) });
  const all: Commands = {
    deleteResource: recorded('deleteResource'),
    evaluateDecision: recorded('evaluateDecision'),
    createInstance: recorded('createInstance'),
    cancelInstance: recorded('cancelInstance'),
    modifyInstance: recorded('modifyInstance'),
    assignBusinessId: recorded('assignBusinessId'),
    migrateInstance: recorded('migrateInstance'),
    deleteInstance: recorded('deleteInstance'),
    createBatch: recorded('createBatch'),
    cancelBatch: recorded('cancelBatch'),
    suspendBatch: recorded('suspendBatch'),
    resumeBatch: recorded('resumeBatch'),
    activateJobs: (argument) =>
      recorder.record({
        name: 'activateJobs',
        argument,
        run: () => core.activateJobs(argument),
        hasEffect: (answer) => answer.ok && answer.value.length > 0,
      }),
    completeJob: recorded('completeJob'),
    failJob: recorded('failJob'),
    throwError: recorded('throwError'),
    updateJobRetries: recorded('updateJobRetries'),
    updateJobTimeout: recorded('updateJobTimeout'),
    updateJobPriority: recorded('updateJobPriority'),
    activateAdHocActivities: recorded('activateAdHocActivities'),
    publishMessage: recorded('publishMessage'),
    correlateMessage: recorded('correlateMessage'),
    broadcastSignal: recorded('broadcastSignal'),
    evaluateConditions: recorded('evaluateConditions'),
    completeUserTask: recorded('completeUserTask'),
    assignUserTask: recorded('assignUserTask'),
    updateUserTask: recorded('updateUserTask'),
    pinClock: recorded('pinClock'),
    resetClock: recorded('resetClock'),
    resolveIncident: recorded('resolveIncident'),
    setVariables: recorded('setVariables'),
    createGlobalListener: recorded('createGlobalListener'),
    updateGlobalListener: recorded('updateGlobalListener'),
    deleteGlobalListener: recorded('deleteGlobalListener'),
    deleteDecisionInstance: recorded('deleteDecisionInstance'),
    createClusterVariable: recorded('createClusterVariable'),
    updateClusterVariable: recorded('updateClusterVariable'),
    deleteClusterVariable: recorded('deleteClusterVariable'),
  };
  // The listeners of available jobs are called after the commands of the moment anyway.
  const listeners: Pick<EngineCore, Exclude<ListenerName, 'onJobAvailable'>> = {
    onInstanceEnd: (key, listener) =>
      core.onInstanceEnd(key, (end) => recorder.afterStep(() => listener(end))),
    onUserTaskSettled: (key, listener) =>
      core.onUserTaskSettled(key, (outcome) => recorder.afterStep(() => listener(outcome))),
  };
  return { ...core, ...all, ...listeners };
}
