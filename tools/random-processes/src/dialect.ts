import type { WaitingEvent } from './process-index.ts';
import type { Loop } from './process-model.ts';

/** How an engine writes what BPMN leaves to it. */
export interface Dialect {
  readonly namespace: string;
  /** True when the variable has the value. */
  condition(variable: string, value: number | boolean): string;
  task(
    id: string,
    options: { readonly loops: readonly string[]; readonly rest: string; readonly attributes: string },
  ): string;
  call(id: string, options: { readonly processId: string; readonly rest: string }): string;
  loop(id: string, loop: Loop): string;
  messageName(id: string, loops: readonly string[]): string;
  /** What a message needs beside its name. */
  messageExtension: string;
  duration(event: WaitingEvent): string;
}

export const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
