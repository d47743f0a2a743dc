import type { Statement } from 'starrocks-kit/language'
import type { SchemaState, StatementEffect, Target } from 'starrocks-kit/schema'
import { AnalyzeError } from '../analyzed/analyze-query.ts'
import { CatalogError } from '../catalog-error.ts'
import type { CatalogData } from '../data/catalog-data.ts'
import { withEntry, withSchema } from '../data/entries.ts'
import { analyzingMessage } from '../../sql/analyzing-error.ts'
import { withAlteredProperties } from './altered-properties.ts'
import { defineChangedViews } from './changed-views.ts'
import { withExpressionTexts } from './expression-texts.ts'
import { withFollowedLoads } from './load-objects.ts'
import { withoutLostFunctions, withRecycled } from './recycle-bin.ts'
import { movesOf } from './statement-facts.ts'
import type { StatementSource } from '../statement-source.ts'

/** What `applyStatement` made of the schema, by which statement, and when (milliseconds since the epoch). */
export interface AppliedStatement {
  readonly statement: Statement
  readonly source: StatementSource
  readonly schema: SchemaState
  readonly effects: readonly StatementEffect[]
  readonly now: number
}

/** The catalog after a statement changed its schema: entries, wordings, definitions of views, the recycle bin and what became inactive. */
export function followStatement(before: CatalogData, applied: AppliedStatement, target: Target): CatalogData {
  const { statement, source, effects, now } = applied
  const schema = withAlteredProperties(applied.schema, statement, source)
  let next = withSchema(before, schema, movesOf(statement, source), { submitted: source.text, now })
  try {
    next = withExpressionTexts(next, statement, source)
    next = defineChangedViews(before, next, statement, source, target)
  } catch (error) {
    if (error instanceof AnalyzeError) {
      throw new CatalogError(analyzingMessage(error.message, { node: error, source: source.sql }))
    }
    throw error
  }
  next = withFollowedLoads(next, statement, source, now)
  next = withoutLostFunctions(withRecycled(before, next, statement, { ...source, now }))
  for (const effect of effects) {
    if (effect.kind === 'Inactivates')
      next = withEntry(next, effect.view, (entry) => ({ ...entry, inactiveReason: effect.reason }))
  }
  return next
}
