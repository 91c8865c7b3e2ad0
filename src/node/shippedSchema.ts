import type { JsonSchema } from '../core/yaml/schemaWords.ts';
import * as zod from './zod.ts';

/** The JSON Schema of a format, as a person writes it. Throws for a format that is no object. */
export function shippedSchema(format: zod.ZodType, title: string): JsonSchema {
  const made: unknown = { ...zod.toJSONSchema(format, { io: 'input', target: 'draft-7' }), title };
  if (!isJsonSchema(made)) throw new Error(`the schema of a ${title} is no object`);
  return made;
}

const isJsonSchema = (value: unknown): value is JsonSchema => typeof value === 'object' && value !== null && 'properties' in value;
