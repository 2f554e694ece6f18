import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { EngineCore } from '../../core/commands.ts';
import type { GlobalListener } from '../../core/global-listener-types.ts';
import {
  booleanField,
  enumField,
  filterOnly,
  integerField,
  type SearchFields,
  textField,
} from '../../core/search/search-fields.ts';
import { acceptedOrProblem } from './json-body.ts';
import { Problem } from './problem.ts';
import { answerSearch } from './search/answer-search.ts';
import type { SearchResource } from './search/search-resource.ts';

const MAX_ID_CHARACTERS = 256;
const DEFAULT_RETRIES = 3;
const DEFAULT_PRIORITY = 50;
const EVENT_TYPES = ['all', 'creating', 'assigning', 'updating', 'completing', 'canceling'] as const;

const id = z
  .string('No id provided.')
  .max(MAX_ID_CHARACTERS)
  .regex(/^[a-zA-Z0-9_~@.+-]+$/, 'The provided id contains illegal characters.');
const idPath = z.object({ id });
const change = z.object({
  type: z.string('No type provided.').min(1, 'No type provided.'),
  eventTypes: z.array(z.enum(EVENT_TYPES), 'No eventTypes provided.').min(1, 'No eventTypes provided.'),
  retries: z.int().min(1).nullish(),
  afterNonGlobal: z.boolean().nullish(),
  priority: z.int().min(0).max(100).nullish(),
});
const creation = change.extend({ id });

const readListener = (listenerId: string, given: z.output<typeof change>): GlobalListener => ({
  id: listenerId,
  type: given.type,
  eventTypes: [...new Set(given.eventTypes)],
  retries: given.retries ?? DEFAULT_RETRIES,
  afterNonGlobal: given.afterNonGlobal ?? false,
  priority: given.priority ?? DEFAULT_PRIORITY,
});

const describeListener = (listener: GlobalListener): object => ({ ...listener, source: 'API' });

const listeners: SearchResource<GlobalListener> = {
  fields: {
    id: textField(({ id: listenerId }) => listenerId),
    type: textField(({ type }) => type),
    afterNonGlobal: booleanField(({ afterNonGlobal }) => afterNonGlobal),
    priority: integerField(({ priority }) => priority),
    source: enumField(['CONFIGURATION', 'API'], () => 'API'),
    retries: filterOnly(integerField(({ retries }) => retries)),
    eventTypes: { type: 'tags', usedFor: 'filter', read: ({ eventTypes }) => eventTypes },
  } satisfies SearchFields<GlobalListener>,
  hasTextKeys: true,
  keyOf: ({ id: listenerId }) => listenerId,
  render: describeListener,
};

/** The endpoints of the Camunda 8 REST API for listeners of all user tasks. */
export function addGlobalListenerRoutes(
  server: FastifyInstance,
  core: Pick<
    EngineCore,
    'createGlobalListener' | 'updateGlobalListener' | 'deleteGlobalListener' | 'globalListeners'
  >,
): void {
  server.post('/v2/global-task-listeners', ({ body }, reply) => {
    const given = creation.parse(body);
    const created = acceptedOrProblem(core.createGlobalListener(readListener(given.id, given)));
    return reply.code(201).send(describeListener(created));
  });
  server.post('/v2/global-task-listeners/search', ({ body }) =>
    answerSearch(listeners, core.globalListeners(), body),
  );
  server.get('/v2/global-task-listeners/:id', ({ params }) => {
    const wanted = idPath.parse(params).id;
    const found = core.globalListeners().find((listener) => listener.id === wanted);
    if (found) return describeListener(found);
    throw new Problem(404, `Global Task Listener with id '${wanted}' not found`, 'NOT_FOUND');
  });
  server.put('/v2/global-task-listeners/:id', ({ params, body }) => {
    const listener = readListener(idPath.parse(params).id, change.parse(body));
    return describeListener(acceptedOrProblem(core.updateGlobalListener(listener)));
  });
  server.delete('/v2/global-task-listeners/:id', ({ params }, reply) => {
    acceptedOrProblem(core.deleteGlobalListener(idPath.parse(params).id));
    return reply.code(204).send();
  });
}
