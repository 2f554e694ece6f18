import {
  boundary,
  definitions,
  element,
  end,
  error,
  errorDefinition,
  eventSubProcess,
  extensions,
  flows,
  ioMapping,
  message,
  messageDefinition,
  process,
  repeated,
  start,
  startOn,
  subProcess,
  task,
  timerDefinition,
} from '../../core/testing/bpmn.ts';
import {
  assigned,
  call,
  catchMessage,
  connector,
  eventBased,
  formTask,
  gateway,
  parallel,
  pause,
  script,
  startMessage,
  userTask,
} from './model-parts.ts';

const form = (key: string): string => `<zeebe:formDefinition formKey="${key}" />`;
const external = (reference: string): string => `<zeebe:formDefinition externalReference="${reference}" />`;
const embeddedForm = (id: string): string =>
  `<zeebe:userTaskForm id="${id}">{"components":[{"key":"a","type":"textfield"}],"type":"default"}</zeebe:userTaskForm>`;

/** With the BPMN namespace as the default one, and attributes of an older engine. */
export const posts = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="d" targetNamespace="posts">
  <error id="twice" errorCode="POSTED_TWICE" />
  <process id="posts" isExecutable="true">
    <startEvent id="written" />
    <userTask id="review" camunda:assignee="demo"><extensionElements><zeebe:assignmentDefinition assignee="=editor" /></extensionElements></userTask>
    <exclusiveGateway id="good" />
    <serviceTask id="reject" camunda:class="org.example.Reject"><extensionElements><zeebe:taskDefinition type="reject" /></extensionElements></serviceTask>
    <serviceTask id="publish"><extensionElements><zeebe:taskDefinition type="publish" /></extensionElements></serviceTask>
    <boundaryEvent id="duplicate" attachedToRef="publish"><errorEventDefinition errorRef="twice" /></boundaryEvent>
    <userTask id="rewrite"><extensionElements><zeebe:assignmentDefinition assignee="=author" /></extensionElements></userTask>
    <endEvent id="published" /><endEvent id="rejected" />
    <sequenceFlow id="f1" sourceRef="written" targetRef="review" />
    <sequenceFlow id="f2" name="" sourceRef="review" targetRef="good" />
    <sequenceFlow id="f3" sourceRef="good" targetRef="reject"><conditionExpression xsi:type="tFormalExpression">=ok=false</conditionExpression></sequenceFlow>
    <sequenceFlow id="f4" sourceRef="good" targetRef="publish"><conditionExpression xsi:type="tFormalExpression" id="c">=ok</conditionExpression></sequenceFlow>
    <sequenceFlow id="f5" sourceRef="reject" targetRef="rejected" />
    <sequenceFlow id="f6" sourceRef="publish" targetRef="published" />
    <sequenceFlow id="f7" sourceRef="duplicate" targetRef="rewrite" />
    <sequenceFlow id="f8" sourceRef="rewrite" targetRef="review" />
  </process>
