import { string } from '../source/code.ts'
import { opCall, optionsCode, stringCode } from './call.ts'
import type { Renderers } from './call.ts'
import { propertiesInput } from './inputs.ts'

/** Operations on databases. */
export const DATABASE_RENDERERS: Renderers<'CreateDatabase' | 'DropDatabase'> = {
  CreateDatabase: ({ database, catalog, properties }) => ({
    calls: [
      opCall(
        'createDatabase',
        string(database),
        optionsCode([
          ['catalog', stringCode(catalog)],
          ['properties', propertiesInput(properties)],
        ]),
      ),
    ],
  }),
  DropDatabase: ({ database, catalog }) => ({
    calls: [opCall('dropDatabase', string(database), optionsCode([['catalog', stringCode(catalog)]]))],
  }),
}
