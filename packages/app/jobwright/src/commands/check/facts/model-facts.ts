import type { Camunda7Parameter, InputMapping } from '@jobwright/bpmn-model';
import type { ResourceCheck } from '@jobwright/engine/core';

/** What a checked file is. */
export type FileKind = 'bpmn' | 'dmn' | 'form' | 'template';

/** What a file was made for, as its namespaces say. */
export type MadeFor = 'camunda8' | 'camunda7';

/** What a file holds, as plain data: nothing is judged yet. */
export interface FileFacts {
  readonly kind: FileKind;
  /** Empty where nothing in the file belongs to a platform. */
  readonly madeFor: readonly MadeFor[];
  /** A process, a decision, a form or an element template. */
  readonly parts: readonly PartFacts[];
  /** What the embedded engine says of the file. */
  readonly engine: ResourceCheck;
  /** The problems that every engine has with the file: parts that are no BPMN, or refer to nothing. */
  readonly broken: readonly { readonly elementId: string; readonly message: string }[];
}

/** A process, a decision, a form or an element template. */
export interface PartFacts {
  readonly kind: 'process' | 'decision' | 'form' | 'template';
  readonly id: string;
  readonly name?: string;
  /** A process that is not executable is documentation. */
  readonly isExecutable: boolean;
  /** The part itself first, then what it holds. */
  readonly elements: readonly ElementFacts[];
}

/** A process, a flow node or flow of it, a decision, a form or a template. */
export interface ElementFacts {
  readonly id: string;
  readonly name?: string;
  /** As its tag, e.g. `serviceTask`. */
  readonly type: string;
  /** Kinds of its events: `message`, `timer`, `conditional` and so on. */
  readonly events: readonly string[];
  readonly loop?: 'multiInstance' | 'standard';
  readonly texts: readonly ModelText[];
  readonly zeebe: ZeebeFacts;
  readonly camunda7: Camunda7Facts;
}

/** An expression or text that both platforms read, each in a language of its own. */
export interface ModelText {
  readonly use:
    'condition' | 'timer' | 'message name' | 'signal name' | 'completion condition' | 'expression language';
  readonly text: string;
}

/** What Camunda 8 reads of an element. */
export interface ZeebeFacts {
  /** Source of the job type: a text, or FEEL with a leading `=`. */
  readonly jobType?: string;
  readonly inputs: readonly InputMapping[];
  readonly headers: Readonly<Record<string, string>>;
  /** Its extension elements, e.g. `zeebe:ioMapping`. */
  readonly tags: readonly string[];
  readonly template?: TemplateFacts;
  /** Type of the inbound connector that starts or continues the process here. */
  readonly inboundType?: string;
  readonly listeners: readonly ListenerFacts[];
  readonly hasBusinessId: boolean;
}

/** An element template that was applied. */
export interface TemplateFacts {
  readonly id: string;
  readonly version?: number;
}

export interface ListenerFacts {
  readonly jobType: string;
  readonly eventType: string;
  readonly hasHeaders: boolean;
}

/** What Camunda 7 and Operaton read of an element. */
export interface Camunda7Facts {
  /** Attributes of their namespaces by local name, with those of its message or loop. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Local names of their extension elements. */
  readonly tags: readonly string[];
  /** Of an external task. */
  readonly topic?: string;
  readonly inputs: readonly Camunda7Parameter[];
  /** Extension properties. */
  readonly properties: Readonly<Record<string, string>>;
  readonly hasScript: boolean;
  /** Whether the loop says how often. */
  readonly hasLoopCount: boolean;
  readonly calledElement?: string;
}

export const NO_ZEEBE: ZeebeFacts = {
  inputs: [],
  headers: {},
  tags: [],
  listeners: [],
  hasBusinessId: false,
};

export const NO_CAMUNDA7: Camunda7Facts = {
  attributes: {},
  tags: [],
  inputs: [],
  properties: {},
  hasScript: false,
  hasLoopCount: false,
};
