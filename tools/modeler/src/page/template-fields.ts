import { flushInput } from './debounce-input.ts';

interface FieldName {
  readonly group: string;
  readonly label: string;
}

interface FilledField extends FieldName {
  readonly value: string;
}

/** The fields of the template that can be seen. */
export const listFields = (): readonly FieldName[] =>
  findGroups().flatMap((group) => {
    const labels = [...group.querySelectorAll('.bio-properties-panel-entry label')];
    return labels
      .filter((label) => label.checkVisibility())
      .map((label) => ({ group: titleOf(group), label: label.textContent }));
  });

/**
 * Fills in fields with the events of a browser.
 * @throws Error when there is no such field, or its dropdown has no such option
 */
export async function fillFields(fields: readonly FilledField[]): Promise<void> {
  for (const { group, label, value } of fields) {
    const entry = findEntry(group, label);
    const select = entry.querySelector('select');
    if (select === null) typeText(entry, value);
    else chooseOption(select, value);
    flushInput();
    await nextFrame();
  }
}

const findGroups = (): readonly Element[] => [
  ...document.querySelectorAll('[data-group-id*="CustomProperties"]'),
];

const titleOf = (group: Element): string =>
  group.querySelector('.bio-properties-panel-group-header-title')?.textContent ?? '';

function findEntry(group: string, label: string): Element {
  const parent = findGroups().find((each) => titleOf(each) === group);
  const entries = [...(parent?.querySelectorAll('.bio-properties-panel-entry') ?? [])];
  const entry = entries.find((each) => each.querySelector('label')?.textContent === label);
  if (entry === undefined) throw new Error(`There is no field ${group}: ${label}`);
  return entry;
}

function typeText(entry: Element, text: string): void {
  const input = entry.querySelector<HTMLInputElement | HTMLTextAreaElement>('input, textarea');
  if (input === null) throw new Error('The field is not a text');
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
}

function chooseOption(select: HTMLSelectElement, name: string): void {
  const option = [...select.options].find(({ label }) => label === name);
  if (option === undefined) throw new Error(`There is no option ${name}`);
  select.value = option.value;
  for (const type of ['input', 'change']) select.dispatchEvent(new Event(type, { bubbles: true }));
}

const nextFrame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));
