import { checkXml, ModelError } from '@jobwright/bpmn-model';
import type { FileFacts, FileKind } from './model-facts.ts';
import { readDecisionFacts } from './read-decision-facts.ts';
import { readFormFacts, readTemplateFacts } from './read-json-facts.ts';
import { readProcessFacts } from './read-process-facts.ts';

/** A file whose text is known. */
export interface TextFile {
  readonly name: string;
  readonly kind: FileKind;
  readonly content: string;
}

/** What was read of a file, or why it cannot be checked. */
export type FactsReading =
  | { readonly ok: true; readonly facts: FileFacts }
  | { readonly ok: false; readonly message: string; readonly position?: number };

/** Reads what a file holds. Files of other people may take long: see `createFactsReader`. */
export async function readFileFacts(file: TextFile): Promise<FactsReading> {
  try {
    return { ok: true, facts: await read(file) };
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    const { message, position } = error;
    return { ok: false, message, ...(position !== undefined && { position }) };
  }
}

async function read({ name, kind, content }: TextFile): Promise<FileFacts> {
  switch (kind) {
    case 'bpmn':
      checkXml(content);
      return readProcessFacts(name, content);
    case 'dmn':
      checkXml(content, { format: 'DMN' });
      return readDecisionFacts(name, content);
    case 'form':
      return readFormFacts(name, content);
    case 'template':
      return readTemplateFacts(content);
  }
}
