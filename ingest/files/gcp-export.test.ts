import { execFile } from 'node:child_process'
import { chmod, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { packageFile } from '../../graph/package-root.ts'
import { SHOP } from '../gcp/shop.fixture.ts'
import { collectAll } from '../run.ts'
import { folderOf } from './files.testkit.ts'
import { FILE_PROVIDERS } from './providers.ts'
import { readInputs } from './read.ts'

const SCRIPT = packageFile('ingest', 'files', 'gcp-export.sh')
const run = promisify(execFile)

/** Notes what it is asked; answers what there is an answer to, and refuses the rest. */
const STUB = `#!/usr/bin/env bash
here=$(dirname "$0")
echo "$*" >> "$here/log"
while IFS=$'\t' read -r words file; do
  [ "$*" = "$words --quiet" ] && { cat "$here/answers/$file"; exit 0; }
done < "$here/table"
echo 'PERMISSION_DENIED' >&2
exit 1
`
const NODES = `//cloudresourcemanager.googleapis.com/organizations/1
//cloudresourcemanager.googleapis.com/projects/42
`
const NO_TOKENS = 'policies/cloudresourcemanager.googleapis.com%2Fprojects%2F42/denypolicies/no-tokens'
const HOST = 'cloudresourcemanager.googleapis.com'
const OF = (node: string) => `--attachment-point=${HOST}/${node} --kind=denypolicies`
const ASSETS = 'asset list --organization=1'
const MEMBERS = 'identity groups memberships list --group-email'
const TABLE: readonly (readonly [words: string, answer: string])[] = [
  [
    `${ASSETS} --content-type=resource --format=json`,
    JSON.stringify(SHOP.filter(({ resource }) => resource)),
  ],
  [`${ASSETS} --content-type=iam-policy --format=json`, JSON.stringify(SHOP.filter((one) => one.iamPolicy))],
  [`${ASSETS} --content-type=access-policy --format=json`, '[]\n'],
  [`${ASSETS} --format=value(name) --asset-types=${HOST}/(Organization|Folder|Project)`, NODES],
  [`iam policies list ${OF('projects/42')} --format=json`, JSON.stringify([{ name: NO_TOKENS }])],
  [`iam policies list ${OF('projects/42')} --format=value(name)`, `${NO_TOKENS}\n`],
  [
    `iam policies get no-tokens ${OF('projects/42')} --format=json`,
    JSON.stringify({ name: NO_TOKENS, rules: [] }),
  ],
  [
    `${MEMBERS}=deploy@shop.example --view=full --format=json`,
    JSON.stringify([
      { preferredMemberKey: { id: 'cid@shop.example' }, type: 'USER' },
      { preferredMemberKey: { id: 'night@shop.example' }, type: 'GROUP' },
    ]),
  ],
  [
    `${MEMBERS}=deploy@shop.example --view=full --filter=type=GROUP --format=value(preferredMemberKey.id)`,
    'night@shop.example\n',
  ],
  [
    `${MEMBERS}=night@shop.example --view=full --format=json`,
    JSON.stringify([{ preferredMemberKey: { id: 'dee@shop.example' }, type: 'USER' }]),
  ],
  [`${MEMBERS}=night@shop.example --view=full --filter=type=GROUP --format=value(preferredMemberKey.id)`, ''],
  ['iam principal-access-boundary-policies list --organization=1 --location=global --format=json', '[]\n'],
  ['iam principal-access-boundary-policies list --organization=1 --location=global --format=value(name)', ''],
]

describe('the export script', () => {
  const timeout = 120_000
  const exported = async () => {
    const folder = await folderOf({
      gcloud: STUB,
      table: TABLE.map(([words], at) => `${words}\t${at}`)
        .join('\n')
        .concat('\n'),
      ...Object.fromEntries(TABLE.map(([, answer], at) => [`answers/${at}`, answer])),
    })
    await chmod(join(folder, 'gcloud'), 0o755)
    const again = () =>
      run('bash', [SCRIPT, '--organization', '1', '--out', join(folder, 'out')], {
        env: { ...process.env, PATH: `${folder}:${process.env.PATH}` },
      })
    const { stderr } = await again()
    return { folder, stderr, again }
  }

  test('writes what is read back, and what it was refused as not read', { timeout }, async () => {
    const { folder, stderr } = await exported()
    expect(stderr).toContain('refused: gcloud asset list --organization=1 --content-type=org-policy')
    const { jobs } = await readInputs([join(folder, 'out')], { providers: FILE_PROVIDERS })
    const { partitions } = await collectAll(jobs)
    const of = (service: string) =>
      partitions.find(
        ({ coverage }) => coverage.account === 'organizations/1' && coverage.service === service,
      )
    expect(of('perimeters')?.coverage).toMatchObject({ state: 'OK', missing: [] })
    expect(of('boundaries')?.coverage).toMatchObject({ state: 'OK', missing: [] })
    const inGroups = of('groups')?.relationships.map(({ from, to }) => `${from} ${to}`)
    expect(inGroups?.sort()).toEqual([
      'group:night@shop.example group:deploy@shop.example',
      'user:cid@shop.example group:deploy@shop.example',
      'user:dee@shop.example group:night@shop.example',
    ])
    expect(of('denypolicies')?.nodes.map(({ id }) => id)).toEqual([`//iam.googleapis.com/${NO_TOKENS}`])
    expect(of('denypolicies')?.coverage.missing.map(({ resource }) => resource)).toEqual([
      `${HOST}/organizations/1`,
      `${HOST}/folders/7`,
    ])
    expect(of('asset')?.coverage.missing).toMatchObject([{ call: 'asset list --content-type=org-policy' }])
  })

  test('asks again for what was refused, not for what was written', { timeout }, async () => {
    const { folder, again } = await exported()
    const log = async () => (await readFile(join(folder, 'log'), 'utf8')).trim().split('\n')
    const before = (await log()).length
    await again()
    const asked = (await log()).slice(before).join('\n')
    expect(asked).toContain('--content-type=org-policy')
    expect(asked).not.toContain('--content-type=iam-policy')
    expect(asked).not.toContain('iam policies get no-tokens')
  })

  test('says what it needs', async () => {
    await expect(run('bash', [SCRIPT])).rejects.toMatchObject({ code: 2 })
  })
})
