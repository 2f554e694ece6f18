import { splitPlaceholders } from '@jobwright/text-values';
import type { Inline, TemplateInline } from '../model.ts';
import { WordError } from '../word-error.ts';
import { parseDirective } from './directive.ts';

type TextInline = Extract<Inline, { readonly kind: 'text' }>;

/**
 * The contents of a paragraph with its placeholders told from its text. Word divides text wherever something
 * about it has changed, in the middle of a word as well: texts that follow each other are looked at as one,
 * and a placeholder looks as its first character does.
 * @throws WordError `values` for a placeholder that is not closed, or a directive that is none
 */
export function joinPlaceholders(content: readonly Inline[], around: string): readonly TemplateInline[] {
  const joined: TemplateInline[] = [];
  let texts: TextInline[] = [];
  const flush = (): void => {
    joined.push(...divide(texts, around));
    texts = [];
  };
  for (const inline of content) {
    if (inline.kind === 'text') texts.push(inline);
    else if (inline.kind === 'bookmark') joined.push(inline);
    else {
      flush();
      joined.push(inline);
    }
  }
  flush();
  return joined;
}

function divide(texts: readonly TextInline[], around: string): readonly TemplateInline[] {
  const whole = texts.map(({ text }) => text).join('');
  const parts: TemplateInline[] = [];
  const source = createSource(texts);
  for (const { text, isPlaceholder } of splitPlaceholders(whole)) {
    if (!isPlaceholder) {
      refuseUnclosed(text, around);
      parts.push(...source.take(text.length));
      continue;
    }
    const [first] = source.take(text.length);
    if (first === undefined) continue;
    const directive = text === '$${' ? undefined : readDirective(text, around);
    parts.push(
      directive === undefined
        ? { kind: 'placeholder', text, look: first.look, link: first.link }
        : { kind: 'directive', directive },
    );
  }
  return parts;
}

function readDirective(text: string, around: string): ReturnType<typeof parseDirective> {
  try {
    return parseDirective(text);
  } catch (cause) {
    if (!(cause instanceof WordError)) throw cause;
    throw new WordError('values', `In "${around}": ${cause.message}`, { cause });
  }
}

function refuseUnclosed(text: string, around: string): void {
  if (!text.includes('${')) return;
  throw new WordError(
    'values',
    `In "${around}": a placeholder that begins with \${ has no } in the same line of text; write $\${ for the characters themselves`,
  );
}

/** Takes characters from texts, in their order, with their looks. */
function createSource(texts: readonly TextInline[]) {
  let index = 0;
  let offset = 0;
  return {
    take(count: number): readonly TextInline[] {
      const taken: TextInline[] = [];
      for (let left = count; left > 0;) {
        const current = texts[index];
        if (current === undefined) break;
        const text = current.text.slice(offset, offset + left);
        if (text !== '') taken.push({ ...current, text });
        left -= text.length;
        offset += text.length;
        if (offset >= current.text.length) [index, offset] = [index + 1, 0];
      }
      return taken;
    },
  };
}
