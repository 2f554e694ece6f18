import { type Browser, chromium, type Page } from 'playwright-core';
import { z } from 'zod';
import type { ModelerEngine } from './bundle-page.ts';
import { CHROMIUM_FLAGS, findChromium } from './find-chromium.ts';
import { createPanel, type Panel } from './panel.ts';
import { servePage } from './serve-page.ts';

export interface ModelerOptions {
  /** Whose modeler it is. Default: that of Camunda 8. */
  readonly engine?: ModelerEngine;
  /** Of the window, in pixels. Default: 1000. */
  readonly width?: number;
  /** Element templates it starts with. Default: none. */
  readonly templates?: readonly object[];
}

/**
 * A modeler in a browser of its own. What can be done in it is what people do; it starts with one task in a
 * new diagram.
 */
export interface Modeler {
  readonly panel: Panel;
  /** What the page complained about so far. */
  readonly problems: readonly string[];
  /** Replaces the element templates; gives what the modeler has against them. */
  loadTemplates(templates: readonly object[]): Promise<readonly string[]>;
  /** Opens a process with nothing but one task, whose id is `task`. */
  newDiagram(processId: string): Promise<void>;
  /** @throws Error with what the modeler has against the diagram */
  openDiagram(xml: string): Promise<void>;
  saveDiagram(): Promise<string>;
  /** Clicks an element of the diagram, so that the panel shows it. */
  selectElement(id: string): Promise<void>;
  /** Types a name into an element of the diagram. */
  nameElement(id: string, name: string): Promise<void>;
  /** Opens the list of templates for the selected element. */
  openTemplates(): Promise<void>;
  /** Chooses a template, and one of its steps when it has some, for the selected element. */
  chooseTemplate(name: string, step?: string): Promise<void>;
  /** Names in the list of templates for the selected element. */
  listTemplates(): Promise<readonly string[]>;
  /** Names in that list which are left when somebody types a word into its search, those of steps too. */
  searchTemplates(word: string): Promise<readonly string[]>;
  /** Takes the newer version of its template for the selected element. */
  updateTemplate(): Promise<void>;
  /** Writes a picture of it, as high as the panel needs. */
  takeScreenshot(path: string): Promise<void>;
  close(): Promise<void>;
}

const HEIGHT = 620;
const TIMEOUT_MS = 30_000;

/** @throws Error when there is no Chromium on this machine, or a template is refused */
export async function openModeler(options: ModelerOptions = {}): Promise<Modeler> {
  const { engine = 'camunda8', templates = [], width = 1000 } = options;
  const executablePath = findChromium();
  const served = await servePage({ engine, templates });
  let browser: Browser | undefined;
  const close = async () => {
    await browser?.close();
    await served.close();
  };
  try {
    browser = await chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS] });
    const page = await browser.newPage({ viewport: { width, height: HEIGHT } });
    page.setDefaultTimeout(TIMEOUT_MS);
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    await page.goto(served.url);
    await page.locator('[data-element-id=task]').waitFor();
    if (problems.length > 0) throw new Error(problems.join('; '));
    return { ...createModeler(page), problems, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function createModeler(page: Page): Omit<Modeler, 'problems' | 'close'> {
  const call = (method: string, argument: unknown = null): Promise<unknown> =>
    page.evaluate(`modelerPage.${method}(${JSON.stringify(argument)})`);
  const findShape = (id: string) => page.locator(`.djs-element[data-element-id="${id}"] .djs-hit`).first();
  const findButton = (name: string) => page.getByRole('button', { name });
  const menu = page.locator('.bio-properties-panel-dropdown-button__menu');
  const openTemplates = async () => {
    if (await findButton('Applied').isVisible()) {
      await findButton('Applied').click();
      await menu.getByText('Change', { exact: true }).click();
    } else {
      await page.getByTitle('Select a template').click();
    }
  };
  const list = page.locator('.djs-popup');
  return {
    panel: createPanel(page),
    loadTemplates: async (all) => messages.parse(await call('loadTemplates', all)),
    newDiagram: async (processId) => refuseWarnings(await call('newDiagram', processId)),
    openDiagram: async (xml) => refuseWarnings(await call('openDiagram', xml)),
    saveDiagram: async () => z.string().parse(await call('saveDiagram')),
    selectElement: (id) => findShape(id).click(),
    async nameElement(id, name) {
      await findShape(id).dblclick();
      await page.keyboard.type(name);
      await page.keyboard.press('Enter');
    },
    openTemplates,
    async chooseTemplate(name, step) {
      await openTemplates();
      await list.getByText(name, { exact: true }).click();
      if (step !== undefined) await list.getByText(step, { exact: true }).click();
      await findButton('Applied').waitFor();
    },
    async listTemplates() {
      await openTemplates();
      const names = await list.locator('[role=option] .djs-popup-label').allInnerTexts();
      await page.keyboard.press('Escape');
      return names;
    },
    async searchTemplates(word) {
      await openTemplates();
      await list.locator('.djs-popup-search input').pressSequentially(word);
      // The list follows what is typed with the next frame.
      await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
      const names = await list.locator('[role=option] .djs-popup-label').allInnerTexts();
      await page.keyboard.press('Escape');
      return names;
    },
    async updateTemplate() {
      await findButton('Update available').click();
      await menu.getByText('Update', { exact: true }).click();
      await findButton('Applied').waitFor();
    },
    async takeScreenshot(path) {
      const needed = z.number().parse(await page.evaluate('modelerPage.measurePanel()'));
      const usual = page.viewportSize() ?? { width: 0, height: 0 };
      await page.setViewportSize({ ...usual, height: Math.max(usual.height, needed) });
      await page.screenshot({ path });
      await page.setViewportSize(usual);
    },
  };
}

const messages = z.array(z.string());

function refuseWarnings(answer: unknown): void {
  const warnings = messages.parse(answer);
  if (warnings.length > 0) throw new Error(warnings.join('; '));
}
