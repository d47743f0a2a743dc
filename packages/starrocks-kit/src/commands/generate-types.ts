import { generateTypes } from '../codegen/index.ts'
import type { TypeMapping } from '../codegen/index.ts'
import { normalizeSchema } from '../schema/index.ts'
import { loadWholeSchema } from './schema-source.ts'
import type { SourceContext } from './schema-source.ts'

/**
 * Row types of the tables of a schema, from any source that `diff` reads, as TypeScript source that needs no library.
 *
 * @throws the errors of `loadWholeSchema`.
 */
export async function rowTypes(source: string, mapping: Partial<TypeMapping>, context: SourceContext): Promise<string> {
  const { state, defaultDatabase, target = context.target } = await loadWholeSchema(source, context)
  return generateTypes(normalizeSchema(state, target), { defaultDatabase, mapping })
}
