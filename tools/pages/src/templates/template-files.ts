import type { Connector } from '@jobwright/connector-sdk';
import { type ElementTemplate, toElementTemplate, toHybridTemplate } from '@jobwright/element-templates';

/** A template and where its file is, within `templates/`. */
export interface TemplateFile {
  readonly path: string;
  /** Of the file's name, without version and extension; the same for every version. */
  readonly name: string;
  readonly template: ElementTemplate;
}

/** The current templates: each connector's own and its hybrid one. */
export function listCurrentFiles(connectors: readonly Connector[]): readonly TemplateFile[] {
  return connectors.flatMap((connector) => {
    const template = toElementTemplate(connector);
    const name = template.id.split('.').at(-1) ?? template.id;
    const hybrid = `${name}-hybrid`;
    return [
      { path: `${name}.json`, name, template },
      { path: `hybrid/${hybrid}.json`, name: hybrid, template: toHybridTemplate(connector) },
    ];
  });
}

export const releasedPath = ({ name, template }: TemplateFile): string =>
  `released/${name}-${template.version}.json`;
