import { spawnSync } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { run } from '../../scripts/tutorial/play.ts'
import { configFile, withProject } from '../project.ts'

/** A disk of one page can be mounted in a name space of one's own: on Linux, where that is allowed. */
const canMount = spawnSync('sh', ['-c', `unshare -rm sh -c 'mount -t tmpfs -o size=4k tmpfs /mnt'`]).status === 0

test.skipIf(!canMount)('a full disk: the file and the reason are named, and nothing half-written is left', async () => {
  await withProject(async ({ write, cli, folder }) => {
    await write('starrocks.config.ts', configFile())
    const onFullDisk = [
      'mkdir migrations',
      'mount -t tmpfs -o size=4k tmpfs migrations',
      'head -c 4096 /dev/zero > migrations/fill',
      'starrocks-kit revision -m one --rev-id aaa; echo "exit code $?"',
      'ls -A migrations',
    ].join('; ')
    const { output } = await run(`unshare -rm sh -c '${onFullDisk}'`, folder)
    expect(output).toMatch(
      /error: migrations\/\S*aaa_one\.ts: the file could not be written \(the disk is full\); nothing was left behind/u,
    )
    expect(output).toMatch(/exit code 2\nfill\n$/u)
    // With room again the same command does it.
    expect((await cli('revision -m one --rev-id aaa')).exitCode).toBe(0)
    expect(await readdir(join(folder, 'migrations'))).toHaveLength(1)
  })
})
