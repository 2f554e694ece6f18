import type { ConnectorPackage } from './connector-package.ts';
import type { Finding } from './deviation.ts';
import { listImports } from './file-rules.ts';

/** `src/index.ts` gives the connector and the types of each operation's input and output, by name. */
export function findExportDeviations({ files, textOf }: ConnectorPackage): readonly Finding[] {
  if (!files.has('src/index.ts')) return [];
  const index = textOf('src/index.ts');
  const findings: Finding[] = [];
  const report = (problem: string, fix: string): void =>
    void findings.push({ subject: 'src/index.ts', problem, fix });
  if (/export \*/.test(index)) report('exports everything of a file', 'name each export');
  const statements = index.split(';').map((statement) => statement.trim());
  if (statements.some((statement) => statement !== '' && !/^export (type )?[{*]/.test(statement))) {
    report('holds more than exports', 'move the code to a file of its own and export it by name');
  }
  const sources = listImports(index);
  const needed = [
    './connector.ts',
    ...listImports(textOf('src/connector.ts')).filter((path) => path.endsWith('.schema.ts')),
  ];
  for (const source of needed) {
    if (!sources.includes(source))
      report(`exports nothing from ${source}`, `export { ... } from '${source}'`);
  }
  return findings;
}
