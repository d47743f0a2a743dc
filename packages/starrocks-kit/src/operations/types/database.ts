import type { Properties } from '../../schema/types/properties.ts'

export interface CreateDatabase {
  readonly kind: 'CreateDatabase'
  readonly database: string
  readonly catalog?: string
  readonly properties: Properties
}

export interface DropDatabase {
  readonly kind: 'DropDatabase'
  readonly database: string
  readonly catalog?: string
  readonly properties: Properties
}
