import { isDeepStrictEqual } from 'node:util'
import type { Column, ColumnDefault } from '../schema/index.ts'
import { COMMENT_RULE } from './comment.ts'

interface Verdict {
  readonly equal: boolean
  readonly rule: string
}

/** Compares one attribute of a column that has the same name on both sides. */
type ColumnComparator = (from: Column, to: Column) => Verdict

function exactly(attribute: keyof Column, rule: string): ColumnComparator {
  return (from, to) => ({ equal: isDeepStrictEqual(from[attribute], to[attribute]), rule })
}

/** Who worded an expression does not matter once both texts are canonical. */
function sameDefault(from: ColumnDefault | undefined, to: ColumnDefault | undefined): boolean {
  if (from?.kind === 'expression' && to?.kind === 'expression') return from.expression.text === to.expression.text
  return isDeepStrictEqual(from, to)
}

/** One verdict for each attribute of a column: a new attribute breaks the build here. */
export const columnComparators: { readonly [K in keyof Required<Column>]: ColumnComparator } = {
  name: (from, to) => ({
    equal: from.name.toLowerCase() === to.name.toLowerCase(),
    rule: 'names of columns are the same in upper and lower case',
  }),
  type: exactly('type', 'type for type, after resolving aliases'),
  nullable: exactly('nullable', 'as declared; left out means NULL, and NOT NULL for primary keys'),
  aggregation: exactly('aggregation', 'function for function'),
  default: (from, to) => ({
    equal: sameDefault(from.default, to.default),
    rule: 'value for value; DEFAULT NULL is no default',
  }),
  autoIncrement: exactly('autoIncrement', 'as declared'),
  generated: (from, to) => ({
    equal: from.generated?.text === to.generated?.text,
    rule: 'expressions in canonical form',
  }),
  comment: exactly('comment', COMMENT_RULE),
}
