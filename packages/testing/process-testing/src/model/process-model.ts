import type { JsonObject } from '@jobwright/json';

/** An element of a process as its file shows it. */
export interface ModelElement {
  readonly id: string;
  /** Absent: the element has no name. */
  readonly name?: string;
  /** As its tag, e.g. `serviceTask`. */
  readonly type: string;
  /** The process or sub-process that contains it. */
  readonly parentId: string;
  /** Of a boundary event: the activity it is attached to. */
  readonly attachedToId?: string;
  /** Of an event: what it waits for or throws, e.g. `timer`. */
  readonly eventType?: string;
  /** What its example data in the modeler says that it puts out. */
  readonly exampleData?: JsonObject;
}

/** A sequence flow of a process. */
export interface ModelFlow {
  readonly id: string;
  readonly name?: string;
  readonly sourceId: string;
  readonly targetId: string;
  readonly parentId: string;
}

/** A process with everything in it, also within sub-processes. */
export interface ModelProcess {
  readonly id: string;
  readonly name?: string;
  readonly elements: readonly ModelElement[];
  readonly flows: readonly ModelFlow[];
}

/** A point of a diagram. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where an element is drawn. */
export interface ModelShape extends Point {
  readonly elementId: string;
  readonly width: number;
  readonly height: number;
  readonly isExpanded: boolean;
  readonly isHorizontal: boolean;
}

/** Where a sequence flow, message flow or association is drawn. */
export interface ModelEdge {
  readonly elementId: string;
  readonly points: readonly Point[];
}

/** What a BPMN file holds for its reader: processes and their diagram. */
export interface ModelFile {
  readonly processes: readonly ModelProcess[];
  /** Names and kinds of all that is drawn, also of pools, lanes, notes and data. */
  readonly drawn: ReadonlyMap<string, { readonly type: string; readonly name?: string }>;
  readonly shapes: readonly ModelShape[];
  readonly edges: readonly ModelEdge[];
}
