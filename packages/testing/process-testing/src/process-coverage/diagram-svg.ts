import type { ModelEdge, ModelElement, ModelFile, ModelShape, Point } from '../model/process-model.ts';
import type { ProcessCounts } from './coverage-data.ts';
import { escapeHtml } from './escape-html.ts';

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const MARGIN = 60;
const LINE_HEIGHT = 14;
/** Marks of tasks and events, in the corner or the middle. */
const TASK_MARKS: Readonly<Record<string, string>> = {
  serviceTask: 'service',
  userTask: 'user',
  sendTask: 'send',
  receiveTask: 'receive',
  scriptTask: 'script',
  businessRuleTask: 'rule',
  callActivity: 'call',
  manualTask: 'manual',
};
const EVENT_MARKS: Readonly<Record<string, string>> = {
  message: '✉',
  timer: '◷',
  signal: '△',
  error: '↯',
  escalation: '⇧',
  compensate: '⏪',
  conditional: '☰',
  link: '➔',
  terminate: '●',
};
const GATEWAY_MARKS: Readonly<Record<string, string>> = {
  exclusiveGateway: '✕',
  parallelGateway: '✚',
  inclusiveGateway: '◯',
  eventBasedGateway: '⬠',
};

function wrap(text: string, width: number): readonly string[] {
  const perLine = Math.max(6, Math.floor(width / 6.5));
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < perLine)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.slice(0, 5);
}

function label(lines: readonly string[], { x, y }: Point): string {
  const spans = lines.map(
    (line, index) => `<tspan x="${x}" dy="${index === 0 ? 0 : LINE_HEIGHT}">${escapeHtml(line)}</tspan>`,
  );
  return `<text x="${x}" y="${y}" class="label">${spans.join('')}</text>`;
}

const centerOf = ({ x, y, width, height }: Box): Point => ({ x: x + width / 2, y: y + height / 2 });

function drawEvent(shape: ModelShape, element: Pick<ModelElement, 'type' | 'eventType'>): string {
  const { x, y } = centerOf(shape);
  const radius = shape.width / 2;
  const inner =
    element.type === 'intermediateCatchEvent' ||
    element.type === 'intermediateThrowEvent' ||
    element.type === 'boundaryEvent'
      ? `<circle cx="${x}" cy="${y}" r="${radius - 4}" class="inner" />`
      : '';
  const mark = EVENT_MARKS[element.eventType ?? ''] ?? '';
  const outer = `<circle cx="${x}" cy="${y}" r="${radius}" class="shape ${element.type}" />`;
  return `${outer}${inner}<text x="${x}" y="${y + 5}" class="mark">${mark}</text>`;
}

function drawGateway(shape: ModelShape, type: string): string {
  const { x, y } = centerOf(shape);
  const points = [
    `${x},${shape.y}`,
    `${shape.x + shape.width},${y}`,
    `${x},${shape.y + shape.height}`,
    `${shape.x},${y}`,
  ];
  return `<polygon points="${points.join(' ')}" class="shape" /><text x="${x}" y="${y + 6}" class="mark">${GATEWAY_MARKS[type] ?? ''}</text>`;
}

