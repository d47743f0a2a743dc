import { readFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { StarRocksKitError } from '../errors/base.ts'
import { ModuleLoadError } from './errors.ts'

/** Failures of Node's own loader that a bundler-style project may not have: missing extensions, folders, syntax with a runtime. */
const RESOLVABLE = new Set([
  'ERR_MODULE_NOT_FOUND',
  'ERR_UNSUPPORTED_DIR_IMPORT',
  'ERR_UNKNOWN_FILE_EXTENSION',
  'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX',
  'ERR_INVALID_TYPESCRIPT_SYNTAX',
  'ERR_PACKAGE_IMPORT_NOT_DEFINED',
])

/**
 * Imports a user's TypeScript or JavaScript file: with Node's own loader first, and through jiti only where that cannot resolve or parse
 * it (extension-less imports, paths of a tsconfig, enums). A module that throws is run once only.
 *
 * @throws ModuleLoadError that names the file and place; errors of ours (of a model, say) get through as they are.
 */
export async function loadModule(path: string, cwd = process.cwd()): Promise<object> {
  if (await isCommonJs(path))
    return importWithJiti(path).catch((error: unknown) => {
      throw explain(error, path, cwd)
    })
  try {
    return (await import(pathToFileURL(path).href)) as object
  } catch (error) {
    if (!isLoaderError(error)) throw explain(error, path, cwd)
    try {
      return await importWithJiti(path)
    } catch (second) {
      // What Node said of a missing package is clearer than what jiti says; of syntax it is the other way round.
      const isSyntax = error instanceof SyntaxError && second instanceof Error
      throw explain(isLoaderError(second) && !isSyntax ? error : second, path, cwd)
    }
  }
}

async function importWithJiti(path: string): Promise<object> {
  const { createJiti } = await import('jiti')
  const jiti = createJiti(pathToFileURL(path).href, { interopDefault: false, moduleCache: true, tsconfigPaths: true })
  return jiti.import<object>(path)
}

/**
 * Whether Node takes the file for CommonJS because its package says so (`npm init` writes that): then `import` in it is an error to Node, told
 * with a warning that does not help, while the user means an ES module like everybody who writes TypeScript.
 */
async function isCommonJs(path: string): Promise<boolean> {
  if (!/\.[jt]s$/.test(path)) return false
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => undefined)
    if (text !== undefined) return /"type"\s*:\s*"commonjs"/.test(text)
    if (folder === dirname(folder)) return false
  }
}

function isLoaderError(error: unknown): boolean {
  if (error instanceof SyntaxError) return !ranInto(error)
  return error instanceof Error && 'code' in error && RESOLVABLE.has(String(error.code))
}

/** Whether a module's own code threw the error (`JSON.parse`, say): then it ran, and must not run again. The loader's own frames are all `node:`. */
function ranInto(error: Error): boolean {
  return (error.stack ?? '').split('\n').some((line) => /^\s+at (?!async )(?!.*\bnode:).*file:\/\//u.test(line))
}

function explain(error: unknown, path: string, cwd: string): Error {
  if (error instanceof StarRocksKitError) return error
  const shown = relative(cwd, path) || path
  if (!(error instanceof Error)) return new ModuleLoadError(shown, String(error), error)
  const place = placeOf(error, cwd)
  const message = error.message.split('\n')[0]?.replaceAll(`${cwd}/`, '') ?? ''
  return new ModuleLoadError(shown, place === undefined ? message : `${message}\n  at ${place}`, error)
}

/** The first line of the stack that lies in the user's own files, as `file:line`. */
function placeOf(error: Error, cwd: string): string | undefined {
  for (const match of (error.stack ?? '').matchAll(/(file:\/\/[^\s)]+?|\/[^\s():]+):(\d+)(?::\d+)?/g)) {
    const [, url = '', line = ''] = match
    const file = url.startsWith('file:') ? fileURLToPath(url) : url
    if (!file.includes('node_modules') && file.startsWith(`${cwd}/`)) return `${relative(cwd, file)}:${line}`
  }
  return undefined
}
