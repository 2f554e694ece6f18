import { dirname, join } from 'node:path';
import { toErrorMessage } from '@jobwright/concurrency/errors';
import ts from 'typescript';
import { z } from 'zod';
import type { KubernetesObject } from './chart.ts';

const FILE = join(import.meta.dirname, 'rendered-objects.ts');

/** Packages with the schemas, by the end of the group of an API. */
const SCHEMAS: readonly (readonly [group: RegExp, packageName: string])[] = [
  [/^keda\.sh$/, '@kubernetes-models/keda'],
  [/^monitoring\.coreos\.com$/, '@kubernetes-models/prometheus-operator'],
  [/^(?:[a-z]+(?:\.k8s\.io)?)?$/, 'kubernetes-models'],
];

/** What is wrong with objects of Kubernetes: fields that are missing, of a wrong type, or unknown. */
export async function findProblems(objects: readonly KubernetesObject[]): Promise<readonly string[]> {
  const invalid: string[] = [];
  for (const object of objects) {
    const problem = await validate(object);
    if (problem !== undefined) invalid.push(`${object.kind} ${object.metadata.name}: ${problem}`);
  }
  return [...invalid, ...findUnknownFields(objects)];
}

const modelSchema = z.custom<new (object: unknown) => { validate(): void }>(
  (value) => typeof value === 'function',
);

async function validate(object: KubernetesObject): Promise<string | undefined> {
  const exported: unknown = await import(moduleOf(object));
  const Model = z.record(z.string(), z.unknown()).parse(exported)[object.kind];
  try {
    new (modelSchema.parse(Model))(object).validate();
    return undefined;
  } catch (error) {
    return toErrorMessage(error);
  }
}

function moduleOf({ apiVersion, kind }: KubernetesObject): string {
  const [version = '', group = ''] = apiVersion.split('/').reverse();
  const found = SCHEMAS.find(([pattern]) => pattern.test(group));
  if (found === undefined) throw new Error(`There is no schema for ${apiVersion} ${kind}`);
  return [found[1], ...(group === '' ? [] : [group]), version].join('/');
}

/**
 * The compiler refuses fields in a literal that its type does not have, at every depth; the validators let
 * them pass.
 */
function findUnknownFields(objects: readonly KubernetesObject[]): readonly string[] {
  const lines = objects.map((object, index) => {
    const type = `I${object.kind}`;
    return `import type { ${type} as Type${index} } from '${moduleOf(object)}';\nexport const object${index}: Type${index} = ${JSON.stringify(object, null, 1)};`;
  });
  const text = lines.join('\n');
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2023,
    lib: ['lib.es2023.d.ts'],
    types: [],
    strict: true,
    noEmit: true,
    skipLibCheck: true,
  };
  const host = ts.createCompilerHost(options);
  const original = host.getSourceFile.bind(host);
  host.getSourceFile = (name, target, ...rest) =>
    name === FILE ? ts.createSourceFile(name, text, target) : original(name, target, ...rest);
  host.fileExists = (name) => name === FILE || ts.sys.fileExists(name);
  host.getCurrentDirectory = () => dirname(FILE);
  const diagnostics = ts.getPreEmitDiagnostics(ts.createProgram([FILE], options, host));
  return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}
