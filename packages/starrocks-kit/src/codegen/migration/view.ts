import { object, text } from '../source/code.ts'
import { flagCode, onObject, optionsCode } from './call.ts'
import type { Renderers } from './call.ts'
import { viewInput } from './inputs.ts'

/** Operations on views. */
export const VIEW_RENDERERS: Renderers<'CreateView' | 'AlterView' | 'ReplaceView' | 'DropView'> = {
  CreateView: ({ view, definition, orReplace }, context) =>
    onObject('createView', view, context, viewInput(definition), optionsCode([['orReplace', flagCode(orReplace)]])),
  AlterView: ({ view, to }, context) => onObject('alterView', view, context, viewInput(to)),
  ReplaceView: ({ view, to, reasons }, context) => ({
    ...onObject('createView', view, context, viewInput(to), object([['orReplace', text('true')]])),
    comments: reasons,
  }),
  DropView: ({ view }, context) => onObject('dropView', view, context),
}
