/** What the text of a variable stands for. */
export type VariableKind =
  | 'text'
  | 'number'
  | 'boolean'
  | 'list'
  | 'words'
  | 'json'
  | 'numberOrJson'
  | 'numberOrText'
  | 'textOrJson'
  | 'textOrList'
  | 'booleanOrList';

/**
 * Parses the text of a variable. A text that cannot be parsed is returned unchanged, so that the schema
 * rejects it.
 */
export function parseVariable(kind: VariableKind, text: string): unknown {
  switch (kind) {
    case 'text':
      return text;
    case 'number':
      return parseNumber(text);
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : text;
    case 'list':
      return splitList(text);
    case 'words':
      return splitList(text.replaceAll(/\s+/g, ','));
    case 'textOrList':
      return text.includes(',') ? splitList(text) : text;
    case 'booleanOrList':
      return text === 'true' || text === 'false' ? text === 'true' : splitList(text);
    case 'json':
      return parseJsonText(text);
    case 'numberOrJson':
      return text.trim().startsWith('{') ? parseJsonText(text) : parseNumber(text);
    case 'textOrJson':
      return text.trim().startsWith('{') ? parseJsonText(text) : text;
    case 'numberOrText':
      return parseNumber(text);
  }
}

/** `none` on its own means an empty list. */
function splitList(text: string): readonly string[] {
  const items = text.split(',').flatMap((item) => (item.trim() === '' ? [] : [item.trim()]));
  return items.length === 1 && items[0] === 'none' ? [] : items;
}

function parseNumber(text: string): unknown {
  const value = Number(text);
  return text.trim() === '' || Number.isNaN(value) ? text : value;
}

function parseJsonText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
