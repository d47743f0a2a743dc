import type { Operation } from '../../operations/operation.ts'
import type { NameInput } from './op-inputs.ts'
import type { InputReader } from './op-reader.ts'

/** Reads what one call was given: `call` is the name of the method, `name` the object that it is about. */
export type ReaderOf = (call: string, name: NameInput) => InputReader

export type RecordOperation = (operation: Operation) => void
