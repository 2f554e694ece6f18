import { type Names, parseName } from './names.ts';
import { type RenderedFile, renderTemplate } from './render-template.ts';
import { type ServiceKind, serviceKinds } from './service-kinds.ts';
import { renderTemplateFacts, type TemplateFacts } from './template-facts.ts';

/** What to generate: the names of a connector and its first operation, and where it belongs. */
export interface ConnectorSpec extends TemplateFacts {
  /** Name of the connector, such as `slack`. */
  readonly name: string;
  /** Name of its first operation, such as `send-message`. */
  readonly operation: string;
  /** `workspace` for a package of the Jobwright workspace, `standalone` for a project of its own. */
  readonly kind: 'workspace' | 'standalone';
  /** How the service is called. Default `rest`: with a token. */
  readonly service?: ServiceKind;
  /** npm scope of a standalone package, such as `@acme`. Default: none. */
  readonly scope?: string;
  /** Job type that it answers, such as `acme:slack:1`. Never reused or renamed once released. */
  readonly jobType: string;
  /** Version of the Jobwright packages to depend on, such as `0.1.0`. */
  readonly version: string;
}

/** The files of a generated connector, not yet written. */
export interface RenderedConnector {
  /** Name for npm, such as `@acme/connector-slack`. */
  readonly packageName: string;
  /**
   * Name of its folder: `slack` below `packages/connectors`, or `connector-slack` for a standalone package.
   */
  readonly folder: string;
  /** Paths are relative to that folder. */
  readonly files: readonly RenderedFile[];
}

/**
 * Renders all files of a new connector package.
 * @throws Error that says which name is not valid and what to use instead
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
  const { service = 'rest' } = spec;
  const connection = describeConnection(service, connector);
  const secrets = connection.secretNames.map((secret) => `SECRET_${secret}=test`).join(' ');
  const data = {
    connector,
    operation,
    packageName,
    folder,
    jobType: spec.jobType,
    templateId: spec.jobType.split(':').slice(0, 2).join('.'),
    version: spec.version,
    facts: renderTemplateFacts(spec, { connector, operation }),
    documentationRef: spec.kind === 'workspace' ? `${OUR_CONNECTORS}/${folder}#readme` : '',
    service,
    ...connection,
    devCommand:
      spec.kind === 'workspace'
        ? `${secrets} npm run dev -- packages/connectors/${folder} --start ${connector.kebab}-example --echo`
        : 'npm run dev',
  };
  const paths = { connector: connector.kebab, operation: operation.kebab, dot: '.' };
  const files = ([spec.kind, 'connector', service, 'operation'] as const).flatMap((template) =>
    renderTemplate(template, data, paths),
  );
  return { packageName, folder, files };
}

/** The connector and the operation that `renderOperation` renders, in every spelling that code needs. */
export interface OperationNames {
  readonly connector: Names;
  readonly operation: Names;
}

const OUR_CONNECTORS = 'https://github.com/jobwright/jobwright/tree/main/packages/connectors';

/** The inputs of the connection as the templates show them. */
function describeConnection(service: ServiceKind, { constant }: Names) {
  const inputs = serviceKinds[service].inputs.map(({ target, row, example, dev, secret }) => {
    const source = secret === undefined ? example : `{{secrets.${constant}_${secret}}}`;
    return { target, row, source, dev: dev ?? source, isRequired: source !== undefined };
  });
  const secretNames = serviceKinds[service].inputs.flatMap(({ secret }) =>
    secret === undefined ? [] : [`${constant}_${secret}`],
  );
  return { inputs, given: inputs.filter(({ isRequired }) => isRequired), secretNames };
}

/**
 * Renders the files of another operation for a connector made by `renderConnector`.
 * @throws Error that says which name is not valid and what to use instead
 */
export function renderOperation(
  { connector, operation }: OperationNames,
  service: ServiceKind,
): readonly RenderedFile[] {
  checkNames({ connector, operation });
  const paths = { connector: connector.kebab, operation: operation.kebab };
  return renderTemplate('operation', { connector, operation, service }, paths);
}

function checkNames({ connector, operation }: OperationNames): void {
  if (connector.camel === operation.camel) {
    throw new Error(
      `Connector and operation cannot both be ${connector.kebab}: start the operation with a verb, e.g. send-${operation.kebab}`,
    );
  }
  if (['connector', 'connection', 'errors', 'index', `${connector.kebab}-client`].includes(operation.kebab)) {
    throw new Error(
      `Every connector already has a file ${operation.kebab}.ts: choose another name for the operation`,
    );
  }
}

function checkScope(scope: string): void {
  if (/^@[a-z0-9][a-z0-9._-]*$/.test(scope)) return;
  throw new Error(`The scope ${JSON.stringify(scope)} is not valid: use an npm scope, e.g. @acme`);
}

function checkJobType(jobType: string): void {
  if (/^[A-Za-z][\w.-]*:[\w.-]+:[1-9]\d*$/.test(jobType)) return;
  throw new Error(
    `The job type ${JSON.stringify(jobType)} is not valid: use <owner>:<name>:<version>, e.g. acme:slack:1`,
  );
}
