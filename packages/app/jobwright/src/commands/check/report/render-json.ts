import { renderLink } from '../rules/finding.ts';
import {
  type CheckReport,
  type ElementReport,
  type FileReport,
  hasFailures,
  listChecked,
  statusOf,
  summarize,
  type TargetFinding,
} from './check-report.ts';

/** The version of the form of the JSON: a new one when something is taken away or means something else. */
const FORMAT_VERSION = 1;

/** The report as one line of JSON. */
export function renderJson(report: CheckReport): string {
  const { targets, files } = report;
  return JSON.stringify({
    formatVersion: FORMAT_VERSION,
    ok: !hasFailures(report) && listChecked(report).length === files.length,
    targets,
    files: files.map(renderFile),
    summary: summarize(report),
  });
}

function renderFile(file: FileReport) {
  if ('error' in file) {
    const { message, line, column } = file.error;
    return { file: file.file, error: { message, line: line ?? null, column: column ?? null } };
  }
  return {
    file: file.file,
    error: null,
    kind: file.kind,
    madeFor: file.madeFor,
    countedTargets: file.counted,
    findings: file.findings.map(renderFinding),
    parts: file.parts.map(({ kind, id, name, isExecutable, elements }) => ({
      kind,
      id,
      name: name ?? null,
      isExecutable,
      elements: elements.map(renderElement),
    })),
  };
}

function renderElement({ id, name, type, jobType, template, targets, findings }: ElementReport) {
  return {
    id,
    name: name ?? null,
    type,
    jobType: jobType ?? null,
    template: template === undefined ? null : { id: template.id, version: template.version ?? null },
    status: Object.fromEntries(targets.map((target) => [target, statusOf(findings, target)] as const)),
    findings: findings.map(renderFinding),
  };
}

const renderFinding = ({ code, level, targets, message, advice, link }: TargetFinding) => ({
  code,
  level,
  targets,
  message,
  advice: advice ?? null,
  link: link === undefined ? null : renderLink(link),
});
