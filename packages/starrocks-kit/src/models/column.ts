import type { AggregationFunction } from '../schema/types/column.ts'
import type { DataType } from '../schema/types/data-type.ts'
import { COLUMN } from './brand.ts'
import type { SqlFragment } from './sql.ts'

/** What a column's methods tell about its values and its name: read by `InferRow`, `InferInsert` and the tables of Kysely. */
export type ColumnTrait = 'notNull' | 'hasDefault' | 'generated' | `named:${string}`

/** Who asks for a type, for the messages of errors. */
export interface TypeContext {
  readonly model: string
  readonly column: string
}

/** The default of a column as it was declared; what it means is decided when the table is evaluated. */
type DefaultSpec =
  | { readonly kind: 'literal'; readonly value: string }
  | { readonly kind: 'current-timestamp'; readonly precision?: number }
  | { readonly kind: 'expression'; readonly expression: string | SqlFragment }

/** What a column builder has gathered. `value` and `traits` exist for the compiler only. */
export interface ColumnSpec<Value = unknown, Traits extends ColumnTrait = ColumnTrait> {
  readonly value?: Value
  readonly traits?: Traits
  /** Gives the type, or throws a `ModelError` when it was given as text that does not parse. */
  readonly type: (context: TypeContext) => DataType
  readonly notNull?: true
  readonly primaryKey?: true
  readonly autoIncrement?: true
  readonly aggregation?: AggregationFunction
  readonly default?: DefaultSpec
  readonly generated?: string | SqlFragment
  readonly comment?: string
  readonly name?: string
  readonly renamedFrom?: string
}

/** The JavaScript values that `default()` takes for a column of values `Value`; text is what StarRocks itself stores. */
export type DefaultValue<Value> =
  | string
  | (Value extends boolean ? boolean : never)
  | (Value extends number ? number : never)
  | (Value extends bigint ? bigint | number : never)

/**
 * A column of a table: a type, refined by methods, each of which gives a new builder.
 *
 * A column allows NULL unless `notNull()`, `primaryKey()` or `autoIncrement()` says otherwise, as in StarRocks.
 *
 * @example
 * { id: bigint().primaryKey(), name: varchar(50).notNull().default('').comment('full name'), at: datetime().defaultNow() }
 */
export class ColumnBuilder<Value = unknown, Traits extends ColumnTrait = ColumnTrait> {
  readonly [COLUMN]: ColumnSpec<Value, Traits>

  /** Use the type functions (`int()`, `varchar(50)`, ...) to make one. */
  constructor(spec: ColumnSpec<Value, Traits>) {
    this[COLUMN] = Object.freeze(spec)
    Object.freeze(this)
  }

  /** `NOT NULL`. */
  notNull(): ColumnBuilder<Value, Traits | 'notNull'> {
    return this.#with({ notNull: true })
  }

  /** Adds the column to the table's PRIMARY KEY, in declared order. It is then NOT NULL. */
  primaryKey(): ColumnBuilder<Value, Traits | 'notNull'> {
    return this.#with({ primaryKey: true, notNull: true })
  }

  /** `AUTO_INCREMENT`: BIGINT columns only, one in a table. It is then NOT NULL. */
  autoIncrement(): ColumnBuilder<Value, Traits | 'notNull' | 'hasDefault'> {
    return this.#with({ autoIncrement: true, notNull: true })
  }

  /** `DEFAULT 'value'`: a literal, which StarRocks keeps as text. */
  default(value: DefaultValue<Value>): ColumnBuilder<Value, Traits | 'hasDefault'> {
    return this.#with({ default: { kind: 'literal', value: String(value) } })
  }

  /** `DEFAULT CURRENT_TIMESTAMP`, or with a precision of 1 to 6 digits of a second (3.5 and later). DATETIME columns only. */
  defaultNow(precision?: number): ColumnBuilder<Value, Traits | 'hasDefault'> {
    return this.#with({
      default: precision === undefined ? { kind: 'current-timestamp' } : { kind: 'current-timestamp', precision },
    })
  }

  /** `DEFAULT (expression)`: `uuid()` or `uuid_numeric()`; from 4.1 on any constant expression. */
  defaultExpression(expression: string | SqlFragment): ColumnBuilder<Value, Traits | 'hasDefault'> {
    return this.#with({ default: { kind: 'expression', expression } })
  }

  /** `AS expression`: a generated column, computed by the server from other columns of the row. */
  generatedAs(expression: string | SqlFragment): ColumnBuilder<Value, Traits | 'generated'> {
    return this.#with({ generated: expression })
  }

  /** How values merge in an AGGREGATE KEY table: `bigint().aggregate('SUM')`. */
  aggregate(aggregation: AggregationFunction): ColumnBuilder<Value, Traits> {
    return this.#with({ aggregation })
  }

  /** `COMMENT 'text'`. */
  comment(comment: string): ColumnBuilder<Value, Traits> {
    return this.#with({ comment })
  }

  /** The column's name in the database, where it differs from the property that declares it. */
  named<const Name extends string>(name: Name): ColumnBuilder<Value, Traits | `named:${Name}`> {
    return this.#with({ name })
  }

  /** The column's name before a rename: the next revision renames it rather than dropping one and adding another. */
  renamedFrom(name: string): ColumnBuilder<Value, Traits> {
    return this.#with({ renamedFrom: name })
  }

  #with<Added extends ColumnTrait>(change: Partial<ColumnSpec>): ColumnBuilder<Value, Added> {
    // The phantom `value` and `traits` are never set, so that only their types change here.
    return new ColumnBuilder<Value, Added>({ ...this[COLUMN], ...change } as ColumnSpec<Value, Added>)
  }
}

/** Columns by the property that declares them, in the order of the table. */
export type ColumnMap = Readonly<Record<string, ColumnBuilder>>

/** Whether a value is a column builder, of whichever copy of the library. */
export function isColumnBuilder(value: unknown): value is ColumnBuilder {
  return typeof value === 'object' && value !== null && COLUMN in value
}
