/** What an element has for Camunda 7 and Operaton. Nothing of it is evaluated. */
export interface Camunda7Element {
  /** Of an external task: a text, or an expression such as `${topic}`. */
  readonly topic?: string;
  /** A number, or an expression. */
  readonly taskPriority?: string;
  /** The id of the element template that was applied. */
  readonly modelerTemplate?: string;
  /** In the order of the file. */
  readonly inputs: readonly Camunda7Parameter[];
  /** In the order of the file. */
  readonly outputs: readonly Camunda7Parameter[];
  /** Extension properties; of two with one name the later one. */
  readonly properties: Readonly<Record<string, string>>;
}

/** An input or output parameter. */
export interface Camunda7Parameter {
  readonly name: string;
  readonly value: Camunda7Value;
}

/** What a parameter, an entry of a map or an item of a list is given in the file. */
export type Camunda7Value =
  /** Without the blanks around it, as the engine takes it. */
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'script'; readonly format: string; readonly text: string }
  | { readonly kind: 'map'; readonly entries: readonly Camunda7Entry[] }
  | { readonly kind: 'list'; readonly items: readonly Camunda7Value[] }
  | { readonly kind: 'empty' };

/** An entry of a map. */
export interface Camunda7Entry {
  readonly key: string;
  readonly value: Camunda7Value;
}
