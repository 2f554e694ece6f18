import {
  boundary,
  definitions,
  element,
  end,
  error,
  errorDefinition,
  event,
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
import { call, catchMessage, formTask, gateway, pause, startMessage } from './model-parts.ts';

export const sequential = definitions(
  process('sequential', start(), task('run', { type: 'run-test' }), end(), flows('start > run > end')),
);
export const prepare = definitions(
  error('impossible', 'PREPARE_FAILED'),
  process(
    'prepare',
    start(),
    task('create', { type: 'create-cluster' }),
    boundary('broken', 'create', { body: errorDefinition() }),
    end('ready'),
    end('failed', errorDefinition('impossible')),
    flows('start > create > ready', 'broken > failed'),
  ),
);
export const runTest = definitions(
  error('impossible', 'PREPARE_FAILED'),
  process(
    'runTest',
    start(),
    call('prepare', 'prepare').replace(
      '<zeebe:calledElement',
      '<zeebe:taskDefinition type="unused" /><zeebe:calledElement',
    ),
    boundary('notReady', 'prepare', {
      body: errorDefinition('impossible'),
      outputs: [['="FAILED"', 'report.result']],
    }),
    call('test', '=testProcess'),
    task('record'),
    gateway('exclusive', 'result'),
    task('analyse', { type: 'send-message', headers: { messageName: 'Analyse' } }),
    gateway('exclusive', 'fine'),
    task('destroy'),
    gateway('exclusive', 'merge'),
    end(),
    flows(
      'start > prepare > test > record > result',
      'result > analyse : =report.result = "FAILED"',
      'result > fine : =report.result = "PASSED"',
      'fine > destroy > merge > end',
      'analyse > merge',
      'notReady > merge',
    ),
  ),
);
export const protocol = definitions(
  process(
    'protocol',
    start(),
    task('generation'),
    call('all', 'runTest', {
      inputs: [
        ['="Europe (west)"', 'region'],
        ['=["S"]', 'plans'],
        ['={"steps":3,"limit":"PT20S"}', 'parameters'],
        ['={}', 'chaos'],
      ],
    }),
    task('cleanUp', { type: 'send-message', headers: { messageName: 'Clean Up' } }),
    end(),
    flows('start > generation > all > cleanUp > end'),
  ),
);

export const action = definitions(
  error('actionFailed', 'ACTION_FAILED'),
  process(
    'action',
    start(),
    task('do', { type: '=action.provider.path', inputs: [['= action.provider', 'provider']] }),
    boundary('late', 'do', {
      body: timerDefinition(
        'timeDuration',
        '=if (is defined(action.provider.timeout)) then duration("PT" + string(action.provider.timeout) + "S") else duration("PT1H")',
      ),
      outputs: [['=append(report.failures, ("Action " + action.name + " timed out."))', 'report.failures']],
    }),
    gateway('exclusive', 'rest', 'merge'),
    pause('pause', '=duration("PT" + string(action.pauses.after) + "S")'),
    gateway('exclusive', 'merge'),
    end(),
    end('failed', errorDefinition('actionFailed')),
    flows(
      'start > do > rest > merge > end',
      'rest > pause : =is defined(action.pauses)',
      'pause > merge',
      'late > failed',
    ),
  ),
);

const each = (id: string, items: string): string =>
  repeated(
    subProcess(
      id,
      start(`${id}Start`),
      call(`${id}Call`, 'action'),
      gateway('exclusive', `${id}Ok`, `${id}End`),
      end(`${id}End`),
      end(`${id}Bad`, errorDefinition('failed')),
      flows(`${id}Start > ${id}Call > ${id}Ok > ${id}End`, `${id}Ok > ${id}Bad : =successful = false`),
    ),
    { items, item: 'action', sequential: true },
  );
export const experiment = definitions(
  error('failed', 'ACTION_FAILED'),
  process(
    'experiment',
    element('startEvent', 'begin', { body: extensions(ioMapping([], [['= true', 'succeeded']])) }),
    subProcess(
      'chaos',
      start('chaosStart'),
      each('before', '=steady.probes'),
      each('method', '=method'),
      each('after', '=steady.probes'),
      end('chaosEnd'),
      flows('chaosStart > before > method > after > chaosEnd'),
    ),
    boundary('broken', 'chaos', {
      body: errorDefinition('failed'),
      outputs: [
        ['=append(report.failures, ("Experiment " + title + " failed."))', 'report.failures'],
        ['= false', 'succeeded'],
      ],
    }),
    boundary('tooLong', 'chaos', { body: timerDefinition('timeDuration', 'PT3H') }),
    gateway('exclusive', 'merge'),
    end('good'),
    end('bad'),
    flows('begin > chaos > good', 'broken > merge > bad', 'tooLong > merge'),
  ),
);

export const cleaning = definitions(
  startMessage('wanted', 'Clean Up'),
  process(
    'cleaning',
    startOn('asked', messageDefinition('wanted')),
    gateway('exclusive', 'again'),
    task('usage', { type: 'check-usage' }),
    gateway('exclusive', 'unused', 'wait'),
    pause('wait', 'PT15M'),
    task('remove'),
    end(),
    flows('asked > again > usage > unused > wait > again', 'unused > remove : = free', 'remove > end'),
  ),
);

export const hybrid = definitions(
  startMessage('begin', 'begin-hybrid'),
  message('back', 'other-answered', '=key'),
  message('ready', 'other-completed', '=key'),
  message('wrong', 'other-failed', '=key'),
  process(
    'hybrid',
    startOn('called', messageDefinition('begin')),
    task('tell', { tag: 'sendTask', inputs: [['="answer"', 'messageName']] }),
    catchMessage('answered', 'back'),
    subProcess(
      'other',
      start('otherStart'),
      task('launch', { inputs: [['=key', 'key']] }),
      catchMessage('completed', 'ready'),
      end('otherEnd'),
      flows('otherStart > launch > completed > otherEnd'),
    ),
    boundary('problem', 'other', { body: messageDefinition('wrong') }),
    formTask('repair'),
    gateway('exclusive', 'merge'),
    task('signal'),
    end(),
    flows('called > tell > answered > other > merge > signal > end', 'problem > repair > merge'),
  ),
);

export const watched = definitions(
  message('ask', 'StateAsked', '=id'),
  process(
    'watched',
    start(),
    task('one'),
    pause('first', 'PT30S'),
    task('two'),
    pause('second', 'PT30S'),
    task('three'),
    end(),
    flows('start > one > first > two > second > three > end'),
    eventSubProcess(
      'state',
      startOn('asked', messageDefinition('ask'), false),
      event(
        'endEvent',
        'answered',
        `${extensions('<zeebe:taskDefinition type="answer-state" />')}<bpmn:messageEventDefinition />`,
      ),
      flows('asked > answered'),
    ),
  ),
);

export const daily = definitions(
  process(
    'daily',
    startOn('day', timerDefinition('timeCycle', 'R2/P1D')),
    task('report'),
    end(),
    flows('day > report > end'),
  ),
);

export const deliver = { probes: [{ name: 'ready', provider: { path: 'probe' } }] };