</definitions>`;

const lane = (id: string, ...nodes: readonly string[]): string =>
  `<bpmn:lane id="${id}">${nodes.map((node) => `<bpmn:flowNodeRef>${node}</bpmn:flowNodeRef>`).join('')}</bpmn:lane>`;

export const absence = definitions(
  '<bpmn:collaboration id="pool"><bpmn:participant id="company" processRef="absence" /></bpmn:collaboration>',
  process(
    'absence',
    `<bpmn:laneSet id="lanes">${lane('employee', 'wanted', 'ask', 'clarify', 'read')}${lane('manager', 'approve', 'log')}</bpmn:laneSet>`,
    start('wanted'),
    userTask('ask', '<zeebe:taskDefinition type="unused" retries="1" />', external('ask-form')),
    script('boss', '=if department = "it" then "ada" else "bob"', 'manager'),
    gateway('exclusive', 'again'),
    userTask('approve', assigned('=manager')),
    boundary('everyTwoDays', 'approve', {
      body: timerDefinition('timeCycle', 'R/P2D'),
      interrupting: false,
    }),
    userTask('remind', assigned('=manager')),
    gateway('exclusive', 'result'),
    userTask('clarify', assigned('=employee')),
    userTask('log', assigned('=manager')),
    gateway('exclusive', 'decided'),
    userTask('read', assigned('=employee')),
    end('told'),
    end('reminded'),
    flows(
      'wanted > ask > boss > again > approve > result',
      'result > log : = outcome = "yes"',
      'result > clarify : = outcome = "unclear"',
      'result > decided : = outcome = "no"',
      'clarify > again',
      'log > decided > read > told',
      'everyTwoDays > remind > reminded',
    ),
  ),
);

export const documents = definitions(
  process(
    'documents',
    start('missing'),
    formTask('upload', form('form-io:bpmn:upload')),
    end('there'),
    flows('missing > upload > there'),
  ),
);
export const insurance = definitions(
  message('more', 'document-missing', '= application'),
  process(
    'insure',
    extensions(embeddedForm('pending')),
    element('startEvent', 'received', {
      body: extensions(ioMapping([], [['= age', 'age']])),
    }),
    task('risk', { tag: 'businessRuleTask', type: 'rate-risk' }),
    gateway('exclusive', 'group'),
    formTask('check', form('check'), '<zeebe:assignmentDefinition candidateGroups="clerks" />'),
    boundary('slow', 'check', { body: timerDefinition('timeCycle', 'R1/PT1M'), interrupting: false }),
    boundary('incomplete', 'check', { body: messageDefinition('more') }),
    formTask('inform', '<zeebe:assignmentDefinition candidateGroups="managers" />'),
    call('provide', 'documents', { isolated: true }),
    gateway('exclusive', 'accept'),
    gateway('exclusive', 'yes'),
    gateway('exclusive', 'no'),
    task('issue'),
    task('sendPolicy', { tag: 'sendTask' }),
    task('reject'),
    task('sendRejection', { tag: 'sendTask' }),
    end('insured'),
    end('refused'),
    end('informed'),
    flows(
      'received > risk > group',
      'group > yes : =rating.group = "green"',
      'group > check : =rating.group = "yellow"',
      'group > no : =rating.group = "red"',
      'check > accept',
      'accept > yes : = accepted',
      'accept > no : = not(accepted)',
      'yes > issue > sendPolicy > insured',
      'no > reject > sendRejection > refused',
      'slow > inform > informed',
      'incomplete > provide > check',
    ),
  ),
);

export const loan = definitions(
  message('veto', 'loan-refused', '=loanId'),
  process(
    'approveLoan',
    start('requested'),
    repeated(formTask('approve'), { items: '=approvers', item: 'approver' }),
    boundary('refused', 'approve', { body: messageDefinition('veto') }),
    end('granted'),
    end('notGranted'),
    flows('requested > approve > granted', 'refused > notGranted'),
  ),
);

export const fourEyes = definitions(
  process(
    'fourEyes',
    start(),
    script('nobody', '=[]', 'seenBy'),
    gateway('exclusive', 'next'),
    userTask(
      'look',
      ioMapping(
        [['=seenBy', 'notBy']],
        [
          ['=append(seenBy, by)', 'seenBy'],
          ['=ok', 'ok'],
        ],
      ),
    ),
    gateway('exclusive', 'enough', 'next'),
    end('approved'),
    end('declined'),
    flows(
      'start > nobody > next > look > enough > next',
      'enough > approved : =ok and count(distinct values(seenBy)) >= 2',
      'enough > declined : =not(ok)',
    ),
  ),
);

export const weather = definitions(
  process(
    'weather',
    extensions(embeddedForm('where')),
    start(),
    formTask('choose', form('camunda-forms:bpmn:where')),
    connector('ask', {
      inputs: [
        ['noAuth', 'authentication.type'],
        ['get', 'method'],
        ['={\nq: city,\nkey: "k"\n}', 'queryParameters'],
      ],
      headers: { resultVariable: 'weather', resultExpression: '=response' },
    }),
    connector('suggest', { type: 'suggest-activity', inputs: [['=weather.body.list[1].main', 'sky']] }),
    connector('mail', {
      type: 'send-mail',
      inputs: [
        ['', 'apiKey'],
        ['=email', 'to.name'],
        ['=email', 'to.email'],
        ['="Weather of " + city', 'content.subject'],
        ['=weather.body.list[1].main + ", " + activity', 'content.value'],
      ],
    }),
    end(),
    flows('start > choose > ask > suggest > mail > end'),
  ),
);

export const inquiry = definitions(
  message('reply', 'Reply', '=case'),
  message('retract', 'Retract', '=case'),
  process(
    'inquiry',
    extensions(embeddedForm('answer')),
    element('startEvent', 'asked', {
      body: extensions(
        ioMapping(
          [],
          [
            ['=if is defined(text) then\n text\nelse\n "nothing"', 'text'],
            ['="c1"', 'case'],
          ],
        ),
      ),
    }),
    userTask('answer', external('answer')),
    boundary('withdrawn', 'answer', { body: messageDefinition('retract') }),
    connector('respond', { type: 'respond' }).replace(
      '</bpmn:extensionElements>',
      '<zeebe:taskHeaders><zeebe:header key="resultVariable" /></zeebe:taskHeaders></bpmn:extensionElements>',
    ),
    eventBased('wait'),
    pause('day', 'P1D'),
    catchMessage('replied', 'reply', [['=if is defined(reply) then reply else ""', 'reply']]),
    userTask('log'),
    end('noReply'),
    end('logged'),
    end('retracted'),
    flows(
      'asked > answer > respond > wait > day > noReply',
      'wait > replied > log > logged',
      'withdrawn > retracted',
    ),
    eventSubProcess(
      'deadline',
      startOn('everyTwoDays', timerDefinition('timeCycle', 'R/P2D'), false),
      connector('escalate', { type: 'escalate' }),
      end('escalated'),
      flows('everyTwoDays > escalate > escalated'),
    ),
  ),
);

export const changes = definitions(
  startMessage('opened', 'change-opened'),
  message('seen', 'change-reviewed', '= changeId'),
  process(
    'change',
    startOn('open', messageDefinition('opened')),
    parallel('fork'),
    call('tests', 'tests', { isolated: true }),
    formTask('review'),
    eventBased('waiting'),
    pause('aDay', 'P1D'),
    task('remind'),
    catchMessage('reviewed', 'seen'),
    gateway('exclusive', 'outcome'),
    formTask('rework'),
    parallel('join'),
    formTask('merge'),
    task('deploy'),
    end(),
    flows(
      'open > fork > tests > join > merge > deploy > end',
      'fork > review > waiting > aDay > remind > waiting',
      'waiting > reviewed > outcome',
      'outcome > join : = result = "approved"',
      'outcome > rework : = result = "rejected"',
      'rework > review',
    ),
  ),
);
export const tests = definitions(
  process('tests', start(), task('run', { type: 'run-tests' }), end(), flows('start > run > end')),
);

export const migration = definitions(
  process(
    'migration',
    extensions(embeddedForm('stop'), embeddedForm('go')),
    start(),
    formTask('stop', form('camunda-forms:bpmn:stop')),
    task('fetch'),
    repeated(
      subProcess(
        'one',
        start('begin'),
        task('create'),
        task('remove'),
        end('finish'),
        flows('begin > create > remove > finish'),
      ),
      { items: '=keys', item: 'key' },
    ),
    formTask('go', form('camunda-forms:bpmn:go')),
    end(),
    flows('start > stop > fetch > one > go > end'),
  ),
);

export const rollback = definitions(
  error('never', 'NEVER'),
  process(
    'entering',
    start(),
    formTask(
      'enter',
      '<zeebe:taskHeaders><zeebe:header key="backOn" value="checkType" /></zeebe:taskHeaders>',
    ),
    task('check', { type: '=checkType' }),
    boundary('unusual', 'check', { body: errorDefinition('never') }),
    task('save', { type: '=saveType' }),
    end(),
    flows('start > enter > check > save > end', 'unusual > enter'),
    '<bpmn:textAnnotation id="note"><bpmn:text>Go back</bpmn:text></bpmn:textAnnotation><bpmn:association id="a" sourceRef="check" targetRef="note" />',
  ),
);
