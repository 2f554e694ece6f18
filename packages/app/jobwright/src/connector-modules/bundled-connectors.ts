import { customerData } from '@jobwright/connector-customer-data';
import { email } from '@jobwright/connector-email';
import { graphql } from '@jobwright/connector-graphql';
import { httpRest } from '@jobwright/connector-http-rest';
import { pdf } from '@jobwright/connector-pdf';
import type { Connector } from '@jobwright/connector-sdk';

/** The connectors that the `jobwright` command includes: REST, GraphQL, email, PDF and customer data. */
export const bundledConnectors: readonly Connector[] = [httpRest, graphql, email, pdf, customerData];

/** Package of each bundled connector, by job type. */
export const bundledPackages: ReadonlyMap<string, string> = new Map([
  [httpRest.type, '@jobwright/connector-http-rest'],
  [graphql.type, '@jobwright/connector-graphql'],
  [email.type, '@jobwright/connector-email'],
  [pdf.type, '@jobwright/connector-pdf'],
  [customerData.type, '@jobwright/connector-customer-data'],
]);
