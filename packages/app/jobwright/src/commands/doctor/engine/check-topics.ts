import { encodePathSegment } from '@jobwright/http-client';
import { z } from 'zod';
import { chooseConnectors } from '../../../connector-modules/choose-connectors.ts';
import { connectorChoice } from '../../../connector-modules/connector-choice.ts';
import { type Check, fail, type Finding, ok, warn } from '../check.ts';
import { compareTypes } from '../compare-types.ts';
import { engineCheck, type EngineParts, readEngine } from './engine-parts.ts';

const MAX_MODELS = 100;
const TOPIC = /\s(?:camunda|operaton):topic="([^"]+)"/g;
const definitions = z.array(z.object({ id: z.string(), key: z.string() }));
const modelSchema = z.object({ bpmn20Xml: z.string() });

/**
 * Compares the topics of the newest deployed models with those that the connectors are given. Reading models
 * is what secrets and FEEL need too.
 */
export const checkTopics = (parts: EngineParts): Check =>
  engineCheck('models and topics', parts, async (signal) => {
    const { connectors } = await chooseConnectors(connectorChoice(parts.configuration));
    const topics = connectors.flatMap(({ type }) => [parts.cluster.topics[type] ?? type].flat());
    const types = new Set(connectors.map(({ type }) => type));
    const unknown = Object.keys(parts.cluster.topics).filter((type) => !types.has(type));
    if (unknown.length > 0)
      return fail(
        `cluster.topics names ${unknown.join(', ')}, for which there is no connector`,
        'correct the job type, or add the connector to connectors.modules',
      );
    const path = `/process-definition?latestVersion=true&active=true&maxResults=${MAX_MODELS}`;
    const latest = await readEngine(parts, path, { schema: definitions, signal });
    const used = [];
    for (const { id, key } of latest) {
      const modelPath = `/process-definition/${encodePathSegment(id, 'id')}/xml`;
      const { bpmn20Xml } = await readEngine(parts, modelPath, { schema: modelSchema, signal });
      for (const [, type = ''] of bpmn20Xml.matchAll(TOPIC)) used.push({ type, processDefinitionId: key });
    }
    // Which topic an expression gives is known only at run time.
    const known = used.filter(({ type }) => !/[$#]\{/.test(type));
    return [compareTypes(known, topics), ...judgeSecrets(parts, latest.length)];
  });

function judgeSecrets({ configuration: { secrets } }: EngineParts, models: number): readonly Finding[] {
  if (secrets.scope !== 'any')
    return models === 0 ? [] : [ok('deployed models can be read: they say where secrets may be used')];
  const message = 'secrets.scope is any: whoever supplies process data can refer to any secret';
  return [warn(message, 'set secrets.scope to model, or remove it')];
}
