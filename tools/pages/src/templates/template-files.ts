import type { Connector } from '@jobwright/connector-sdk';
import {
  type AnyTemplate,
  toCamunda7Templates,
  toElementTemplate,
  toHybridTemplate,
} from '@jobwright/element-templates';

/** Templates and where their file is, within `templates/`. */
export interface TemplateFile {
  readonly path: string;
  /** Of the file, without version and extension; the same for every version. */
  readonly name: string;
  /** All have the same version. One, or those of Camunda 7 of a connector. */
  readonly templates: readonly AnyTemplate[];
}

const CAMUNDA_7 = 'camunda7';

/** Within `templates/`, those that hold current templates. */
export const CURRENT_FOLDERS: readonly string[] = ['', 'hybrid', CAMUNDA_7];
/** Within `templates/`, those that hold what was released. */
export const RELEASED_FOLDERS: readonly string[] = ['released', `released/${CAMUNDA_7}`];

/** The current templates: each connector's own, its hybrid one and those for Camunda 7. */
export function listCurrentFiles(connectors: readonly Connector[]): readonly TemplateFile[] {
  return connectors.flatMap((connector) => {
    const template = toElementTemplate(connector);
    const name = template.id.split('.').at(-1) ?? template.id;
    const hybrid = `${name}-hybrid`;
    const camunda7 = `${CAMUNDA_7}/${name}`;
    return [
      { path: `${name}.json`, name, templates: [template] },
      { path: `hybrid/${hybrid}.json`, name: hybrid, templates: [toHybridTemplate(connector)] },
      { path: `${camunda7}.json`, name: camunda7, templates: toCamunda7Templates(connector) },
    ];
  });
}

/** Of a current file. */
export const isForCamunda7 = ({ path }: TemplateFile): boolean => path.startsWith(`${CAMUNDA_7}/`);

/** A list for Camunda 7, whose connectors may have several, and else a template. */
export const renderFile = (file: TemplateFile): string =>
  JSON.stringify(isForCamunda7(file) ? file.templates : file.templates[0]);

export const versionOf = ({ templates }: TemplateFile): number => templates[0]?.version ?? 0;

export const releasedPath = (file: TemplateFile): string => `released/${file.name}-${versionOf(file)}.json`;
