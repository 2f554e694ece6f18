import { type ModdleElement, readText } from '@jobwright/bpmn-model';
import type { ExpressionLocation } from './read-expression.ts';

/** Which version of another resource an element uses. */
export type Binding =
  | { readonly type: 'latest' }
  | { readonly type: 'deployment' }
  | { readonly type: 'versionTag'; readonly versionTag: string };

/** The binding of an extension element; undefined after a problem. */
export function readBinding(
  extension: ModdleElement,
  { path, problems }: ExpressionLocation,
): Binding | undefined {
  const type = readText(extension, 'bindingType') ?? 'latest';
  const versionTag = readText(extension, 'versionTag');
  const refuse = (message: string): undefined => {
    problems.push({ path, message });
    return undefined;
  };
  switch (type) {
    case 'latest':
    case 'deployment':
      return { type };
    case 'versionTag':
      if (versionTag) return { type, versionTag };
      return refuse("Attribute 'versionTag' must be present and not empty if 'bindingType=\"versionTag\"'");
    default:
      return refuse(
        `Attribute 'bindingType' must be one of: latest, deployment, versionTag. It is '${type}'`,
      );
  }
}
