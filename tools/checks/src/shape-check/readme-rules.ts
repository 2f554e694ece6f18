import type { ConnectorPackage } from './connector-package.ts';
import type { Finding } from './deviation.ts';

/** In this order; others may stand between and after them. */
const SECTIONS = ['Example', 'Inputs', 'Output', 'Errors'] as const;

/** The README names the package and its job type, and has the same sections in the same order. */
export function findReadmeDeviations({ folder, files, textOf }: ConnectorPackage): readonly Finding[] {
  if (!files.has('README.md')) return [];
  const readme = textOf('README.md');
  const findings: Finding[] = [];
  const title = `# @jobwright/connector-${folder}`;
  if (!readme.startsWith(`${title}\n`)) {
    findings.push({
      subject: 'README.md title',
      problem: 'is not the name of the package',
      fix: `start with "${title}"`,
    });
  }
  const type = /\btype: '([^']+)'/.exec(textOf('src/connector.ts'))?.[1];
  if (type !== undefined && !readme.includes(type)) {
    findings.push({
      subject: 'README.md job type',
      problem: `does not name ${type}`,
      fix: 'say in the first lines which job type the connector answers',
    });
  }
  const headings = [...readme.matchAll(/^## (.+)$/gm)].map(([, heading = '']) => heading.trim());
  let last = -1;
  for (const section of SECTIONS) {
    const at = headings.indexOf(section);
    const subject = `README.md ${section}`;
    if (at === -1) {
      findings.push({ subject, problem: 'is missing', fix: `add a section "## ${section}"` });
    } else if (at < last) {
      findings.push({ subject, problem: 'is out of order', fix: `the order is ${SECTIONS.join(', ')}` });
    }
    last = Math.max(last, at);
  }
  return findings;
}
