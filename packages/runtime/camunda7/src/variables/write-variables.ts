import { type DocumentReference, documentReference } from '@jobwright/connector-sdk';
import { isJsonObject, type JsonValue, parseJson } from '@jobwright/json';
import { readDocumentId } from '../documents/file-reference.ts';
import type { EngineVariables } from '../engine/engine-variable.ts';
import type { EngineTypes } from './engine-types.ts';
import { writeVariable, type WrittenVariable } from './write-variable.ts';

/** What is sent on its own before the answer, because the answer cannot hold it. */
export type VariableUpload =
  | { readonly kind: 'longText'; readonly name: string; readonly text: string }
  /** A document of the engine that becomes a `File` variable. */
  | {
      readonly kind: 'file';
      readonly name: string;
      readonly document: DocumentReference;
      /** Nothing else in the answer refers to it. */
      readonly isOnlyUse: boolean;
    };

/** The variables of an answer as the engine takes them. */
export type VariablesWriting =
  | {
      readonly kind: 'written';
      readonly variables: Readonly<Record<string, WrittenVariable>>;
      readonly uploads: readonly VariableUpload[];
    }
  /** The engine would not take them: the text says why and what to do. */
  | { readonly kind: 'refused'; readonly reason: string };

export interface WriteVariablesOptions {
  readonly types: EngineTypes;
  /** The variables that the task sees. */
  readonly known: EngineVariables;
  /** Documents stay references. Default: those of the engine become `File` variables. */
  readonly keepsReferences?: boolean;
}

const MAX_NAME_CHARACTERS = 255;
/** What is sent on its own has its name in a path, where the servers of engines refuse these. */
const NOT_IN_PATHS = /[/\\]|^\.\.?$/;
/** Deeper ones take the stack of the engine. */
const MAX_DEPTH = 200;

/**
 * Writes the variables of an answer, the JSON text of an object. What the engine would refuse after the
 * effect is found here.
 */
export function writeVariables(
  text: string,
  { types, known, keepsReferences = false }: WriteVariablesOptions,
): VariablesWriting {
  const outputs = parseJson(text);
  if (!isJsonObject(outputs)) return refused('the variables are not a JSON object');
  const variables: (readonly [string, WrittenVariable])[] = [];
  const uploads: VariableUpload[] = [];
  for (const [name, value] of Object.entries(outputs)) {
    const problem = describeProblem(name, value);
    if (problem !== undefined) return refused(problem);
    const document = keepsReferences ? undefined : engineDocument(value);
    const own = Object.hasOwn(known, name) ? known[name] : undefined;
    const writing = document === undefined ? writeVariable(value, { types, known: own }) : undefined;
    if (writing?.kind === 'variable') {
      variables.push([name, writing.variable]);
      continue;
    }
    if (NOT_IN_PATHS.test(name)) return refused(describePathProblem(name));
    if (writing !== undefined) uploads.push({ ...writing, name });
    else if (document !== undefined)
      uploads.push({ kind: 'file', name, document, isOnlyUse: isNamedOnce(text, document) });
  }
  return { kind: 'written', variables: Object.fromEntries(variables), uploads };
}

const refused = (reason: string): VariablesWriting => ({ kind: 'refused', reason });

const describePathProblem = (name: string): string =>
  `the engine takes no document, and where it has no variables of type Json no long text, under the name ${name}: give the variable a name without slashes`;

function describeProblem(name: string, value: JsonValue): string | undefined {
  if (name.length > MAX_NAME_CHARACTERS)
    return `the name of the variable ${name.slice(0, 40)}... has ${name.length} characters, the engine takes ${MAX_NAME_CHARACTERS}: give it a shorter one`;
  if (isDeeper(value, MAX_DEPTH))
    return `the variable ${name} is nested deeper than the ${MAX_DEPTH} levels that the engine takes: pick what is needed with a result expression`;
  return undefined;
}

function isDeeper(value: JsonValue, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((part: JsonValue) => isDeeper(part, levels - 1));
}

const isNamedOnce = (text: string, { documentId }: DocumentReference): boolean =>
  text.split(JSON.stringify(documentId)).length === 2;

function engineDocument(value: JsonValue): DocumentReference | undefined {
  if (!isJsonObject(value) || value['camunda.document.type'] !== 'camunda') return undefined;
  const { data } = documentReference.safeParse(value);
  return data !== undefined && readDocumentId(data) !== undefined ? data : undefined;
}
