import { LoadError } from '../stream-load/load-error.ts'
import { readLoadOptions } from '../stream-load/load-options.ts'
import { StreamLoad } from '../stream-load/stream-load.ts'
import { answerJson } from './answer.ts'
import { checkLength, readBody } from './body.ts'
import { transactionAnswer } from './load-answer.ts'
import type { TransactionStep } from './load-answer.ts'
import type { UserContext } from './request-context.ts'
import { asLoadError, headersOf, mayInsert } from './stream-load-request.ts'

/** /api/transaction/{begin, load, prepare, commit, rollback}: a load in several requests, of one table. */
export async function transactionStep(context: UserContext, step: TransactionStep): Promise<void> {
  const { response, transactions } = context
  const header = headersOf(context.request)
  const target = { label: header('label') ?? '', database: header('db') ?? '', table: header('table') ?? '' }
  if (step === 'begin' && !mayInsert(context, target.database, target.table)) return
  let load: StreamLoad | undefined
  let failure: LoadError | undefined
  try {
    if (target.label === '') throw new LoadError('empty label', 'INVALID_ARGUMENT')
    if (step === 'begin') {
      load = await begin(context, target)
    } else {
      await transactions.use(target, async (held) => {
        load = held
        if (held.entry.user !== context.user.name) {
          throw new LoadError(`Transaction with label ${target.label} not exists`, 'TXN_NOT_EXISTS')
        }
        await run(context, step, held)
      })
    }
  } catch (error) {
    failure = asLoadError(error)
  }
  answerJson(response, transactionAnswer(step, target, load, failure), { pretty: true, close: step === 'load' })
}

async function begin(
  { server, origin, user, transactions, request }: UserContext,
  target: { readonly label: string; readonly database: string; readonly table: string },
): Promise<StreamLoad> {
  const { timeoutSeconds } = readLoadOptions(headersOf(request))
  const load = await StreamLoad.begin(server, origin, user, { ...target, timeoutSeconds })
  transactions.add(load)
  return load
}

/** A step that fails ends the transaction: nothing of it is loaded. */
async function run(context: UserContext, step: Exclude<TransactionStep, 'begin'>, load: StreamLoad): Promise<void> {
  try {
    switch (step) {
      case 'load':
        await take(context, load)
        return
      case 'prepare':
        await load.prepare()
        return
      case 'commit':
        await load.commit()
        break
      case 'rollback':
        await load.cancel('rollback by user')
        break
    }
  } catch (error) {
    await load.cancel(asLoadError(error).message)
    context.transactions.remove(load)
    throw error
  }
  context.transactions.remove(load)
}

async function take({ request, proceed }: UserContext, load: StreamLoad): Promise<void> {
  const options = readLoadOptions(headersOf(request))
  checkLength(request, options)
  load.open(options)
  proceed()
  await readBody(request, options, (bytes) => load.push(bytes))
  await load.endText()
}
