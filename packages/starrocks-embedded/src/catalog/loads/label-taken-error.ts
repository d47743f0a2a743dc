import { CatalogError } from '../catalog-error.ts'
import type { LoadEntry } from './load-entry.ts'

/** A label belongs to a load that runs or is done. */
export class LabelTakenError extends CatalogError {
  readonly holder: LoadEntry

  constructor(holder: LoadEntry) {
    super(`Label [${holder.label}] has already been used.`)
    this.holder = holder
  }
}
