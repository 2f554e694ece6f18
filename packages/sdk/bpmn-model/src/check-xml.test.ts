import { expect, test } from 'vitest';
import { checkXml } from './check-xml.ts';

test.each([
  '<a/>',
  '\uFEFF<?xml version="1.0"?>\n<!-- <a> -->\n<a b="c>d" e=\'"\' ><![CDATA[<x>]]>&lt;<b:c d = "1"></b:c ></a>\n',
  '<bpmn:a xmlns:bpmn="urn:b"><ä-1.b/></bpmn:a>',
])('takes %s', (xml) => {
  expect(() => checkXml(xml)).not.toThrow();
});

test.each([
  '',
  'text',
  '<a>',
  '</a>',
  '<a></b>',
  '<a b=1/>',
  '<a b="1/>',
  '<a b="<"/>',
  '<a b="1" b="2"/>',
  '<a><!-- </a>',
  '<a><![CDATA[ </a>',
  '<!DOCTYPE a [<!ENTITY b "c">]><a/>',
  '<a <b/></a>',
])('refuses %s', (xml) => {
  expect(() => checkXml(xml)).toThrow(/^The file is not BPMN/);
});

test('says where the text stops being XML', () => {
  expect(() => checkXml('<a>\n  <b></a>')).toThrow(expect.objectContaining({ position: 9 }));
});

const repeat = (count: number, part: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => part(index)).join('');

/** Each takes the parser of models minutes, or for ever. */
test.each([
  ['quotes', `<a ${'"'.repeat(1_000_000)}`],
  ['blanks', `<a${' '.repeat(1_000_000)}b`],
  ['openings', '<'.repeat(1_000_000)],
  ['names', `<${'a'.repeat(1_000_000)}`],
  ['comments', '<!--'.repeat(250_000)],
  ['levels', repeat(100_000, () => '<a>')],
  ['elements', `<a>${repeat(200_000, () => '<b/>')}</a>`],
  ['attributes', `<a ${repeat(100_000, (index) => ` b${index}="1"`)}/>`],
  ['namespaces', `<a>${repeat(10_000, (index) => `<b xmlns:n${index}="urn:${index}"/>`)}</a>`],
])('refuses a million of %s soon', (_, xml) => {
  expect(() => checkXml(xml)).toThrow(/^The file (is not BPMN|has more than)/);
});
