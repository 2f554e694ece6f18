import { dirname, relative } from 'node:path';
import ts from 'typescript';

/** A public name without a doc comment. */
export interface Undocumented {
  /** `@jobwright/connector-sdk: name`, the same wherever the file is. */
  readonly name: string;
  /** Where it is declared, e.g. `src/json.ts:12`. */
  readonly at: string;
}

/** What a check of a package found. */
export interface DocsReport {
  readonly names: number;
  readonly undocumented: readonly Undocumented[];
}

/** The public names of a package: those that its entry exports. */
export interface PackageEntry {
  readonly name: string;
  readonly entry: string;
}

/**
 * Lists what packages export without a sentence about it, by the compiler's own view: re-exports lead to the
 * declaration, and one comment on any declaration of a name is enough. Names that other packages declare are
 * theirs.
 */
export function findUndocumented(packages: readonly PackageEntry[], program: ts.Program): DocsReport {
  const checker = program.getTypeChecker();
  const reports = packages.map((each) => findInPackage(each, program, checker));
  return {
    names: reports.reduce((sum, { names }) => sum + names, 0),
    undocumented: reports.flatMap(({ undocumented }) => undocumented),
  };
}

function findInPackage(
  { name, entry }: PackageEntry,
  program: ts.Program,
  checker: ts.TypeChecker,
): DocsReport {
  const source = program.getSourceFile(entry);
  const module = source === undefined ? undefined : checker.getSymbolAtLocation(source);
  if (module === undefined) return { names: 0, undocumented: [] };
  const folder = dirname(entry);
  const own = checker
    .getExportsOfModule(module)
    .map((symbol) => ({ exported: symbol.name, symbol: resolve(symbol, checker) }))
    .filter(({ symbol }) => listFiles(symbol).some((file) => !relative(folder, file).startsWith('..')));
  const undocumented = own
    .filter(({ symbol }) => symbol.getDocumentationComment(checker).length === 0)
    .map(({ exported, symbol }) => ({ name: `${name}: ${exported}`, at: describePlace(symbol, folder) }));
  return { names: own.length, undocumented };
}

const resolve = (symbol: ts.Symbol, checker: ts.TypeChecker): ts.Symbol =>
  (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol);

const listFiles = (symbol: ts.Symbol): readonly string[] =>
  (symbol.declarations ?? []).map((declaration) => declaration.getSourceFile().fileName);

function describePlace({ declarations = [] }: ts.Symbol, folder: string): string {
  const [declaration] = declarations;
  if (declaration === undefined) return 'unknown';
  const file = declaration.getSourceFile();
  const { line } = file.getLineAndCharacterOfPosition(declaration.getStart());
  return `src/${relative(folder, file.fileName)}:${line + 1}`;
}
