import {
  boundary,
  definitions,
  end,
  error,
  errorDefinition,
  event,
  eventSubProcess,
  flows,
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
  call,
  catchMessage,
  eventBased,
  formTask,
  gateway,
  parallel,
  receive,
  startMessage,
  userTask,
} from './model-parts.ts';

export const payment = definitions(
  error('expired', 'cardExpired'),
  process(
    'pay',
    start('asked'),
    task('credit', { type: 'charge-credit' }),
    gateway('exclusive', 'enough'),
    task('card', { type: 'charge-card', inputs: [['=rest', 'amount']] }),
    boundary('declined', 'card', { body: errorDefinition('expired'), outputs: [['=reason', 'cardProblem']] }),
    userTask('check'),
    gateway('exclusive', 'fixed'),
    event('intermediateThrowEvent', 'noCard'),
    gateway('exclusive', 'merge'),
    end('paid'),
    end('failed'),
    flows(
      'asked > credit > enough',
      'enough > card : =rest > 0',
      'enough > noCard : =rest = 0',
      'card > merge > paid',
      'noCard > merge',
      'declined > check > fixed',
      'fixed > card : =isFixed = true',
      'fixed > failed : =isFixed = false',
    ),
  ),
);

export const shop = definitions(
  process(
    'shop',
    start('ordered'),
    task('stock', { type: 'check-stock' }),
    boundary('soldOut', 'stock', { body: errorDefinition() }),
    task('charge', { type: 'charge' }),
    boundary('notPaid', 'charge', { body: errorDefinition() }),
    task('ship', { type: 'ship' }),
    end('shipped'),
    end('notShipped'),
    flows('ordered > stock > charge > ship > shipped', 'soldOut > notShipped', 'notPaid > notShipped'),
  ),
);

export const cancelling = definitions(
  startMessage('placed', 'order-placed'),
  message('withdrawn', 'order-withdrawn', '=orderNumber'),
  error('cancelled', 'ORDER_CANCELLED'),
  error('bad', 'ORDER_BAD'),
  process(
    'confirm',
    startOn('received', messageDefinition('placed')),
    task('validate'),
    boundary('invalid', 'validate', { body: errorDefinition('bad') }),
    task('customer'),
    boundary('unknown', 'customer', { body: errorDefinition('bad') }),
    task('date'),
    gateway('exclusive', 'no'),
    task('confirmed', { tag: 'sendTask' }),
    task('declined', { tag: 'sendTask' }),
    end('done'),
    end('refused'),
    flows(
      'received > validate > customer > date > confirmed > done',
      'invalid > no > declined > refused',
      'unknown > no',
    ),
    eventSubProcess(
      'withdrawal',
      startOn('asked', messageDefinition('withdrawn'), false),
      formTask('review'),
      gateway('exclusive', 'accepted'),
      end('kept'),
      end('cancel', errorDefinition('cancelled')),
      flows('asked > review > accepted', 'accepted > cancel : =agreed', 'accepted > kept : =not(agreed)'),
    ),
    eventSubProcess(
      'cancellation',
      startOn('caught', errorDefinition('cancelled')),
      end('gone'),
      flows('caught > gone'),
    ),
  ),
);

export const retried = definitions(
  message('updated', 'details-updated', '=paymentId'),
  process(
    'collect',
    start(),
    task('try', { type: 'collect-money' }),
    gateway('exclusive', 'worked', 'end'),
    catchMessage('details', 'updated'),
    end(),
    flows('start > try > worked > end', 'worked > details : =success = false', 'details > try'),
  ),
);

export const parcels = definitions(
  message('order', 'ORDER', '=orderId'),
  message('moving', 'MOVING', '=item'),
  message('arrived', 'ARRIVED', '=item'),
  message('missed', 'MISSED', '=item'),
  message('stop', 'STOP', '=orderId'),
  process(
    'parcels',
    startOn('announced', messageDefinition('order')),
    repeated(
      subProcess(
        'parcel',
        start('packed'),
        catchMessage('underway', 'moving'),
        eventBased('door'),
        catchMessage('delivered', 'arrived'),
        catchMessage('notAtHome', 'missed'),
        catchMessage('again', 'moving'),
        end('handedOver'),
        flows('packed > underway > door > delivered > handedOver', 'door > notAtHome > again > door'),
      ),
      { items: '=items', item: 'item' },
    ),
    boundary('stopped', 'parcel', { body: messageDefinition('stop') }),
    end('complete'),
    end('aborted'),
    flows('announced > parcel > complete', 'stopped > aborted'),
    eventSubProcess(
      'duplicates',
      startOn('twice', messageDefinition('order'), false),
      end('ignored'),
      flows('twice > ignored'),
    ),
  ),
);

export const tickets = definitions(
  message('money', 'payment-arrived', '=paymentRequest'),
  error('full', 'NO_SEATS'),
  process(
    'book',
    start(),
    task('reserve'),
    boundary('noSeats', 'reserve', { body: errorDefinition('full') }),
    task('ask', { type: 'ask-for-payment' }),
    receive('wait', 'money'),
    boundary('late', 'wait', { body: timerDefinition('timeDuration', 'PT30S') }),
    task('print', { type: 'print-ticket', retries: '3' }),
    end('booked'),
    end('noPayment'),
    end('noPlace'),
    flows('start > reserve > ask > wait > print > booked', 'late > noPayment', 'noSeats > noPlace'),
  ),
);

export const shipping = definitions(
  message('left', 'parcel-left', '=orderId'),
  process(
    'send',
    start(),
    parallel('fork'),
    call('money', 'collect', { isolated: true }),
    task('pack', { type: 'pack' }),
    parallel('join'),
    catchMessage('gone', 'left'),
    end(),
    flows('start > fork > money > join > gone > end', 'fork > pack > join'),
  ),
);
