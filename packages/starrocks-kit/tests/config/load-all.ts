import { loadConfig, loadModels } from '../../src/config/index.ts'

// Run by Node itself, not by the test runner, whose own loader would stand in for Node's: prints what each folder of the command line gives.
const results: unknown[] = []
for (const argument of process.argv.slice(2)) {
  const [cwd = '', configPath] = argument.split('|')
  try {
    const config = await loadConfig({ cwd, ...(configPath === undefined || configPath === '' ? {} : { configPath }) })
    const models = await loadModels(config)
    const { connection, ...rest } = config
    results.push({ ...rest, connection: connection.description, modelCount: models.length })
  } catch (error) {
    results.push(
      error instanceof Error
        ? { name: error.name, code: Reflect.get(error, 'code'), message: error.message }
        : String(error),
    )
  }
}
process.stdout.write(JSON.stringify(results))
