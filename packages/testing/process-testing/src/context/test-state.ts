import type { EngineCore } from '@jobwright/engine/core';
import { readModelFile } from '../model/read-model-file.ts';
import type { ModelElement, ModelFile, ModelProcess } from '../model/process-model.ts';
import type { RunRecord } from './run-record.ts';

/** What views and assertions read: the engine, and what the test has seen of it. */
export interface TestState {
  readonly core: EngineCore;
  readonly record: RunRecord;
}

const MAX_FILES = 100;
const files = new Map<string, ModelFile>();
const elementsOf = new WeakMap<ModelProcess, ReadonlyMap<string, ModelElement>>();

/** A file as read before, by any test of this process. */
export function findModelFile(xml: string): ModelFile {
  const known = files.get(xml);
  if (known) return known;
  const file = readModelFile(xml);
  files.set(xml, file);
  const [oldest] = files.keys();
  if (files.size > MAX_FILES && oldest !== undefined) files.delete(oldest);
  return file;
}

/** The elements of the process that an instance runs, by id. */
export function findModelElements(
  { core, record }: TestState,
  processInstanceKey: string,
): ReadonlyMap<string, ModelElement> {
  const xml = core.processXml(record.instances.get(processInstanceKey) ?? '');
  const bpmnProcessId = core.instance(processInstanceKey)?.bpmnProcessId;
  const process =
    xml === undefined ? undefined : findModelFile(xml).processes.find(({ id }) => id === bpmnProcessId);
  if (!process) return new Map();
  const known = elementsOf.get(process) ?? new Map(process.elements.map((element) => [element.id, element]));
  elementsOf.set(process, known);
  return known;
}
