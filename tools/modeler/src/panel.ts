import type { Locator, Page } from 'playwright-core';
import { z } from 'zod';

/** As people find a field: the heading of its group, and its label. */
export interface FieldName {
  readonly group: string;
  readonly label: string;
}

/** A dropdown takes the name of an option; a text that starts with `=` is FEEL. */
export type FieldValue = string | number | boolean;

/** A field and what is filled in; a dropdown takes the name of an option. */
export interface FilledField extends FieldName {
  readonly value: string;
}

/** The properties panel, used as people use it. */
export interface Panel {
  /** Those that can be seen when all groups of the template are open, from top to bottom. */
  listFields(): Promise<readonly FieldName[]>;
  /** Headings of the groups of the template that show their fields. */
  listOpenGroups(): Promise<readonly string[]>;
  /** Types into a field, ticks it or chooses its option. Where there is no FEEL, `=` is typed as well. */
  fillField(field: FieldName, value: FieldValue): Promise<void>;
  /** Fills in texts and dropdowns that depend on no other field, all at once. */
  fillFields(fields: readonly FilledField[]): Promise<void>;
  readField(field: FieldName): Promise<FieldValue>;
  /** The hint below a field. */
  readDescription(field: FieldName): Promise<string>;
  /** What the panel says is wrong with fields. */
  listErrors(): Promise<readonly string[]>;
}

const GROUP = '.bio-properties-panel-group';
const HEADER = '.bio-properties-panel-group-header';
const ENTRY = '.bio-properties-panel-entry';

const fieldNames = z.array(z.object({ group: z.string(), label: z.string() }));

type Control = 'dropdown' | 'checkbox' | 'text' | 'feel';

export function createPanel(page: Page): Panel {
  const panel = page.locator('#properties');
  const groups = panel.locator(`${GROUP}[data-group-id*="CustomProperties"]`);
  const findGroup = (heading: string): Locator =>
    groups.filter({ has: page.locator(`${HEADER}-title`).and(page.getByText(heading, { exact: true })) });

  async function openGroup(group: Locator): Promise<void> {
    const header = group.locator(HEADER);
    if (!/\bopen\b/.test((await header.getAttribute('class')) ?? '')) await header.click();
  }

  async function findField({ group, label }: FieldName): Promise<Locator> {
    const parent = findGroup(group);
    await openGroup(parent);
    return parent
      .locator(ENTRY)
      .filter({ has: page.locator('label').and(page.getByText(label, { exact: true })) });
  }

  async function typeText(field: Locator, text: string): Promise<void> {
    const isEditor = (await recognizeControl(field)) === 'feel';
    const feelSwitch = field.locator('button.bio-properties-panel-feel-icon');
    const knowsFeel = isEditor || (await feelSwitch.count()) > 0;
    const isFeel = knowsFeel && text.startsWith('=');
    if (isFeel !== isEditor) await feelSwitch.click();
    const input = field.locator(isFeel ? '.cm-content' : 'input, textarea');
    await input.fill(isFeel ? text.slice(1) : text);
    await input.blur();
    await page.evaluate('modelerPage.flushInput()');
  }

  return {
    async listFields() {
      const closed = groups.locator(`${HEADER}:not(.open)`);
      while ((await closed.count()) > 0) await closed.first().click();
      return fieldNames.parse(await page.evaluate('modelerPage.listFields()'));
    },
    listOpenGroups: () => groups.locator(`${HEADER}.open ${HEADER}-title`).allInnerTexts(),
    async fillField(name, value) {
      const field = await findField(name);
      const control = await recognizeControl(field);
      if (control === 'dropdown') await field.locator('select').selectOption({ label: String(value) });
      else if (control === 'checkbox') await field.locator('input').setChecked(value === true);
      else await typeText(field, String(value));
      const written = await readControl(field);
      if (written !== value && String(written) !== String(value)) {
        throw new Error(`Field ${name.label} shows ${written} after ${value} was filled in`);
      }
    },
    async fillFields(fields) {
      await page.evaluate(`modelerPage.fillFields(${JSON.stringify(fields)})`);
    },
    readField: async (name) => readControl(await findField(name)),
    async readDescription(name) {
      return (await findField(name)).locator('.bio-properties-panel-description').innerText();
    },
    listErrors: () => panel.locator('.bio-properties-panel-error').allInnerTexts(),
  };
}

async function recognizeControl(field: Locator): Promise<Control> {
  if ((await field.locator('select').count()) > 0) return 'dropdown';
  if ((await field.locator('input[type=checkbox]').count()) > 0) return 'checkbox';
  return (await field.locator('.cm-content').count()) > 0 ? 'feel' : 'text';
}

async function readControl(field: Locator): Promise<FieldValue> {
  switch (await recognizeControl(field)) {
    case 'dropdown':
      return field.locator('option:checked').innerText();
    case 'checkbox':
      return field.locator('input').isChecked();
    case 'feel':
      return `=${(await field.locator('.cm-line').allInnerTexts()).join('\n')}`;
    case 'text':
      return field.locator('input, textarea').inputValue();
  }
}
