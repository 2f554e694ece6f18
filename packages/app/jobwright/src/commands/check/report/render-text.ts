import { renderLink, type Target } from '../rules/finding.ts';
import {
  type CheckReport,
  type ElementReport,
  type FileReport,
  listChecked,
  type PartReport,
  summarize,
  type TargetFinding,
} from './check-report.ts';

const MARKS = {
  error: '✗ does not run on',
  warning: '! differs on',
  note: '✓ runs on',
} as const;

const PLATFORMS = { camunda8: 'Camunda 8', camunda7: 'Camunda 7' } as const;

export interface TextOptions {
  /** Whether what runs is shown too. Default: what does not run, or differs. */
  readonly isVerbose: boolean;
}

/** The report for people, by file, process and element. */
export function renderText(report: CheckReport, options: TextOptions): readonly string[] {
  return [
    ...report.files.flatMap((file) => renderFile(file, { report, options })),
    ...(listChecked(report).length === 0 ? [] : renderSummary(report)),
    ...renderLinks(report, options),
  ];
}

interface Parts {
  readonly report: CheckReport;
  readonly options: TextOptions;
}

function renderFile(file: FileReport, parts: Parts): readonly string[] {
  if ('error' in file) {
    const { message, line, column } = file.error;
    return [`${file.file}${line === undefined ? '' : `:${line}:${column}`}: ✗ ${message}`, ''];
  }
  const made = file.madeFor.map((platform) => PLATFORMS[platform]).join(' and ');
  const body = [
    ...renderFindings(file.findings, { indent: '  ', parts }),
    ...file.parts.flatMap((part) => renderPart(part, parts)),
  ];
  if (body.length === 0 && !parts.options.isVerbose) return [];
  return [`${file.file}${made === '' ? '' : `, made for ${made}`}`, ...body, ''];
}

function renderPart(part: PartReport, parts: Parts): readonly string[] {
  const title = `  ${part.kind} ${nameOf(part)}`;
  if (!part.isExecutable)
    return parts.options.isVerbose ? [`${title}: not executable, so it is documentation`] : [];
  const body = part.elements.flatMap((element) => renderElement(element, parts));
  return body.length === 0 ? [] : [title, ...body];
}

function renderElement(element: ElementReport, parts: Parts): readonly string[] {
  const { type, jobType, findings } = element;
  const lines = renderFindings(findings, { indent: '      ', parts });
  const unmentioned = element.targets.filter(
    (target) => !findings.some(({ targets }) => targets.includes(target)),
  );
  const fine =
    parts.options.isVerbose && unmentioned.length > 0 ? [`      ${MARKS.note} ${list(unmentioned)}`] : [];
  if (lines.length + fine.length === 0) return [];
  const job = jobType === undefined ? '' : `, ${jobType}`;
  return [`    ${nameOf(element)} (${type}${job})`, ...lines, ...fine];
}

function renderFindings(
  findings: readonly TargetFinding[],
  { indent, parts }: { readonly indent: string; readonly parts: Parts },
): readonly string[] {
  return findings
    .filter(({ level }) => parts.options.isVerbose || level !== 'note')
    .map(({ level, targets, message, advice }) => {
      const then = advice === undefined ? '' : `: ${advice}`;
      return `${indent}${MARKS[level]} ${list(targets)}: ${message}${then}`;
    });
}

const list = (targets: readonly Target[]): string => targets.join(', ');

const nameOf = ({ id, name }: { readonly id: string; readonly name?: string }): string =>
  name === undefined ? id : `${id} "${name.replaceAll(/\s+/g, ' ').slice(0, 80)}"`;

function renderSummary(report: CheckReport): readonly string[] {
  const summary = summarize(report);
  return report.targets.flatMap((target) => {
    const counts = summary[target];
    if (counts === undefined) return [];
    const { runs, differs, fails } = counts;
    return [`${target.padEnd(8)}  ✓ ${runs} run  ! ${differs} differ  ✗ ${fails} do not run`];
  });
}

/** The pages that say more, with the number of elements that each concerns. */
function renderLinks(report: CheckReport, { isVerbose }: TextOptions): readonly string[] {
  const isShown = ({ level, code }: TargetFinding): boolean =>
    isVerbose || level !== 'note' || code === 'differences';
  const counts = new Map<string, number>();
  const parts = listChecked(report).flatMap((file) => file.parts);
  for (const { findings } of parts.flatMap(({ elements }) => elements)) {
    const links = findings.filter(isShown).flatMap(({ link }) => link ?? []);
    for (const link of new Set(links.map(renderLink))) counts.set(link, (counts.get(link) ?? 0) + 1);
  }
  if (counts.size === 0) return [];
  return ['', 'Read more:', ...[...counts].map(([link, count]) => `  ${link} (${count})`)];
}
