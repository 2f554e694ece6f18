import { z } from 'zod';
import { readSource } from './read-source.ts';
import { resolveReferences } from './resolve-references.ts';
import { type SchemaNode, schemaNode } from './schema-node.ts';

export interface ApiParameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required: boolean;
  readonly description: string | undefined;
  readonly schema: SchemaNode;
}

/** One operation of an OpenAPI document: what a connector can call. */
export interface ApiOperation {
  readonly method: Method;
  readonly path: string;
  readonly operationId: string | undefined;
  readonly summary: string | undefined;
  readonly parameters: readonly ApiParameter[];
  readonly body: { readonly required: boolean; readonly schema: SchemaNode } | undefined;
  /** Of the success answer; `undefined` when it has no body. */
  readonly answer: SchemaNode | undefined;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options'] as const;
export type Method = Uppercase<(typeof METHODS)[number]>;

const content = z.record(z.string(), z.looseObject({ schema: z.unknown().optional() })).optional();
const parameter = z.looseObject({
  name: z.string(),
  in: z.string(),
  required: z.boolean().default(false),
  description: z.string().optional(),
  schema: schemaNode.default({}),
});
const sharedParameters = z.array(parameter).default([]);
const operation = z.looseObject({
  operationId: z.string().optional(),
  summary: z.string().optional(),
  parameters: z.array(parameter).default([]),
  requestBody: z.looseObject({ required: z.boolean().default(false), content }).optional(),
  responses: z.record(z.string(), z.looseObject({ content })).default({}),
});
const named = z.looseObject({ operationId: z.string().optional() });
const document = z.looseObject({
  openapi: z.string().regex(/^3\./, 'Expected OpenAPI 3; convert older documents first'),
  paths: z.record(z.string(), z.looseObject({ parameters: z.unknown().optional() })),
});

/**
 * Reads the operations of an OpenAPI 3 document that `isChosen`, references resolved. References to other
 * hosts are not followed.
 * @throws Error that names the document, or the operation that needs what is not supported
 */
export async function readOperations(
  file: string,
  isChosen: (operation: Pick<ApiOperation, 'method' | 'path' | 'operationId'>) => boolean,
): Promise<readonly ApiOperation[]> {
  const parsed = await readSource(file).catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message.split('\n', 1)[0] : String(cause);
    throw new Error(`${file} cannot be read as OpenAPI: ${reason}`, { cause });
  });
  const checked = document.safeParse(parsed);
  if (!checked.success) {
    throw new Error(`${file} cannot be read as OpenAPI 3: ${z.prettifyError(checked.error)}`);
  }
  return Object.entries(checked.data.paths).flatMap(([path, item]) =>
    METHODS.flatMap((name) => {
      if (item[name] === undefined) return [];
      const method = methodOf(name);
      const { operationId } = named.catch({}).parse(item[name]);
      if (!isChosen({ method, path, operationId })) return [];
      const shared = sharedParameters.safeParse(resolveReferences(item.parameters, parsed));
      const source = operation.safeParse(resolveReferences(item[name], parsed));
      const problem = shared.error ?? source.error;
      if (shared.success && source.success) {
        return [readOperation({ method, path, shared: shared.data, source: source.data })];
      }
      const reason = problem === undefined ? 'unknown' : z.prettifyError(problem);
      throw new Error(`${method} ${path} of ${file} cannot be read as OpenAPI 3: ${reason}`);
    }),
  );
}

const methodOf = (name: (typeof METHODS)[number]): Method => METHOD_NAMES[name];
const METHOD_NAMES = {
  get: 'GET',
  post: 'POST',
  put: 'PUT',
  patch: 'PATCH',
  delete: 'DELETE',
  head: 'HEAD',
  options: 'OPTIONS',
} as const;

interface Found {
  readonly method: Method;
  readonly path: string;
  readonly shared: readonly z.output<typeof parameter>[];
  readonly source: z.output<typeof operation>;
}

function readOperation({ method, path, shared, source }: Found): ApiOperation {
  const label = `${method} ${path}`;
  const own = new Set(source.parameters.map((each) => `${each.in} ${each.name}`));
  const all = [...shared.filter((each) => !own.has(`${each.in} ${each.name}`)), ...source.parameters];
  const parameters = all.flatMap((each): ApiParameter[] => {
    const { name, required, description, schema } = each;
    if (each.in === 'path') return [{ name, in: 'path', required: true, description, schema }];
    if (each.in === 'query') return [{ name, in: 'query', required, description, schema }];
    if (!required || /^authorization$/i.test(name)) return [];
    throw new Error(`${label} needs the ${each.in} parameter ${name}: only path and query can be generated`);
  });
  checkPath(path, parameters);
  const body = source.requestBody;
  const success = Object.entries(source.responses).find(([status]) => /^2/.test(status))?.[1];
  return {
    method,
    path,
    operationId: source.operationId,
    summary: source.summary,
    parameters,
    body:
      body?.content === undefined
        ? undefined
        : { required: body.required, schema: findJson(body.content, `The body of ${label}`) },
    answer: success?.content === undefined ? undefined : findJson(success.content, `The answer to ${label}`),
  };
}

/** It is put behind the address of the service: what does not begin with a slash could change its host. */
function checkPath(path: string, parameters: readonly ApiParameter[]): void {
  if (!path.startsWith('/')) throw new Error(`The path ${path} does not begin with /: correct the document`);
  const known = new Set(parameters.flatMap((each) => (each.in === 'path' ? [each.name] : [])));
  for (const [, name = ''] of path.matchAll(/\{([^}]*)\}/g)) {
    if (!known.has(name)) {
      throw new Error(
        `The path ${path} has {${name}}, which is none of its parameters: correct the document`,
      );
    }
  }
}

function findJson(types: NonNullable<z.output<typeof content>>, what: string): SchemaNode {
  const json = Object.entries(types).find(([type]) =>
    /^(application\/(.+\+)?json|\*\/\*)\s*(;|$)/i.test(type),
  );
  if (json === undefined) {
    throw new Error(`${what} is ${Object.keys(types).join(', ')}: only JSON can be generated`);
  }
  return schemaNode.parse(json[1].schema ?? {});
}
