import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ejs from 'ejs';
import type { ServiceKind } from './service-kinds.ts';

/** A generated file, not yet written. */
export interface RenderedFile {
  /** Path relative to the new package, separated by `/`. */
  readonly path: string;
  readonly content: string;
}

export type TemplateName = 'connector' | 'operation' | 'workspace' | 'standalone' | ServiceKind;

const templates = fileURLToPath(new URL('../templates/', import.meta.url));

/** Renders every file of a template. `__name__` in a path is replaced by the entry of `paths`. */
export function renderTemplate(
  template: TemplateName,
  data: Readonly<Record<string, unknown>>,
  paths: Readonly<Record<string, string>>,
): readonly RenderedFile[] {
  return readdirSync(`${templates}${template}`, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const file = `${entry.parentPath}/${entry.name}`;
      return {
        path: renderPath(file.slice(templates.length + template.length + 1), paths),
        content: ejs.render(readFileSync(file, 'utf8'), data),
      };
    })
    .sort((a, b) => a.path.localeCompare(b.path));
}

const renderPath = (path: string, names: Readonly<Record<string, string>>): string =>
  path.replace(/\.ejs$/, '').replaceAll(/__(\w+?)__/g, (whole, name: string) => names[name] ?? whole);
