import { type Names, parseName } from './names.ts';
import { type RenderedFile, renderTemplate } from './render-template.ts';

export interface ConnectorSpec {
  /** E.g. `slack`. */
  readonly name: string;
  /** Name of its first operation, e.g. `send-message`. */
  readonly operation: string;
  /** A package among those of the Jobwright workspace, or one that stands alone. */
  readonly kind: 'workspace' | 'standalone';
  /** Of the package's name when it stands alone, e.g. `@acme`. */
  readonly scope?: string;
  /** E.g. `acme:slack:1`. */
  readonly jobType: string;
  /** Of the packages of Jobwright to depend on, e.g. `0.1.0`. */
  readonly version: string;
}

export interface RenderedConnector {
  readonly packageName: string;
  /** Name of its folder, e.g. `slack` below `packages/connectors`, or `connector-slack` when it stands alone. */
  readonly folder: string;
  readonly files: readonly RenderedFile[];
}

/**
 * Renders all files of a new connector package.
 * @throws Error that says which name cannot be used and what to give
 */
export function renderConnector(spec: ConnectorSpec): RenderedConnector {
  const connector = parseName('connector name', spec.name);
  const operation = parseName('operation name', spec.operation);
  checkNames({ connector, operation });
  checkJobType(spec.jobType);
  const scope = spec.kind === 'workspace' ? '@jobwright' : spec.scope;
  if (scope !== undefined) checkScope(scope);
  const name = `connector-${connector.kebab}`;
  const packageName = scope === undefined ? name : `${scope}/${name}`;
  const folder = spec.kind === 'workspace' ? connector.kebab : name;
  const secret = `SECRET_${connector.constant}_TOKEN=test`;
  const data = {
    connector,
    operation,
    packageName,
    folder,
    jobType: spec.jobType,
    templateId: spec.jobType.split(':').slice(0, 2).join('.'),
    version: spec.version,
    devCommand:
      spec.kind === 'workspace'
        ? `${secret} npm run dev -- packages/connectors/${folder} --start ${connector.kebab}-example --echo`
        : 'npm run dev',
  };
  const paths = { connector: connector.kebab, operation: operation.kebab, dot: '.' };
  const files = ([spec.kind, 'connector', 'operation'] as const).flatMap((template) =>
    renderTemplate(template, data, paths),
  );
  return { packageName, folder, files };
}

export interface OperationNames {
  readonly connector: Names;
  readonly operation: Names;
}

/** Renders the files of one more operation of a connector made by `renderConnector`. */
export function renderOperation({ connector, operation }: OperationNames): readonly RenderedFile[] {
  checkNames({ connector, operation });
  const paths = { connector: connector.kebab, operation: operation.kebab };
  return renderTemplate('operation', { connector, operation }, paths);
}

function checkNames({ connector, operation }: OperationNames): void {
  if (connector.camel === operation.camel) {
    throw new Error(
      `Connector and operation cannot both be ${connector.kebab}: start the operation with a verb, e.g. send-${operation.kebab}`,
    );
  }
  if (['connector', 'connection', 'errors', 'index', `${connector.kebab}-client`].includes(operation.kebab)) {
    throw new Error(`Every connector has a file ${operation.kebab}.ts: give the operation another name`);
  }
}

function checkScope(scope: string): void {
  if (/^@[a-z0-9][a-z0-9._-]*$/.test(scope)) return;
  throw new Error(`The scope ${JSON.stringify(scope)} cannot be used: give one of npm, e.g. @acme`);
}

function checkJobType(jobType: string): void {
  if (/^[A-Za-z][\w.-]*:[\w.-]+:[1-9]\d*$/.test(jobType)) return;
  throw new Error(
    `The job type ${JSON.stringify(jobType)} cannot be used: give who, what and a version, e.g. acme:slack:1`,
  );
}
