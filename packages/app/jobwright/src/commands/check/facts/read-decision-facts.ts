import { ModelError } from '@jobwright/bpmn-model';
import { checkResource } from '@jobwright/engine/core';
import { type FileFacts, NO_CAMUNDA7, NO_ZEEBE } from './model-facts.ts';
import { platformNamed } from './platform-extensions.ts';

const DECISION = /<(?:[\w-]+:)?decision\s([^>]*)>/g;
const COMMENT = /<!--[^]*?-->/g;
const CAMUNDA7 = /"http:\/\/(?:camunda|operaton)\.org\/schema\/1\.0\/dmn"/;
const PLATFORM = /\bexecutionPlatform="([^"]*)"/;
const LANGUAGE = /\bexpressionLanguage="([^"]*)"/g;
const MAX_DECISIONS = 5_000;

/** Reads what a DMN file holds. The text was checked to be XML. */
export async function readDecisionFacts(name: string, content: string): Promise<FileFacts> {
  const found = [...content.replaceAll(COMMENT, '').matchAll(DECISION)];
  if (found.length > MAX_DECISIONS)
    throw new ModelError(`The file has ${found.length} decisions, at most ${MAX_DECISIONS} are checked`);
  const languages = new Set([...content.matchAll(LANGUAGE)].map(([, language = '']) => language));
  const platform = PLATFORM.exec(content)?.[1];
  return {
    kind: 'dmn',
    madeFor: CAMUNDA7.test(content) ? ['camunda7'] : platform === undefined ? [] : [platformNamed(platform)],
    parts: found.map(([, attributes = '']) => {
      const id = readAttribute(attributes, 'id') ?? '';
      const label = readAttribute(attributes, 'name');
      const ttl = readAttribute(attributes, '\\w+:historyTimeToLive');
      return {
        kind: 'decision',
        id,
        ...(label !== undefined && { name: label }),
        isExecutable: true,
        elements: [
          {
            id,
            ...(label !== undefined && { name: label }),
            type: 'decision',
            events: [],
            texts: [...languages].map((text) => ({ use: 'expression language', text })),
            zeebe: NO_ZEEBE,
            camunda7: { ...NO_CAMUNDA7, attributes: ttl === undefined ? {} : { historyTimeToLive: ttl } },
          },
        ],
      };
    }),
    broken: [],
    engine: await checkResource({ name: name.replace(/(?:\.dmn)?$/i, '.dmn'), content }),
  };
}

function readAttribute(attributes: string, name: string): string | undefined {
  const [, double, single] =
    new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes) ?? [];
  return double ?? single;
}
