import { describe, expect, it } from 'vitest';
import { unfoldSvg } from './unfold-svg.ts';

const fonts = {
  chain: () => [],
  path: 'content[0].document',
  text: { shape: () => ({ width: 0, strokes: [] }), replaceMissing: () => '', warningColor: '#c00' },
};
const unfold = (inner: string, attributes = 'viewBox="0 0 100 100"'): string =>
  unfoldSvg(
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}>${inner}</svg>`,
    { width: 100, height: 100 },
    fonts,
  ).markup;
const refuse = (inner: string): string => {
  try {
    return `drawn: ${unfold(inner)}`;
  } catch (error) {
    return (error as Error).message;
  }
};
/** Color and opacity of what is filled, in the order in which it is drawn. */
const listFills = (inner: string): readonly string[] =>
  [...unfold(inner).matchAll(/ fill="([^"]*)" fill-opacity="([^"]*)"/g)].map(([, fill, opacity]) =>
    opacity === '1' ? fill! : `${fill} ${Number(Number(opacity).toFixed(3))}`,
  );
const rect = (attributes: string): string => `<rect width="9" height="9" ${attributes}/>`;

describe('a color', () => {
  it.each([
    ['hsl(240,100%,50%)', '#0000ff'],
    ['HSL(120deg 100% 25%)', '#008000'],
    ['hsl(.5turn, 100%, 50%)', '#00ffff'],
    ['hsla(0, 100%, 50%, 25%)', '#ff0000 0.25'],
    ['hsl(-120 100% 50% / .5)', '#0000ff 0.5'],
    ['#f00f', '#ff0000'],
    ['#0000ff80', '#0000ff 0.502'],
    ['#ABC', '#aabbcc'],
    ['rgb(100%, 50%, 0%)', '#ff8000'],
    ['rgb(10 20 30)', '#0a141e'],
    ['rgb( 10 , 20 , 300 )', '#0a14ff'],
    ['rgba(10,20,30,.5)', '#0a141e 0.5'],
    ['rgb(10 20 30 / 50%)', '#0a141e 0.5'],
    ['RebeccaPurple', '#663399'],
    ['#CD853F icc-color(acmecmyk, 0.11, 0.48, 0.83, 0.00)', '#cd853f'],
  ])('%s is %s', (color, drawn) => {
    expect(listFills(rect(`fill="${color}"`))).toEqual([drawn]);
    expect(listFills(rect(`style="fill: ${color}"`))).toEqual([drawn]);
  });

  it.each([
    ...[
      'lab(50% 20 20)',
      'oklch(0.5 0.2 20)',
      'color(display-p3 1 0 0)',
      'var(--brand)',
      'reddish',
      '#12345',
    ],
    ...['rgb(1,2)', 'rgb(1 2 3 4)', 'hsl(1,2,x)', 'context-fill', 'url(#a) reddish'],
  ])('%s is refused by its name', (color) => {
    expect(refuse(rect(`fill="${color}"`))).toBe(`the SVG has fill="${color}", which is not understood`);
  });

  it('of what stands around or of the text is taken over', () => {
    expect(
      listFills(
        `<g color="green" fill="currentColor"><g color="red">${rect('')}${rect('fill="currentcolor"')}</g></g>`,
      ),
    ).toEqual(['#ff0000', '#ff0000']);
    expect(listFills(`<g fill="red">${rect('fill="inherit"')}${rect('fill="initial"')}</g>`)).toEqual([
      '#ff0000',
      '#000000',
    ]);
    expect(listFills(rect('fill="transparent"') + rect('fill="none"'))).toEqual([]);
  });
});

describe('the cascade', () => {
  it.each([
    ['a style above a class', '.a{fill:red}', 'class="a" style="fill:green"', '#008000'],
    ['a class above an attribute', '.a{fill:red}', 'class="a" fill="green"', '#ff0000'],
    ['what is important above a style', '.a{fill:red!important}', 'class="a" style="fill:green"', '#ff0000'],
    [
      'an important style above that',
      '.a{fill:red!important}',
      'class="a" style="fill:green !important"',
      '#008000',
    ],
    ['two classes above one', '.a.b{fill:red}.a{fill:blue}', 'class="a b"', '#ff0000'],
    ['an id above classes', '#i{fill:red}.a.b{fill:blue}', 'id="i" class="a b"', '#ff0000'],
    ['the later of two', '.a{fill:red}rect{fill:lime}.b{fill:blue}', 'class="a b"', '#0000ff'],
    ['what stands in something', 'svg g>rect{fill:red}g rect{fill:blue}', '', '#ff0000'],
    ['an attribute of some value', 'rect[data-x="1"]{fill:red}', 'data-x="1"', '#ff0000'],
    ['comments and lists', '/* x */ circle, .a { fill : red ; }', 'class="a"', '#ff0000'],
    ['not what is for pointers', '.a{fill:red}.a:hover{fill:blue}', 'class="a"', '#ff0000'],
  ])('takes %s', (_, sheet, attributes, color) => {
    expect(listFills(`<style>${sheet.replaceAll('>', '&gt;')}</style><g>${rect(attributes)}</g>`)).toEqual([
      color,
    ]);
  });

  it.each([
    ['@media (min-width: 10px){rect{fill:red}}', '@media (min-width: 10px)'],
    ['@font-face{font-family:x}', '@font-face'],
    ['rect:nth-child(2){fill:red}', 'the selector "rect:nth-child(2)"'],
    ['a ~ b{fill:red}', 'the selector "a ~ b"'],
    ['rect{colour:red}', 'the style "colour: red"'],
    ['rect{filter:blur(1px)}', 'filter="blur(1px)"'],
    ['rect{mix-blend-mode:multiply}', 'mix-blend-mode="multiply"'],
  ])('that is not understood is refused: %s', (sheet, named) => {
    expect(refuse(`<style>${sheet}</style>${rect('')}`)).toContain(named);
  });
});

describe('what a gradient lets through', () => {
  const stops = '<stop stop-color="red"/><stop offset="1" stop-color="red" stop-opacity="0"/>';

  it('is a mask of grays, and no stop is transparent', () => {
    const markup = unfold(`<radialGradient id="g">${stops}</radialGradient>${rect('fill="url(#g)"')}`);
    expect(markup).not.toMatch(/stop-opacity="0|fill-opacity="0/);
    expect(markup).toMatch(/<mask [^>]*maskUnits="userSpaceOnUse"/);
    expect(markup).toContain('stop-color="#000000"');
  });

  it('everywhere alike is that of a group', () => {
    const inner = '<linearGradient id="g"><stop stop-color="red"/><stop offset="1"/></linearGradient>';
    expect(unfold(inner + rect('fill="url(#g)" fill-opacity=".4"'))).toMatch(/<g opacity="0.4"><rect/);
  });

  it('comes from gradients that it refers to', () => {
    const markup = unfold(
      `<linearGradient id="a">${stops}</linearGradient><linearGradient id="g" xlink:href="#a" x1="25%" gradientUnits="userSpaceOnUse"/>${rect('fill="url(#g)"')}`,
    );
    expect(markup).toContain('x1="25" y1="0" x2="100" y2="0"');
  });
});

it.each([
  [
    'gradientTransform="translate(0,5, 0,5), scale(0,448, 1)"',
    'gradientTransform="translate(0,5, 0,5), scale(0,448, 1)"',
  ],
  ['fr=".2"', 'fr=".2"'],
  ['cx="a"', 'cx="a"'],
])('a gradient with %s is refused by that', (attributes, named) => {
  const gradient = `<radialGradient id="g" ${attributes}><stop/><stop offset="1"/></radialGradient>`;
  expect(refuse(gradient + rect('fill="url(#g)"'))).toBe(`the SVG has ${named}, which is not understood`);
});

it.each([
  ['transform="rotate(1 2)"', 'transform="rotate(1 2)"'],
  ['transform="spin(3)"', 'transform="spin(3)"'],
  ['width="calc(1px + 2px)"', 'width="calc(1px + 2px)"'],
  ['stroke-width="thick"', 'stroke-width="thick"'],
  ['fill-opacity="half"', 'fill-opacity="half"'],
  ['vector-effect="non-scaling-stroke" stroke="red"', 'vector-effect="non-scaling-stroke"'],
  ['paint-order="stroke and fill"', 'paint-order="stroke and fill"'],
])('a shape with %s is refused by that', (attributes, named) => {
  const shape = `<rect ${attributes.startsWith('width') ? '' : 'width="9"'} height="9" ${attributes}/>`;
  expect(refuse(shape)).toBe(`the SVG has ${named}, which is not understood`);
});

it('takes what says nothing for what is not there', () => {
  expect(listFills(rect('fill="" stroke="" style="fill:;"'))).toEqual(['#000000']);
});

it('masks by lightness, or by alpha', () => {
  const mask = (style: string): string =>
    unfold(`<mask id="m" style="${style}">${rect('fill="#00f8"')}</mask>${rect('mask="url(#m)"')}`);
  expect(mask('')).toMatch(/<g opacity="0.533333"><rect [^>]*fill="#121212"/);
  expect(mask('mask-type:alpha')).toMatch(/<g opacity="0.533333"><rect [^>]*fill="#ffffff"/);
});

describe('parts that are used', () => {
  it('take over what stands around their use', () => {
    expect(
      listFills(`<defs>${rect('id="r"')}</defs><use xlink:href="#r" fill="red"/><use href="#r"/>`),
    ).toEqual(['#ff0000', '#000000']);
  });

  it('may not use themselves', () => {
    expect(refuse('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>')).toContain('too often');
  });

  it('of languages are refused, those of programs left out', () => {
    expect(refuse(`<switch><g systemLanguage="de">${rect('')}</g></switch>`)).toContain(
      'systemLanguage="de"',
    );
    expect(
      listFills(
        `<switch><g requiredExtensions="x">${rect('fill="red"')}</g><g>${rect('fill="blue"')}</g></switch>`,
      ),
    ).toEqual(['#0000ff']);
  });
});
