/**
 * Source code made from data: models from a schema, revision files from operations.
 */
export { generateModels, modelFileText } from './generate-models.ts'
export type { GenerateModelsOptions, KnownModel } from './generate-models.ts'
export { generateTypes } from './generate-types.ts'
export type { GenerateTypesOptions, MappedType, TypeMapping } from './generate-types.ts'
export { mergeModels } from './merge-models.ts'
export { findModels } from './models/find-models.ts'
export type { FoundModel } from './models/find-models.ts'
export type { ModelStyle } from './models/identifiers.ts'
export type { Casing } from './models/keys.ts'
export type { ModelLayout } from './models/model-path.ts'
export { printSchemaPage } from './schema-page.ts'
export { withSimpleDefinitions } from './query/simple-definitions.ts'
export { withSimpleQueries } from './query/simplify-query.ts'
export { joinMigration, migrationParts, renderMigration } from './render-migration.ts'
export type { ItemRenderer, MigrationParts, MigrationSource, RenderedItem } from './render-migration.ts'
export { UnrenderableOperationError } from './migration/unrenderable-operation-error.ts'
