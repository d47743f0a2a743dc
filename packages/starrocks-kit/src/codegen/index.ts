/**
 * Source code made from data: models from a schema, revision files from operations.
 */
export { generateModels } from './generate-models.ts'
export type { GenerateModelsOptions } from './generate-models.ts'
export { joinMigration, migrationParts, renderMigration } from './render-migration.ts'
export type { ItemRenderer, MigrationParts, MigrationSource, RenderedItem } from './render-migration.ts'
export { UnrenderableOperationError } from './migration/unrenderable-operation-error.ts'
