import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import ts from 'typescript';
import type { PackedPackage } from './pack-packages.ts';

/** Declared without being imported: to hold back what a dependency brings. */
const pinned: Readonly<Record<string, string>> = {
  'light-my-request': 'fastify takes any 6; from 6.8 on it brings a package that wants Node 22',
};

/**
 * What the published code and types import and the manifest does not declare, and what it declares in vain.
 */
export function checkImports({ manifest, files, folder }: PackedPackage): readonly string[] {
  const dependencies = Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies });
  const declared = new Set([...dependencies, ...Object.keys(manifest.peerDependencies)]);
  const compiled = files
    .filter((path) => /^dist\/.*\.(js|d\.ts)$/.test(path))
    .map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }))
    .map((file) => ({ ...file, imports: findImportedPackages(file.text, manifest.name) }));
  const typesPackages = compiled
    .filter(({ path }) => path.endsWith('.d.ts'))
    .flatMap(({ imports }) => [...imports].map(typesPackageOf));
  return [
    ...compiled.flatMap(({ path, imports }) =>
      [...imports]
        .filter((name) => !declared.has(name))
        .map((name) => `${path} imports ${name}, which is not declared`),
    ),
    ...dependencies
      .filter((name) => !name.startsWith('@types/') && !(name in pinned))
      .filter((name) => !compiled.some(({ text }) => mentions(text, name)))
      .map((name) => `dependency ${name} is never imported`),
    ...[...new Set(typesPackages)]
      .filter((name) => name in manifest.devDependencies)
      .map((name) => `${name} shows in the declarations: make it a dependency`),
  ];
}

/** Imported, or asked for with `require` and `resolve`. */
const mentions = (text: string, name: string) => text.includes(`'${name}`) || text.includes(`"${name}`);

const typesPackageOf = (name: string) => `@types/${name.replace('@', '').replace('/', '__')}`;

export function findImportedPackages(text: string, self: string): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    const specifier = specifierOf(node);
    if (specifier !== undefined && !/^[.#]/.test(specifier) && !isBuiltin(specifier)) {
      const name = packageNameOf(specifier);
      if (name !== self) names.add(name);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('file.ts', text, ts.ScriptTarget.Latest));
  return names;
}

function specifierOf(node: ts.Node): string | undefined {
  const literal =
    ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
      ? node.moduleSpecifier
      : ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
        ? node.arguments[0]
        : ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)
          ? node.argument.literal
          : undefined;
  return literal && ts.isStringLiteral(literal) ? literal.text : undefined;
}

const packageNameOf = (specifier: string) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
