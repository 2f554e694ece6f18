import { isJsonObject, type JsonObject } from '@jobwright/json';
import { z } from 'zod';

const key = z.union([z.string(), z.number(), z.bigint()]);
const fields = z.custom<JsonObject>((value) => isJsonObject(value));

/** What a job was answered, as the inbox keeps it. */
export const createdAnswer = z.object({ key, version: z.int(), fields });
export const updatedAnswer = z.object({ key, version: z.int(), previous: fields, updated: fields });
export const upsertedAnswer = z.object({ ...updatedAnswer.shape, created: z.boolean() });
export const anonymisedAnswer = z.object({ key, version: z.int(), fields: z.array(z.string()) });
