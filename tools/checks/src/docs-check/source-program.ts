import ts from 'typescript';

const sourceOptions: ts.CompilerOptions = {
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  target: ts.ScriptTarget.ES2023,
  customConditions: ['@jobwright/source'],
  allowImportingTsExtensions: true,
  esModuleInterop: true,
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  types: ['node'],
};

/** The sources of packages as the compiler sees them, from these files on. */
export const createSourceProgram = (entries: readonly string[]): ts.Program =>
  ts.createProgram({ rootNames: entries, options: sourceOptions });
