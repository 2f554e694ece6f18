import type { LinkedResource } from './linked-resource.ts';
import type { JobDefinition } from './job-definition.ts';
import type { Expression } from './expression.ts';

/** What is activated in an ad-hoc sub-process, and when it completes. */
export interface AdHoc {
  /** Of the scope around each activated element. */
  readonly innerId: string;
  /** The elements that can be activated. */
  readonly elements: readonly AdHocElement[];
  readonly activeElements?: Expression;
  readonly completionCondition?: Expression;
  readonly cancelsRemaining: boolean;
  readonly outputCollection?: string;
  readonly outputElement?: Expression;
  /** Of the worker that decides what is activated. */
  readonly job?: JobDefinition & { readonly linkedResources?: readonly LinkedResource[] };
}
/** As workers see it. */
export interface AdHocElement {
  readonly elementId: string;
  readonly elementName?: string;
  readonly documentation?: string;
  readonly properties?: Readonly<Record<string, string>>;
}
