import { findModelFile } from '../context/test-state.ts';
import type { ProcessCounts } from './coverage-data.ts';
import { drawDiagram } from './diagram-svg.ts';
import { escapeHtml } from './escape-html.ts';
import type { CoverageSummary, ProcessCoverageSummary } from './summarize-coverage.ts';

const STYLE = `
:root { color-scheme: light; font: 14px/1.4 system-ui, sans-serif; color: #1b1f24; }
body { margin: 2rem auto; max-width: 1400px; padding: 0 1rem; }
table { border-collapse: collapse; margin: 1rem 0 2rem; }
th, td { text-align: left; padding: 0.3rem 1rem 0.3rem 0; border-bottom: 1px solid #d8dee4; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
.bar { display: inline-block; width: 8rem; height: 0.6rem; background: #f6d5d5; border-radius: 0.3rem; overflow: hidden; }
.bar > span { display: block; height: 100%; background: #2f9e5a; }
.diagram { overflow: auto; border: 1px solid #d8dee4; border-radius: 0.4rem; background: #fff; }
svg { display: block; max-width: none; }
svg text { font: 11px system-ui, sans-serif; text-anchor: middle; fill: #1b1f24; }
svg text.kind { font-size: 8px; text-anchor: start; fill: #6a737d; }
svg text.mark { font-size: 16px; }
.shape { stroke-width: 2; }
.covered .shape { fill: #e5f6ea; stroke: #2f9e5a; }
.missing .shape { fill: #fdeaea; stroke: #c93c37; stroke-dasharray: 6 3; }
.shape.open { fill-opacity: 0.25; }
.shape.endEvent { stroke-width: 4; }
.shape.callActivity { stroke-width: 4; }
.inner { fill: none; stroke-width: 1.5; }
.covered .inner { stroke: #2f9e5a; }
.missing .inner { stroke: #c93c37; }
.flow { fill: none; stroke-width: 2; }
.covered .flow { stroke: #2f9e5a; }
.missing .flow { stroke: #c93c37; stroke-dasharray: 6 3; }
.arrow.covered { fill: #2f9e5a; }
.arrow.missing { fill: #c93c37; }
.background { fill: none; stroke: #8c959f; }
.legend span { margin-right: 1.5rem; }
.legend i { display: inline-block; width: 1rem; height: 0.7rem; margin-right: 0.4rem; border: 2px solid; }
.legend i.covered { background: #e5f6ea; border-color: #2f9e5a; }
.legend i.missing { background: #fdeaea; border-color: #c93c37; border-style: dashed; }
`;

const bar = (percent: number): string =>
  `<span class="bar"><span style="width: ${percent}%"></span></span> ${percent.toFixed(1)} %`;
const cells = ({
  percent,
  elements,
  flows,
}: Pick<CoverageSummary, 'percent' | 'elements' | 'flows'>): string =>
  `<td>${bar(percent)}</td><td class="number">${elements.covered} / ${elements.total}</td><td class="number">${flows.covered} / ${flows.total}</td>`;
const anchor = (index: number): string => `process-${index + 1}`;

function renderTable(summary: CoverageSummary): string {
  const rows = summary.processes.map(
    (process, index) =>
      `<tr><td><a href="#${anchor(index)}">${escapeHtml(process.processId)}</a></td>${cells(process)}<td class="number">${process.instances}</td></tr>`,
  );
  return `<table><thead><tr><th>Process</th><th>Coverage</th><th>Elements</th><th>Flows</th><th>Instances</th></tr></thead><tbody>${rows.join('')}<tr><th>All</th>${cells(summary)}<td></td></tr></tbody></table>`;
}

function renderMissing({ missingElements, missingFlows }: ProcessCoverageSummary): string {
  const list = (noun: string, ids: readonly string[]): string =>
    ids.length === 0
      ? ''
      : `<p>${noun} not passed: ${ids.map((id) => `<code>${escapeHtml(id)}</code>`).join(', ')}</p>`;
  return `${list('Elements', missingElements)}${list('Flows', missingFlows)}`;
}

function renderProcess(
  process: ProcessCoverageSummary,
  counts: ProcessCounts | undefined,
  index: number,
): string {
  const diagram = counts && drawDiagram(findModelFile(counts.xml), counts);
  return `<section id="${anchor(index)}"><h2>${escapeHtml(process.processId)} <small>${escapeHtml(process.fileName)}</small></h2><p>${bar(process.percent)}</p>${
    diagram === undefined ? '<p>The file has no diagram.</p>' : `<div class="diagram">${diagram}</div>`
  }${renderMissing(process)}</section>`;
}

/**
 * A page with the diagrams of the processes that were summarized, in the same order: what was passed is
 * green. It loads nothing from elsewhere.
 */
export function renderHtml(summary: CoverageSummary, counts: readonly ProcessCounts[]): string {
  const sections = summary.processes.map((process, index) => renderProcess(process, counts[index], index));
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Process coverage</title><style>${STYLE}</style></head>
<body><h1>Process coverage</h1><p class="legend"><span><i class="covered"></i>passed</span><span><i class="missing"></i>not passed</span></p>
${renderTable(summary)}
${sections.join('\n')}
</body></html>
`;
}
