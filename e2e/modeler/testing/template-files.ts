import { readdirSync, readFileSync } from 'node:fs';
import type { Camunda7Template, ElementTemplate } from '@jobwright/element-templates';

const folder = new URL('../../../templates/', import.meta.url);

export interface TemplateFile {
  /** Of the connector, as in the names of its files. */
  readonly name: string;
  readonly file: string;
  readonly template: ElementTemplate;
}

const listFiles = (path: string): readonly TemplateFile[] =>
  readdirSync(new URL(`./${path}`, folder))
    .filter((file) => file.endsWith('.json'))
    .map((file) => ({
      name: file.replace(/(-hybrid)?(-\d+)?\.json$/, ''),
      file: `${path}${file}`,
      template: JSON.parse(readFileSync(new URL(`${path}${file}`, folder), 'utf8')) as ElementTemplate,
    }));

/** Of Camunda 7, of which a file has several. */
export const camunda7Templates: readonly Camunda7Template[] = readdirSync(
  new URL('camunda7/', folder),
).flatMap(
  (file) => JSON.parse(readFileSync(new URL(`camunda7/${file}`, folder), 'utf8')) as Camunda7Template[],
);

export const ownTemplates = listFiles('');
export const hybridTemplates = listFiles('hybrid/');
export const releasedTemplates = listFiles('released/');
