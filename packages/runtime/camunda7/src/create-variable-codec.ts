import { stringifyJson } from '@jobwright/json';
import type { ProcessModels } from '@jobwright/runtime';
import { ClusterCallError, GrpcStatus } from '@jobwright/runtime/cluster';
import type { Camunda7Engine } from './engine/camunda7-engine.ts';
import { createVariableCompletion } from './inputs/create-variable-completion.ts';
import { createEngineModels } from './models/engine-models.ts';
import type { VariableCodec } from './tasks/variable-codec.ts';
import { DEFAULT_MAX_TEXT_CHARACTERS } from './variables/engine-types.ts';
import { readVariables } from './variables/read-variables.ts';
import { writeVariables } from './variables/write-variables.ts';

/** The variables of an engine, and its deployed models. */
export interface EngineCodec extends VariableCodec {
  readonly models: ProcessModels;
}

/** `variablesOf`: the variables that the connector of a topic reads; empty: all. */
export function createVariableCodec(
  engine: Camunda7Engine,
  { variablesOf }: { readonly variablesOf: (topic: string) => readonly string[] },
): EngineCodec {
  const models = createEngineModels(engine);
  const complete = createVariableCompletion({ engine, models, variablesOf });
  const types = { json: false, maxTextCharacters: DEFAULT_MAX_TEXT_CHARACTERS };
  return {
    models,
    readVariables: (task) => stringifyJson(readVariables(task).variables),
    completeVariables: ({ task }, host) => complete(task, host),
    writeVariables(outcome, { task }) {
      const writing = writeVariables(outcome.variables, { types, known: task.variables });
      if (writing.kind === 'refused')
        throw new ClusterCallError('refused', writing.reason, { grpcStatus: GrpcStatus.INVALID_ARGUMENT });
      return Promise.resolve(
        outcome.kind === 'fail' ? { localVariables: writing.variables } : { variables: writing.variables },
      );
    },
  };
}
