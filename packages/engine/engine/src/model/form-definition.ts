import { type ModdleElement, type Problem, readExtensions, readId, readText } from '@jobwright/bpmn-model';
import { type Binding, readBinding } from './binding.ts';
import type { Expression } from './expression.ts';
import { readExpression } from './read-expression.ts';

/** A deployed form. */
export interface FormLink {
  readonly formId: Expression;
  readonly binding: Binding;
}

/** The form of a user task: deployed, named by a key of the older kind, or kept elsewhere. */
export interface FormProperties {
  readonly form?: FormLink;
  readonly formKey?: string;
  readonly externalFormReference?: Expression;
}

const isBlank = (text: string | undefined): boolean => text === undefined || text.trim() === '';

/** A form is named in exactly one way; only a deployed one has versions. */
export function checkFormDefinition(element: ModdleElement): readonly Problem[] {
  const [form] = readExtensions(element, 'zeebe:FormDefinition');
  if (!form) return [];
  const isNative = readExtensions(element, 'zeebe:UserTask').length > 0;
  const other = isNative ? 'externalReference' : 'formKey';
  const path = `${readId(element)} > extensionElements > formDefinition`;
  const hasOther = !isBlank(readText(form, other));
  const messages: string[] = [];
  if (isBlank(readText(form, 'formId')) !== hasOther)
    messages.push(
      `Exactly one of the attributes 'formId, ${other}' must be present and not blank${isNative ? ' for native user tasks' : ''}`,
    );
  if (hasOther && Object.hasOwn(form, 'bindingType'))
    messages.push(`Attribute '${other}' must not be used in combination with attribute 'bindingType'`);
  return messages.map((message) => ({ path, message }));
}

/** The form of a user task, which has been checked. */
export function readFormProperties(
  element: ModdleElement,
  isNative: boolean,
  problems: Problem[],
): FormProperties {
  const [form] = readExtensions(element, 'zeebe:FormDefinition');
  if (!form) return {};
  const location = { problems, path: `${readId(element)} > extensionElements > formDefinition` };
  const formId = readText(form, 'formId');
  const reference = readText(form, isNative ? 'externalReference' : 'formKey');
  if (reference)
    return isNative ? { externalFormReference: readExpression(location, reference) } : { formKey: reference };
  const binding = readBinding(form, location);
  return formId && binding ? { form: { formId: readExpression(location, formId), binding } } : {};
}
