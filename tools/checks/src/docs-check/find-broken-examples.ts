import { join } from 'node:path';
import ts from 'typescript';
import { type Example, listExamples } from './list-examples.ts';

/** A package whose doc comments are looked at. */
export interface ExamplePackage {
  /** The folder of its sources. */
  readonly folder: string;
  /** The file that its main entry is made of. */
  readonly entry: string;
}

/** What does not compile in an example. */
export interface BrokenExample {
  /** The file and the line that it stands in. */
  readonly at: string;
  readonly message: string;
}

/** What a check of examples found. */
export interface ExamplesReport {
  readonly examples: number;
  readonly broken: readonly BrokenExample[];
}

/**
 * Compiles the examples in doc comments against the sources, each as a module of its own beside the main
 * entry of its package. It sees what that entry exports; everything else it imports or declares.
 */
export function findBrokenExamples(packages: readonly ExamplePackage[], sources: ts.Program): ExamplesReport {
  const modules = new Map<string, Example & { readonly text: string }>();
  for (const one of packages) {
    const exported = listExports(sources, one.entry);
    for (const example of listExamples(sources, one.folder)) {
      const file = join(one.folder, `example-${modules.size}.ts`);
      modules.set(file, { ...example, text: toModule(example.code, exported) });
    }
  }
  const program = addModules(sources, modules);
  const broken = [...modules].flatMap(([file, { source, line }]) => {
    const module = program.getSourceFile(file);
    const problems = [...program.getSyntacticDiagnostics(module), ...program.getSemanticDiagnostics(module)];
    return problems.map(({ messageText }) => ({
      at: `${source}:${line}`,
      message: ts.flattenDiagnosticMessageText(messageText, ' '),
    }));
  });
  return { examples: modules.size, broken };
}

/** A program of more files, which need not be there. */
function addModules(
  sources: ts.Program,
  modules: ReadonlyMap<string, { readonly text: string }>,
): ts.Program {
  const options = sources.getCompilerOptions();
  const host = ts.createCompilerHost(options);
  const getSourceFile: typeof host.getSourceFile = (file, ...rest) => {
    const text = modules.get(file)?.text;
    return text === undefined
      ? (sources.getSourceFile(file) ?? host.getSourceFile(file, ...rest))
      : ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true);
  };
  const fileExists = (file: string): boolean => modules.has(file) || host.fileExists(file);
  const rootNames = [...modules.keys()];
  return ts.createProgram({ rootNames, options, host: { ...host, fileExists, getSourceFile } });
}

function listExports(program: ts.Program, entry: string): ReadonlySet<string> {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(entry);
  const module = source === undefined ? undefined : checker.getSymbolAtLocation(source);
  return new Set(module === undefined ? [] : checker.getExportsOfModule(module).map(({ name }) => name));
}

/** Imports from the main entry what the example uses of it and neither imports nor declares itself. */
function toModule(code: string, exported: ReadonlySet<string>): string {
  const source = ts.createSourceFile('example.ts', code, ts.ScriptTarget.ES2023, true);
  const used = new Set<string>();
  const own = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      used.add(node.text);
      const { parent } = node;
      const isNamed =
        ts.isImportSpecifier(parent) || ts.isImportClause(parent) || ts.isVariableDeclaration(parent);
      if (isNamed && parent.name === node) own.add(node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  const names = [...used].filter((name) => exported.has(name) && !own.has(name));
  return `import { ${names.join(', ')} } from './index.ts';\nexport {};\n${code}\n`;
}
