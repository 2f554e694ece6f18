export type ComparisonOperator = '=' | '<' | '<=' | '>' | '>=';
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '**';

export interface Iterator {
  readonly name: string;
  readonly list: Node;
}

export type Arguments =
  | { readonly kind: 'positional'; readonly values: readonly Node[] }
  | { readonly kind: 'named'; readonly values: readonly (readonly [string, Node])[] };

export interface RangeNode {
  readonly type: 'range';
  readonly start: Node;
  readonly end: Node;
  readonly startIncluded: boolean;
  readonly endIncluded: boolean;
}

/** The syntax tree of an expression. */
export type Node =
  /** A number, text, boolean, null or temporal. */
  | { readonly type: 'literal'; readonly value: unknown }
  | { readonly type: 'list'; readonly items: readonly Node[] }
  | { readonly type: 'context'; readonly entries: readonly (readonly [string, Node])[] }
  | RangeNode
  | { readonly type: 'reference'; readonly names: readonly [string, ...string[]] }
  | { readonly type: 'path'; readonly base: Node; readonly name: string }
  | { readonly type: 'filter'; readonly list: Node; readonly filter: Node }
  | { readonly type: 'call'; readonly name: string; readonly args: Arguments }
  | {
      readonly type: 'method call';
      readonly path: readonly [string, ...string[]];
      readonly name: string;
      readonly args: Arguments;
    }
  | { readonly type: 'function'; readonly parameters: readonly string[]; readonly body: Node }
  | { readonly type: 'if'; readonly condition: Node; readonly yes: Node; readonly no: Node }
  | { readonly type: 'for'; readonly iterators: readonly Iterator[]; readonly body: Node }
  | {
      readonly type: 'quantified';
      readonly every: boolean;
      readonly iterators: readonly Iterator[];
      readonly body: Node;
    }
  | { readonly type: 'steps'; readonly start: Node; readonly end: Node }
  | {
      readonly type: 'arithmetic';
      readonly operator: ArithmeticOperator;
      readonly left: Node;
      readonly right: Node;
    }
  | { readonly type: 'negation'; readonly value: Node }
  | {
      readonly type: 'comparison';
      readonly operator: ComparisonOperator;
      readonly left: Node;
      readonly right: Node;
    }
  | { readonly type: 'and'; readonly parts: readonly Node[] }
  | { readonly type: 'or'; readonly parts: readonly Node[] }
  /** Whether one of several unary tests is met. */
  | { readonly type: 'any test'; readonly parts: readonly Node[] }
  | { readonly type: 'not'; readonly value: Node }
  | { readonly type: 'instance of'; readonly value: Node; readonly typeName: string }
  | { readonly type: 'in'; readonly value: Node; readonly test: Node }
  /** `?`: the input of a unary test. */
  | { readonly type: 'input' }
  /** `< 5`: compares the input. */
  | { readonly type: 'input comparison'; readonly operator: ComparisonOperator; readonly right: Node }
  /** `[1..5]`: whether the input is inside. */
  | { readonly type: 'input range'; readonly range: RangeNode }
  /** An expression as a unary test: true, or equal to the input, or a list with it. */
  | { readonly type: 'test'; readonly body: Node };
