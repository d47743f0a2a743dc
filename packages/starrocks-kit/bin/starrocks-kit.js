#!/usr/bin/env node
// Default imports only: a name that an old Node lacks would end it before it is told that it is old.
import module from 'node:module'
import process from 'node:process'

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `starrocks-kit needs Node.js 22.18 or newer, and this is ${process.versions.node}: update Node.js, or run it with a newer one.\n`,
  )
  process.exitCode = 2
} else if (/^(-V|--version)$/.test(process.argv[2] ?? '')) {
  // Answered without loading the commands.
  const { VERSION } = await import('../dist/js/util/version.js')
  process.stdout.write(`${VERSION}\n`)
} else {
  module.enableCompileCache()
  const { main } = await import('../dist/js/cli/main.js')
  process.exitCode = await main(process.argv.slice(2))
}
