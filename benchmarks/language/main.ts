/**
 * Measures the language front end: reading and printing what SHOW CREATE prints, three other parsers side by side on the statements that
 * each of them can read, and the import of the compiled subpath. `npm run bench:language` builds first.
 */
import { cpus } from 'node:os'
import { parseStatement, parseStatements, printStatement, tokenize } from 'starrocks-kit/language'
import { importTimes, rateOf } from './measure.ts'
import { OURS, otherParsers, understood } from './parsers.ts'
import { loadTexts } from './texts.ts'

/** Statements for the comparison: the slowest of the others needs a minute for more. */
const COMPARED = 1000

const texts = loadTexts()
const cpu = cpus()[0]?.model ?? 'unknown processor'
console.log(`node ${process.version}, ${cpu}, ${cpus().length} cores`)
console.log(`texts: ${texts.origin}`)

const { showCreate } = texts
const trees = showCreate.map((text) => parseStatement(text))
const script = showCreate.map((text) => (text.endsWith(';') ? text : `${text};`)).join('\n')
const printed = showCreate.reduce((sum, text) => sum + Buffer.byteLength(text), 0)
console.log(`\nSHOW CREATE output: ${showCreate.length} texts, ${(printed / 1e3).toFixed(0)} kB`)
row('tokenize', `${rateOf(showCreate, tokenize).megabytesPerSecond.toFixed(1)} MB/s`)
row('parse', `${rateOf(showCreate, (text) => parseStatement(text)).megabytesPerSecond.toFixed(1)} MB/s`)
row('parse, with positions', `${rateOf(showCreate, withPositions).megabytesPerSecond.toFixed(1)} MB/s`)
row('parse, as one script', `${rateOf([script], (text) => parseStatements(text)).megabytesPerSecond.toFixed(1)} MB/s`)
row('print', `${printRate().toFixed(1)} MB/s`)

console.log('\nside by side, on the texts that the other can read')
const others = await otherParsers()
for (const [title, all] of [
  ['SHOW CREATE output', showCreate],
  ['statements', texts.statements],
] as const) {
  const sample = everyNth(all, COMPARED)
  console.log(`${title} (${sample.length} of ${all.length})`)
  for (const other of others) {
    const shared = understood(other, sample)
    if (shared.length === 0) {
      row(other.name, 'reads none')
      continue
    }
    const ours = rateOf(shared, OURS.parse).megabytesPerSecond
    const theirs = rateOf(shared, other.parse, 300, 4).megabytesPerSecond
    const rates = `${theirs.toFixed(2)} MB/s, starrocks-kit ${ours.toFixed(1)} MB/s: ${(ours / theirs).toFixed(1)}x`
    row(other.name, `reads ${shared.length}: ${rates}`)
  }
}

console.log('\nimport of the compiled subpath, in a process of its own')
const language = import.meta.resolve('starrocks-kit/language')
if (language.endsWith('.ts')) console.log('  not compiled: run npm run bench:language')
else {
  const times = importTimes({
    'node alone': undefined,
    'an empty module': 'data:text/javascript,',
    'starrocks-kit/language': language,
  })
  for (const [name, time] of Object.entries(times)) {
    const inside = `import ${time.import.toFixed(1)} ms (fastest ${time.fastest.toFixed(1)})`
    row(name, `${inside}, process ${time.process.toFixed(1)} ms`)
  }
}

// From node --cpu-prof on SHOW CREATE output: 35 % of parsing is the lexer, 54 % the productions, 8 % the garbage collector. Of an import most
// is V8 reading the module (compileSourceTextModule); evaluating it takes 1 to 2 ms, since tables are made when first needed.

function withPositions(text: string): unknown {
  return parseStatement(text, { positions: true })
}

/** Megabytes of printed text per second. */
function printRate(): number {
  const bytes = trees.reduce((sum, tree) => sum + Buffer.byteLength(printStatement(tree)), 0)
  const order = trees.map((_, i) => String(i))
  const perTree = rateOf(order, (i) => {
    const tree = trees[Number(i)]
    return tree === undefined ? '' : printStatement(tree)
  })
  return bytes / 1e6 / ((perTree.millisecondsPerText * order.length) / 1000)
}

function everyNth<T>(items: readonly T[], most: number): readonly T[] {
  const step = Math.max(1, Math.ceil(items.length / most))
  return items.filter((_, i) => i % step === 0)
}

function row(name: string, value: string): void {
  console.log(`  ${name.padEnd(32)}${value}`)
}
