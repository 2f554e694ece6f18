import { join } from 'node:path';
import type { Connector } from '@jobwright/connector-sdk';
import { type AnyTemplate, toCamunda7Templates, toElementTemplate } from '@jobwright/element-templates';
import { wrongInputError } from '../../command-line/command-error.ts';
import { firstLine } from '../dev/dev-session.ts';
import type { TemplateEngine } from './template-engine.ts';

/** A file that is still to be written. */
export interface TemplateFile {
  readonly path: string;
  readonly text: string;
  readonly templates: readonly AnyTemplate[];
}

export interface RenderOptions {
  readonly engine: TemplateEngine;
  readonly folder: string;
}

/**
 * The file of a connector, named after its template; for Camunda 7 with `-camunda7` at the end.
 * @throws CommandError when the connector has no template
 */
export function renderFile(connector: Connector, { engine, folder }: RenderOptions): TemplateFile {
  try {
    const name = connector.template?.id.split('.').at(-1) ?? '';
    switch (engine) {
      case 'camunda8': {
        const template = toElementTemplate(connector);
        return { path: join(folder, `${name}.json`), text: toText(template), templates: [template] };
      }
      case 'camunda7': {
        const templates = toCamunda7Templates(connector);
        return { path: join(folder, `${name}-camunda7.json`), text: toText(templates), templates };
      }
    }
  } catch (cause) {
    throw wrongInputError(firstLine(cause), { cause });
  }
}

const toText = (content: unknown): string => `${JSON.stringify(content, null, 2)}\n`;
