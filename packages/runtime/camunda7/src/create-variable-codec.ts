import type { DocumentStore } from '@jobwright/connector-sdk';
import { stringifyJson } from '@jobwright/json';
import type { ProcessModels } from '@jobwright/runtime';
import { ClusterCallError, GrpcStatus } from '@jobwright/runtime/cluster';
import { createEngineDocumentStore } from './documents/engine-document-store.ts';
import type { Camunda7Engine } from './engine/camunda7-engine.ts';
import type { ExternalTask } from './engine/external-task.ts';
import { createVariableCompletion } from './inputs/create-variable-completion.ts';
import { createEngineModels } from './models/engine-models.ts';
import type { VariableCodec } from './tasks/variable-codec.ts';
import { createEngineTypes } from './variables/engine-types.ts';
import { readVariables, type TaskVariables } from './variables/read-variables.ts';
import { sendUploads } from './variables/send-uploads.ts';
import { writeVariables } from './variables/write-variables.ts';
import type { ConnectorWorkersOptions } from './worker-options.ts';

/** The variables of an engine, its deployed models, and its documents. */
export interface EngineCodec extends VariableCodec {
  readonly models: ProcessModels;
  readonly documents: DocumentStore;
}

export interface VariableCodecOptions extends Pick<
  ConnectorWorkersOptions,
  'documents' | 'jsonVariables' | 'maxTextCharacters' | 'maxDocumentBytes'
> {
  /** The variables that the connector of a topic reads; empty: all. */
  readonly variablesOf: (topic: string) => readonly string[];
}

export function createVariableCodec(engine: Camunda7Engine, options: VariableCodecOptions): EngineCodec {
  const { variablesOf, documents: others, maxDocumentBytes: maxBytes } = options;
  const models = createEngineModels(engine);
  const complete = createVariableCompletion({ engine, models, variablesOf });
  const findTypes = createEngineTypes(engine, options);
  const known = new WeakMap<ExternalTask, TaskVariables>();
  const read = (task: ExternalTask): TaskVariables => {
    const variables = known.get(task) ?? readVariables(task);
    known.set(task, variables);
    return variables;
  };
  return {
    models,
    documents: createEngineDocumentStore(engine, { others, ...(maxBytes !== undefined && { maxBytes }) }),
    readVariables: (task) => stringifyJson(read(task).variables),
    completeVariables: ({ job, task }, host) => complete({ task, ...read(task), text: job.variables }, host),
    async writeVariables(outcome, { task }, bounds) {
      if (outcome.variables === '{}') return {};
      const isLocal = outcome.kind === 'fail';
      const types = await findTypes(bounds);
      const writing = writeVariables(outcome.variables, {
        types,
        known: task.variables,
        keepsReferences: isLocal,
      });
      if (writing.kind === 'refused')
        throw new ClusterCallError('refused', writing.reason, { grpcStatus: GrpcStatus.INVALID_ARGUMENT });
      await sendUploads(engine, task, { uploads: writing.uploads, bounds, isLocal });
      return isLocal ? { localVariables: writing.variables } : { variables: writing.variables };
    },
  };
}
