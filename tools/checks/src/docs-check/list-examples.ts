import { relative } from 'node:path';
import ts from 'typescript';

/** An example in a doc comment. */
export interface Example {
  readonly code: string;
  /** The file that it stands in. */
  readonly source: string;
  /** Of its tag, from 1. */
  readonly line: number;
}

/** The examples in the doc comments of the files of a program below a folder, but for those of tests. */
export function listExamples(program: ts.Program, folder: string): readonly Example[] {
  return program
    .getSourceFiles()
    .filter(({ fileName }) => !relative(folder, fileName).startsWith('..') && !/\.test\.ts$/.test(fileName))
    .flatMap(listInFile);
}

function listInFile(source: ts.SourceFile): readonly Example[] {
  const found = new Map<number, Example>();
  const visit = (node: ts.Node): void => {
    for (const tag of ts.getJSDocTags(node)) {
      if (tag.tagName.text !== 'example' || tag.getSourceFile() !== source) continue;
      const { line } = source.getLineAndCharacterOfPosition(tag.pos);
      const code = ts.getTextOfJSDocComment(tag.comment) ?? '';
      found.set(tag.pos, { code, source: source.fileName, line: line + 1 });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...found.values()];
}
