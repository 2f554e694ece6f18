import {
  boundary,
  definitions,
  element,
  end,
  error,
  errorDefinition,
  event,
  extensions,
  flows,
  ioMapping,
  message,
  messageDefinition,
  process,
  repeated,
  start,
  subProcess,
} from '../../core/testing/bpmn.ts';
import { call, compensate, connector, gateway, pause, startMessage, undoneBy } from './model-parts.ts';

export const HTTP = 'io.camunda:http-json:1';
const property = (name: string, value: string): string =>
  `<zeebe:property name="${name}" value="${value}" />`;
const webhook = `<zeebe:properties>${property('inbound.type', 'io.camunda:webhook:1')}${property('inbound.context', 'hook')}${property('correlationKeyExpression', '=request.body.id')}</zeebe:properties>`;

const orElse = (path: string, fallback: string): string =>
  `=if is defined(${path}) then ${path} else ${fallback}`;

export const askBackup = definitions(
  error('noBackup', 'BACKUP_FAILED'),
  process(
    'askBackup',
    element('startEvent', 'begin', {
      body: extensions(
        ioMapping(
          [],
          [
            [orElse('tries', '0'), 'tries'],
            [orElse('maxTries', '6'), 'maxTries'],
            [orElse('waitTime', '"PT5S"'), 'waitTime'],
            ['=if is defined(item.name) then item.name else if is defined(name) then name else null', 'name'],
          ],
        ),
      ),
    }),
    gateway('exclusive', 'known', 'noId'),
    connector('take', {
      inputs: [
        ['POST', 'method'],
        ['="http://" + name + "/backups"', 'url'],
        ['={\n  "Content-Type": "application/json"\n}', 'headers'],
        ['={\n  "id": backupId\n}', 'body'],
      ],
      headers: { resultVariable: 'taken', retryBackoff: 'PT0S' },
    }),
    gateway('exclusive', 'again'),
    pause('wait', '=waitTime', [['=tries + 1', 'tries']]),
    connector('look', {
      inputs: [['="http://" + name + "/backups/" + string(backupId)', 'url']],
      headers: { resultExpression: '={\n  "state": response.body.state\n}' },
    }),
    gateway('exclusive', 'complete', 'again'),
    end('taken'),
    end('noId', errorDefinition('noBackup')),
    flows(
      'begin > known > noId',
      'known > take : =is defined(backupId)',
      'take > again > wait > look > complete > again',
      'complete > taken : =state = "COMPLETED" or tries >= maxTries',
    ),
  ),
);

export const backup = definitions(
  process(
    'backup',
    element('startEvent', 'begin', {
      body: extensions(
        ioMapping(
          [],
          [
            [
              orElse('backupId', '(now() - date and time("1970-01-01T00:00Z")) / duration("PT1S")'),
              'backupId',
            ],
          ],
        ),
      ),
    }),
    repeated(call('each', 'askBackup', { isolated: true }), {
      items:
        '=[\n  {\n    "name": "one",\n    "port": "80"\n  },\n  {\n    "name": "two",\n    "port": "81"\n  }\n]',
      item: 'item',
    }),
    end('done'),
    flows('begin > each > done'),
  ),
);

export const sending = definitions(
  process(
    'sending',
    start(),
    connector('thrown', {
      tag: 'intermediateThrowEvent',
      type: 'send',
      inputs: [['{{secrets.THROWN}}', 'apiKey']],
    }).replace(
      '</bpmn:intermediateThrowEvent>',
      '<bpmn:messageEventDefinition /></bpmn:intermediateThrowEvent>',
    ),
    connector('ended', { tag: 'endEvent', type: 'send', inputs: [['{{secrets.ENDED}}', 'apiKey']] }).replace(
      '</bpmn:endEvent>',
      '<bpmn:messageEventDefinition /></bpmn:endEvent>',
    ),
    flows('start > thrown > ended'),
  ),
);

export const hookAtTask = definitions(
  message('hook', 'c97ca438', '=hookKey').replace(
    '<bpmn:message ',
    '<bpmn:message zeebe:modelerTemplate="io.example.webhook.v1" ',
  ),
  process(
    'hookAtTask',
    start(),
    connector('slow', { inputs: [['20', 'connectionTimeoutInSeconds']], headers: { resultVariable: 'r0' } }),
    boundary('called', 'slow', { body: extensions(webhook) + messageDefinition('hook') }),
    connector('other', { type: 'other' }),
    end(),
    flows('start > slow > end', 'called > other > end'),
  ),
);

