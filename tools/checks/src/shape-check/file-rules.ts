import type { ConnectorPackage } from './connector-package.ts';
import type { Finding } from './deviation.ts';

const REQUIRED: Readonly<Record<string, string>> = {
  'package.json': 'name, exports, dependencies, tags',
  'README.md': 'what it does, an example, inputs, output, errors',
  LICENSE: 'a copy of the one at the root',
  'tsconfig.json': 'the types of sources and tests',
  'tsconfig.build.json': 'what goes into dist',
  'vitest.config.ts': 'the shared test configuration',
  'src/index.ts': 'the public exports, by name',
  'src/connector.ts': 'the definition, and nothing else',
  'src/errors.ts': 'what each failure of the other side means: its code, and whether to try again',
};

/** The files every connector has, the name of each, and a test beside each operation. */
export function findFileDeviations(connector: ConnectorPackage): readonly Finding[] {
  const { files } = connector;
  const missing = Object.entries(REQUIRED)
    .filter(([file]) => !files.has(file))
    .map(([file, holds]) => ({ subject: file, problem: 'is missing', fix: `add it: ${holds}` }));
  const misnamed = [...files].filter((file) => isSource(file) && !isWellNamed(file));
  return [
    ...missing,
    ...(files.has('project.json') ? [PROJECT_JSON] : []),
    ...misnamed.map((file) => ({
      subject: file,
      problem: 'is not named after what it exports',
      fix: 'rename it in kebab-case after its export; utils, helpers and common say nothing',
    })),
    ...findOperationDeviations(connector),
  ];
}

const PROJECT_JSON: Finding = {
  subject: 'project.json',
  problem: 'is not used',
  fix: 'delete it: targets are inferred, and the tags are in package.json',
};

/** `connector.ts` reads as a manifest: it imports the SDK, operations, their schemas and the errors only. */
function findOperationDeviations({ files, textOf }: ConnectorPackage): readonly Finding[] {
  const definition = textOf('src/connector.ts');
  if (definition === '') return [];
  const imported = listImports(definition);
  const operations = imported
    .filter((path) => path.startsWith('./') && path !== './errors.ts')
    .map(operationOf);
  const findings: Finding[] = imported
    .filter((path) => !path.startsWith('./') && path !== '@jobwright/connector-sdk')
    .map((path) => ({
      subject: 'src/connector.ts',
      problem: `imports ${path}`,
      fix: 'move the logic to the file of an operation: a definition imports the SDK, operations, schemas and errors',
    }));
  if (!definition.includes('defineConnector(')) {
    findings.push({
      subject: 'src/connector.ts',
      problem: 'defines no connector',
      fix: "export const x = defineConnector({ type: '...', ... })",
    });
  }
  findings.push(...findTemplateDeviations(definition));
  for (const operation of new Set(operations)) {
    for (const suffix of ['.ts', '.schema.ts']) {
      if (files.has(`src/${operation}${suffix}`)) continue;
      findings.push({
        subject: `src/${operation}${suffix}`,
        problem: 'is missing',
        fix: `an operation has ${operation}.ts (run) and ${operation}.schema.ts (input and output)`,
      });
    }
    if (![...files].some((file) => file.startsWith(`src/${operation}.`) && file.endsWith('.test.ts'))) {
      findings.push({
        subject: `src/${operation}.test.ts`,
        problem: 'is missing',
        fix: 'test the operation beside it, against a real server on loopback',
      });
    }
  }
  return findings;
}

const TEMPLATE_FACTS: Readonly<Record<string, string>> = {
  description: "description: 'Sends text messages.'",
  keywords: "keywords: ['SMS', 'text message'], other words that people search it by",
  icon: "icon: '<svg ...>', 18 by 18",
  documentationRef: "documentationRef: 'https://...', the page for people who model",
};

/** What people see of a template in the modeler besides its fields. */
function findTemplateDeviations(definition: string): readonly Finding[] {
  const at = definition.search(/\btemplate: \{/);
  if (at === -1) {
    const fix = "add template: { id: 'io.jobwright.<name>', version: 1 }";
    return [{ subject: 'src/connector.ts', problem: 'names no element template', fix }];
  }
  return Object.entries(TEMPLATE_FACTS)
    .filter(([fact]) => !new RegExp(`\\b${fact}[:,]`).test(definition.slice(at)))
    .map(([fact, fix]) => ({
      subject: `src/connector.ts template.${fact}`,
      problem: 'is missing',
      fix: `add ${fix}`,
    }));
}

export const listImports = (source: string): readonly string[] =>
  [...source.matchAll(/\bfrom '([^']+)'/g)].map(([, path = '']) => path);

const operationOf = (path: string): string => path.replace(/^\.\//, '').replace(/(\.schema)?\.ts$/, '');

const isSource = (file: string): boolean => file.startsWith('src/') && file.endsWith('.ts');

function isWellNamed(file: string): boolean {
  const name = file.slice(file.lastIndexOf('/') + 1);
  if (/^(utils?|helpers?|common|misc|types)\./.test(name)) return false;
  return /^[a-z0-9]+([-.][a-z0-9]+)*\.ts$/.test(name);
}