function drawBox({ x, y, width, height, isExpanded }: ModelShape, type: string): string {
  const mark = TASK_MARKS[type];
  const corner = mark === undefined ? '' : `<text x="${x + 6}" y="${y + 13}" class="kind">${mark}</text>`;
  const open = isExpanded ? ' open' : '';
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="8" class="shape${open} ${type}" />${corner}`;
}

function drawName(shape: ModelShape, type: string, name: string | undefined): string {
  if (name === undefined || name === '') return '';
  const { x, y } = centerOf(shape);
  if (/Event$|Gateway$/.test(type))
    return label(wrap(name, 110), { x, y: shape.y + shape.height + LINE_HEIGHT });
  const lines = wrap(name, shape.width - 10);
  if (shape.isExpanded) return label(lines, { x, y: shape.y + LINE_HEIGHT + 4 });
  return label(lines, { x, y: y + 4 - ((lines.length - 1) * LINE_HEIGHT) / 2 });
}

const tooltip = (id: string, count: number | undefined): string =>
  `<title>${escapeHtml(id)}: ${count === undefined ? 'not passed' : `passed ${count} times`}</title>`;

function drawShape(shape: ModelShape, file: ModelFile, counts: ProcessCounts): string {
  const { elementId } = shape;
  const drawn = file.drawn.get(elementId);
  if (!drawn) return '';
  const element = file.processes.flatMap(({ elements }) => elements).find(({ id }) => id === elementId);
  const count = counts.elements.get(elementId);
  if (!element) return drawBackground(shape, drawn);
  const body = /Event$/.test(element.type)
    ? drawEvent(shape, element)
    : /Gateway$/.test(element.type)
      ? drawGateway(shape, element.type)
      : drawBox(shape, element.type);
  const state = count === undefined ? 'missing' : 'covered';
  return `<g class="${state}">${tooltip(elementId, count)}${body}${drawName(shape, element.type, element.name)}</g>`;
}

/** Pools, lanes, notes and data: in grey. */
function drawBackground(
  shape: ModelShape,
  { type, name }: { readonly type: string; readonly name?: string },
): string {
  const { x, y, width, height } = shape;
  const lines = name === undefined ? [] : wrap(name, width);
  const box = `<rect x="${x}" y="${y}" width="${width}" height="${height}" class="background ${type}" />`;
  return `<g>${box}${label(lines, { x: x + width / 2, y: y + LINE_HEIGHT })}</g>`;
}

function drawEdge({ elementId, points }: ModelEdge, file: ModelFile, counts: ProcessCounts): string {
  const path = points.map(({ x, y }) => `${x},${y}`).join(' ');
  const flow = file.processes.flatMap(({ flows }) => flows).find(({ id }) => id === elementId);
  if (!flow) return `<polyline points="${path}" class="background" />`;
  const count = counts.flows.get(elementId);
  const state = count === undefined ? 'missing' : 'covered';
  const [first] = points;
  const name =
    flow.name === undefined || !first ? '' : label([flow.name], { x: first.x + 30, y: first.y - 6 });
  return `<g class="${state}">${tooltip(elementId, count)}<polyline points="${path}" class="flow" marker-end="url(#arrow-${state})" />${name}</g>`;
}

const marker = (state: string): string =>
  `<marker id="arrow-${state}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto"><path d="M0,0 L10,5 L0,10 z" class="arrow ${state}" /></marker>`;

/**
 * The diagram of a file, with what was passed in green and the rest in red; undefined if the file has no
 * diagram.
 */
export function drawDiagram(file: ModelFile, counts: ProcessCounts): string | undefined {
  const { shapes, edges } = file;
  if (shapes.length === 0) return undefined;
  const points = [
    ...shapes.flatMap(({ x, y, width, height }) => [
      { x, y },
      { x: x + width, y: y + height + LINE_HEIGHT * 2 },
    ]),
    ...edges.flatMap((edge) => edge.points),
  ];
  const left = Math.min(...points.map(({ x }) => x)) - MARGIN;
  const top = Math.min(...points.map(({ y }) => y)) - MARGIN;
  const width = Math.max(...points.map(({ x }) => x)) - left + MARGIN;
  const height = Math.max(...points.map(({ y }) => y)) - top + MARGIN;
  const parts = shapes
    .toSorted((first, second) => second.width * second.height - first.width * first.height)
    .map((shape) => drawShape(shape, file, counts));
  return [
    `<svg viewBox="${left} ${top} ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<defs>${marker('covered')}${marker('missing')}</defs>`,
    ...parts,
    ...edges.map((edge) => drawEdge(edge, file, counts)),
    '</svg>',
  ].join('\n');
}
