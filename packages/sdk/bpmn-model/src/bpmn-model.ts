import type { Camunda7Element } from './camunda7-model.ts';

/** What a BPMN file holds, as plain data. */
export interface BpmnModel {
  readonly processes: readonly ProcessModel[];
}

/** A process with its elements. */
export interface ProcessModel {
  readonly id: string;
  readonly isExecutable: boolean;
  /** Tasks, events, gateways and sub-processes of all levels, a sub-process before what it holds. */
  readonly elements: readonly ElementModel[];
}

/** An element of a process with its job type, input mappings and task headers. */
export interface ElementModel {
  readonly id: string;
  /** As its tag, e.g. `serviceTask`. */
  readonly type: string;
  /** Source of the job type, where the element has jobs: a text, or FEEL with a leading `=`. */
  readonly jobType?: string;
  /** In the order of the file. */
  readonly inputs: readonly InputMapping[];
  /** Task headers; of two with one key the later one. */
  readonly headers: Readonly<Record<string, string>>;
  /** What it has for Camunda 7 and Operaton, where it has anything for them. */
  readonly camunda7?: Camunda7Element;
}

/** An input mapping as it stands in the file: nothing of it is evaluated. */
export interface InputMapping {
  /** A text, or FEEL with a leading `=`. */
  readonly source: string;
  /** The variable, or a path into it: `authentication.token`. */
  readonly target: string;
  /** The keys of the path, where one of them has a dot in it. Default: those that the dots part. */
  readonly path?: readonly string[];
}
