import { describe, expect, it } from 'vitest';
import { jsonItems, jsonMembers } from './json-texts.ts';

describe('jsonMembers', () => {
  it('gives each member as it is written', () => {
    const text = '{ "big" : 9007199254740993, "a\\"b":{"}":["]",1.10]} ,"text":"\\\\","none":null}\n';
    expect([...jsonMembers(text)]).toEqual([
      ['big', '9007199254740993'],
      ['a"b', '{"}":["]",1.10]}'],
      ['text', '"\\\\"'],
      ['none', 'null'],
    ]);
  });

  it('takes the last of a name that is there twice, and an object without members', () => {
    expect(jsonMembers('{"a":1,"a":2}').get('a')).toBe('2');
    expect(jsonMembers(' {} ').size).toBe(0);
  });

  it.each([
    '',
    'null',
    '[]',
    '{',
    '{"a"}',
    '{"a":}',
    '{"a":1',
    '{"a":1,}',
    '{"a":"}',
    '{"a":[}',
    '{a:1}',
    '{}{}',
    '{1:2}',
  ])('refuses %s', (text) => expect(() => jsonMembers(text)).toThrow(SyntaxError));
});

describe('jsonItems', () => {
  it('gives each item as it is written', () => {
    expect(jsonItems('[1.0, {"a":[1]},"x,y" ,true]')).toEqual(['1.0', '{"a":[1]}', '"x,y"', 'true']);
    expect(jsonItems('[ ]')).toEqual([]);
  });

  it.each(['{}', '[1', '[1,]', '[,1]', '["]', '[1] 2'])('refuses %s', (text) =>
    expect(() => jsonItems(text)).toThrow(SyntaxError),
  );

  it('is linear in what is nested deep, and in backslashes and quotes', () => {
    const deep = '['.repeat(200_000) + ']'.repeat(200_000);
    expect(jsonItems(`[${deep}]`)).toEqual([deep]);
    const text = JSON.stringify('\\"'.repeat(200_000));
    expect(jsonItems(`[${text}]`)).toEqual([text]);
  });
});
