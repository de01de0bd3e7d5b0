import { execFile } from 'node:child_process'
import { chmod, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { packageFile } from '../../graph/package-root.ts'
import { AWS_COLLECTORS } from '../aws/collectors.ts'
import type { ApiCalls } from '../collector.ts'
import { folderOf } from './files.testkit.ts'
import { FILE_PROVIDERS } from './providers.ts'
import { readInputs } from './read.ts'

const SCRIPT = packageFile('ingest', 'files', 'aws-export.sh')
const run = promisify(execFile)
const declared: ApiCalls = Object.assign({}, ...AWS_COLLECTORS.map((collector) => collector.calls))

/** `SecretId` is `--secret-id`, `OpenIDConnectProviderArn` is `--open-id-connect-provider-arn`. */
const optionOf = (member: string): string =>
  `--${member
    .replace('OpenID', 'OpenId')
    .replace('DB', 'Db')
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-')
    .toLowerCase()}`

/** Says whose export it is; a live ingest asks it when it opens its session. */
const CALLER = 'sts get-caller-identity'

describe('the calls of the export script', async () => {
  const { stdout } = await run('bash', [SCRIPT, '--list-calls'])
  const lines = stdout.trim().split('\n')
  const callOf = (line: string): string => line.split(' ').slice(0, 2).join(' ')

  test('are the calls that the collectors declare', () => {
    expect([...new Set(lines.map(callOf))].sort()).toEqual([...Object.keys(declared), CALLER].sort())
  })

  test('name the resource as the collectors do', () => {
    const wrong = lines.filter((line) => {
      const per = declared[callOf(line)]?.per
      return [per ?? []].flat().some((member) => !line.includes(`${optionOf(member)} `))
    })
    expect(wrong).toEqual([])
  })
})

/**
 * Stands in for the AWS CLI: prints `answers/SERVICE/OPERATION[/NAME].json`, or for `--query` the names in
 * `names/SERVICE/OPERATION`; denies the rest. NAME is the value of the first option after the operation.
 */
const STUB = `#!/usr/bin/env bash
while [[ $1 == --* ]]; do shift 2; done
here=$(dirname "$0")
echo "$1 $2 \${4:-}" >>"$here/log"
if [[ " $* " == *' --query '* ]]; then
  cat "$here/names/$1/$2" 2>/dev/null || true
elif [ -e "$here/answers/$1/$2/\${4:-}.json" ]; then
  cat "$here/answers/$1/$2/$4.json"
elif [ -e "$here/answers/$1/$2.json" ]; then
  cat "$here/answers/$1/$2.json"
else
  echo "An error occurred (AccessDenied) when calling the X operation: no" >&2
  exit 254
fi
`

describe('the export script', async () => {
  const users = { Users: [{ UserName: 'ada@example.org' }] }
  const prepare = async () => {
    const folder = await folderOf({
      aws: STUB,
      'names/sts/get-caller-identity': '111122223333\n',
      'names/iam/list-users': 'ada@example.org\tbob\n',
      'names/secretsmanager/list-secrets': 'prod/db "main"\n',
      'answers/iam/list-users.json': JSON.stringify(users),
      'answers/iam/get-login-profile/ada@example.org.json': '{"LoginProfile": {}}',
      'answers/iam/list-mfa-devices/bob.json': '',
    })
    await chmod(join(folder, 'aws'), 0o755)
    return folder
  }
  const exportFrom = async (folder: string) => {
    const env = { ...process.env, PATH: `${folder}:${process.env.PATH}` }
    const options = ['--region', 'eu-west-1', '--out', join(folder, 'out')]
    const { stderr } = await run('bash', [SCRIPT, ...options], { env })
    const parse = async (path: string) =>
      JSON.parse(await readFile(join(folder, 'out', '111122223333', path), 'utf8'))
    return { stderr, parse }
  }
  const linesOf = async (folder: string) => (await readFile(join(folder, 'log'), 'utf8')).trim().split('\n')
  const timeout = 120_000

  test('writes a layout that is read back', { timeout }, async () => {
    const folder = await prepare()
    await exportFrom(folder)
    const { jobs } = await readInputs([join(folder, 'out')], { providers: FILE_PROVIDERS })
    const iam = jobs.find((job) => job.partition.service === 'iam')?.source
    expect(await iam?.call('iam list-users')).toEqual(users)
    expect(await iam?.call('iam get-login-profile', { UserName: 'ada@example.org' })).toEqual({
      LoginProfile: {},
    })
    expect(await iam?.call('iam list-mfa-devices', { UserName: 'bob' })).toBeNull()
    await expect(iam?.call('iam list-saml-providers')).rejects.toMatchObject({ state: 'DENIED' })
  })

  test('notes a refused call with its region, whatever the name, and goes on', { timeout }, async () => {
    const { parse } = await exportFrom(await prepare())
    expect(await parse('errors.json')).toContainEqual({
      call: 'secretsmanager get-resource-policy prod/db "main"',
      code: 'AccessDenied',
      region: 'eu-west-1',
    })
  })

  test('asks again for what was refused and for nothing else', { timeout }, async () => {
    const folder = await prepare()
    await exportFrom(folder)
    const before = (await linesOf(folder)).length
    await exportFrom(folder)
    const again = (await linesOf(folder)).slice(before)
    expect(again).not.toContain('iam get-login-profile ada@example.org')
    expect(again).not.toContain('iam list-mfa-devices bob')
    expect(again).toContain('iam get-login-profile bob')
  })

  test('ends with one clear line without credentials', async () => {
    const folder = await folderOf({ aws: '#!/usr/bin/env bash\nexit 253\n' })
    await chmod(join(folder, 'aws'), 0o755)
    await expect(exportFrom(folder)).rejects.toMatchObject({
      stderr: expect.stringMatching(/^aws-export: no credentials/),
    })
  })
})
