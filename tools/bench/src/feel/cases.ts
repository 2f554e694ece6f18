/** An expression that is evaluated, or compiled anew, again and again. */
export interface FeelCase {
  readonly name: string;
  readonly expression: string;
  readonly context: Readonly<Record<string, unknown>>;
  readonly isCompiling?: boolean;
  /** Of the usual number of evaluations a round; default 1. */
  readonly share?: number;
}

const makeItems = (count: number) =>
  Array.from({ length: count }, (_, id) => ({ id, name: `item ${id}`, price: id / 10 }));
const makeContext = (count: number) => ({
  response: { status: 200, body: { id: 'A-1', total: 12.5, items: makeItems(count) } },
});
const small = makeContext(1);
const large = makeContext(2000);
const result = '{id: response.body.id, ok: response.status = 200}';

export const feelCases: readonly FeelCase[] = [
  { name: 'small result', expression: result, context: small },
  {
    name: 'condition',
    expression: 'if response.status >= 400 then "bad" else "good " + response.body.id',
    context: small,
  },
  {
    name: 'error expression',
    expression:
      'if error.code = "404" then {errorType: "bpmnError", errorCode: "NOT_FOUND", errorMessage: error.message} else null',
    context: { error: { code: '404', message: 'No such order' } },
  },
  {
    name: 'result with a body of 2,000 items',
    expression: '{id: response.body.id, ok: response.status = 200, body: response.body}',
    context: large,
    share: 0.1,
  },
  { name: 'first of 2,000 items', expression: 'response.body.items[1].name', context: large, share: 0.1 },
  { name: 'sum of 2,000 items', expression: 'sum(response.body.items.price)', context: large, share: 0.1 },
  {
    name: 'filter and map of 2,000 items',
    expression:
      'for item in response.body.items[price > 100] return {id: item.id, name: upper case(item.name)}',
    context: large,
    share: 0.1,
  },
  { name: 'small result, 10 items unread', expression: result, context: { ...small, unread: makeItems(10) } },
  {
    name: 'small result, 100,000 items unread',
    expression: result,
    context: { ...small, unread: makeItems(100_000) },
    share: 0.1,
  },
  { name: 'compiling a small result', expression: result, context: small, isCompiling: true },
];
