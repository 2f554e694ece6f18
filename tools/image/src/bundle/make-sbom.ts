import { createHash } from 'node:crypto';
import { Contrib, Enums, Models, Serialize, Spec, Validation } from '@cyclonedx/cyclonedx-library';
import parseSpdx from 'spdx-expression-parse';
import { type BundledPackage, packageId } from './list-packages.ts';

const licences = new Contrib.License.Factories.LicenseFactory(parseSpdx);
const builder = new Contrib.FromNodePackageJson.Builders.ComponentBuilder(
  new Contrib.FromNodePackageJson.Factories.ExternalReferenceFactory(),
  licences,
);

export interface SbomOptions {
  /** What the bundle is made for. */
  readonly subject: { readonly name: string; readonly version: string };
  readonly packages: readonly BundledPackage[];
  readonly createdAt: Date;
}

/**
 * A bill of materials as CycloneDX 1.6, checked against its schema.
 * @throws Error when it is not valid
 */
export async function makeSbom({ subject, packages, createdAt }: SbomOptions): Promise<string> {
  const application = new Models.Component(Enums.ComponentType.Container, subject.name, {
    version: subject.version,
    bomRef: new Models.BomRef(subject.name).value,
  });
  const components = packages.map(renderComponent);
  application.dependencies = new Models.BomRefRepository(components.map(({ bomRef }) => bomRef));
  const bom = new Models.Bom({
    serialNumber: makeSerialNumber([subject.version, ...packages.map(packageId)]),
    metadata: new Models.Metadata({ component: application, timestamp: createdAt }),
    components: new Models.ComponentRepository(components),
  });
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6));
  const text = serializer.serialize(bom, { sortLists: true, space: 1 });
  const problem: unknown = await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(text);
  if (problem !== null) throw new Error(`The bill of materials is not valid: ${JSON.stringify(problem)}`);
  return text;
}

function renderComponent({ manifest }: BundledPackage): Models.Component {
  const { name, version, license } = manifest;
  const component = builder.makeComponent({ name, version, ...(license !== undefined && { license }) });
  if (component === undefined) throw new Error(`${name} cannot be described`);
  component.purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  component.bomRef.value = component.purl;
  return component;
}

/** The same contents have the same number. */
function makeSerialNumber(contents: readonly string[]): string {
  const hash = createHash('sha256').update(contents.join('\n')).digest('hex');
  const parts = [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `5${hash.slice(13, 16)}`,
    `8${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ];
  return `urn:uuid:${parts.join('-')}`;
}
