import { describe, expect, it } from 'vitest';
import { checkSvg, isSvg } from '../check-svg.ts';
import { unfoldSvg } from './unfold-svg.ts';

const fonts = {
  chain: () => [],
  path: 'content[0].document',
  text: { shape: () => ({ width: 0, strokes: [] }), replaceMissing: () => '', warningColor: '#c00' },
};
const unfoldText = (svg: string): string => unfoldSvg(svg, { width: 100, height: 100 }, fonts).markup;
const unfold = (inner: string): string =>
  unfoldText(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">${inner}</svg>`);

describe('a drawing is as large as it says, in points', () => {
  it.each([
    ['width="200" viewBox="0 0 20 10"', [150, 75]],
    ['height="200" viewBox="0 0 20 10"', [300, 150]],
    ['width="100%" height="100%" viewBox="0 0 20 10"', [15, 7.5]],
    ['width="10em" height="5em" viewBox="0 0 20 10"', [120, 60]],
    ['width=".5e2" height="+50"', [37.5, 37.5]],
    ['width="1in" height="2.54cm"', [72, 72]],
    ['width="200px"', [150, 112.5]],
    ['viewBox=" 0 0 20 10 "', [15, 7.5]],
  ])('%s', (attributes, [width, height]) => {
    expect(checkSvg(`<svg xmlns="http://www.w3.org/2000/svg" ${attributes}/>`)).toEqual({ width, height });
  });
});

it.each(['svg', 's', 'ns0'])('a drawing whose elements have the prefix %s is one', (prefix) => {
  const text = `<${prefix}:svg xmlns:${prefix}="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><${prefix}:style>.a{fill:red}</${prefix}:style><${prefix}:rect class="a" width="5" height="5"/></${prefix}:svg>`;
  expect(isSvg(Buffer.from(text))).toBe(true);
  expect(checkSvg(text)).toEqual({ width: 7.5, height: 7.5 });
  expect(unfoldText(text)).toContain('fill="#ff0000"');
});

it('elements of another vocabulary are left out, whatever their prefix', () => {
  const text =
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:ns0="http://example.org/other" viewBox="0 0 9 9"><ns0:rect width="5" height="5" fill="red"/></svg>';
  expect(checkSvg(text)).toEqual({ width: 6.75, height: 6.75 });
  expect(unfoldText(text)).not.toContain('rect');
});

describe('a style sheet for paper', () => {
  const rect = '<rect width="9" height="9"/>';
  it.each([
    ['rect{fill:green}@media (prefers-color-scheme: dark){rect{fill:white}}', '#008000'],
    ['@media (prefers-color-scheme: light){rect{fill:green}}', '#008000'],
    ['@media print{rect{fill:red}} rect{fill:green}', '#008000'],
    ['@media screen{rect{fill:red}} rect{fill:green}', '#008000'],
    ['@media screen, print{rect{fill:green} path{fill:red}}', '#008000'],
  ])('%s', (sheet, fill) => {
    expect(unfold(`<style>${sheet}</style>${rect}`)).toContain(`fill="${fill}"`);
  });
});

describe('a transform', () => {
  const draw = (attributes: string): string =>
    /matrix\(([^)]*)\)/.exec(unfold(`<rect width="9" height="9" ${attributes}/>`))?.[1] ?? 'none';
  it.each([
    ['style="transform: translateX(10px) translateY(5px)"', '1 0 0 1 10 5'],
    ['style="transform: scaleX(2) scaleY(3)"', '2 0 0 3 0 0'],
    ['style="transform: rotate(.25turn)"', '0 1 -1 0 0 0'],
    ['style="transform: rotate(100grad)"', '0 1 -1 0 0 0'],
    ['style="transform-origin: 50px 50px; transform: scale(2)"', '2 0 0 2 -50 -50'],
    ['style="transform-origin: center; transform: scale(2)"', '2 0 0 2 -50 -50'],
    ['style="transform-origin: 100% 0; transform: scale(2)"', '2 0 0 2 -100 0'],
    ['style="transform-origin: top left; transform: scale(2)"', '2 0 0 2 0 0'],
    ['style="transform-origin: left bottom; transform: scale(2)"', '2 0 0 2 0 -100'],
    ['transform="scale(2)" transform-origin="10 20"', '2 0 0 2 -10 -20'],
    ['style="transform-origin: center"', 'none'],
  ])('%s', (attributes, matrix) => {
    const rounded = draw(attributes).replaceAll(/-?\d+(\.\d+)?(e-\d+)?/g, (digits) =>
      String(Math.round(Number(digits) * 1000) / 1000).replace('-0', '0'),
    );
    expect(rounded).toBe(matrix);
  });

  it('around the box of a shape is refused by its name', () => {
    expect(() => unfold('<rect style="transform-box: fill-box; transform: scale(2)"/>')).toThrow(
      'the SVG has transform-box="fill-box", which is not understood',
    );
  });
});