export const hookStart = definitions(
  startMessage('hook', 'hook-start'),
  `<bpmn:collaboration id="c"><bpmn:participant id="a" processRef="hookStart" /><bpmn:participant id="b" processRef="other" /><bpmn:messageFlow id="m" sourceRef="b" targetRef="called" /></bpmn:collaboration>`,
  process(
    'hookStart',
    element('startEvent', 'called', {
      body: extensions(webhook, ioMapping([], [['=request.body.id', 'id']])) + messageDefinition('hook'),
    }),
    connector('act'),
    end(),
    flows('called > act > end'),
  ),
  '<bpmn:process id="other" isExecutable="false"><bpmn:startEvent id="unused" /></bpmn:process>',
);

export const nested = definitions(
  process(
    'nested',
    start(),
    subProcess(
      'outer',
      start('outerStart'),
      `${subProcess(
        'inner',
        extensions(ioMapping([['{{secrets.INNER}}', 'token']])),
        start('innerStart'),
        connector('deep', { inputs: [['=token', 'authentication.token']] }),
        end('innerEnd'),
        flows('innerStart > deep > innerEnd'),
      )}`,
      end('outerEnd'),
      flows('outerStart > inner > outerEnd'),
    ),
    end(),
    flows('start > outer > end'),
  ),
);

export const dotted = definitions(
  process(
    'dotted',
    start(),
    connector('fill', {
      inputs: [
        ['a', 'auth.type'],
        ['="b" + auth.type', 'auth.token'],
        ['=auth.token', 'copy'],
        ['={x: 1}', 'auth.more'],
        ['2', 'auth.more.y'],
      ],
      headers: { resultExpression: '={token: response.body.token}' },
    }),
    end(),
    flows('start > fill > end'),
  ),
);

export const consumer = definitions(
  message('record', 'kafka-record', '=partition'),
  process(
    'consumer',
    start(),
    subProcess(
      'consume',
      start('open'),
      event(
        'intermediateCatchEvent',
        'next',
        extensions(
          `<zeebe:properties>${property('inbound.type', 'io.camunda:connector-kafka-inbound:1')}${property('topic.name', 't')}</zeebe:properties>`,
          ioMapping([], [['=value', 'last']]),
        ) + messageDefinition('record'),
      ),
      end('close'),
      flows('open > next > close'),
    ),
    end(),
    flows('start > consume > end'),
  ),
);

export const registration = definitions(
  '<bpmn:collaboration id="c"><bpmn:participant id="team" processRef="register" /><bpmn:participant id="guest" /></bpmn:collaboration>',
  process(
    'register',
    element('startEvent', 'filled', {
      body: extensions(
        `<zeebe:properties>${property('publicAccess', 'true')}</zeebe:properties>`,
        ioMapping(
          [],
          [
            ['=email', 'email'],
            ['=concatenate(sources, [other])', 'sources'],
            ['=optIn', 'optIn'],
          ],
        ),
        '<zeebe:formDefinition formKey="camunda-forms:bpmn:f" />',
      ),
    }),
    '<bpmn:dataStoreReference id="letters" name="Newsletter" />',
    connector('store', { type: 'sheets' }),
    connector('notify', { type: 'mail' }),
    gateway('exclusive', 'wants', 'merge'),
    connector('subscribe', { type: 'letters' }).replace(
      '</bpmn:serviceTask>',
      '<bpmn:dataOutputAssociation id="o"><bpmn:targetRef>letters</bpmn:targetRef></bpmn:dataOutputAssociation></bpmn:serviceTask>',
    ),
    gateway('exclusive', 'merge'),
    end(),
    flows('filled > store > notify > wants > merge > end', 'wants > subscribe : =optIn', 'subscribe > merge'),
  ),
);

export const robot = definitions(
  process(
    'robot',
    start(),
    connector('queue', { inputs: [['Normal', 'priority']] }).replace(
      '<zeebe:input ',
      '<zeebe:input target="authentication.clientId" /><zeebe:input ',
    ),
    undoneBy('queue', 'revert'),
    connector('revert', { type: 'revert' }).replace(
      '<bpmn:serviceTask ',
      '<bpmn:serviceTask isForCompensation="true" ',
    ),
    connector('inspect', {
      type: 'inspect',
      inputs: [['={"$Filter":"Id eq "+string(itemId)}', 'queryParameters']],
      headers: { resultExpression: '={\nstatus: response.body.value[1].Status}', errorExpression: '' },
    }),
    element('manualTask', 'look'),
    gateway('exclusive', 'good'),
    event('intermediateThrowEvent', 'undo', compensate),
    gateway('exclusive', 'merge'),
    end(),
    flows(
      'start > queue > inspect > look > good',
      'good > merge : =status = "ok"',
      'good > undo : =status != "ok"',
      'undo > merge > end',
    ),
  ),
);
