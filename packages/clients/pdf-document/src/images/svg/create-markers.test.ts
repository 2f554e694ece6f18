import { expect, it } from 'vitest';
import { unfoldSvg } from './unfold-svg.ts';

const fonts = {
  chain: () => [],
  path: 'content[0].document',
  text: { shape: () => ({ width: 0, strokes: [] }), replaceMissing: () => '', warningColor: '#c00' },
};
const unfold = (inner: string): string =>
  unfoldSvg(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">${inner}</svg>`,
    { width: 100, height: 100 },
    fonts,
  ).markup;
const dot = (attributes = ''): string =>
  `<marker id="m" markerWidth="4" markerHeight="4" refX="2" refY="2" ${attributes}><rect width="4" height="4" fill="red"/></marker>`;
/** How the markers are put onto the line. */
const listTransforms = (svg: string): readonly string[] =>
  [...unfold(svg).matchAll(/<g transform="matrix\(([^)]*)\)"/g)].map(([, matrix]) =>
    matrix!
      .split(' ')
      .map((value) => Math.round(Number(value) * 100) / 100)
      .join(' '),
  );

it.each([
  ['marker-end="url(#m)"', ['2 0 0 2 46 -4']],
  ['marker-start="url(#m)"', ['2 0 0 2 -4 -4']],
  ['style="marker: url(#m)"', ['2 0 0 2 -4 -4', '2 0 0 2 46 -4']],
  ['style="marker: url(#m); marker-start: none"', ['2 0 0 2 46 -4']],
  ['marker-mid="url(#m)"', []],
  ['marker-end="url(#gone)"', []],
  ['marker-end="url(#m)" stroke-width="0"', []],
  ['marker-end="url(#m)" visibility="hidden"', []],
])('a line with %s', (attributes, transforms) => {
  expect(listTransforms(`${dot()}<path d="M0 0H50" stroke="black" stroke-width="2" ${attributes}/>`)).toEqual(
    transforms,
  );
});

it.each([
  ['orient="auto"', '0 1 -1 0 2 -2'],
  ['orient="auto" markerUnits="userSpaceOnUse"', '0 1 -1 0 2 -2'],
  ['orient="90"', '0 1 -1 0 2 -2'],
  ['orient="0.25turn"', '0 1 -1 0 2 -2'],
  ['orient="auto-start-reverse"', '0 -1 1 0 -2 2'],
])('a marker with %s is turned', (attributes, transform) => {
  expect(listTransforms(`${dot(attributes)}<path d="M0 0V50" marker-start="url(#m)"/>`)).toEqual([transform]);
});

it('a marker with a view box is scaled into its area, with its point on the line', () => {
  const marker =
    '<marker id="m" viewBox="0 0 10 10" refX="right" refY="center" markerWidth="5" markerHeight="5"><rect width="10" height="10"/></marker>';
  expect(listTransforms(`${marker}<path d="M0 0H50" marker-end="url(#m)"/>`)).toEqual([
    '1 0 0 1 45 -2.5',
    '0.5 0 0 0.5 0 0',
  ]);
});

it.each(['rect width="9" height="9"', 'circle r="9"', 'ellipse rx="9" ry="3"'])(
  'a <%s> has no vertices, and no markers',
  (shape) => {
    expect(unfold(`${dot()}<${shape} marker-start="url(#m)"/>`)).not.toContain('#ff0000');
  },
);

it('does not draw itself again', () => {
  const marker = '<marker id="m" orient="auto"><path d="M0 0H3" marker-end="url(#m)" stroke="red"/></marker>';
  expect(unfold(`${marker}<path d="M0 0H50" marker-end="url(#m)"/>`).match(/#ff0000/g)).toHaveLength(1);
});

it('markers, stroke and fill are drawn in the order that paint-order says', () => {
  const draw = (order: string): string =>
    [
      ...unfold(
        `${dot()}<path d="M0 0H50V50" fill="blue" stroke="lime" paint-order="${order}" marker-mid="url(#m)"/>`,
      ).matchAll(/(?:fill|stroke)="(#ff0000|#0000ff|#00ff00)"/g),
    ]
      .map(([, color]) => color)
      .join(' ');
  expect(draw('normal')).toBe('#0000ff #00ff00 #ff0000');
  expect(draw('markers')).toBe('#ff0000 #0000ff #00ff00');
  expect(draw('stroke')).toBe('#00ff00 #0000ff #ff0000');
  expect(draw('markers stroke')).toBe('#ff0000 #00ff00 #0000ff');
});

it.each([
  ['orient="up"', 'orient="up"'],
  ['markerWidth="wide"', 'markerWidth="wide"'],
])('a marker with %s is refused', (attributes, message) => {
  expect(() =>
    unfold(
      `<marker id="m" ${attributes}><rect width="9" height="9"/></marker><path d="M0 0H9" marker-end="url(#m)"/>`,
    ),
  ).toThrow(`the SVG has ${message}, which is not understood`);
});
